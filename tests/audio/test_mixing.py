import numpy as np
import pytest

from copilot.audio.mixing import Mixer

RATE = 16_000


@pytest.fixture
def now():
    return [50.0]


@pytest.fixture
def mixer(now):
    return Mixer(lambda: now[0])


def sound(seconds, value):
    return np.full(round(seconds * RATE), value, np.float32)


def heard(mixer, now, seconds):
    now[0] += seconds
    return mixer.due()


def test_nothing_that_plays_is_silence_by_the_clock(mixer, now):
    assert heard(mixer, now, 0.25).tolist() == [0.0] * 4000
    assert len(heard(mixer, now, 3600)) == 2 * RATE, "after a machine that slept"
    assert len(heard(mixer, now, 0.5)) == 8000


def test_two_streams_are_one(mixer, now):
    mixer.hear(1, sound(0.2, 0.25))
    mixer.hear(2, sound(0.2, 0.5))
    assert set(heard(mixer, now, 0.1)) == {0.75}
    mixer.forget(2)
    assert set(heard(mixer, now, 0.05)) == {0.25}


def test_a_stream_gathers_before_it_is_heard_so_that_it_does_not_stutter(mixer, now):
    mixer.hear(1, sound(0.04, 0.5))
    assert not heard(mixer, now, 0.04).any()
    mixer.hear(1, sound(0.08, 0.5))
    for _ in range(10):
        assert heard(mixer, now, 0.04).all()
        mixer.hear(1, sound(0.04, 0.5))


def test_a_stream_that_runs_ahead_is_cut_back(mixer, now):
    for _ in range(200):
        mixer.hear(1, sound(0.044, 0.5))  # a tenth faster than the clock
        heard(mixer, now, 0.04)
    mixer.forget(2)
    left = 0
    while heard(mixer, now, 0.04).all():
        left += 1
    assert left * 0.04 <= 0.5
