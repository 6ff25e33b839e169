"""Another program takes the cores: every decode takes many times longer for a minute of a call."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, SpeechEnded, Stage
from copilot.speech.hearing import Hearing, Spoken
from copilot.speech.vad import WINDOW_MS

WINDOW = WINDOW_MS * 16
TAKEN = range(24, 84)  # seconds of the call
CALL_S = 156
AFTER = range(CALL_S - 60, CALL_S)  # a minute that begins twelve seconds after they are free again


@dataclass
class Busy:
    """The seconds of a call as they pass: a decode takes a tenth of its sound, `slower` times that while the cores are taken.

    told: (second of the call, event). shown: when an interim pass began. behind: (second of the call, seconds the text lags).
    """

    reader: object
    slower: float
    now: float = 0.0
    told: list[tuple[float, Spoken]] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    behind: list[tuple[float, float]] = field(default_factory=list)

    def final(self, audio, voiced_s):
        self._work(audio)
        return self.reader.final(audio, voiced_s)

    def interim(self, audio):
        self.shown.append(self.now)
        self._work(audio)
        return self.reader.interim(audio)

    def _work(self, audio):
        self.now += len(audio) / 16_000 * 0.1 * (self.slower if int(self.now) in TAKEN else 1)

    def listen(self, net, sounds):
        hearing = Hearing(net, self, self._tell, settle=False, clock=lambda: self.now)
        fed = 0
        while self.now < CALL_S:
            while (fed + 1) * WINDOW_MS <= self.now * 1000:
                for side, samples in sounds.items():
                    hearing.hear(side, fed * WINDOW_MS, samples[fed * WINDOW : (fed + 1) * WINDOW])
                fed += 1
            self.behind.append((self.now, max(0.0, self.now - (hearing.waiting_ms or self.now * 1000) / 1000)))
            if not hearing.step():
                self.now += WINDOW_MS / 1000
        return self

    def _tell(self, event):
        self.told.append((self.now, event))

    def early(self, seconds):
        return sum(int(at) in seconds for at in self.shown)

    def finals(self, seconds):
        return sum(isinstance(e, Hypothesis) and e.stage is Stage.FINAL and int(at) in seconds for at, e in self.told)

    def lag(self, seconds):
        return max(late for at, late in self.behind if int(at) in seconds)


@pytest.fixture
def talk(sound):
    """Two people in turn, six seconds each, for as long."""
    you = sound(*((6, 0.3), (6, 0)) * 13)
    return {Side.YOU: you, Side.THEM: np.roll(you, 6 * 16_000)}


def test_what_is_shown_early_goes_first_and_finals_keep_coming(net, reader, talk):
    busy = Busy(reader, 6.0).listen(net, talk)
    assert busy.early(TAKEN) < busy.early(AFTER) / 2
    assert busy.finals(TAKEN) >= 8
    assert busy.lag(TAKEN) < 12


def test_a_machine_too_slow_for_the_finals_alone_loses_none_and_catches_up(net, reader, talk):
    busy = Busy(reader, 14.0).listen(net, talk)
    assert busy.lag(TAKEN) > 5, "it must fall behind for the user to be told"
    ended = {e.utterance for _, e in busy.told if isinstance(e, SpeechEnded) and e.end_ms < (CALL_S - 10) * 1000}
    final = [e.utterance for _, e in busy.told if isinstance(e, Hypothesis) and e.stage is Stage.FINAL]
    assert len(ended) >= 20
    assert ended <= set(final)
    assert len(final) == len(set(final))
    assert busy.lag(AFTER) < 2
    assert busy.early(AFTER) > 0
