"""Devices and sound servers that hang: a capture opens, closes, tells and resumes all the same."""

import threading
import time

import numpy as np
import pytest

from copilot.audio.bounded import BoundedSource
from copilot.audio.capture import Capture
from copilot.audio.ring import Ring
from copilot.audio.source import CannotOpen, Heard, Stream
from copilot.call.catalogue import Side
from copilot.call.events import Trouble, TroubleBegan, TroubleEnded
from copilot.errors import KnownError

CALLED = threading.Condition()


class Hanging:
    """A source that answers only while `answers` is set."""

    side = Side.YOU

    def __init__(self):
        self.answers = threading.Event()
        self.answers.set()
        self.calls = []
        self.ring = None

    def open(self, ring):
        assert self.answers.wait(60)
        self._note("open")
        self.ring = ring
        return Stream(16_000, "Desk microphone")

    def heard(self):
        return Heard.RIGHT

    def close(self):
        assert self.answers.wait(60)
        self._note("close")
        self.ring = None

    def _note(self, call):
        with CALLED:
            self.calls.append(call)
            CALLED.notify_all()


@pytest.fixture
def device():
    device = Hanging()
    yield device
    device.answers.set()


def bounded(device):
    return BoundedSource(device, open_s=0.05, close_s=0.05)


def until(condition):
    """Waits for it, looking anew at each call of a device."""
    begun = time.monotonic()
    with CALLED:
        while not condition():
            assert time.monotonic() - begun < 30, "it never came"
            CALLED.wait(0.05)


def test_a_source_that_answers_is_opened_and_closed_on_a_thread_that_ends(device):
    source = BoundedSource(device)
    assert source.open(Ring()).device == "Desk microphone"
    assert source.heard() is Heard.RIGHT
    source.close()
    source.close()
    assert device.calls == ["open", "close"]


def test_an_opening_that_hangs_is_said_and_taken_up_when_it_comes(device):
    source, ring = bounded(device), Ring()
    device.answers.clear()
    for _ in range(2):
        with pytest.raises(CannotOpen, match="does not answer") as caught:
            source.open(ring)
    assert caught.value.trouble is Trouble.STUCK
    assert "ne répond pas" in caught.value.fr
    device.answers.set()
    until(lambda: device.calls == ["open"])
    assert source.open(ring).rate == 16_000
    source.close()
    assert device.calls == ["open", "close"]


def test_a_closing_that_hangs_is_left_alone_and_nothing_is_opened_twice(device):
    source, ring = bounded(device), Ring()
    source.open(ring)
    device.answers.clear()
    source.close()
    with pytest.raises(CannotOpen):
        source.open(ring)
    assert device.calls == ["open"]
    device.answers.set()
    until(lambda: device.calls == ["open", "close"])
    source.open(ring)
    source.close()
    assert device.calls == ["open", "close"] * 2


def test_an_opening_given_up_closes_what_it_opened_late(device):
    source = bounded(device)
    device.answers.clear()
    with pytest.raises(CannotOpen):
        source.open(Ring())
    source.close()
    device.answers.set()
    until(lambda: device.calls == ["open", "close"])


def test_a_refusal_comes_through_and_the_next_try_is_a_new_one(device):
    refusals = [KnownError("no", "non"), CannotOpen(Trouble.ABSENT, "none", "aucun")]
    really = device.open
    device.open = lambda ring: (_ for _ in ()).throw(refusals.pop(0)) if refusals else really(ring)
    source = BoundedSource(device)
    for words in ("no", "none"):
        with pytest.raises(KnownError, match=words):
            source.open(Ring())
    source.open(Ring())
    source.close()


def test_a_capture_tells_that_nothing_answers_stops_in_time_and_resumes(device, monkeypatch):
    monkeypatch.setattr("copilot.audio.capture.BoundedSource", bounded)
    frames, troubles = [], []
    device.answers.clear()
    capture = Capture([device], frames.append, lambda gap: None, troubles.append, lambda side, level: None)
    capture.start()
    try:
        until(lambda: troubles)
        assert [type(t) for t in troubles] == [TroubleBegan]
        assert (troubles[0].trouble, troubles[0].side) == (Trouble.STUCK, Side.YOU)
        device.answers.set()
        until(lambda: device.ring is not None)

        def deliver():
            if device.ring is not None:
                device.ring.write(np.full(1600, 0.1, np.float32))
            return frames

        until(deliver)
        until(lambda: isinstance(troubles[-1], TroubleEnded))
        device.answers.clear()
    finally:
        stopping = threading.Thread(target=capture.stop)
        stopping.start()
        stopping.join(30)
        hung = stopping.is_alive()
        device.answers.set()
        stopping.join()
    assert not hung
