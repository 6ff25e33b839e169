"""A whole practice call by voice on virtual devices: the user's voice through the microphone, theirs on the speaker."""

import re
import subprocess
import threading
from datetime import UTC, datetime

import numpy as np
import pytest

from copilot.call.catalogue import Side
from copilot.engine.setups import practice_setup
from copilot.engine.spoken_practice import SpokenPractice
from copilot.playbook.loader import load_playbook
from copilot.practice.scenario import load_scenarios
from copilot.speech.decode import Decoder
from copilot.speech.voice import system_voice
from copilot.speech.weights import find_model

SCENARIO = next(s for s in load_scenarios() if s.id == "saas-buyer")
QUESTION = "What would stop you from using this tomorrow?"
PATIENCE_S = 90


class Waiting:
    """For what a practice call tells of."""

    def __init__(self, practice):
        self._told = threading.Event()
        practice.wake = self._told.set

    def until(self, true):
        while not true():
            assert self._told.wait(PATIENCE_S)
            self._told.clear()


def said_by(practice, side):
    return [u for u in practice.latest().call.utterances if u.side is side and u.text and not u.open]


@pytest.mark.slow
def test_a_call_by_voice(sound_server, spoken, tmp_path):
    recorded = tmp_path / "speaker.raw"
    recorder = subprocess.Popen(
        ["parec", "--device=call_out.monitor", "--format=s16le", "--rate=16000", "--channels=1", "--raw", str(recorded)],
        env=sound_server.env,
    )
    setup = practice_setup(SCENARIO, datetime.now(UTC))
    practice = SpokenPractice(SCENARIO, setup, load_playbook(SCENARIO.kind), seed=1, find=system_voice)
    waiting = Waiting(practice)
    practice.start()
    try:
        waiting.until(lambda: said_by(practice, Side.THEM))
        sound_server.play(spoken(QUESTION), to="mic_in").wait(timeout=PATIENCE_S)
        waiting.until(lambda: len(said_by(practice, Side.THEM)) >= 2)
        practice.say("Thank you Jenna, and goodbye!")
        assert practice.join(PATIENCE_S), "they hang up by themselves"
    finally:
        practice.stop()
        practice.join(20)
        recorder.terminate()
        recorder.wait(timeout=10)
    call = practice.latest().call
    yours, theirs = said_by(practice, Side.YOU), said_by(practice, Side.THEM)
    assert call.setup.origin == "practice"
    assert call.end_reason == "finished"
    assert "stop you" in yours[0].text.lower()
    assert practice.reveal.beats[0].intent == "objection"
    assert theirs[1].text == practice.reveal.beats[0].reply
    assert not any(u.id < 100_000 for u in theirs), "their side is never recognized: it is known"
    assert words_in(recorded) & {"security", "report", "data"}


def words_in(path):
    """The last of what the speaker played, transcribed back."""
    sound = np.fromfile(path, np.int16).astype(np.float32)[-25 * 16_000 :] / 32768
    text = Decoder(find_model("base")).final(sound, voiced_s=10.0)
    return set(re.findall("[a-z]+", text.lower()))
