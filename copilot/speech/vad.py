"""Is somebody speaking? Silero on every window that is loud enough to matter, with an energy path beside it."""

from pathlib import Path
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray

WINDOW = 512  # samples at 16 kHz
WINDOW_MS = 32
_CONTEXT = 64  # samples of the window before that the model wants in front

Samples = NDArray[np.float32]


class VoiceNet(Protocol):
    """A network that tells voice, window by window."""

    def run(self, windows: Samples, h: Samples, c: Samples) -> tuple[Samples, Samples, Samples]: ...


class VoiceModel:
    """The Silero network, shared by the channels: it keeps no state. Used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        options = onnxruntime.SessionOptions()
        options.inter_op_num_threads = 1
        options.intra_op_num_threads = 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 4
        self._session = onnxruntime.InferenceSession(
            str(folder / "silero_vad_v6.onnx"), sess_options=options, providers=["CPUExecutionProvider"]
        )

    def run(self, windows: Samples, h: Samples, c: Samples) -> tuple[Samples, Samples, Samples]:
        """windows: (n, 64 + 512). h, c: the state, (1, 1, 128). Returns the probability of voice (n,) and the new state."""
        probability, h, c = self._session.run(None, {"input": windows, "h": h, "c": c})
        return probability.reshape(-1), h, c


class VoiceGate:
    """How likely each window of one channel is voice; the same whatever the portions it comes in.

    Windows under the level gate are silence without asking the model. Where the sound stands well above the channel's own
    floor, a doubtful window counts as likelier voice: the model alone drops speech on dull and band-limited sound.
    """

    FLOOR_DB = -58.0  # nobody is understood below it
    RESET_AFTER = 31  # windows under the gate after which the model's memory is cleared

    def __init__(self, model: VoiceNet) -> None:
        self._model = model
        self._quiet = 0
        self._noise_db = -60.0
        self._tail = np.zeros(_CONTEXT, np.float32)
        self._clear()

    def _clear(self) -> None:
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)

    def scan(self, windows: Samples) -> tuple[list[float], list[float]]:
        """windows: (n, 512). Returns for each its probability of voice, 0..1, and its level in dBFS."""
        power = np.einsum("ij,ij->i", windows, windows) / WINDOW
        levels = (10 * np.log10(power + 1e-10)).tolist()
        voice = [0.0] * len(levels)
        led = np.concatenate([np.concatenate([self._tail[None], windows[:-1, -_CONTEXT:]]), windows], axis=1)
        self._tail = windows[-1, -_CONTEXT:].copy()
        run: list[int] = []
        for i, level in enumerate(levels):
            if level >= self.FLOOR_DB:
                self._quiet = 0
                run.append(i)
                continue
            self._quiet += 1
            if self._quiet == self.RESET_AFTER:
                self._ask(led, run, voice)
                run = []
                self._clear()
        self._ask(led, run, voice)
        return [self._weigh(v, level) for v, level in zip(voice, levels, strict=True)], levels

    def _ask(self, led: Samples, rows: list[int], voice: list[float]) -> None:
        if not rows:
            return
        found, self._h, self._c = self._model.run(led[rows], self._h, self._c)
        for row, value in zip(rows, found.tolist(), strict=True):
            voice[row] = value

    def _weigh(self, voice: float, level: float) -> float:
        """Follows the channel's noise floor (down at once, up 2 dB/s) and lifts doubtful windows that stand above it."""
        self._noise_db = max(-75.0, min(level, self._noise_db + 0.064))
        above = level - self._noise_db
        if voice > 0.02 and above > 15.0:
            return min(1.0, voice * 2.0 + 0.05)
        return voice
