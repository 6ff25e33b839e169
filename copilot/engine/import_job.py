"""Brings one recording or transcript in: heard, judged and recorded as a call. What was heard outlives a cancel or a crash."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from copilot.audio.file import FileAudio
from copilot.audio.frames import AudioFrame
from copilot.call.events import CallEnded, CallStarted, Hypothesis, Input, Labelled, SpeechEnded, SpeechStarted, Tick
from copilot.call.rules import Playbook
from copilot.call.script import Turn, script_events
from copilot.call.state import Call
from copilot.engine.importing import TRANSCRIPTS, Order, open_recording, read_words
from copilot.engine.later import KeptSound, with_what_was_done
from copilot.engine.pending import forget, note, pending
from copilot.engine.reading_ahead import ReadAhead
from copilot.engine.replay import from_audio
from copilot.engine.runner import Runner
from copilot.engine.understanding import Understanding, load_labeller
from copilot.errors import KnownError
from copilot.review import importers
from copilot.store.log import ENDING, EventLog, read_log
from copilot.store.paths import call_file, make_private_folder
from copilot.store.sound import WAITING

TICK_MS = 1000  # four times a live call's: an hour folds in a second, and no alert moves by more
_KEEP_EVERY_MS = 5000
_HOLD = 1 << 18  # bytes of the record that is being made
_NUMBERED = SpeechStarted | SpeechEnded | Hypothesis | Labelled


class Cancelled(Exception):
    """The user stopped the import; what was heard is kept for the next try."""


class ImportJob:
    """Runs on the thread that calls `run`; `cancel` may come from any other.

    progress: told 0..1 there. folder: of unfinished imports. calls: of records. The record appears in `calls` when it is whole.
    """

    def __init__(self, order: Order, playbook: Playbook, folder: Path, calls: Path, progress: Callable[[float], None]) -> None:
        self._order, self._playbook = order, playbook
        self._folder, self._calls, self._tell = folder, calls, progress
        self._stopped = False
        known = next((p for p in pending(folder, calls) if p.path == order.path), None)
        self._heard_ms = known.heard_ms if known else 0
        self.setup = replace(order.setup, call_id=known.call_id) if known else order.setup

    @property
    def path(self) -> Path:
        return self._order.path

    @property
    def call_id(self) -> str:
        return self.setup.call_id

    def cancel(self) -> None:
        self._stopped = True

    def run(self) -> Call:
        """The call, recorded. Cancelled when stopped; KnownError for a file or a disk that fails."""
        make_private_folder(self._folder)
        written = self._order.path.suffix.lower() in TRANSCRIPTS
        call = self._read() if written else self._record(self._listened())
        forget(self._folder, self.setup.call_id)
        self._tell(1.0)
        return call

    def _listened(self) -> list[Input]:
        """What is heard on a recording, with what the user did meanwhile where it is the kept sound of a call."""
        heard = self._listen(open_recording(self._order.path, self._order.yours))
        return with_what_was_done(heard, self._calls, self.setup.call_id) if self._of_a_call else heard

    @property
    def _of_a_call(self) -> bool:
        """Whether it is the kept sound of a call of ours."""
        return self._order.path.suffix == WAITING

    def _read(self) -> Call:
        """A transcript as if each turn were heard: folded while the turns that follow are read."""
        read = read_words(self._order.path)
        turns = [Turn(t.start_ms, side, t.text, t.end_ms) for side, t in importers.sides(read, self._order.yours)]
        events = [e for e in script_events(self.setup, turns) if isinstance(e, Input) and not isinstance(e, Tick)]
        said = [e for e in events if isinstance(e, Hypothesis)]
        self._step(0.02)
        with closing(ReadAhead(load_labeller(self._playbook.own), self.setup, said)) as ahead:
            return self._record(self._understood(events, Understanding(ahead, self.setup)))

    def _understood(self, events: Sequence[Input], understanding: Understanding) -> Iterator[Input]:
        for number, event in enumerate(events):
            yield event
            if isinstance(event, Hypothesis):
                yield from understanding.readings(event)
            self._step(0.02 + 0.96 * number / len(events))

    def _listen(self, audio: FileAudio | KeptSound) -> list[Input]:
        """A recording, from where an earlier try had come to."""
        call_id = self.setup.call_id
        known = self._known()
        first = max((e.utterance for e in known if isinstance(e, _NUMBERED)), default=0)
        sound = _Watched(audio, self._step)
        partial = self._partial(call_id, known)
        waiting: list[Input] = []
        found, open_ = list(known), set[int]()
        try:
            for event in from_audio(sound, self.setup, self._heard_ms):
                if isinstance(event, CallStarted):
                    continue
                if isinstance(event, _NUMBERED):
                    event = replace(event, utterance=event.utterance + first)
                waiting.append(event)
                _follow(open_, event)
                if not open_ and event.at_ms - self._heard_ms >= _KEEP_EVERY_MS and not isinstance(event, CallEnded):
                    self._heard_ms = event.at_ms
                    waiting.append(Tick(at_ms=self._heard_ms))
                    found += _kept(partial, waiting)
        finally:
            partial.close()
        found += waiting
        return [self.setup, *(e for e in found if not isinstance(e, CallStarted))]

    def _known(self) -> list[Input]:
        path = call_file(self._folder, self.setup.call_id, ENDING)
        return [e for e in read_log(path).inputs if isinstance(e, Input)] if path.exists() else []

    def _partial(self, call_id: str, known: list[Input]) -> EventLog:
        """The record of what is being heard. OSError turns into a sentence."""
        try:
            if known:
                return EventLog.reopen(call_file(self._folder, call_id, ENDING))
            note(self._folder, call_id, self._order.path)
            log = EventLog.create(self._folder, call_id)
            log.append(self.setup, False)
        except OSError as e:
            raise _no_room(self._folder, e.strerror) from e
        return log

    def _record(self, events: Iterable[Input]) -> Call:
        """Folds what was heard into a record beside the calls, then moves it there."""
        make_private_folder(self._folder / "whole")
        made = call_file(self._folder / "whole", self.setup.call_id, ENDING)
        made.unlink(missing_ok=True)
        try:
            log = EventLog.create(made.parent, self.setup.call_id, hold=_HOLD)
        except OSError as e:
            raise _no_room(made.parent, e.strerror) from e
        runner = Runner(self._playbook, log)
        try:
            for event in events:
                if runner.call.setup is not None:
                    for _ in runner.ticks_until(event.at_ms, TICK_MS):
                        pass
                runner.put(event)
                if self._stopped:
                    raise Cancelled
        except BaseException:
            runner.close()
            made.unlink(missing_ok=True)
            raise
        if not runner.close():
            made.unlink(missing_ok=True)
            raise _no_room(self._calls, "")
        if self._of_a_call and not self._order.path.exists():  # the call was deleted meanwhile
            made.unlink(missing_ok=True)
            raise Cancelled
        made.replace(call_file(self._calls, self.setup.call_id, ENDING))
        return runner.call

    def _step(self, share: float) -> None:
        if self._stopped:
            raise Cancelled
        self._tell(share)


class _Watched:
    """The frames of a recording, with their progress told."""

    def __init__(self, audio: FileAudio | KeptSound, step: Callable[[float], None]) -> None:
        self._audio, self._step = audio, step

    def frames(self) -> Iterator[AudioFrame]:
        for count, frame in enumerate(self._audio.frames()):
            if count % 32 == 0:  # a second of one channel
                self._step(min(0.98, frame.start_ms / max(1, self._audio.duration_ms)))
            yield frame


def _follow(open_: set[int], event: Input) -> None:
    """Keeps the set of utterances whose text is still to come."""
    if isinstance(event, SpeechStarted):
        open_.add(event.utterance)
    elif isinstance(event, Labelled) or (isinstance(event, Hypothesis) and not event.text):
        open_.discard(event.utterance)


def _kept(partial: EventLog, waiting: list[Input]) -> list[Input]:
    """What was waiting, now on the disk too; a full disk costs the resuming, not the import."""
    kept = list(waiting)
    waiting.clear()
    for event in kept:
        try:
            partial.append(event, False)
        except OSError:
            continue
    return kept


def _no_room(folder: Path, reason: str | None) -> KnownError:
    return KnownError(
        f"The import cannot be kept in {folder} ({reason or 'no room'}). Free some space there and import the file again.",
        f"L'import ne peut pas être gardé dans {folder} ({reason or 'plus de place'}). Libérez de la place et recommencez.",
    )
