import numpy as np

from copilot.speech.vad import WINDOW, VoiceGate


class Peaks:
    """A network that hears a voice in what reaches 0.05; notes the loudest sample of each window."""

    def __init__(self):
        self.seen = []

    def run(self, windows, h, c):
        peaks = np.abs(windows).max(axis=1)
        self.seen += peaks.tolist()
        return (peaks > 0.05).astype(np.float32), h, c


def windows(sound):
    return sound[: len(sound) // WINDOW * WINDOW].reshape(-1, WINDOW)


def test_quiet_talk_is_heard_as_loud_as_usual(sound):
    found = VoiceGate(Peaks()).scan(windows(sound((3, 0.02))))
    assert found[0].sure == 0.0
    assert found[-1].sure == 1.0
    assert -35 < found[-1].level < -33, "the level told is its own"


def test_the_faintest_sound_is_not_raised_to_a_voice(sound):
    found = VoiceGate(Peaks()).scan(windows(sound((20, 0.001))))
    assert not any(heard.sure for heard in found)


def test_loud_talk_after_quiet_is_not_raised(sound):
    net = Peaks()
    VoiceGate(net).scan(windows(sound((10, 0.005), (2, 0.3))))
    assert 0.4 < max(net.seen) < 0.45
