"""Does the microphone hear the other side, how loud, how late: loudness curves compared at every plausible delay."""

from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copilot.audio.frames import RATE, Samples

STEP = 256  # samples per point of a loudness curve, 16 ms
_SPAN = 3 * RATE // STEP  # points compared
_DELAYS = 26  # 0 to 400 ms: Bluetooth speakers are that late
_EVERY = RATE // STEP  # points between two measurements
_AUDIBLE_DB = -55.0  # of the other side
_FLOOR = 1e-8  # power; -80 dBFS
_PIECES = 3  # a stretch is looked at whole and in pieces: sides that only start or stop together agree in one piece


@dataclass(frozen=True, slots=True)
class EchoReading:
    """correlation: of the two loudness curves, above 0.7 for an echo alone and under 0.5 without one (also while you speak).

    delay_ms: of the microphone after the system audio. loss_db: how much quieter the echo is. near_dbfs: what the microphone
    heard in all, in that stretch.
    """

    correlation: float
    delay_ms: int
    loss_db: float
    near_dbfs: float


class EchoMeter:
    """Fed with both sides at the same call time; measures about once a second while the other side is heard. One thread."""

    def __init__(self) -> None:
        self._near: deque[float] = deque(maxlen=_SPAN + _DELAYS)
        self._far: deque[float] = deque(maxlen=_SPAN + _DELAYS)
        self._since = 0

    def push(self, near: Samples, far: Samples) -> EchoReading | None:
        """near, far: equally long, a multiple of STEP samples. A reading when one is due, else None."""
        self._near.extend(_curve(near))
        self._far.extend(_curve(far))
        self._since += len(near) // STEP
        if self._since < _EVERY or len(self._near) < _SPAN + _DELAYS:
            return None
        self._since = 0
        return self._measure()

    def forget(self) -> None:
        self._near.clear()
        self._far.clear()

    def _measure(self) -> EchoReading | None:
        near_db, far_db = np.array(self._near), np.array(self._far)
        if np.mean(far_db > _AUDIBLE_DB) < 0.3:
            return None
        heard = near_db[_DELAYS:]
        best, delay = max((_likeness(heard, far_db[_DELAYS - d : len(far_db) - d]), d) for d in range(_DELAYS + 1))
        sent = far_db[_DELAYS - delay : len(far_db) - delay]
        power = float(np.mean(10 ** (heard / 10)))
        return EchoReading(
            correlation=best,
            delay_ms=delay * STEP * 1000 // RATE,
            loss_db=float(10 * np.log10(power / np.mean(10 ** (sent / 10)))),
            near_dbfs=float(10 * np.log10(power)),
        )


def _curve(samples: Samples) -> list[float]:
    power = np.mean(samples.reshape(-1, STEP).astype(np.float64) ** 2, axis=1)
    return list((10 * np.log10(power + _FLOOR)).tolist())


def _likeness(heard: NDArray[np.float64], sent: NDArray[np.float64]) -> float:
    """The correlation of the whole, or the middle one of its pieces where that is lower."""
    pieces = zip(np.array_split(heard, _PIECES), np.array_split(sent, _PIECES), strict=True)
    return min(_correlation(heard, sent), float(np.median([_correlation(a, b) for a, b in pieces])))


def _correlation(a: NDArray[np.float64], b: NDArray[np.float64]) -> float:
    a = a - a.mean()
    b = b - b.mean()
    scale = float(np.sqrt(np.dot(a, a) * np.dot(b, b)))
    return float(np.dot(a, b)) / scale if scale > 0 else 0.0
