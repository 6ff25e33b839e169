"""Pages of docs/ that say what the program itself knows.

`.venv/bin/python packaging/docs.py` writes them; with `--check` it only tells whether they are current. troubleshooting.md
comes from the doctor's remedies, playbooks.md and scenarios.md from what their readers accept.
"""

import sys
from dataclasses import MISSING, Field, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, get_type_hints

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from copilot.assets import asset  # noqa: E402
from copilot.call.catalogue import CALL_WARNINGS, SIGNALS, CallKind, Cue  # noqa: E402
from copilot.call.lines import slots  # noqa: E402
from copilot.call.rules import Needs, Text, Timing  # noqa: E402
from copilot.engine.remedies import REMEDIES  # noqa: E402
from copilot.playbook.schema import GOOD, WARNINGS  # noqa: E402
from copilot.practice import scenario  # noqa: E402

HEAD = "<!-- Written by packaging/docs.py. Change what it is made from, then run it again. -->\n\n"


def troubleshooting() -> str:
    rows = ["# Troubleshooting, by symptom", ""]
    seen = sum(remedy.examined for remedy in REMEDIES.values())
    rows += [
        f"`moneytime doctor` looks at the first {seen} by itself; `moneytime doctor --report FILE` writes a text to attach to"
    ]
    rows += ["a request for help, with nothing of any call in it. *En français plus bas.*", ""]
    for language, left, right in (("en", "what you see", "what to do"), ("fr", "ce que vous voyez", "que faire")):
        if language == "fr":
            rows += ["", "## En français", ""]
        rows += [f"| {left} | {right} |", "|---|---|"]
        rows += [f"| {remedy.symptom.of(language)} | {remedy.todo.of(language)} |" for remedy in REMEDIES.values()]
    return "\n".join(rows) + "\n"


def playbooks() -> str:
    kinds = ", ".join(f"`{kind}`" for kind in CallKind)
    rows = f"""# Writing a playbook

A playbook is one TOML file that says what to tell you on one kind of call: which warnings count, the sentences to say, the
four rows at the end, and when. The three that ship are in `assets/playbooks`. Yours go into the `playbooks` folder of the
configuration folder, under the same file name; the rest of the product stays as it is. Copy one, change a line, start a call:
a file with a mistake is named with the key and what it may be, and the call runs with the built-in one.

`kind` is one of {kinds}. Texts on the screen have two languages (`title.en`, `title.fr`); lines to say are English.

## [signals.ID]: what to do about a warning

Every warning has its table, with `title`, `why`, `say` (one or more lines; each alert of a call takes another one) and
`priority` (0 to 100, higher is shown first). Optional: `threshold` (0.05 to 1, higher is rarer), `enabled`, and `answered_by`:
what makes the alert go away once it is said.

A line may name {", ".join("`{" + name + "}`" for name in slots(None))}; it is passed over on a call where that is not
known or does not fit into a sentence ("late deliveries" does, "They lose six hours." does not), so at least one line of each
list names none. A line that asks what they lose is passed over when the amount is known and there is another. An alert also
goes away when one of its lines was said, most of the words of its question being enough; a row of the checklist begins the same
way.

| warning | whose words |
|---|---|
""".splitlines()
    for name in WARNINGS:
        side = SIGNALS[name].side
        whose = "the call as a whole" if name in CALL_WARNINGS or side is None else {"you": "yours", "them": "theirs"}[side]
        note = "; no `threshold`" if name in CALL_WARNINGS else ""
        rows.append(f"| `{name}` | {whose}{note} |")
    rows += ["", "`answered_by` holds any of these.", ""]
    rows += [f"- Good signs and good moves: {', '.join(f'`{name}`' for name in GOOD)}."]
    rows += [f"- Cues: {', '.join(f'`{cue.value}`' for cue in Cue)}."]
    rows += ["", "## [labels.ID]", "", "The short `en` and `fr` name of each good sign and move, all of them."]
    rows += ["", "## [[steps]]: the rows of the last minutes", ""]
    rows += ["In order: `title`, `say`, optional `ticked_by` (as `answered_by`) and `needs`, what completes the row:"]
    rows += [f"{', '.join(f'`{needs.value}`' for needs in Needs)}."]
    rows += ["", "## [timing]: optional, milliseconds and shares", "", "| key | unless you say |", "|---|---|"]
    rows += [f"| `{f.name}` | {f.default:{'_' if f.name.endswith('_ms') else '.3g'}} |" for f in fields(Timing)]
    rows += ["", "## [[own]]: signals of your own", ""]
    rows += ["Five example sentences teach a new one: see [own-signals.md](own-signals.md)."]
    rows += ["", "## An example", "", "From `assets/playbooks/prospect.toml`:", ""]
    text = asset("playbooks", "prospect.toml").read_text(encoding="utf-8")
    start = text.index("[signals.soft-no]")
    rows += [f"    {line}".rstrip() for line in text[start : text.index("\n\n", start)].splitlines()]
    return "\n".join(rows) + "\n"


