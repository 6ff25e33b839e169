"""The hand-over from a device's callback to its pump."""

import numpy as np
from numpy.typing import NDArray

from copilot.audio.frames import Samples

CAPACITY = 1 << 19  # samples: 11 s at 48 kHz, 2 MB


class Ring:
    """A preallocated mono ring with one writer (the device's callback) and one reader (the pump).

    Neither side locks: each counter has a single writer. A full ring drops what comes in and counts it, so the samples lost
    always follow everything that can still be read. Inputs with several channels are mixed from their first two: a call is on
    the front pair of a surround output, a microphone on the first inputs of an interface.
    """

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._data: Samples = np.zeros(capacity, np.float32)
        self._capacity = capacity
        self._written = 0
        self._read = 0
        self._lost = 0
        self._lost_told = 0

    def write(self, block: NDArray[np.float32]) -> None:
        """Device thread. block: float32, shape (n,) or (n, channels)."""
        taken = min(len(block), self._capacity - (self._written - self._read))
        at = self._written % self._capacity
        first = min(taken, self._capacity - at)
        self._store(block, 0, at, first)
        self._store(block, first, 0, taken - first)
        self._lost += len(block) - taken
        self._written += taken

    def _store(self, block: NDArray[np.float32], start: int, at: int, count: int) -> None:
        if count == 0:
            return
        target = self._data[at : at + count]
        if block.ndim == 1:
            target[:] = block[start : start + count]
        elif block.shape[1] == 1:
            target[:] = block[start : start + count, 0]
        else:
            np.add(block[start : start + count, 0], block[start : start + count, 1], out=target)
            np.multiply(target, 0.5, out=target)

    def read(self) -> tuple[Samples, int]:
        """Reader's thread. Everything there is (a copy), and how many samples were lost right after it."""
        written = self._written
        lost = self._lost
        at = self._read % self._capacity
        count = written - self._read
        first = min(count, self._capacity - at)
        samples = np.concatenate((self._data[at : at + first], self._data[: count - first]))
        self._read = written
        newly_lost, self._lost_told = lost - self._lost_told, lost
        return samples, newly_lost

    def clear(self) -> None:
        """Reader's thread. Throws away what is there, unheard."""
        self._read = self._written
        self._lost_told = self._lost
