"""When a drill card comes back: spaced repetition by the FSRS library. Clocks are passed in."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zlib import crc32

from fsrs import Card as Memory
from fsrs import Rating, Scheduler
from fsrs.card import CardDict

from copilot.practice.drills import Grade

RATINGS = {Grade.MISSED: Rating.Again, Grade.SLIPPED: Rating.Again, Grade.LATE: Rating.Hard, Grade.RIGHT: Rating.Good}
_SCHEDULER = Scheduler(
    learning_steps=(timedelta(minutes=10),),
    relearning_steps=(timedelta(minutes=10),),
    maximum_interval=180,
    enable_fuzzing=False,
)


@dataclass(frozen=True, slots=True)
class Progress:
    """What is remembered of one card. due: aware. memory: the library's own record, plain JSON values, stored as it is."""

    card: str
    signal: str
    due: datetime
    memory: CardDict
    tries: int = 0
    right: int = 0


def begin(card: str, signal: str, now: datetime) -> Progress:
    """A card never seen, due at once. now: aware."""
    memory = Memory(card_id=crc32(card.encode()), due=now)
    return Progress(card, signal, now, memory.to_dict())


def answered(progress: Progress, grade: Grade, now: datetime) -> Progress:
    """The card after one answer, with its next day. now: aware, in UTC."""
    memory, _ = _SCHEDULER.review_card(Memory.from_dict(progress.memory), RATINGS[grade], now)
    return replace(
        progress,
        due=memory.due,
        memory=memory.to_dict(),
        tries=progress.tries + 1,
        right=progress.right + (grade in (Grade.RIGHT, Grade.LATE)),
    )


def due(cards: Iterable[Progress], now: datetime) -> tuple[Progress, ...]:
    """The cards to see now, the longest overdue first."""
    return tuple(sorted((c for c in cards if c.due <= now), key=lambda c: (c.due, c.card)))
