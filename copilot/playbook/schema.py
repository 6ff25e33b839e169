"""What a playbook file may hold, checked key by key: table `timing`, one table per warning in `signals`, `steps`, `labels`."""

import re
from dataclasses import fields
from typing import Any

from copilot.call.catalogue import CALL_WARNINGS, SIGNALS, CallKind, Cue, Side
from copilot.call.lines import slot_names, slots
from copilot.call.rules import LEAST_EXAMPLES, Needs, OwnSignal, Playbook, SignalRule, StepRule, Text, Timing

WARNINGS = tuple(s.id for s in SIGNALS.values() if s.warning)
GOOD = tuple(s.id for s in SIGNALS.values() if not s.warning)
_CUES = tuple(c.value for c in Cue)
_ANSWERS = (*GOOD, *_CUES)
_OWN_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,47}")
_HOUR_MS = 3_600_000


class PlaybookError(ValueError):
    """What is wrong, in both languages, without the file's name."""

    def __init__(self, en: str, fr: str) -> None:
        super().__init__(en)
        self.en, self.fr = en, fr


def read_playbook(data: dict[str, Any], kind: CallKind) -> Playbook:
    """A playbook from the parsed TOML. Raises PlaybookError naming the key and what it may be."""
    _keys("", data, required=("kind", "signals", "steps", "labels"), optional=("timing", "own"))
    if data["kind"] != kind.value:
        raise _wrong("kind", repr(data["kind"]), kind.value, kind.value)
    signals = _table("signals", data["signals"])
    _keys("signals", signals, required=WARNINGS)
    labels = _table("labels", data["labels"])
    _keys("labels", labels, required=GOOD)
    return Playbook(
        kind=kind,
        signals={name: _signal(name, signals[name]) for name in WARNINGS},
        checklist=_steps(data["steps"]),
        timing=_timing(data.get("timing", {})),
        labels={name: _text(f"labels.{name}", labels[name]) for name in GOOD},
    ).with_own(read_own(data.get("own", [])))


def read_own(value: Any) -> tuple[OwnSignal, ...]:
    """The user's own signals from a list of tables [[own]]; the texts may be in one language. Raises PlaybookError."""
    if not isinstance(value, list):
        raise _wrong("own", _shown(value), "a list of tables [[own]]", "une liste de tables [[own]]")
    found: dict[str, OwnSignal] = {}
    for number, item in enumerate(value, start=1):
        signal = _own(f"own[{number}]", item)
        if signal.id in found:
            raise _wrong(f"own[{number}].id", _shown(signal.id), "used once", "une seule fois")
        found[signal.id] = signal
    return tuple(found.values())


def _own(where: str, value: Any) -> OwnSignal:
    table = _table(where, value)
    _keys(
        where,
        table,
        required=("id", "side", "title", "examples", "say"),
        optional=("why", "priority", "answered_by", "threshold", "enabled"),
    )
    name = _words(f"{where}.id", table["id"])
    if not _OWN_ID.fullmatch(name) or name in SIGNALS or name in _CUES:
        en = "small letters, digits and hyphens, not the id of a built-in signal"
        raise _wrong(f"{where}.id", _shown(name), en, "minuscules, chiffres et tirets, pas l'id d'un signal fourni")
    title = _either(f"{where}.title", table["title"])
    rule = SignalRule(
        id=name,
        title=title,
        why=_either(f"{where}.why", table["why"]) if "why" in table else title,
        say=_lines(f"{where}.say", table["say"]),
        answered_by=_names(f"{where}.answered_by", table.get("answered_by", []), _ANSWERS),
        priority=int(_number(f"{where}.priority", table.get("priority", 55), 0, 100, whole=True)),
        threshold=_number(f"{where}.threshold", table.get("threshold", 0.5), 0.05, 1),
        enabled=_yes_no(f"{where}.enabled", table.get("enabled", True)),
    )
    side = _names(f"{where}.side", [table["side"]], tuple(s.value for s in Side))[0]
    return OwnSignal(rule, Side(side), _examples(f"{where}.examples", table["examples"]))


def _examples(where: str, value: Any) -> tuple[str, ...]:
    said = value if isinstance(value, list) else []
    found = tuple(dict.fromkeys(_words(f"{where}[{n}]", text) for n, text in enumerate(said, start=1)))
    if len(found) < LEAST_EXAMPLES:
        en, fr = f"at least {LEAST_EXAMPLES} different sentences", f"au moins {LEAST_EXAMPLES} phrases différentes"
        raise _wrong(where, f"{len(found)} different sentences", en, fr)
    return found


def _either(where: str, value: Any) -> Text:
    """A text in both languages, or one that serves for both."""
    return Text(_words(where, value), _words(where, value)) if isinstance(value, str) else _text(where, value)


def _signal(name: str, value: Any) -> SignalRule:
    where = f"signals.{name}"
    table = _table(where, value)
    _keys(where, table, required=("title", "why", "say", "priority"), optional=("answered_by", "threshold", "enabled"))
    if name in CALL_WARNINGS and "threshold" in table:
        raise _unknown(where, "threshold", ("title", "why", "say", "priority", "answered_by", "enabled"))
    return SignalRule(
        id=name,
        title=_text(f"{where}.title", table["title"]),
        why=_text(f"{where}.why", table["why"]),
        say=_lines(f"{where}.say", table["say"]),
        answered_by=_names(f"{where}.answered_by", table.get("answered_by", []), _ANSWERS),
        priority=int(_number(f"{where}.priority", table["priority"], 0, 100, whole=True)),
        threshold=_number(f"{where}.threshold", table.get("threshold", 0.5), 0.05, 1),
        enabled=_yes_no(f"{where}.enabled", table.get("enabled", True)),
    )


