"""Whether the user speaks right now, known within a third of a second: long before any text."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from copilot.speech.vad import WINDOW, WINDOW_MS, Samples, VoiceGate, VoiceNet

_SURE = 0.5
_PAUSE = 10  # windows without voice that end a stretch


@dataclass(frozen=True, slots=True)
class Stretch:
    """Speech between two pauses, in call time. voiced_ms: how much of it is surely voice."""

    start_ms: int
    end_ms: int
    voiced_ms: int


class PauseWatch:
    """Owned by the thread that feeds it; `stretch` may be read from any. paused: called when a stretch is over."""

    def __init__(self, net: VoiceNet, paused: Callable[[Stretch], None]) -> None:
        self._gate = VoiceGate(net)
        self._paused = paused
        self._quiet = 0
        self.stretch: Stretch | None = None  # under way

    def feed(self, start_ms: int, samples: Samples) -> None:
        """Windows of 512 samples, 16 kHz."""
        windows = samples[: len(samples) // WINDOW * WINDOW].reshape(-1, WINDOW)
        if len(windows) == 0:
            return
        for i, heard in enumerate(self._gate.scan(np.ascontiguousarray(windows))):
            self._push(start_ms + i * WINDOW_MS, heard.sure >= _SURE)

    def _push(self, at_ms: int, voice: bool) -> None:
        now = self.stretch
        if voice:
            self._quiet = 0
            end = at_ms + WINDOW_MS
            self.stretch = Stretch(now.start_ms, end, now.voiced_ms + WINDOW_MS) if now else Stretch(at_ms, end, WINDOW_MS)
        elif now is not None:
            self._quiet += 1
            if self._quiet >= _PAUSE:
                self.stretch = None
                self._paused(now)
