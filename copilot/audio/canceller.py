"""Takes the other side's voice out of the microphone, before anyone listens to it."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from enum import Enum

import numpy as np
from pywebrtc_audio import EchoCanceller

from copilot.audio.echo import EchoMeter, EchoReading
from copilot.audio.frames import RATE, WINDOW, AudioFrame, Samples
from copilot.audio.levels import dbfs
from copilot.call.catalogue import Side
from copilot.call.events import Trouble, TroubleBegan, TroubleEnded

_BLOCK = RATE // 100  # WebRTC works on 10 ms
_LAG = 128  # samples its output is late
_SHIFT_MS = (_LAG + _BLOCK - 1) * 1000 // RATE  # of everything that leaves here, and taken off its stamp
_WAIT_MS = 150  # for the other side's sound of the same moment
_GONE_MS = 1000  # the other side delivers nothing: do not wait at all
_CORRECTION = RATE // 40  # samples; further apart is a hole, or a drift to be followed
_AUDIBLE_DB = -60.0
_TAIL_WINDOWS = 16  # half a second of echo after the other side's last sound
_SURE = 0.7
_SAME_DELAY_MS = 48  # an echo keeps its delay
_UNLIKE = 0.4
_QUIET_DB = -50.0  # a microphone this quiet while the other side talks, and not in step with it: headphones
_READINGS_FOR_ECHO = 2
_READINGS_FOR_CLEAR = 5
_READINGS_FOR_WELL_AGAIN = 20


class _Far:
    """The last two seconds of the other side by call time. Written by its pump, read by the microphone's."""

    CAPACITY = 2 * RATE

    def __init__(self) -> None:
        self._data: Samples = np.zeros(self.CAPACITY, np.float32)
        self.end = 0  # sample of call time up to which it is written

    def write(self, start: int, samples: Samples) -> None:
        start = _continued(start, self.end)
        if start < self.end - self.CAPACITY:
            return
        missing = min(max(0, start - self.end), self.CAPACITY)
        self._put(start - missing, np.zeros(missing, np.float32))
        self._put(start, samples)
        self.end = start + len(samples)

    def _put(self, start: int, samples: Samples) -> None:
        self._data[np.arange(start, start + len(samples)) % self.CAPACITY] = samples

    def read(self, start: int, count: int) -> Samples:
        """Zeros where nothing is known."""
        at = np.arange(start, start + count)
        known = (at < self.end) & (at >= self.end - self.CAPACITY)
        return np.where(known, self._data[at % self.CAPACITY], np.float32(0.0)).astype(np.float32)


def _continued(start: int, end: int) -> int:
    """Where a window really begins: stamps are corrected by and by, while the samples of a stream follow each other exactly."""
    return end if abs(start - end) <= _CORRECTION else start


class _Mode(Enum):
    UNSURE = "unsure"  # nobody knows yet: cancel, to be safe
    CLEAR = "clear"  # headphones
    ECHO = "echo"


