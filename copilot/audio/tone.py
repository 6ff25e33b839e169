"""The soft tone that shows whether what this computer plays is heard."""

import numpy as np

from copilot.audio.frames import RATE, WINDOW, Samples

HERTZ = 750.0  # 24 whole periods in a frame
SECONDS = 1.0
_LOUDNESS = 0.08
_FADE_S = 0.05
_PLAYED_RATE = 48_000
_WAVE = np.exp(-2j * np.pi * HERTZ * np.arange(WINDOW) / RATE)


def soft_tone(rate: int = _PLAYED_RATE) -> Samples:
    """One second of it, mono float32, faded in and out."""
    time = np.arange(int(rate * SECONDS)) / rate
    fade = np.clip(np.minimum(time, SECONDS - time) / _FADE_S, 0, 1)
    return (_LOUDNESS * fade * np.sin(2 * np.pi * HERTZ * time)).astype(np.float32)


def tone_amplitude(window: Samples) -> float:
    """How much of the tone is in a frame's 512 samples: its amplitude, 0..1."""
    return float(2 * abs(np.mean(window * _WAVE)))
