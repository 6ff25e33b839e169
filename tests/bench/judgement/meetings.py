"""Real talk replayed as calls: one speaker is you, the others are them. How many warnings are shown, and which."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from copilot.call.catalogue import CALL_WARNINGS, CallKind, Side
from copilot.call.events import CallStarted, Hypothesis, Input
from copilot.call.rules import Playbook
from copilot.call.script import Turn, script_events
from copilot.call.state import Alert, Call
from copilot.call.step import advance
from copilot.engine.understanding import Reader, Understanding

WORD_MS, PAUSE_MS = 400, 800


@dataclass(frozen=True)
class Meeting:
    """name: set and meeting."""

    set: str
    name: str
    turns: tuple[Turn, ...]

    @property
    def hours(self) -> float:
        return self.turns[-1].start_ms / 3_600_000


def read_meetings(path: Path) -> Iterator[Meeting]:
    """You are whoever says most, as a founder who presents; a turn lasts its words at 150 a minute."""
    for line in path.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        words: dict[str, int] = {}
        for speaker, text in item["said"]:
            words[speaker] = words.get(speaker, 0) + len(text.split())
        you = max(words, key=lambda name: words[name])
        turns, now = [], 0
        for speaker, text in item["said"]:
            turns.append(Turn(now, Side.YOU if speaker == you else Side.THEM, text))
            now += WORD_MS * len(text.split()) + PAUSE_MS
        yield Meeting(item["set"], item["meeting"], tuple(turns))


def inputs(meeting: Meeting, reader: Reader) -> list[Input]:
    """The events of the meeting with their labels."""
    setup = CallStarted(
        at_ms=0,
        call_id=meeting.name,
        kind=CallKind.PROSPECT,
        planned_ms=meeting.turns[-1].start_ms,
        started_utc="2026-03-03T15:00:00+00:00",
    )
    understanding = Understanding(reader, setup)
    events: list[Input] = []
    for event in script_events(setup, meeting.turns):
        if isinstance(event, Input):
            events.append(event)
        if isinstance(event, Hypothesis):
            events.append(understanding.read(event))
    return events


def shown(events: list[Input], playbook: Playbook) -> list[Alert]:
    """The warnings about utterances that came on the screen."""
    call = Call()
    for event in events:
        call, _ = advance(call, event, playbook)
    return [a for a in call.alerts if a.signal not in CALL_WARNINGS]
