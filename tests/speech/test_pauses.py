import numpy as np

from copilot.speech.pauses import PauseWatch


class Net:
    """Hears voice in every window above half of full scale."""

    def run(self, windows, h, c):
        return (np.abs(windows[:, 64:]).max(axis=1) > 0.5).astype(np.float32), h, c


def watch():
    told = []
    return PauseWatch(Net(), told.append), told


def fed(made, start, loud, count):
    made.feed(start, np.full(512 * count, 0.9 if loud else 0.1, np.float32))
    return start + 32 * count


def test_a_stretch_is_told_a_third_of_a_second_after_its_end():
    made, told = watch()
    at = fed(made, 1_000, True, 40)
    assert made.stretch.start_ms == 1_000
    assert not told
    at = fed(made, at, False, 5)
    at = fed(made, at, True, 10)
    end = at
    at = fed(made, at, False, 9)
    assert not told
    fed(made, at, False, 2)
    assert [(s.start_ms, s.voiced_ms) for s in told] == [(1_000, 50 * 32)]
    assert told[0].end_ms == end
    assert made.stretch is None


def test_silence_is_no_stretch():
    made, told = watch()
    fed(made, 0, False, 60)
    assert made.stretch is None
    assert not told
