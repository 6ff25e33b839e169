"""A voice made here: played on the default output, and heard as the other side of the call."""

import threading
from collections import deque
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from copilot.audio.frames import Samples
from copilot.audio.portaudio import OutputStream
from copilot.audio.ring import Ring
from copilot.audio.source import Heard, Stream
from copilot.call.catalogue import Side

RATE = 24_000
_FADE = RATE // 50  # an interrupted voice falls silent in 20 ms, without a click


@dataclass(frozen=True, slots=True)
class Played:
    """How many of the sounds that were queued have begun, and how many have ended or were thrown away."""

    begun: int = 0
    ended: int = 0


class Playback:
    """A source of their side. `play`, `stop` and `played` from any thread; the rest belongs to the channel's pump thread.

    What it plays goes into the ring sample by sample as it leaves, so that the echo canceller knows it.
    """

    side = Side.THEM

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._queue: deque[Samples] = deque()
        self._begun = self._ended = 0
        self._current: Samples | None = None
        self._ring: Ring | None = None
        self._stream: OutputStream | None = None

    def play(self, sound: Samples) -> None:
        """Queues mono sound of 24 kHz behind what plays."""
        with self._lock:
            self._queue.append(sound)

    def stop(self) -> None:
        """Falls silent now; what was queued is never heard."""
        with self._lock:
            self._ended += len(self._queue)
            self._begun += len(self._queue)
            self._queue.clear()
            if self._current is not None:
                tail = self._current[:_FADE].copy()
                self._current = tail * np.linspace(1, 0, len(tail), dtype=np.float32)

    def played(self) -> Played:
        with self._lock:
            return Played(self._begun, self._ended)

    def open(self, ring: Ring) -> Stream:
        self._ring = ring
        self._stream = OutputStream(self._fill, RATE)
        return Stream(RATE, self._stream.name)

    def heard(self) -> Heard:
        return Heard.RIGHT if self._stream is not None and self._stream.active else Heard.ENDED

    def close(self) -> None:
        if self._stream is not None:
            self._stream.close()
            self._stream = None

    def _fill(self, block: NDArray[np.float32]) -> None:
        """PortAudio's thread. block: (frames, 1), to be written."""
        at = 0
        with self._lock:
            while at < len(block):
                if self._current is None:
                    if not self._queue:
                        break
                    self._current = self._queue.popleft()
                    self._begun += 1
                taken = min(len(block) - at, len(self._current))
                block[at : at + taken, 0] = self._current[:taken]
                at += taken
                self._current = self._current[taken:]
                if len(self._current) == 0:
                    self._current = None
                    self._ended += 1
        block[at:] = 0
        if self._ring is not None:
            self._ring.write(block)