class EchoGuard:
    """Between the two channels and the listener. `far` on the other side's pump; `near` and `take` on the microphone's.

    Cancels while the other side is heard, unless the microphone proved not to hear it (headphones): then it costs nothing.
    """

    def __init__(self, on_trouble: Callable[[TroubleBegan | TroubleEnded], None]) -> None:
        self._on_trouble = on_trouble
        self._far = _Far()
        self._waiting: deque[AudioFrame] = deque()
        self._meter = EchoMeter()
        self._mode = _Mode.UNSURE
        self._told = self._lasts = False  # told with these devices; told and not over
        self._void = self._other = False
        self._alike = self._unlike = 0
        self._delay_ms = 0
        self._near_end = 0
        self._audible_for = 0
        self._canceller = EchoCanceller(RATE, 1)
        self._cancelling = False
        self._late: Samples = np.zeros(_LAG, np.float32)  # the newest raw sound: what leaves is as late as the canceller
        self._inputs: list[Samples] = [np.zeros(0, np.float32)] * 2
        self._ready: Samples = np.zeros(_BLOCK - 1, np.float32)

    def far(self, frame: AudioFrame) -> None:
        self._far.write(frame.start_ms * RATE // 1000, frame.samples)

    def near(self, frame: AudioFrame) -> None:
        self._waiting.append(frame)

    def sound_missing(self) -> None:
        """What is compared begins anew. Any thread."""
        self._void = True

    def devices_changed(self) -> None:
        """Another microphone or speaker: an echo that was told is over until it is heard again. Any thread."""
        self._other = True
        self.sound_missing()

    def take(self, now: int) -> list[AudioFrame]:
        """The microphone's frames that are ready by call time now, cleaned, in order."""
        if self._void:
            self._void = False
            self._mode = _Mode.UNSURE if self._mode is _Mode.CLEAR else self._mode
            self._alike = self._unlike = 0
            self._meter.forget()
        if self._other:
            self._other = self._told = False
            self._mode = _Mode.UNSURE
            self._tell_over(now)
        done: list[AudioFrame] = []
        while self._waiting:
            frame = self._waiting[0]
            start = _continued(frame.start_ms * RATE // 1000, self._near_end)
            due = frame.start_ms + WINDOW * 1000 // RATE
            gone = due - self._far.end * 1000 // RATE > _GONE_MS
            if self._far.end < start + WINDOW and now - due < _WAIT_MS and not gone:
                break
            self._waiting.popleft()
            self._near_end = start + WINDOW
            far = self._far.read(start, WINDOW)
            self._judge(self._meter.push(frame.samples, far), now)
            self._process(frame.samples, far)
            window, self._ready = self._ready[:WINDOW], self._ready[WINDOW:]
            done.append(AudioFrame(frame.side, max(0, frame.start_ms - _SHIFT_MS), window))
        return done

    def _process(self, near: Samples, far: Samples) -> None:
        self._audible_for = _TAIL_WINDOWS if dbfs(far) > _AUDIBLE_DB else max(0, self._audible_for - 1)
        wanted = self._mode is not _Mode.CLEAR and self._audible_for > 0
        near, far = np.concatenate((self._inputs[0], near)), np.concatenate((self._inputs[1], far))
        whole = len(near) // _BLOCK * _BLOCK
        self._inputs = [near[whole:], far[whole:]]
        raw = np.concatenate((self._late, near[:whole]))
        self._late = raw[whole:]
        out = raw[:whole]
        if wanted:
            clean = self._canceller.process(near[:whole], far[:whole])
            if not self._cancelling:
                clean[:_LAG] = out[:_LAG]  # it still held sound from before its rest
            out = clean
        self._cancelling = wanted
        self._ready = np.concatenate((self._ready, out))

    def _judge(self, reading: EchoReading | None, now: int) -> None:
        if reading is None:
            return
        if reading.correlation >= _SURE:
            self._alike = self._alike + 1 if abs(reading.delay_ms - self._delay_ms) <= _SAME_DELAY_MS else 1
            self._delay_ms = reading.delay_ms
            self._unlike = 0
            if self._alike >= _READINGS_FOR_ECHO and self._mode is not _Mode.ECHO:
                self._mode = _Mode.ECHO
                self._tell(reading, now)
        elif reading.correlation <= _UNLIKE and reading.near_dbfs < _QUIET_DB:
            self._unlike += 1
            self._alike = 0
            if self._mode is _Mode.UNSURE and self._unlike >= _READINGS_FOR_CLEAR:
                self._mode = _Mode.CLEAR
            elif self._mode is _Mode.ECHO and self._unlike >= _READINGS_FOR_WELL_AGAIN:
                self._mode = _Mode.CLEAR
                self._tell_over(now)

    def _tell(self, reading: EchoReading, now: int) -> None:
        if not self._told:
            self._told = self._lasts = True
            self._on_trouble(TroubleBegan(at_ms=now, trouble=Trouble.ECHO, side=Side.YOU, detail=f"{reading.loss_db:.0f} dB"))

    def _tell_over(self, now: int) -> None:
        if self._lasts:
            self._lasts = False
            self._on_trouble(TroubleEnded(at_ms=now, trouble=Trouble.ECHO, side=Side.YOU))


def without_echo(
    frames: Iterable[AudioFrame], on_trouble: Callable[[TroubleBegan | TroubleEnded], None]
) -> Iterator[AudioFrame]:
    """A recording's frames as live ones: your side freed of theirs. A recording of one side passes as it is."""
    guard = EchoGuard(on_trouble)
    now = 0
    for frame in frames:
        now = frame.start_ms + WINDOW * 1000 // RATE
        if frame.side is Side.YOU:
            guard.near(frame)
        else:
            guard.far(frame)
            yield from guard.take(now)
            yield frame
    yield from guard.take(now + _GONE_MS)
