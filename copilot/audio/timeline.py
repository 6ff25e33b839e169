"""Call time of a device's samples: counted, and held to the call's clock."""

from collections import deque

from copilot.audio.frames import RATE

_MEMORY_S = 20  # arrival is late by chance, never early: the earliest of this stretch is the truth
_LOSS_MS = 250.0  # later than that for a whole _RECENT_MS, samples are missing, not late
_RECENT_MS = 2000.0
_SETTLED_MS = 300.0  # how long arrivals must be seen after a stall before they are believed
_SLEW_MS = 1.0  # the largest correction of one window, so that time never jumps


class Timeline:
    """Stamps the 16 kHz samples of one opened stream. Pure: owned by the pump, told what time it is.

    A device's clock drifts (100 ppm are 0.7 s in two hours) while the computer's is shared by both channels. Each arrival tells
    how late the stream is at most; the minimum over the last 20 s is followed by at most 1 ms per window.
    """

    def __init__(self) -> None:
        self._offset = 0.0  # call time of sample 0 in ms, as used for stamps
        self._target = 0.0  # where the offset is led to
        self._known = False
        self._minima: deque[tuple[int, float]] = deque(maxlen=_MEMORY_S)
        self._recent: deque[tuple[float, float]] = deque()

    def arrived(self, total: int, now_ms: float) -> None:
        """total: samples of the stream so far, counting the lost ones."""
        late = now_ms - total * 1000 / RATE
        if not self._known:
            self._offset, self._target, self._known = late, late, True
        second = int(now_ms // 1000)
        if self._minima and self._minima[-1][0] == second:
            self._minima[-1] = (second, min(late, self._minima[-1][1]))
        else:
            self._minima.append((second, late))
        self._target = min(least for _, least in self._minima)
        self._recent.append((now_ms, late))
        while self._recent[0][0] < now_ms - _RECENT_MS:
            self._recent.popleft()

    def missing_ms(self) -> float:
        """How much of the stream never came, found out just now (0.0: nothing); stamps continue after the hole."""
        if not self._recent or self._recent[-1][0] - self._recent[0][0] < _SETTLED_MS:
            return 0.0
        earliest = min(late for _, late in self._recent)
        hole = earliest - self._offset
        if hole < _LOSS_MS:
            return 0.0
        self._offset = self._target = earliest
        self._minima.clear()
        return hole

    def stalled(self) -> None:
        """Nothing came for a while: what was seen before says nothing about what comes next."""
        self._recent.clear()

    def stamp(self, sample: int) -> float:
        """Call time in ms of a sample, given in rising order, one per window."""
        self._offset += max(-_SLEW_MS, min(_SLEW_MS, self._target - self._offset))
        return self._offset + sample * 1000 / RATE
