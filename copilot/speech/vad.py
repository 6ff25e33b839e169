"""Is somebody speaking? Silero on every window that is loud enough to matter, with an energy path beside it."""

from pathlib import Path
from typing import NamedTuple, Protocol

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


class Heard(NamedTuple):
    """One window. voice: 0..1, what the segmenter goes by; sure: the network's own probability; level in dBFS."""

    voice: float
    sure: float
    level: float


class VoiceGate:
    """How likely each window of one channel is voice; the same whatever the portions it comes in.

    Windows under the level gate are silence without asking the network. It is asked with a fresh memory after each pause, for a
    long memory makes it drop quieter speech, and hears quiet talk as loud as usual, for it drops that, too. Where the sound
    stands well above the channel's own floor, a trace of voice is enough: by itself it drops dull and band-limited speech.
    What comes in by mistake is for the decoder to refuse.
    """

    FLOOR_DB = -70.0
    USUAL_DB = -26.0  # of the loud parts of talk
    MOST_RAISED_DB = 20.0
    FORGETS_DB = 0.3  # how much less loud the loud parts are taken to be after each window
    PAUSE = 16  # windows without voice after which the memory is cleared
    PAUSED = 0.3
    ABOVE_DB = 10.0
    TRACE = 0.01
    LIFTED = 0.5

    def __init__(self, net: VoiceNet) -> None:
        self._net = net
        self._low = 0
        self._noise_db: float | None = None
        self._loud_db = self.USUAL_DB
        self._tail = np.zeros(_CONTEXT, np.float32)
        self._clear()

    def _clear(self) -> None:
        self._low = 0
        self._h = np.zeros((1, 1, 128), np.float32)
        self._c = np.zeros((1, 1, 128), np.float32)

    def scan(self, windows: Samples) -> list[Heard]:
        """windows: (n, 512), n > 0."""
        power = np.einsum("ij,ij->i", windows, windows) / WINDOW
        levels: list[float] = (10 * np.log10(power + 1e-10)).tolist()
        led = np.concatenate([np.concatenate([self._tail[None], windows[:-1, -_CONTEXT:]]), windows], axis=1)
        led *= np.array([self._raise(level) for level in levels], np.float32)[:, None]
        self._tail = windows[-1, -_CONTEXT:].copy()
        sure: list[float] = []
        while len(sure) < len(levels):
            at = len(sure)
            loud = next((i for i in range(at, len(levels)) if levels[i] < self.FLOOR_DB), len(levels))
            sure += self._ask(led[at:loud]) if loud > at else [self._counted(0.0)]
        return [Heard(self._lift(v, level), v, level) for v, level in zip(sure, levels, strict=True)]

    def _ask(self, led: Samples) -> list[float]:
        """The network on loud windows, up to the one that makes a pause."""
        found, h, c = self._net.run(led, self._h, self._c)
        taken: list[float] = []
        for value in found.tolist():
            taken.append(self._counted(value))
            if self._low == 0 and value < self.PAUSED:
                return taken
        self._h, self._c = h, c
        return taken

    def _counted(self, value: float) -> float:
        self._low = self._low + 1 if value < self.PAUSED else 0
        if self._low == self.PAUSE:
            self._clear()
        return value

    def _raise(self, level: float) -> float:
        """The factor that makes the loud parts of the channel as loud as usual; follows them up at once, down 9 dB/s."""
        self._loud_db = max(level, self._loud_db - self.FORGETS_DB, self.USUAL_DB - self.MOST_RAISED_DB)
        return float(10 ** (max(0.0, self.USUAL_DB - self._loud_db) / 20))

    def _lift(self, voice: float, level: float) -> float:
        """Follows the channel's noise floor from its first window on: down at once, up 2 dB/s."""
        self._noise_db = max(-78.0, level if self._noise_db is None else min(level, self._noise_db + 0.064))
        if voice > self.TRACE and level - self._noise_db > self.ABOVE_DB:
            return max(voice, self.LIFTED)
        return voice