def scenarios() -> str:
    rows = ["# Writing a scenario", ""]
    rows += [
        "A scenario is somebody to practise with: one TOML file in the `scenarios` folder of the configuration folder. One"
    ]
    rows += [
        "with the `id` of a built-in scenario replaces it. A key that is not listed here is refused, and the message names it."
    ]
    rows += ["Write the lines as the person would say them: what is warm must be as empty as in life, and a refusal as polite."]
    parts = (
        ("The file", scenario.Scenario),
        ("[person]", scenario.Prospect),
        ("[readiness]", scenario.Readiness),
        ("[lines]: what they say by situation", scenario.Script),
        ("[[facts]]: what they know", scenario.Fact),
        ("[[objections]]: what they hold back", scenario.Objection),
        ("[[before]]: what was said when it begins", scenario.Said),
    )
    for title, kind in parts:
        rows += ["", f"## {title}", ""]
        if doc := described(kind):
            rows += [doc, ""]
        hints = get_type_hints(kind)
        rows += ["| key | what it holds |", "|---|---|"]
        rows += [f"| `{f.name}` | {meaning(hints[f.name])}{'' if required(f) else '; optional'} |" for f in fields(kind)]
    shipped = map(scenario.load_scenario, sorted(asset("scenarios").glob("*.toml")))
    rows += ["", "## Those that ship", "", "| id | who |", "|---|---|"]
    rows += [f"| `{s.id}` | {s.person.role}, {s.person.company}: {s.title.en} |" for s in shipped]
    rows += ["", "How points are given, what settles an objection and what each situation is: `assets/scenarios/README.md`."]
    return "\n".join(rows) + "\n"


def described(kind: type) -> str:
    """The docstring, as one paragraph; a dataclass without one has its signature there, which says nothing new."""
    doc = " ".join((kind.__doc__ or "").split())
    return "" if doc.startswith(f"{kind.__name__}(") else doc


def required(field: "Field[Any]") -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def meaning(kind: Any) -> str:
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return "one of " + ", ".join(f"`{value.value}`" for value in kind)
    if kind is Text:
        return "a text, with `.en` and `.fr`"
    if kind == tuple[str, ...]:
        return "a list of ways to say it"
    simple = {str: "a text", int: "a whole number", bool: "`true` or `false`", dict[str, int]: "points by label"}
    return simple.get(kind, "tables, below")


PAGES = {"troubleshooting.md": troubleshooting, "playbooks.md": playbooks, "scenarios.md": scenarios}


def main(check: bool) -> int:
    stale = []
    for name, make in PAGES.items():
        path, text = ROOT / "docs" / name, HEAD + make()
        if check and (not path.is_file() or path.read_text(encoding="utf-8") != text):
            stale.append(name)
        elif not check:
            path.write_text(text, encoding="utf-8")
    if stale:
        print(f"not current: {', '.join(stale)}; run packaging/docs.py", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
