"""One side of the call: from an opened source to stamped windows, gaps and troubles, whatever the device does."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from copilot.audio.frames import RATE, WINDOW, AudioFrame, Samples
from copilot.audio.levels import dbfs, peak
from copilot.audio.resample import Resampler
from copilot.audio.ring import Ring
from copilot.audio.source import CannotOpen, Heard, Source, Stream
from copilot.audio.timeline import Timeline
from copilot.audio.watchdog import Watchdog
from copilot.call.catalogue import Side
from copilot.call.events import AudioGap, Trouble, TroubleBegan, TroubleEnded
from copilot.errors import KnownError

_RETRY_MS = 1000
_STALL_MS = 1000  # nothing for so long: what comes next is looked at before it is stamped
_HOLD_MS = 350
_REOPEN_MS = 3000  # a stream that delivers nothing for so long is opened again
_UNKNOWN_MS = 2000  # a system that does not tell what a stream hears is trusted then
_GAP_MS = 100  # shorter holes are jitter
_START_GAP_MS = 1000  # opening takes its time
_LEVEL_WINDOWS = 3


@dataclass(frozen=True, slots=True)
class Outlets:
    """Where a channel's news goes; called on its pump thread. on_level: side and dBFS, about ten times a second."""

    on_frame: Callable[[AudioFrame], None]
    on_gap: Callable[[AudioGap], None]
    on_trouble: Callable[[TroubleBegan | TroubleEnded], None]
    on_level: Callable[[Side, float], None]


class Channel:
    """A source kept open. `turn(now)` does all there is to do by call time `now`; it never waits. Owned by its pump thread."""

    def __init__(self, source: Source, outlets: Outlets) -> None:
        self._source = source
        self._outlets = outlets
        self._side = source.side
        self._watchdog = Watchdog(source.side)
        self._ring = Ring()
        self._stream: Stream | None = None
        self._device = ""
        self._retry_ms = 0
        self._next_ms = 0  # call time up to which the channel has been told
        self._reason = "device"  # of the gap that may follow
        self._muted = False
        self._instead_of = ""  # as it was told
        self._begin()

    def _begin(self) -> None:
        """Forgets the last stream."""
        self._timeline = Timeline()
        self._resampler = Resampler(RATE)
        self._pending: Samples = np.zeros(0, np.float32)
        self._position = 0  # of the pending samples in the stream, at 16 kHz
        self._opened_ms = self._arrived_ms = 0
        self._hold_until = 0
        self._fresh = True
        self._loud: list[float] = []

    @property
    def rate(self) -> int:
        """Samples per second of the device; 0 while there is none. May be read from any thread."""
        stream = self._stream
        return stream.rate if stream is not None else 0

    def turn(self, now: int, *, paused: bool = False) -> None:
        """now: call time in ms. paused: what was heard is dropped, unread by anyone."""
        if self._stream is None and now >= self._retry_ms:
            self._open(now)
        if self._stream is not None:
            heard = self._source.heard()
            if heard in (Heard.WRONG, Heard.ENDED):
                self._leave(now)
            elif heard is Heard.RIGHT or now - self._opened_ms > _UNKNOWN_MS:
                self._take(now, paused)
        if paused:
            self._watchdog.paused(now)
        for change in self._watchdog.tick(now, self._device):
            self._outlets.on_trouble(change)

    def close(self, now: int) -> None:
        """Ends the stream; a hole that lasts until now is told."""
        self._source.close()
        self._stream = None
        if self._muted:
            return
        self._tell_gap(now, now, _STALL_MS)

    def _open(self, now: int) -> None:
        self._begin()
        self._ring.clear()
        try:
            self._stream = self._source.open(self._ring)
        except KnownError as error:
            self._watchdog.refused(error.trouble if isinstance(error, CannotOpen) else Trouble.REFUSED)
            self._retry_ms = now + _RETRY_MS
            return
        self._device = self._stream.device
        self._resampler = Resampler(self._stream.rate)
        self._opened_ms = self._arrived_ms = now
        if self._stream.instead_of != self._instead_of:
            self._tell_instead(now, self._stream.instead_of)

    def _tell_instead(self, now: int, app: str) -> None:
        if self._instead_of:
            self._outlets.on_trouble(TroubleEnded(at_ms=now, trouble=Trouble.WHOLE, side=self._side))
        if app:
            self._outlets.on_trouble(TroubleBegan(at_ms=now, trouble=Trouble.WHOLE, side=self._side, detail=app))
        self._instead_of = app

    def _leave(self, now: int) -> None:
        """What the ring still holds may come from another device: it is not passed on."""
        self._source.close()
        self._stream = None
        self._reason = "device"
        self._retry_ms = now if now - self._opened_ms > _RETRY_MS else now + _RETRY_MS

    def _take(self, now: int, paused: bool) -> None:
        assert self._stream is not None
        raw, lost = self._ring.read()
        if len(raw) == 0 and lost == 0:
            if now - self._arrived_ms > _REOPEN_MS:
                self._leave(now)
                self._reason = "suspended"
            return
        if now - self._arrived_ms > _STALL_MS and not self._fresh:
            self._timeline.stalled()
            self._hold_until = now + _HOLD_MS
            self._reason = "suspended"
        self._arrived_ms = now
        self._watchdog.delivered(now, peak(raw))
        samples = self._resampler.push(raw)
        self._pending = np.concatenate((self._pending, samples))
        self._timeline.arrived(self._position + len(self._pending), now)
        if paused:
            self._skip()
            return
        if self._muted:
            self._next_ms = round(self._timeline.stamp(self._position))
            self._muted = False
        if now >= self._hold_until or lost:
            self._emit(now)
        if lost:
            self._drop(round(lost * RATE / self._stream.rate))

    def _skip(self) -> None:
        self._position += len(self._pending)
        self._pending = self._pending[:0]
        self._timeline.missing_ms()
        self._muted = True

    def _emit(self, now: int) -> None:
        if self._timeline.missing_ms() and self._reason != "suspended":
            self._reason = "overrun"
        count = len(self._pending) // WINDOW
        for at in range(0, count * WINDOW, WINDOW):
            start = round(self._timeline.stamp(self._position + at))
            if self._fresh and start < self._next_ms:
                continue  # a new stream may begin with what the last one has told
            self._tell_gap(now, start, self._least_gap())
            window = self._pending[at : at + WINDOW].copy()
            self._next_ms = start + WINDOW * 1000 // RATE
            self._fresh = False
            self._outlets.on_frame(AudioFrame(self._side, start, window))
            self._level(window)
        self._pending = self._pending[count * WINDOW :]
        self._position += count * WINDOW

    def _least_gap(self) -> int:
        if self._next_ms == 0:
            return _START_GAP_MS
        return 1 if self._fresh else _GAP_MS  # between two streams something is always missing

    def _drop(self, lost: int) -> None:
        """The ring was full: the stream goes on after a hole of known length."""
        self._position += len(self._pending) + lost
        self._pending = self._pending[:0]
        self._reason = "overrun"

    def _tell_gap(self, now: int, until: int, least: int) -> None:
        if until - self._next_ms >= least:
            self._outlets.on_gap(
                AudioGap(at_ms=now, side=self._side, start_ms=self._next_ms, end_ms=until, reason=self._reason)
            )
            self._next_ms = until
        self._reason = "device"

    def _level(self, window: Samples) -> None:
        self._loud.append(dbfs(window))
        if len(self._loud) == _LEVEL_WINDOWS:
            self._outlets.on_level(self._side, max(self._loud))
            self._loud.clear()
