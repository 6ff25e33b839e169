"""Runs the whole pipeline over something that already exists: a recording, a script, a transcript, an event log."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from copilot.audio.canceller import without_echo
from copilot.audio.file import FileAudio, read_file
from copilot.audio.frames import AudioFrame
from copilot.call.catalogue import CallKind
from copilot.call.events import CallEnded, CallStarted, Derived, Hypothesis, Input, Tick
from copilot.call.rules import OwnSignal, Playbook, Text
from copilot.call.script import Turn, script_events
from copilot.call.state import Call
from copilot.engine.clock import CallClock
from copilot.engine.metrics import Meter
from copilot.engine.mind import DEFAULT_MODEL, Labelling, words_to_expect
from copilot.engine.record import believable
from copilot.engine.runner import Runner
from copilot.engine.setups import new_call_id, read_script, read_transcript, usual_length_ms
from copilot.engine.understanding import Understanding, load_labeller
from copilot.errors import KnownError
from copilot.playbook.loader import load_playbook
from copilot.speech.recorded import RecordedSpeech
from copilot.speech.weights import find_model
from copilot.store.log import ENDING as LOG
from copilot.store.log import read_log
from copilot.store.paths import find_paths
from copilot.store.settings import load_settings

_TRANSCRIPTS = (".vtt", ".srt", ".txt", ".docx")
_CANCELLER_LEARNS_MS = 20_000  # of sound that the echo canceller hears before it is relied on
Watch = Callable[[Derived, Call, Playbook], None]


class Sound(Protocol):
    """Frames of both sides in order of time."""

    def frames(self) -> Iterator[AudioFrame]: ...


@dataclass(frozen=True, slots=True)
class Replayed:
    """metrics: as `Meter.read`. notice: what the user should know of the file, or None."""

    call: Call
    playbook: Playbook
    metrics: dict[str, float]
    notice: Text | None = None


def replay(
    path: Path,
    kind: CallKind | None = None,
    planned_minutes: float | None = None,
    *,
    realtime: bool = False,
    watch: Watch = lambda derived, call, playbook: None,
) -> Replayed:
    """The whole pipeline over a file. watch: told each derived event as it comes. KnownError for a file it cannot read."""
    if not path.is_file():
        raise KnownError(
            f"There is no file {path}. Check the name and try again.",
            f"Le fichier {path} n'existe pas. Vérifiez le nom et réessayez.",
        )
    now = datetime.now(UTC)
    clock = CallClock() if realtime else None
    ending = path.suffix.lower()
    if ending == LOG:
        recorded = [e for e in read_log(path).inputs if isinstance(e, Input)]
        return run(_with_wishes(path, recorded, kind, planned_minutes), clock=clock, watch=watch)
    if ending == ".json" or ending in _TRANSCRIPTS:
        script = (
            read_script(path, kind, planned_minutes, now)
            if ending == ".json"
            else read_transcript(path, kind, planned_minutes, now, load_settings(find_paths().settings)[0].you.name)
        )
        return run(from_turns(script.setup, script.turns), clock=clock, watch=watch)
    audio = read_file(path)
    done = run(from_audio(audio, recording_setup(audio, kind, planned_minutes, now)), clock=clock, watch=watch)
    return replace(done, notice=audio.notice)


def run(events: Iterator[Input], *, clock: CallClock | None, watch: Watch) -> Replayed:
    """Folds the events, with the clock's ticks between them. The first one is CallStarted. clock None: as fast as it goes."""
    meter = Meter()
    first = next(events)
    assert isinstance(first, CallStarted)
    runner = Runner(load_playbook(first.kind, find_paths().playbooks))

    def tell(derived: tuple[Derived, ...]) -> None:
        for each in derived:
            watch(each, runner.call, runner.playbook)

    tell(runner.put(first))
    for event in events:
        if clock:
            clock.wait_until(event.at_ms)
        if not isinstance(event, Tick):
            for ticked in runner.ticks_until(event.at_ms):
                tell(ticked)
        tell(runner.put(event))
    if not runner.call.ended:
        tell(runner.put(CallEnded(at_ms=runner.call.now_ms, reason="finished")))
    return Replayed(runner.call, runner.playbook, meter.read(runner.call.now_ms))


def recording_setup(audio: FileAudio, kind: CallKind | None, planned_minutes: float | None, now: datetime) -> CallStarted:
    return CallStarted(
        call_id=new_call_id(now),
        kind=kind or CallKind.PROSPECT,
        planned_ms=round(planned_minutes * 60_000) if planned_minutes else usual_length_ms(audio.duration_ms),
        started_utc=now.isoformat(),
        title=audio.path.stem,
        origin="file",
    )


def from_turns(setup: CallStarted, turns: tuple[Turn, ...]) -> Iterator[Input]:
    """As if each turn were heard: speech, final text, labels."""
    understanding = Understanding(load_labeller(_own(setup)), setup)
    for event in script_events(setup, turns):
        if isinstance(event, Input):
            yield event
        if isinstance(event, Hypothesis):
            yield from understanding.readings(event)


def from_audio(audio: Sound, setup: CallStarted, after_ms: int = 0) -> Iterator[Input]:
    """Hears a recording as fast as it can, with the same finals as live. after_ms: what comes before was heard already."""
    heard: list[Input] = []
    troubles: list[Input] = []
    emit = Labelling(load_labeller(_own(setup)), setup, heard.append)
    speech = RecordedSpeech(find_model(DEFAULT_MODEL), emit, vocabulary=words_to_expect(setup))
    yield setup
    end_ms = 0
    frames = (f for f in audio.frames() if f.start_ms >= after_ms - _CANCELLER_LEARNS_MS)
    try:
        for frame in without_echo(frames, troubles.append):
            end_ms = frame.start_ms
            if frame.start_ms >= after_ms:
                speech.feed(frame.side, frame.start_ms, frame.samples)
            yield from _in_time(heard, troubles)
        speech.finish()
        yield from _in_time(heard, troubles)
        yield from troubles
    finally:
        speech.close()
    yield CallEnded(at_ms=end_ms, reason="finished")


def _in_time(heard: list[Input], troubles: list[Input]) -> Iterator[Input]:
    """What was heard, which comes after sound further on was listened to, with the troubles of that sound in their place."""
    for event in heard:
        while troubles and troubles[0].at_ms <= event.at_ms:
            yield troubles.pop(0)
        yield event
    heard.clear()


def _own(setup: CallStarted) -> tuple[OwnSignal, ...]:
    return load_playbook(setup.kind, find_paths().playbooks).own


def _with_wishes(path: Path, events: list[Input], kind: CallKind | None, planned_minutes: float | None) -> Iterator[Input]:
    """A recorded call under another playbook or another planned end: what would have happened."""
    if not events or not isinstance(events[0], CallStarted):
        raise KnownError(
            "This record does not say how its call began, so it cannot be replayed.",
            "Cet enregistrement ne dit pas comment l'appel a commencé : impossible de le rejouer.",
        )
    first = believable(events[0], path)
    yield replace(
        first, kind=kind or first.kind, planned_ms=round(planned_minutes * 60_000) if planned_minutes else first.planned_ms
    )
    yield from events[1:]
