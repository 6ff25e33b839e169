"""A missed moment of a real call, to be played again: what was said before it, and somebody to go on with."""

from dataclasses import fields, is_dataclass, replace
from typing import TypeVar

from copilot.assets import asset
from copilot.call.catalogue import Side
from copilot.call.rules import Playbook, Text
from copilot.call.state import Call, Utterance
from copilot.errors import KnownError
from copilot.practice.scenario import Said, Scenario, load_scenario
from copilot.review.missed import missed
from copilot.review.model import Missed

NEAR_MS = 15_000  # a moment this near to where the user pointed is the one they mean
BEFORE_MS = 60_000
_LEAST_MINUTES, _MOST_MINUTES = 7, 20
_NOBODY = Text("the other side", "l'autre")
_PROBLEM, _AMOUNT = "what we've been talking about", "more than I'd like to say"  # when the set-up of the call holds none
T = TypeVar("T")


def moment_at(call: Call, playbook: Playbook, at_ms: int) -> tuple[Utterance, Missed | None]:
    """What they said there, and the missed moment nearest to it; without one, what they had last said by then.

    KnownError when they had said nothing.
    """
    moments = [m for m in missed(call, playbook) if abs(m.at_ms - at_ms) <= NEAR_MS]
    moment = min(moments, key=lambda m: abs(m.at_ms - at_ms), default=None)
    theirs = [u for u in call.utterances if u.side is Side.THEM and u.text and u.start_ms <= at_ms + 1]
    if not theirs:
        raise KnownError(
            "They had said nothing by then: choose a later moment.",
            "Ils n'avaient encore rien dit : choisissez un moment plus tard.",
        )
    line = theirs[-1]
    if moment is not None and moment.quote is not None and moment.quote.side is Side.THEM:
        line = next((u for u in theirs if u.id == moment.quote.utterance), line)
    return line, moment


def replay_from(call: Call, playbook: Playbook, at_ms: int) -> Scenario:
    """The call from that moment on: the minute before it as it was said, then somebody like them. KnownError: nobody spoke."""
    setup = call.setup
    assert setup is not None
    line, _ = moment_at(call, playbook, at_ms)
    before = [u for u in call.utterances if u.text and line.start_ms - BEFORE_MS <= u.start_ms < line.start_ms]
    person = setup.prospect
    called = person.name or person.company
    words = {
        "{name}": Text(called, called) if called else _NOBODY,
        "{company}": Text(*[person.company or called or setup.title] * 2),
        "{problem}": Text(*[setup.problem or _PROBLEM] * 2),
        "{amount}": Text(*[setup.amount or _AMOUNT] * 2),
    }
    template = _filled(load_scenario(asset("scenarios", "replays", f"{setup.kind.value}.toml")), words)
    left = (setup.planned_ms - line.start_ms) // 60_000
    return replace(
        template,
        minutes=max(_LEAST_MINUTES, min(_MOST_MINUTES, left)),
        person=replace(person, name=called or _NOBODY.en),
        lines=replace(template.lines, opening=(line.text,)),
        before=tuple(Said(u.side, u.text) for u in sorted(before, key=lambda u: u.start_ms)),
        problem=setup.problem,
        amount=setup.amount,
    )


def _filled(value: T, words: dict[str, Text], language: str = "en") -> T:
    """The same with each of the words in place, in every text of it."""
    filled: object = value
    if isinstance(value, Text):
        filled = Text(_filled(value.en, words), _filled(value.fr, words, "fr"))
    elif isinstance(value, str) and type(value) is str:
        for name, word in words.items():
            filled = str(filled).replace(name, word.of(language))
    elif isinstance(value, tuple):
        filled = tuple(_filled(part, words) for part in value)
    elif is_dataclass(value) and not isinstance(value, type):
        filled = replace(value, **{f.name: _filled(getattr(value, f.name), words) for f in fields(value)})
    return filled  # type: ignore[return-value]
