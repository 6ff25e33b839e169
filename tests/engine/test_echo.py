"""Loudspeakers in the room, through the whole engine: their words never stand under your name, and answer nothing."""

from itertools import takewhile

import numpy as np
import pytest
import soundfile

from copilot.audio.file import read_file
from copilot.audio.frames import RATE
from copilot.call.catalogue import CallKind, Side
from copilot.call.events import Trouble
from copilot.call.state import AlertStatus
from copilot.engine.demo import demo_recording
from copilot.engine.replay import replay

SECONDS = 42  # they praise the technology, and nothing more


def in_a_room(far, loss_db, delay_ms):
    """far as a microphone hears it beside a loudspeaker: late, quieter, with the room's answer."""
    rng = np.random.default_rng(7)
    room = rng.standard_normal(RATE // 10) * np.exp(-np.arange(RATE // 10) / 300) * 0.3
    room[0] = 1.0
    room /= np.sqrt(np.sum(room**2))
    late = np.concatenate((np.zeros(delay_ms * RATE // 1000), np.convolve(far, room)))[: len(far)]
    return (late * 10 ** (loss_db / 20)).astype(np.float32)


@pytest.mark.slow
def test_an_echo_is_neither_you_nor_an_answer(tmp_path):
    demo = takewhile(lambda frame: frame.start_ms < SECONDS * 1000, demo_recording().frames())
    them = np.concatenate([frame.samples for frame in demo if frame.side is Side.THEM])
    you = in_a_room(them, -15, 80) + 3e-4 * np.random.default_rng(3).standard_normal(len(them))
    path = tmp_path / "room.wav"
    soundfile.write(path, np.stack((you, them), axis=1), RATE)
    assert read_file(path).sides == (Side.YOU, Side.THEM)
    call = replay(path, CallKind.PROSPECT, 30).call
    assert [u.text for u in call.utterances if u.side is Side.YOU and u.text] == []
    assert "really cool" in " ".join(u.text for u in call.utterances)
    assert [problem.trouble for problem in call.problems] == [Trouble.ECHO]
    warm = [alert for alert in call.alerts if alert.signal == "tech-flattery"]
    assert warm
    assert all(alert.status is not AlertStatus.ANSWERED for alert in warm)
