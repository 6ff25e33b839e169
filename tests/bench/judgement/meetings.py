"""Real talk replayed as calls: one speaker is you, the others are them. How many warnings are shown, and which."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from replays import folded, labelled_events

from copilot.call.catalogue import CALL_WARNINGS, CallKind, Side
from copilot.call.events import CallStarted
from copilot.call.script import Turn
from copilot.call.state import Alert
from copilot.engine.understanding import Reader
from copilot.playbook.loader import built_in

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


def alerts(meeting: Meeting, reader: Reader) -> list[Alert]:
    """The warnings about utterances that came on the screen."""
    setup = CallStarted(
        call_id=meeting.name,
        kind=CallKind.PROSPECT,
        planned_ms=meeting.turns[-1].start_ms,
        started_utc="2026-03-03T15:00:00+00:00",
    )
    call = folded(labelled_events(setup, meeting.turns, reader), built_in(CallKind.PROSPECT))
    return [a for a in call.alerts if a.signal not in CALL_WARNINGS]
