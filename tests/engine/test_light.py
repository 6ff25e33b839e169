"""The light model takes over in the middle of a call, and nothing that was heard is lost."""

import threading
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from copilot.audio.frames import AudioFrame
from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, Stage
from copilot.engine import mind
from copilot.engine.mind import Labelling, LiveMind
from copilot.engine.snapshot import Lighter
from copilot.errors import KnownError
from copilot.signals.replies import NO_REPLY, Reply
from copilot.speech.recognition import Recognition

VOICE = np.full(512, 0.3, np.float32) * np.tile([1, -1], 256).astype(np.float32)
SILENCE = np.zeros(512, np.float32)


class LoudIsVoice:
    def run(self, windows, h, c):
        return (np.abs(windows).max(axis=1) > 0.05).astype(np.float32), h, c


class Reader:
    """Says its own name for whatever it hears. slow: its finals wait for `gate`."""

    def __init__(self, name, gate=None):
        self.name, self.gate = name, gate
        self.reached = threading.Event()

    def interim(self, audio):
        return ""

    def final(self, audio, voiced_s):
        self.reached.set()
        if self.gate is not None:
            assert self.gate.wait(20)
        return self.name

    def timed(self, audio):
        return []


@dataclass
class Reading:
    labels: tuple = ()
    cues: tuple = ()
    reply: Reply = NO_REPLY


class FindsNothing:
    def read(self, side, kind, context, text):
        return Reading()


@pytest.fixture
def gate():
    return threading.Event()


@pytest.fixture
def heard(setup, gate, monkeypatch):
    """A running mind whose usual model is held up by the gate, the events it gives, and its readers by folder."""
    readers = {"base": Reader("usual", gate), "tiny.en": Reader("light")}
    monkeypatch.setattr(mind, "find_model", Path)
    monkeypatch.setattr(mind, "has_model", lambda name: name in readers)

    def recognition(folder, emit, vocabulary):
        return Recognition(folder, emit, models=lambda at, _: (LoudIsVoice(), readers[str(at)]), settle=False)

    monkeypatch.setattr(mind, "Recognition", recognition)
    events, changed = [], threading.Condition()

    def emit(event):
        with changed:
            events.append(event)
            changed.notify_all()

    made = LiveMind(setup, emit, "base", labelling=Labelling(FindsNothing(), setup, emit))
    made.start()
    made._loading.join(20)
    made.readers = readers

    def until(condition):
        with changed:
            assert changed.wait_for(lambda: condition([e for e in events if isinstance(e, Hypothesis)]), 20), events

    made.until = until
    yield made
    gate.set()
    made.stop(10)


def say(heard, first_ms, seconds=1.0):
    """A second of voice and half a second of silence."""
    windows = [VOICE] * round(seconds * 31) + [SILENCE] * 16
    for number, window in enumerate(windows):
        heard.feed(AudioFrame(Side.THEM, first_ms + number * 32, window))
    return first_ms + len(windows) * 32


def finals(texts):
    return [e.text for e in texts if e.stage is Stage.FINAL]


def test_what_waits_is_heard_by_the_light_model(heard, gate):
    at = say(heard, 0)
    assert heard.readers["base"].reached.wait(20)
    for _ in range(3):
        at = say(heard, at)
    assert heard.lighter is Lighter.READY
    heard.lighten()
    assert heard.lighter is Lighter.ON
    for thread in threading.enumerate():
        if thread.name == "lightening":
            thread.join(20)
    gate.set()
    heard.until(lambda texts: finals(texts) == ["usual", "light", "light", "light"])


def test_asked_twice_it_is_loaded_once(heard, gate, monkeypatch):
    asked = []
    monkeypatch.setattr(heard, "_lighten", lambda: asked.append(1))
    heard.lighten()
    heard.lighten()
    assert asked == [1]


def test_a_damaged_light_model_leaves_the_usual_one_at_work(heard, gate, monkeypatch):
    def damaged(name):
        raise KnownError("It is damaged.", "Il est abîmé.")

    monkeypatch.setattr(mind, "find_model", damaged)
    gate.set()
    heard._lighten()
    assert heard.lighter is Lighter.MISSING
    say(heard, 0)
    heard.until(lambda texts: finals(texts) == ["usual"])
