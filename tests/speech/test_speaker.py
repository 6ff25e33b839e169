"""Lines to sounds, in order, made once."""

import threading

import numpy as np
import pytest

from copilot.errors import KnownError
from copilot.speech.speaker import Kept, Speaker


class Voice:
    name, rate = "test", 24_000

    def __init__(self):
        self.made = []

    def say(self, text):
        self.made.append(text)
        return np.full(10, 0.5, np.float32)


class Ear:
    """Collects what is played; `wait` returns when so many sounds came."""

    def __init__(self):
        self.heard = []
        self._came = threading.Semaphore(0)

    def __call__(self, number, sentence, sound):
        self.heard.append((number, sentence))
        self._came.release()

    def wait(self, count):
        for _ in range(count):
            assert self._came.acquire(timeout=20)


@pytest.fixture
def ear():
    return Ear()


def speaker(tmp_path, voice, ear, failed=lambda error: None):
    made = Speaker(lambda: voice, ear, failed, tmp_path)
    made.start()
    return made


def test_sentences_are_played_in_order_and_made_once(tmp_path, ear):
    voice = Voice()
    first = speaker(tmp_path, voice, ear)
    assert first.say(1, "Hello there, Jenna. How are you today?") == ("Hello there, Jenna.", "How are you today?")
    first.say(2, "Hello there, Jenna.")
    ear.wait(3)
    first.stop()
    assert ear.heard == [(1, "Hello there, Jenna."), (1, "How are you today?"), (2, "Hello there, Jenna.")]
    again = speaker(tmp_path, voice, ear)
    again.say(1, "How are you today?")
    ear.wait(1)
    again.stop()
    assert voice.made == ["Hello there, Jenna.", "How are you today?"]


def test_what_is_expected_is_made_ahead_first_sentences_first(tmp_path, ear):
    voice = Voice()
    first = speaker(tmp_path, voice, ear)
    first.expect(["We lost three accounts. It hurts a lot.", "Maybe next year."])
    while len(voice.made) < 3:
        threading.Event().wait(0.01)
    first.stop()
    assert voice.made == ["We lost three accounts.", "Maybe next year.", "It hurts a lot."]
    assert not ear.heard


def test_while_resting_only_what_is_hurried_is_made_the_newest_guess_first(tmp_path, ear):
    voice, gate = Voice(), threading.Event()

    def find():
        assert gate.wait(timeout=20)
        return voice

    made = Speaker(find, ear, lambda error: None, tmp_path)
    made.start()
    made.rest(True)
    made.expect(["Maybe next year."])
    made.hurry("We lost two accounts.")
    made.hurry("We lost three accounts. It hurts a lot.")
    gate.set()
    made.say(1, "Right.")
    ear.wait(1)
    while len(voice.made) < 3:
        threading.Event().wait(0.01)
    assert voice.made == ["Right.", "We lost three accounts.", "It hurts a lot."]
    made.rest(False)
    while len(voice.made) < 4:
        threading.Event().wait(0.01)
    made.stop()
    assert voice.made[-1] == "Maybe next year."


def test_a_hushed_line_is_not_played(tmp_path, ear):
    gate = threading.Event()

    class Slow(Voice):
        def say(self, text):
            assert gate.wait(20)
            return super().say(text)

    voice = Slow()
    first = speaker(tmp_path, voice, ear)
    first.say(1, "This one is interrupted. And never finished.")
    first.hush(1)
    gate.set()
    first.say(2, "Go ahead, please.")
    ear.wait(1)
    first.stop()
    assert ear.heard == [(2, "Go ahead, please.")]


def test_without_a_voice_the_reason_is_told(tmp_path, ear):
    told = []

    def find():
        raise KnownError("No voice.", "Pas de voix.")

    made = Speaker(find, ear, told.append, tmp_path)
    made.start()
    made.stop()
    assert [error.en for error in told] == ["No voice."]
    assert made.ready


def test_the_oldest_sounds_go_first(tmp_path):
    import os

    kept = Kept("test", tmp_path)
    for age, text in enumerate(["new", "old"]):
        kept.keep(text, np.zeros(1000, np.float32))
        os.utime(kept._path(text), (1_000_000 - age, 1_000_000 - age))
    kept.trim(3000)
    assert kept.find("new") is not None
    assert kept.find("old") is None
