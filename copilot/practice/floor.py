"""Whose turn it is in a spoken practice call. Pure: times come in, moves come out."""

from dataclasses import dataclass, field
from enum import StrEnum

from copilot.call.catalogue import Cue
from copilot.call.events import Label

TURN_MS = 900  # this long after their last word the user has finished
ASKED_MS = 600  # the same, when it was a question
NOD_MS = 1_000  # a remark shorter than that draws no nod
BARGE_MS = 450  # so much voice over theirs is an interruption, no "mm-hm"
SILENCE_MS = 10_000  # this long without a word from either side is felt


class Move(StrEnum):
    WAIT = "wait"
    NOD = "nod"  # show that they listen, while the words are being understood
    ANSWER = "answer"
    STOP = "stop"  # they were interrupted
    SILENCE = "silence"  # nobody speaks: theirs to break


@dataclass(frozen=True, slots=True)
class Turn:
    """What the user said in one go."""

    text: str = ""
    labels: tuple[Label, ...] = ()
    cues: tuple[Cue, ...] = ()


@dataclass
class Floor:
    """Owned by one thread. All times in milliseconds of call time."""

    _open: set[int] = field(default_factory=set)  # utterances under way
    _unread: set[int] = field(default_factory=set)  # ended, text still to come
    _said: dict[int, Turn] = field(default_factory=dict)
    _last_ms: int = 0  # the last sound of either side
    _voice_ms: int = 0  # of the user's, under way
    _paused: bool = False  # just now
    _speaking: bool = False
    _nodded: bool = False

    @property
    def last_ms(self) -> int:
        """When either side was last heard."""
        return self._last_ms

    @property
    def hearing(self) -> bool:
        """The user speaks, or is still being understood."""
        return bool(self._voice_ms or self._open or self._unread)

    def voice(self, voiced_ms: int) -> None:
        """How much voice the user's speech under way holds so far; 0 while they are silent."""
        self._voice_ms = voiced_ms

    def you_paused(self, end_ms: int, voiced_ms: int) -> None:
        """The user fell silent for a moment, maybe for good: known long before the text."""
        self._last_ms = max(self._last_ms, end_ms)
        self._paused = voiced_ms >= NOD_MS

    def you_began(self, utterance: int) -> None:
        self._open.add(utterance)

    def you_ended(self, utterance: int, end_ms: int) -> None:
        """end_ms: of the last sound with voice."""
        self._open.discard(utterance)
        self._unread.add(utterance)
        self._last_ms = max(self._last_ms, end_ms)

    def you_said(self, utterance: int, turn: Turn) -> None:
        """The final text of an utterance, empty when it was no speech."""
        self._open.discard(utterance)
        self._unread.discard(utterance)
        if turn.text.strip():
            self._said[utterance] = turn

    def they_began(self, at_ms: int) -> None:
        self._speaking = True
        self._last_ms = at_ms

    def they_ended(self, at_ms: int) -> None:
        self._speaking = False
        self._last_ms = max(self._last_ms, at_ms)

    def due(self, now_ms: int) -> Move:
        """What they do now."""
        nods, self._paused = self._paused and not self._nodded, False
        if self._speaking:
            return Move.STOP if self._voice_ms >= BARGE_MS else Move.WAIT
        if nods:
            self._nodded = True
            return Move.NOD
        if self.hearing:
            return Move.WAIT
        quiet = now_ms - self._last_ms
        if self._said:
            asked = self._said[max(self._said)].text.rstrip().endswith("?")
            return Move.ANSWER if quiet >= (ASKED_MS if asked else TURN_MS) else Move.WAIT
        return Move.SILENCE if quiet >= SILENCE_MS else Move.WAIT

    def take(self, now_ms: int) -> Turn:
        """The whole turn, which is over; empty for a silence."""
        turn = self.so_far()
        self._said.clear()
        self._nodded = False
        self._last_ms = now_ms
        return turn

    def so_far(self) -> Turn:
        """What has been understood of the user's turn."""
        turns = [self._said[utterance] for utterance in sorted(self._said)]
        return Turn(
            " ".join(t.text for t in turns),
            tuple(label for t in turns for label in t.labels),
            tuple(cue for t in turns for cue in t.cues),
        )
