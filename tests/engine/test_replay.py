"""What a recording tells comes in order of call time, although sound is listened to ahead of what is told."""

import numpy as np
import pytest

from copilot.audio.frames import AudioFrame
from copilot.call.catalogue import Side
from copilot.call.events import CallEnded, SpeechStarted, Trouble, TroubleBegan
from copilot.engine import replay


class Sound:
    def frames(self):
        for at_ms in range(0, 320, 32):
            yield AudioFrame(Side.THEM, at_ms, np.zeros(512, np.float32))


class Late:
    """Tells what began at each frame three frames later."""

    def __init__(self, folder, emit, vocabulary):
        self._emit, self._heard, self.closed = emit, [], False
        made.append(self)

    def feed(self, side, start_ms, samples):
        self._heard.append(start_ms)
        if len(self._heard) > 3:
            self._tell()

    def finish(self):
        while self._heard:
            self._tell()

    def close(self):
        self.closed = True

    def _tell(self):
        at_ms = self._heard.pop(0)
        self._emit(SpeechStarted(at_ms=at_ms, side=Side.THEM, utterance=at_ms))


made: list[Late] = []


@pytest.fixture
def heard(setup, monkeypatch):
    def troubled(frames, tell):
        for frame in frames:
            if frame.start_ms in (96, 288):
                tell(TroubleBegan(at_ms=frame.start_ms, trouble=Trouble.ECHO))
            yield frame

    monkeypatch.setattr(replay, "find_model", lambda name: None)
    monkeypatch.setattr(replay, "load_labeller", lambda own: None)
    monkeypatch.setattr(replay, "RecordedSpeech", Late)
    monkeypatch.setattr(replay, "without_echo", troubled)
    made.clear()
    return replay.from_audio(Sound(), setup)


def test_troubles_of_the_sound_come_where_they_were(heard):
    events = list(heard)[1:]
    assert [e.at_ms for e in events] == sorted(e.at_ms for e in events)
    assert [e.at_ms for e in events if isinstance(e, TroubleBegan)] == [96, 288]
    assert isinstance(events[-1], CallEnded)


def test_a_recording_given_up_is_closed(heard):
    next(heard)
    next(heard)
    heard.close()
    assert [speech.closed for speech in made] == [True]
