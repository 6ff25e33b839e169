"""Kept sound is mixed from the moment asked for, and plays until its end or until it is stopped."""

import threading

import numpy as np
import pytest

from copilot.audio import listening
from copilot.audio.frames import RATE, WINDOW, AudioFrame
from copilot.audio.listening import Listening, mixed
from copilot.call.catalogue import Side
from copilot.errors import KnownError


def frames(side, start_ms, count, level):
    return [AudioFrame(side, start_ms + i * 32, np.full(WINDOW, level, np.float32)) for i in range(count)]


def heard(made, from_ms):
    return np.concatenate(list(mixed(iter(sorted(made, key=lambda f: f.start_ms)), from_ms)))


def test_both_sides_are_added_and_a_gap_is_silence():
    sound = heard([*frames(Side.YOU, 0, 10, 0.2), *frames(Side.THEM, 160, 5, 0.3), *frames(Side.THEM, 2000, 2, 0.4)], 0)
    at = [sound[ms * RATE // 1000] for ms in (0, 159, 160, 319, 330, 1990, 2000)]
    assert np.allclose(at, [0.2, 0.2, 0.5, 0.5, 0, 0, 0.4])


def test_it_begins_in_the_middle_of_a_frame_and_is_never_too_loud():
    sound = heard([*frames(Side.YOU, 0, 40, 0.8), *frames(Side.THEM, 0, 40, 0.7)], 1000)
    assert np.allclose(sound[: 280 * RATE // 1000], 1.0)
    assert not sound[280 * RATE // 1000 :].any()


class Speaker:
    """An output that takes blocks whenever the test has it take one."""

    def __init__(self, fill, rate):
        self.fill, self.closed = fill, False
        Speaker.last, Speaker.rate = self, rate
        Speaker.there.set()

    def take(self):
        block = np.full((800, 1), 9, np.float32)
        self.fill(block)
        return block[:, 0]

    def close(self):
        self.closed = True


@pytest.fixture
def speaker(monkeypatch):
    Speaker.there = threading.Event()
    monkeypatch.setattr(listening, "OutputStream", Speaker)
    monkeypatch.setattr(listening, "_PATIENCE_S", 20.0)
    return Speaker


def test_it_plays_to_the_end_and_tells_where_it_is(speaker):
    playing = Listening(lambda: iter(frames(Side.THEM, 5000, 50, 0.5)), 5000)
    playing.start()
    assert speaker.there.wait(20)
    sound = []
    while not playing.over:
        sound.append(speaker.last.take())
    sound = np.concatenate(sound)
    assert np.allclose(sound[sound != 0], 0.5)
    assert np.count_nonzero(sound) == 50 * WINDOW
    assert playing.at_ms >= 5000 + 50 * 32
    assert speaker.rate == RATE
    playing.stop()
    assert speaker.last.closed


def test_it_stops_in_the_middle(speaker):
    playing = Listening(lambda: iter(frames(Side.THEM, 0, 5000, 0.5)), 0)
    playing.start()
    assert speaker.there.wait(20)
    speaker.last.take()
    playing.stop()
    assert playing.over
    assert speaker.last.closed
    assert playing.at_ms < 1000


def test_sound_that_cannot_be_read_says_why(speaker):
    def refuse():
        raise KnownError("It cannot be read.", "Illisible.")

    playing = Listening(refuse, 0)
    playing.start()
    playing.stop()
    assert playing.trouble is not None
    assert playing.over


def test_whatever_else_goes_wrong_says_so_too(speaker):
    def fail():
        raise ZeroDivisionError

    playing = Listening(fail, 0)
    playing.start()
    playing.stop()
    assert playing.trouble is not None
    assert "cannot be played" in playing.trouble.en
