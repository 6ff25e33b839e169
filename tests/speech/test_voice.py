"""Which voice speaks, and what every voice gives."""

import numpy as np
import pytest

from copilot.errors import KnownError
from copilot.speech import kokoro, voice
from copilot.speech.voice import LOUDNESS, even, find_voice, resampled


class Natural:
    name, rate = "natural", 24_000

    def __init__(self, wanted):
        self.wanted = wanted

    def say(self, text):
        return np.ones(24_000, np.float32)


class System(Natural):
    name = "system"


@pytest.mark.parametrize(("took", "chosen"), [(0.3, "natural"), (1.5, "system")])
def test_a_voice_slower_than_its_own_speech_is_left_for_the_systems(monkeypatch, took, chosen):
    monkeypatch.setattr(kokoro, "Kokoro", Natural)
    monkeypatch.setattr(voice, "system_voice", System)
    clock = iter([10.0, 10.0 + took])
    assert find_voice("af_heart", lambda: next(clock)).name == chosen


def test_without_the_weights_the_system_speaks(monkeypatch):
    def missing(wanted):
        raise KnownError("Not installed.", "Pas installé.")

    monkeypatch.setattr(kokoro, "Kokoro", missing)
    monkeypatch.setattr(voice, "system_voice", System)
    assert find_voice("af_heart").name == "system"


def test_silence_at_the_ends_goes_and_the_loudness_is_even():
    loud = np.sin(np.arange(24_000) / 10).astype(np.float32)
    sound = even(np.concatenate([np.zeros(9_000), loud * 0.9, np.zeros(9_000)]).astype(np.float32), 24_000)
    assert 24_000 <= len(sound) <= 25_000
    assert np.sqrt(np.mean(sound**2)) == pytest.approx(LOUDNESS, rel=0.1)
    assert len(even(np.zeros(100, np.float32), 24_000)) == 0


def test_another_rate_keeps_the_length_in_seconds():
    assert len(resampled(np.zeros(22_050, np.float32), 22_050, 24_000)) == 24_000


@pytest.mark.slow
def test_espeak_speaks(spoken):
    spoken("It skips loudly where espeak-ng is missing.")
    sound = voice.system_voice("bf_emma").say("We lost three big accounts this quarter.")
    assert 1 < len(sound) / 24_000 < 6
    assert np.abs(sound).max() <= 1
