"""Calls whose words come later: their sound is kept beside the record until it is transcribed."""

import heapq
import logging
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from copilot.audio.frames import RATE, WINDOW, AudioFrame, Samples
from copilot.audio.pieces import packed, unpacked
from copilot.call.catalogue import Side
from copilot.call.events import (
    AudioGap,
    Bookmarked,
    CallEnded,
    CallPaused,
    CallResumed,
    Input,
    PlannedEndChanged,
    StepToggled,
    Trouble,
    TroubleBegan,
    TroubleEnded,
)
from copilot.call.rules import Playbook
from copilot.engine.snapshot import Lighter
from copilot.errors import traced
from copilot.store.log import ENDING, read_log
from copilot.store.paths import call_file
from copilot.store.sound import SoundReader, SoundWriter

_PIECE_WINDOWS = 64  # two seconds: what a crash may cost
_BREAK_MS = 100  # a step in the stamps beyond this begins a new piece
_AGAIN_S = 2.0  # between two tries to write
_MOST_WAITING = 1800  # pieces that a full disk may hold up: half an hour of both sides
_BY_HAND = AudioGap | Bookmarked | CallPaused | CallResumed | PlannedEndChanged | StepToggled
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Run:
    """Windows of one side that follow each other."""

    start_ms: int = 0
    windows: list[Samples] = field(default_factory=list)

    @property
    def end_ms(self) -> int:
        return self.start_ms + len(self.windows) * WINDOW * 1000 // RATE


class SoundKeeper:
    """A mind that only keeps what it hears. `feed` and `gap`: capture threads; the file belongs to the thread `sound`."""

    lighter = Lighter.NO
    ready = True

    def __init__(self, make_writer: Callable[[], SoundWriter], emit: Callable[[Input], None]) -> None:
        self._make_writer, self._emit = make_writer, emit
        self._runs = {side: _Run() for side in Side}
        self._waiting: deque[tuple[Side, int, Samples]] = deque()
        self._changed = threading.Condition()
        self._stopping = False
        self._writer: SoundWriter | None = None
        self._refused = False
        self._thread = threading.Thread(target=self._run, name="sound", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def feed(self, frame: AudioFrame) -> None:
        with self._changed:
            run = self._runs[frame.side]
            if run.windows and (len(run.windows) >= _PIECE_WINDOWS or abs(frame.start_ms - run.end_ms) > _BREAK_MS):
                self._cut(frame.side)
            if not run.windows:
                run.start_ms = frame.start_ms
            run.windows.append(frame.samples)

    def gap(self, gap: AudioGap) -> None:
        """The next window's stamp tells."""

    def pending_ms(self) -> int:
        return 0

    def lighten(self) -> None:
        """There is no speech model at work."""

    def stop(self, patience_s: float) -> None:
        """Writes what was fed, for `patience_s` seconds at most."""
        with self._changed:
            for side in Side:
                self._cut(side)
            self._stopping = True
            self._changed.notify_all()
        self._thread.join(patience_s)

    def _cut(self, side: Side) -> None:
        run = self._runs[side]
        if run.windows and len(self._waiting) < _MOST_WAITING:
            self._waiting.append((side, run.start_ms, np.concatenate(run.windows)))
            self._changed.notify_all()
        run.windows.clear()

    def _run(self) -> None:
        try:
            while not self._stopping or self._waiting:
                with self._changed:
                    self._changed.wait_for(lambda: self._stopping or self._waiting)
                if self._waiting:
                    self._write(self._waiting[0])
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("the sound is not kept any more: %s", traced(error))
            self._emit(TroubleBegan(at_ms=0, trouble=Trouble.DISK))
        finally:
            if self._writer is not None:
                self._writer.close()

    def _write(self, piece: tuple[Side, int, Samples]) -> None:
        side, start_ms, samples = piece
        try:
            self._writer = self._writer or self._make_writer()
            self._writer.append(side, start_ms, len(samples), packed(samples))
        except OSError as error:
            if not self._refused:
                self._refused = True
                log.error("the sound cannot be written: %s", error.strerror)
                self._emit(TroubleBegan(at_ms=0, trouble=Trouble.DISK))
            with self._changed:
                if self._stopping:
                    self._waiting.clear()
                else:
                    self._changed.wait_for(lambda: self._stopping, _AGAIN_S)
            return
        self._waiting.popleft()
        if self._refused:
            self._refused = False
            self._emit(TroubleEnded(at_ms=0, trouble=Trouble.DISK))


class KeptSound:
    """The frames of a call, as `FileAudio` gives those of a recording. KnownError as `SoundReader`."""

    sides = (Side.YOU, Side.THEM)

    def __init__(self, path: Path) -> None:
        self.path = path
        self._reader = SoundReader(path)

    @property
    def duration_ms(self) -> int:
        return self._reader.duration_ms

    def frames(self, from_ms: int = 0) -> Iterator[AudioFrame]:
        """In order of time, from the pieces that hold that call time on; what is damaged is missing."""
        return heapq.merge(*(self._of(side, from_ms) for side in self.sides), key=lambda frame: frame.start_ms)

    def _of(self, side: Side, from_ms: int) -> Iterator[AudioFrame]:
        for piece, body in self._reader.bodies(side, from_ms):
            try:
                samples = unpacked(body)
            except ValueError:
                continue
            for at in range(0, len(samples) - WINDOW + 1, WINDOW):
                yield AudioFrame(side, piece.start_ms + at * 1000 // RATE, samples[at : at + WINDOW])


def only_the_clock(playbook: Playbook) -> Playbook:
    """For a call nobody listens to: what is due by the clock, and no warning that rests on words."""
    quiet = {i: replace(rule, enabled=rule.enabled and i == "wrap-up") for i, rule in playbook.signals.items()}
    return replace(playbook, signals=quiet)


def with_what_was_done(heard: list[Input], calls: Path, call_id: str) -> list[Input]:
    """The words of a transcribed call, and what the user did while it ran: bookmarks, pauses, ticks, a moved end.

    heard: begins with the set-up. KnownError when the record cannot be read.
    """
    record = call_file(calls, call_id, ENDING)
    recorded = read_log(record).inputs
    done = [e for e in recorded if isinstance(e, _BY_HAND)]
    end_ms = max((e.at_ms for e in (*recorded, *heard)), default=0)
    middle = sorted([*(e for e in heard[1:] if not isinstance(e, CallEnded)), *done], key=lambda e: e.at_ms)
    return [heard[0], *middle, CallEnded(at_ms=end_ms, reason="stopped")]
