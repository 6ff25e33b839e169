"""Sound as it comes over bad lines, and sound that is no speech. float32 mono 16 kHz, seeded."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy.signal import butter, fftconvolve, lfilter, sosfilt

RATE = 16_000
Sound = NDArray[np.float32]


def _rng() -> np.random.Generator:
    return np.random.default_rng(7)


def _db(level: float) -> float:
    return float(10 ** (level / 20))


def _filtered(sound: Sound, order: int, hz: float | list[float], kind: str) -> Sound:
    return np.asarray(sosfilt(butter(order, hz, kind, fs=RATE, output="sos"), sound), np.float32)


def _noise(length: int, level: float) -> Sound:
    return np.asarray(_rng().normal(0, _db(level), length), np.float32)


def _pink(length: int, level: float) -> Sound:
    pink = lfilter([0.05], [1, -0.95], _rng().normal(0, 1, length))
    return np.asarray(pink / pink.std() * _db(level), np.float32)


def _far(sound: Sound) -> Sound:
    room = np.exp(-np.arange(6400) / 1600) * _rng().normal(0, 1, 6400)
    room[0] = 3
    wet = fftconvolve(sound, room / np.sqrt((room**2).sum()))[: len(sound)] / 2
    return np.asarray(wet + _pink(len(sound), -50), np.float32)


LINES: dict[str, Callable[[Sound], Sound]] = {
    "clean": lambda s: s,
    "telephone, 8 kHz": lambda s: _filtered(s, 6, [300, 3400], "band") + _noise(len(s), -55),
    "dull, 8 kHz": lambda s: _filtered(s, 8, 3900, "low"),
    "11 kHz": lambda s: _filtered(s, 8, 5200, "low") + _pink(len(s), -52),
    "quiet, -20 dB": lambda s: s * _db(-20) + _noise(len(s), -72),
    "far from the microphone": _far,
}


def echoed(you: Sound, them: Sound, level: float) -> Sound:
    """Your microphone with the other side out of the loudspeaker: so many dB, 120 ms late, from a small room."""
    late = np.pad(them, (RATE * 12 // 100, 0))[: len(them)]
    tail = _rng().normal(0, 1, RATE * 3 // 10) * 10 ** (-3 * np.arange(RATE * 3 // 10) / (RATE * 3 // 10))
    tail[: RATE // 200] = 0
    tail *= 0.35 / np.sqrt((tail**2).sum())
    tail[0] = 1
    return np.asarray(you + _db(level) * fftconvolve(late, tail)[: len(you)], np.float32)


def _keyboard(length: int) -> Sound:
    rng, sound = _rng(), _noise(length, -66)
    for at in rng.integers(0, length - 800, length // RATE * 6):
        size = int(rng.integers(160, 480))
        sound[at : at + size] += rng.normal(0, rng.uniform(0.02, 0.15), size) * np.exp(-np.arange(size) / (size / 4))
    return sound


def _music(length: int, seconds: float = 0.5) -> Sound:
    rng, sound = _rng(), np.zeros(length + 2 * RATE, np.float32)
    t = np.arange(RATE) / RATE
    for at in range(0, length - RATE, int(seconds * RATE)):
        root = rng.choice([220, 247, 262, 294, 330, 349, 392, 440])
        for ratio in (1, 1.25, 1.5):
            for partial in range(1, 6):
                sound[at : at + RATE] += np.sin(2 * np.pi * root * ratio * partial * t) * np.exp(-3 * t) / partial
    return sound[:length] / np.abs(sound).max() * np.float32(0.3)


def _breath(length: int) -> Sound:
    swell = np.clip(np.sin(2 * np.pi * np.arange(length) / RATE / 4), 0, 1) ** 2
    return np.asarray(_filtered(_noise(length, 0), 4, [400, 3000], "band") * swell * 0.03, np.float32)


NO_SPEECH: dict[str, Callable[[int], Sound]] = {
    "silence": lambda n: _noise(n, -85),
    "noise, -60 dB": lambda n: _noise(n, -60),
    "noise, -30 dB": lambda n: _noise(n, -30),
    "keyboard": _keyboard,
    "music": _music,
    "breathing": _breath,
    "hold music on a telephone": lambda n: _filtered(_music(n, 0.25), 6, [300, 3400], "band"),
}
