"""Whose turn it is in a spoken practice call. Pure: times come in, moves come out."""

from dataclasses import dataclass, field
from enum import StrEnum

from copilot.call.catalogue import Cue
from copilot.call.events import Label

TURN_MS = 700  # this long after their last word the user has finished
NOD_MS = 700  # a remark shorter than that draws no nod
BARGE_MS = 450  # so long a voice over theirs is an interruption, no "mm-hm"
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


@dataclass(slots=True)
class Floor:
    """Owned by one thread. All times in milliseconds of call time."""

    _open: dict[int, int] = field(default_factory=dict)  # utterance under way -> when it began
    _unread: set[int] = field(default_factory=set)  # ended, text still to come
    _said: dict[int, Turn] = field(default_factory=dict)
    _last_ms: int = 0  # the last sound of either side
    _began_ms: int = 0
    _speaking: bool = False
    _nodded: bool = False

    def you_began(self, utterance: int, at_ms: int) -> None:
        self._open[utterance] = at_ms
        if not self._said and not self._unread:
            self._began_ms = at_ms

    def you_ended(self, utterance: int, end_ms: int) -> None:
        """end_ms: of the last sound with voice."""
        self._open.pop(utterance, None)
        self._unread.add(utterance)
        self._last_ms = max(self._last_ms, end_ms)

    def you_said(self, utterance: int, turn: Turn) -> None:
        """The final text of an utterance, empty when it was no speech."""
        self._open.pop(utterance, None)
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
        if self._speaking:
            return Move.STOP if any(now_ms - began >= BARGE_MS for began in self._open.values()) else Move.WAIT
        if self._open:
            return Move.WAIT
        quiet = now_ms - self._last_ms
        if self._said and not self._unread:
            return Move.ANSWER if quiet >= TURN_MS else Move.WAIT
        if self._unread:
            nods = not self._nodded and self._last_ms - self._began_ms >= NOD_MS
            self._nodded = self._nodded or nods
            return Move.NOD if nods else Move.WAIT
        return Move.SILENCE if quiet >= SILENCE_MS else Move.WAIT

    def take(self, now_ms: int) -> Turn:
        """The whole turn, which is over; empty for a silence."""
        turns = [self._said[utterance] for utterance in sorted(self._said)]
        self._said.clear()
        self._nodded = False
        self._last_ms = now_ms
        return Turn(
            " ".join(t.text for t in turns),
            tuple(label for t in turns for label in t.labels),
            tuple(cue for t in turns for cue in t.cues),
        )
