"""A made-up voice: loud windows are voice, and the text of a sound says which amplitudes are in it."""

from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import numpy as np
import pytest

from copilot.speech.decode import Word
from copilot.speech.vad import Samples

RATE = 16_000


Sound = Callable[..., Samples]


@pytest.fixture
def sound() -> Sound:
    """A sound of (seconds, amplitude) stretches; amplitude 0 is silence, above it the made-up network hears a voice."""

    def make(*stretches: tuple[float, float]) -> Samples:
        t = np.arange(int(sum(s for s, _ in stretches) * RATE)) / RATE
        loud = np.concatenate([np.full(int(s * RATE), a) for s, a in stretches])
        return (loud * np.sqrt(2) * np.sin(2 * np.pi * 250 * t[: len(loud)])).astype(np.float32)

    return make


class LoudIsVoice:
    def run(self, windows: Samples, h: Samples, c: Samples) -> tuple[Samples, Samples, Samples]:
        return (np.abs(windows).max(axis=1) > 0.05).astype(np.float32), h, c


class ReadsAmplitudes:
    """Understands a tone of amplitude 0.3 as 'three', and so on; one word for each stretch of a second."""

    NAMES = ("zero", "one", "two", "three", "four", "five", "six", "seven")

    def __init__(self) -> None:
        self.calls: list[str] = []

    def interim(self, audio: Samples) -> str:
        self.calls.append("interim")
        return self._text(audio)

    def final(self, audio: Samples, voiced_s: float) -> str:
        self.calls.append("final")
        return self._text(audio)

    def timed(self, audio: Samples) -> list[Word]:
        self.calls.append(f"timed {round(len(audio) / RATE)} s")
        return self._words(audio)

    def _text(self, audio: Samples) -> str:
        return " ".join(w.text for w in self._words(audio))

    def _words(self, audio: Samples) -> list[Word]:
        blocks = audio[: len(audio) // 640 * 640].reshape(-1, 640)
        names = [round(float(np.sqrt((b**2).mean())) * 10) for b in blocks]
        words: list[Word] = []
        at = 0
        for name, row in groupby(names):
            size = len(list(row))
            if name and size > 5:
                words.append(Word(self.NAMES[name], at * 0.04, (at + size) * 0.04))
            at += size
        return words


@pytest.fixture
def net() -> LoudIsVoice:
    return LoudIsVoice()


@pytest.fixture
def reader() -> ReadsAmplitudes:
    return ReadsAmplitudes()


@pytest.fixture
def recording() -> Samples:
    """Eleven seconds of real speech."""
    from faster_whisper.audio import decode_audio

    heard = decode_audio(str(Path(__file__).parents[1] / "data" / "jfk.flac"), sampling_rate=RATE)
    return np.asarray(heard, np.float32)
