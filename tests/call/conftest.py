"""Calls written by hand: what was said, with labels given, folded to the end."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from copilot.call.catalogue import CallKind, Cue, Side
from copilot.call.events import (
    AlertRaised,
    CallStarted,
    Derived,
    Event,
    Hypothesis,
    Label,
    Labelled,
    Prospect,
    SpeechEnded,
    SpeechStarted,
    SpokenDate,
    Stage,
    Tick,
)
from copilot.call.rules import Playbook
from copilot.call.script import Turn, script_events
from copilot.call.state import Call
from copilot.call.step import advance
from copilot.playbook.loader import built_in

YOU, THEM = Side.YOU, Side.THEM

_CUES: dict[Cue, str] = {
    Cue.ASSENT: r"^(yes|yeah|yep|correct|exactly|right|sure|agreed|accurate|okay|perfect|it is|that's fair|sounds good)\b"
    r"|works for me|i agree",
    Cue.DISSENT: r"^(no|nope|not really)\b|afraid not|i'd rather not|probably not",
    Cue.FAREWELL: r"\b(good ?bye|bye|take care|have a (great|good|nice|beautiful) (one|day|weekend)|talk (soon|then|to you)"
    r"|got to run|see you \w+day|talk \w+day)\b",
    Cue.DEMO: r"share my screen|see my screen",
    Cue.QUESTION: r"\?",
    Cue.TERMS: r"\b(volumes?|quota|minimum|probation|per quarter)\b",
    Cue.REVIEW: r"\breview\b.*\bquarter\b",
    Cue.BUSINESS: r"\b(product|customers?|price|software|contract|problem|budget|team|revenue|sites?|practices|market)\b",
}
_HOUR = r"(?:at|,)?\s*(?:eight|nine|ten|eleven|noon|one|two|three|four|seven)(?: thirty| o'clock)?\b"
_DATE = re.compile(
    rf"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: the \d+th)?(?: {_HOUR})?|the \d+(?:st|nd|rd|th)(?: {_HOUR})?|tomorrow"
    rf"|\d+th|tonight|today|(?:june|october) \d+(?:st|nd|rd|th)?(?:,? {_HOUR})?)",
    re.IGNORECASE,
)


def cues_of(text: str) -> tuple[Cue, ...]:
    return tuple(cue for cue, pattern in _CUES.items() if re.search(pattern, text, re.IGNORECASE))


def dates_of(text: str) -> tuple[SpokenDate, ...]:
    """Days named in the text; `at` is only a stand-in that is equal for equal days."""
    found = []
    for m in _DATE.finditer(text):
        day = re.sub(r"\W+", "-", re.split(_HOUR, m.group().lower())[0].strip())
        timed = bool(re.search(_HOUR, m.group()[4:], re.IGNORECASE))
        found.append(SpokenDate(m.group(), m.start(), m.end(), f"{day:_<10}", timed))
    return tuple(found)


def read(heard: Hypothesis, labels: tuple[str, ...] | list[str], score: float = 1.0) -> Labelled:
    return Labelled(
        at_ms=heard.at_ms,
        side=heard.side,
        utterance=heard.utterance,
        revision=heard.revision,
        stage=heard.stage,
        labels=tuple(Label(name, score, 0, len(heard.text)) for name in labels),
        cues=cues_of(heard.text),
        dates=dates_of(heard.text),
    )


@dataclass
class Scene:
    """A call in the making. Times in seconds. derived: all that came out, in order."""

    playbook: Playbook
    call: Call = field(default_factory=Call)
    derived: list[Derived] = field(default_factory=list)
    count: int = 0

    def send(self, event: Event) -> tuple[Derived, ...]:
        self.call, found = advance(self.call, event, self.playbook)
        self.derived += found
        return found

    def until(self, seconds: float) -> "Scene":
        """Ticks up to that time: every 250 ms, every second while more than two minutes are left."""
        while self.call.now_ms + 250 <= seconds * 1000:
            far = seconds * 1000 - self.call.now_ms > 120_000
            self.send(Tick(at_ms=self.call.now_ms // 250 * 250 + (1000 if far else 250)))
        return self

    def say(self, start: float, end: float, side: Side, text: str, *labels: str, score: float = 1.0) -> int:
        """Speech from start to end, its final text and labels 300 ms later. Returns the utterance's number."""
        self.begin(start, side)
        self.until(end)
        return self.finish(end, side, text, *labels, score=score)

    def begin(self, start: float, side: Side) -> int:
        self.until(start)
        self.count += 1
        self.send(SpeechStarted(at_ms=round(start * 1000), side=side, utterance=self.count))
        return self.count

    def finish(self, end: float, side: Side, text: str, *labels: str, score: float = 1.0) -> int:
        number = self.count
        start_ms, end_ms = self.call.utterances[-1].start_ms, round(end * 1000)
        self.send(SpeechEnded(at_ms=end_ms, side=side, utterance=number, start_ms=start_ms, end_ms=end_ms))
        self.revise(number, text, *labels, stage=Stage.FINAL, at_ms=end_ms + 300, score=score)
        return number

    def revise(self, number: int, text: str, *labels: str, stage: Stage, at_ms: int | None = None, score: float = 1.0) -> None:
        old = next(u for u in self.call.utterances if u.id == number)
        heard = Hypothesis(
            at_ms=self.call.now_ms if at_ms is None else at_ms,
            side=old.side,
            utterance=number,
            revision=old.revision + 1,
            stage=stage,
            text=text,
            start_ms=old.start_ms,
            end_ms=old.end_ms,
        )
        self.send(heard)
        self.send(read(heard, labels, score))

    def of(self, kind: type) -> list[Any]:
        return [e for e in self.derived if isinstance(e, kind)]

    def alerts(self) -> list[str]:
        return [e.signal for e in self.of(AlertRaised)]

    def status(self, signal: str) -> str:
        return next(a.status.value for a in reversed(self.call.alerts) if a.signal == signal)


@pytest.fixture
def scene() -> Callable[..., Scene]:
    """scene(kind, minutes): a call that has begun; business was heard, so that only what a test says raises alerts."""

    def make(kind: CallKind = CallKind.PROSPECT, minutes: int = 30, quiet: bool = True) -> Scene:
        made = Scene(built_in(kind))
        made.send(
            CallStarted(
                call_id="test",
                kind=kind,
                planned_ms=minutes * 60_000,
                started_utc="2026-03-02T15:00:00+00:00",
                prospect=Prospect("Karen Doyle", "Marlow Freight"),
            )
        )
        if quiet:
            made.say(1, 3, THEM, "We lose money on this problem, and how would you fix it?", "pain", "friction")
            made.say(4, 6, YOU, "Is it a priority for this quarter or for later?", "priority-question")
        return made

    return make


@pytest.fixture
def events_of() -> Callable[[dict[str, Any]], Iterator[Event]]:
    """The events of one object of `dialogues.jsonl`, with the labels of the script itself."""

    def make(script: dict[str, Any]) -> Iterator[Event]:
        setup = CallStarted(
            call_id=script["id"],
            kind=CallKind(script["kind"]),
            planned_ms=round(script["planned_minutes"] * 60_000),
            started_utc="2026-03-02T15:00:00+00:00",
            prospect=Prospect(**script["prospect"]),
            origin="script",
        )
        turns = [Turn(round(t["t"] * 1000), Side(t["speaker"]), t["text"]) for t in script["turns"]]
        for event in script_events(setup, turns):
            yield event
            if isinstance(event, Hypothesis):
                yield read(event, script["turns"][event.utterance - 1]["labels"])

    return make