def _steps(value: Any) -> tuple[StepRule, ...]:
    if not isinstance(value, list) or not value:
        raise _wrong("steps", _shown(value), "a list of tables [[steps]]", "une liste de tables [[steps]]")
    rules = []
    for number, item in enumerate(value, start=1):
        where = f"steps[{number}]"
        table = _table(where, item)
        _keys(where, table, required=("title", "say", "needs"), optional=("ticked_by",))
        needs = _names(f"{where}.needs", [table["needs"]], tuple(n.value for n in Needs))[0]
        rules.append(
            StepRule(
                step=number,
                title=_text(f"{where}.title", table["title"]),
                say=_lines(f"{where}.say", table["say"]),
                ticked_by=_names(f"{where}.ticked_by", table.get("ticked_by", []), _ANSWERS),
                needs=Needs(needs),
            )
        )
    return tuple(rules)


def _timing(value: Any) -> Timing:
    """Keys are those of Timing: `_ms` as whole milliseconds, `_share` and talk_ratio between 0 and 1."""
    table = _table("timing", value)
    names = tuple(f.name for f in fields(Timing))
    _keys("timing", table, optional=names)
    found: dict[str, Any] = {}
    for name, item in table.items():
        if name.endswith("_ms"):
            found[name] = int(_number(f"timing.{name}", item, 1_000, 12 * _HOUR_MS, whole=True))
        else:
            found[name] = _number(f"timing.{name}", item, 0, 1)
    timing = Timing(**found)
    if timing.last_ms > timing.wrap_up_ms:
        limit = str(timing.wrap_up_ms)
        raise _wrong("timing.last_ms", str(timing.last_ms), f"at most wrap_up_ms ({limit})", f"au plus wrap_up_ms ({limit})")
    return timing


def _text(where: str, value: Any) -> Text:
    table = _table(where, value)
    _keys(where, table, required=("en", "fr"))
    return Text(_words(f"{where}.en", table["en"]), _words(f"{where}.fr", table["fr"]))


def _lines(where: str, value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or not value:
        raise _wrong(where, _shown(value), "a list of at least one line", "une liste d'au moins une phrase")
    lines = tuple(_words(f"{where}[{n}]", line) for n, line in enumerate(value, start=1))
    allowed = tuple(slots(None))
    for number, line in enumerate(lines, start=1):
        try:
            unknown = slot_names(line) - set(allowed)
        except ValueError:
            unknown = {line}
        if unknown:
            raise _unknown(f"{where}[{number}]", "{" + min(unknown) + "}", tuple("{" + a + "}" for a in allowed))
    if all(slot_names(line) for line in lines):
        raise _wrong(where, "only lines with slots", "at least one line without { }", "au moins une phrase sans { }")
    return lines


def _names(where: str, value: Any, allowed: tuple[str, ...]) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _wrong(where, _shown(value), "a list", "une liste")
    for name in value:
        if name not in allowed:
            raise _wrong(where, _shown(name), "one of " + ", ".join(allowed), "parmi " + ", ".join(allowed))
    return tuple(value)


def _number(where: str, value: Any, least: float, most: float, whole: bool = False) -> float:
    good = isinstance(value, int if whole else (int, float)) and not isinstance(value, bool)
    if not good or not least <= value <= most:
        kind, sorte = ("a whole number", "un nombre entier") if whole else ("a number", "un nombre")
        raise _wrong(where, _shown(value), f"{kind} from {least:g} to {most:g}", f"{sorte} de {least:g} à {most:g}")
    return float(value)


def _yes_no(where: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise _wrong(where, _shown(value), "true or false", "true ou false")
    return value


def _words(where: str, value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(where, _shown(value), "a text that is not empty", "un texte non vide")
    return value.strip()


def _table(where: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _wrong(where, _shown(value), "a table", "une table")
    return value


def _keys(where: str, table: dict[str, Any], required: tuple[str, ...] = (), optional: tuple[str, ...] = ()) -> None:
    allowed = (*required, *optional)
    for key in table:
        if key not in allowed:
            raise _unknown(where, key, allowed)
    for key in required:
        if key not in table:
            full = f"{where}.{key}" if where else key
            raise PlaybookError(f"the key '{full}' is missing", f"la clé « {full} » manque")


def _unknown(where: str, key: str, allowed: tuple[str, ...]) -> PlaybookError:
    full, known = f"{where}.{key}" if where else key, ", ".join(allowed)
    return PlaybookError(f"unknown key '{full}', allowed here: {known}", f"clé inconnue « {full} », permises ici : {known}")


def _wrong(where: str, found: str, en: str, fr: str) -> PlaybookError:
    return PlaybookError(f"'{where}' is {found}, allowed: {en}", f"« {where} » vaut {found}, permis : {fr}")


def _shown(value: Any) -> str:
    return repr(value)[:60]
