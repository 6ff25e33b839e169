"""What a file brought from elsewhere holds, and the questions it leaves: who is you, when it was, with whom."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from copilot.audio.file import FileAudio, read_file
from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallStarted, Prospect
from copilot.call.rules import Text
from copilot.engine.later import KeptSound
from copilot.engine.setups import new_call_id, usual_length_ms
from copilot.errors import KnownError
from copilot.review import importers
from copilot.review.importers import Transcript
from copilot.store.sound import WAITING

TRANSCRIPTS = (".vtt", ".srt", ".txt", ".docx")
LEFT, RIGHT = "left", "right"
_IN_NAME = (
    re.compile(r"GMT(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})()"),  # Zoom's cloud: always in GMT
    re.compile(
        r"(\d{4})-?(\d{2})-?(\d{2})(?:[ T_-]+|\s+at\s+)(\d{2})[.h_ -]?(\d{2})(?:[.m_ -]?(\d{2}))?(?:.*?GMT([+-]\d{1,2}))?"
    ),
)


@dataclass(frozen=True, slots=True)
class Found:
    """speakers: the voices told apart, '' one without a name; LEFT and RIGHT for the channels of a recording; none: all theirs.

    yours: those that seem to be you. started: when the call seems to have begun, aware. notice: what the user should know.
    """

    path: Path
    recording: bool
    duration_ms: int
    speakers: tuple[str, ...]
    yours: tuple[str, ...]
    started: datetime
    notice: Text | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """One file to bring in, as the user confirmed it. yours: the voices that are you, as `Found.speakers` names them."""

    path: Path
    setup: CallStarted
    yours: tuple[str, ...]


def look(path: Path, your_name: str) -> Found:
    """Opens the file as far as it takes to ask about it. KnownError names what is wrong with it and what to do."""
    if path.suffix.lower() in TRANSCRIPTS:
        read = read_words(path)
        mine = importers.likely_you(read, your_name)
        yours = (mine,) if mine else read.speakers[:1] if len(read.speakers) > 1 else ()
        duration_ms = read.turns[-1].end_ms
        return Found(path, False, duration_ms, read.speakers, yours, _started(path, duration_ms), read.notice)
    audio = read_file(path)
    if len(audio.sides) > 1:
        return Found(path, True, audio.duration_ms, (LEFT, RIGHT), (LEFT,), _started(path, audio.duration_ms))
    notice = Text(
        "Both sides are on one channel: all of it counts as theirs until you correct the speaker of a turn.",
        "Les deux côtés sont sur une seule piste : tout compte comme le leur, à corriger prise de parole par prise de parole.",
    )
    return Found(path, True, audio.duration_ms, (), (), _started(path, audio.duration_ms), notice)


def order(
    found: Found,
    kind: CallKind = CallKind.PROSPECT,
    prospect: Prospect | None = None,
    yours: tuple[str, ...] | None = None,
    *,
    started: datetime | None = None,
    planned_minutes: float | None = None,
    your_timezone: str = "Europe/Paris",
    vocabulary: tuple[str, ...] = (),
    now: datetime,
) -> Order:
    """What was found with the user's answers; where they gave none, what seems likely. now: aware."""
    mine = found.yours if yours is None else yours
    others = [s for s in found.speakers if s and s not in (*mine, LEFT, RIGHT)]
    who = prospect or Prospect()
    if not who.name and len(others) == 1:
        who = replace(who, name=others[0])
    setup = CallStarted(
        call_id=new_call_id(now),
        kind=kind,
        planned_ms=round(planned_minutes * 60_000) if planned_minutes else usual_length_ms(found.duration_ms),
        started_utc=(started or found.started).astimezone(UTC).isoformat(),
        your_timezone=your_timezone,
        prospect=who,
        vocabulary=vocabulary,
        title=found.path.stem,
        origin="file" if found.recording else "transcript",
    )
    return Order(found.path, setup, mine)


def read_words(path: Path) -> Transcript:
    """The turns of a transcript file. KnownError when it cannot be read."""
    try:
        raw = path.read_bytes()
    except OSError as e:
        raise KnownError(
            f"{path.name} cannot be read ({e.strerror}). Check the name and its permissions.",
            f"{path.name} est illisible ({e.strerror}). Vérifiez son nom et ses droits.",
        ) from e
    return importers.read_transcript(path.name, raw)


def open_recording(path: Path, yours: tuple[str, ...]) -> FileAudio | KeptSound:
    """The recording, with its channels on the sides the user named; or the kept sound of a call of ours."""
    if path.suffix == WAITING:
        return KeptSound(path)
    audio = read_file(path)
    if len(audio.sides) > 1 and RIGHT in yours and LEFT not in yours:
        audio.sides = (Side.THEM, Side.YOU)
    return audio


def _started(path: Path, duration_ms: int) -> datetime:
    """From its name, as Zoom, Meet and recorders write it; else the file was closed when the call ended."""
    for pattern in _IN_NAME:
        if m := pattern.search(path.stem):
            year, month, day, hour, minute = (int(p) for p in m.groups()[:5])
            try:
                local = datetime(year, month, day, hour, minute, int(m[6] or 0))
                if pattern is _IN_NAME[0]:
                    return local.replace(tzinfo=UTC)
                return local.replace(tzinfo=UTC) - timedelta(hours=int(m[7])) if m[7] else local.astimezone()
            except ValueError:
                continue
    return datetime.fromtimestamp(path.stat().st_mtime, UTC) - timedelta(milliseconds=duration_ms)
