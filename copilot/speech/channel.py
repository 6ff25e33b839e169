"""One side of the call: sound in, utterances with their sound out."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, SpeechEnded, Stage
from copilot.speech.segment import Began, Ended, Segmenter
from copilot.speech.vad import WINDOW, WINDOW_MS, Heard, Samples, VoiceGate, VoiceNet
from copilot.speech.written import written

PRE_ROLL = 10  # windows kept in front of the first voice
SURE = 0.3  # probability of voice that counts as evidence
TAIL = 6  # windows kept behind the last voice
_SLIP_MS = 200  # a step in the time stamps beyond this is a gap nobody reported


@dataclass(frozen=True, slots=True)
class Utterance:
    """A stretch of speech: the speech lies in [start_ms, end_ms]; audio has a little more on both ends, 16 kHz.

    lead, tail: seconds of audio before and behind the speech. voiced_s: seconds the voice network was sure of.
    """

    number: int
    side: Side
    start_ms: int
    end_ms: int
    audio: Samples
    lead: float
    tail: float
    voiced_s: float

    @property
    def seconds(self) -> float:
        return len(self.audio) / 16_000

    def ended(self, at_ms: int) -> SpeechEnded:
        return SpeechEnded(at_ms=at_ms, side=self.side, utterance=self.number, start_ms=self.start_ms, end_ms=self.end_ms)

    def said(self, stage: Stage, text: str, revision: int, at_ms: int) -> Hypothesis:
        """The event of a text, as it is written."""
        return Hypothesis(
            at_ms=at_ms,
            side=self.side,
            utterance=self.number,
            revision=revision,
            stage=stage,
            text=written(text),
            start_ms=self.start_ms,
            end_ms=self.end_ms,
        )


@dataclass(frozen=True, slots=True)
class Opened:
    number: int
    start_ms: int


class Channel:
    """Keeps the sound of the utterance under way and a short pre-roll. Used by the recognizer thread alone."""

    def __init__(self, side: Side, net: VoiceNet, number: Callable[[], int]) -> None:
        self.side = side
        self._net = net
        self._next_number = number
        self._base_ms = 0
        self._restart()
        self.number = 0
        self.heard_ms = 0

    def _restart(self) -> None:
        self._gate = VoiceGate(self._net)
        self._segmenter = Segmenter()
        self._rest = np.zeros(0, np.float32)
        self._windows: list[Samples] = []
        self._sure: list[bool] = []
        self._from = 0  # index of the first window held
        self._next = 0  # index of the window to come
        self._first = 0  # of the speech under way
        self._free = 0  # windows before this one belong to an earlier utterance
        self._fresh = True

    @property
    def speaking(self) -> bool:
        return self._segmenter.speaking

    @property
    def doubtful(self) -> bool:
        """Whether the voice network was not sure of the utterance under way at any time yet."""
        return not any(self._sure)

    @property
    def silence_ms(self) -> int:
        """How long the speaker under way has paused."""
        return self._segmenter.silence * WINDOW_MS

    @property
    def spoken_ms(self) -> int:
        """Length of the utterance under way up to now."""
        return (self._next - self._first) * WINDOW_MS if self.speaking else 0

    @property
    def paused_end_ms(self) -> int:
        """Where the utterance under way ends if the speaker says no more."""
        return self._ms(self._segmenter.last_voice + 1)

    def hear(self, start_ms: int, samples: Samples) -> list[Opened | Utterance]:
        """Takes sound that begins at start_ms of call time. Returns what began and what ended in it, in order."""
        return [item for _, item in self.listen(start_ms, samples)]

    def listen(self, start_ms: int, samples: Samples) -> list[tuple[int, Opened | Utterance]]:
        """As `hear`, each with the call time at which it is noticed: the end of that window."""
        found: list[tuple[int, Opened | Utterance]] = []
        expected = self._base_ms + self._next * WINDOW_MS + len(self._rest) // 16
        if not self._fresh and abs(start_ms - expected) > _SLIP_MS:
            found += [(self.heard_ms, item) for item in self.stop()]
        self._base_ms = start_ms - self._next * WINDOW_MS - len(self._rest) // 16
        self._fresh = False
        sound = np.concatenate([self._rest, samples]) if len(self._rest) else samples
        count = len(sound) // WINDOW
        self._rest = sound[count * WINDOW :].copy()
        if count:
            windows = sound[: count * WINDOW].reshape(count, WINDOW)
            for window, heard in zip(windows, self._gate.scan(windows), strict=True):
                found += [(self._ms(self._next), item) for item in self._push(window, heard)]
        self.heard_ms = self._ms(self._next)
        return found

    def stop(self) -> list[Opened | Utterance]:
        """The sound breaks off here: ends the utterance under way and forgets the rest."""
        found = self._end(ended) if (ended := self._segmenter.stop()) else []
        self._restart()
        return found

    def so_far(self) -> Utterance:
        """The utterance under way, all of its sound."""
        return self._utterance(self._next - 1, self._segmenter.last_voice)

    def paused(self) -> Utterance:
        """The utterance under way as it will be if the speaker says no more."""
        return self._utterance(min(self._segmenter.last_voice + TAIL, self._next - 1), self._segmenter.last_voice)

    def _push(self, window: Samples, heard: Heard) -> list[Opened | Utterance]:
        self._windows.append(window)
        self._sure.append(heard.sure >= SURE)
        self._next += 1
        match self._segmenter.push(heard.voice, heard.level):
            case Began(first):
                return self._open(first)
            case Ended() as ended:
                return self._end(ended)
        if not self.speaking:
            self._drop_before(self._next - PRE_ROLL - 4)
        return []

    def _open(self, first: int) -> list[Opened | Utterance]:
        self._first = first
        self.number = self._next_number()
        self._drop_before(max(first - PRE_ROLL, self._free))
        return [Opened(self.number, self._ms(first))]

    def _end(self, ended: Ended) -> list[Opened | Utterance]:
        through = ended.last if ended.cut else min(ended.last + TAIL, self._next - 1)
        found: list[Opened | Utterance] = [self._utterance(through, ended.last)]
        self._free = ended.last + 1
        if ended.cut:
            found += self._open(self._free)
        return found

    def _utterance(self, through: int, last: int) -> Utterance:
        count = through + 1 - self._from
        return Utterance(
            number=self.number,
            side=self.side,
            start_ms=self._ms(self._first),
            end_ms=self._ms(last + 1),
            audio=np.concatenate(self._windows[:count]),
            lead=(self._first - self._from) * WINDOW_MS / 1000,
            tail=(through - last) * WINDOW_MS / 1000,
            voiced_s=sum(self._sure[:count]) * WINDOW_MS / 1000,
        )

    def _drop_before(self, index: int) -> None:
        extra = index - self._from
        if extra > 0:
            del self._windows[:extra]
            del self._sure[:extra]
            self._from = index

    def _ms(self, index: int) -> int:
        return self._base_ms + index * WINDOW_MS
