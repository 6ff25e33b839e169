"""Drills: one heard line, a few seconds to answer, judged by the labels of the answer. Decks are data, one per warning."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from copilot.assets import asset
from copilot.call.catalogue import SIGNALS, CallKind, Cue, Side
from copilot.call.rules import Text
from copilot.practice.hearing import HABITS
from copilot.practice.scenario import read_strict, refused


@dataclass(frozen=True, slots=True)
class Card:
    """line: what they say. context: what the user had said just before, '' if nothing. answer: a model answer.

    call: id of the real call it was missed in, '' for a card of the product.
    """

    id: str
    line: str
    answer: str
    context: str = ""
    kind: CallKind = CallKind.PROSPECT
    call: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """signal: the warning their lines carry. good: labels of the user, or cues, that answer it. reason: why these do."""

    signal: str
    title: Text
    reason: Text
    good: tuple[str, ...]
    cards: tuple[Card, ...]
    seconds: int = 10


class Grade(StrEnum):
    MISSED = "missed"  # nothing that answers it, or silence
    SLIPPED = "slipped"  # a habit of the user's, whatever else was in it
    LATE = "late"  # right, after the time
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Judgement:
    """earned, slipped: the labels that decided. answer: the model answer."""

    grade: Grade
    earned: tuple[str, ...]
    slipped: tuple[str, ...]
    reason: Text
    answer: str


def load_decks(user_dir: Path | None = None) -> tuple[Deck, ...]:
    """Every deck, by signal; one of the user's replaces the built-in one of its signal. KnownError for a wrong file."""
    folders = [asset("drills"), *([user_dir] if user_dir and user_dir.is_dir() else [])]
    found = [load_deck(path) for folder in folders for path in sorted(folder.glob("*.toml"))]
    return tuple(sorted({d.signal: d for d in found}.values(), key=lambda d: d.signal))


def load_deck(path: Path) -> Deck:
    deck = read_strict(path, Deck)
    for wrong in _wrong(deck):
        raise refused(path, wrong)
    return deck


def judge(deck: Deck, card: Card, found: Collection[str], took_ms: int) -> Judgement:
    """found: ids of the labels and cues in the user's answer; took_ms: from the end of their line to the user's first word."""
    slipped = tuple(sorted(HABITS.intersection(found)))
    earned = tuple(label for label in deck.good if label in found)
    if slipped:
        grade = Grade.SLIPPED
    elif not earned:
        grade = Grade.MISSED
    else:
        grade = Grade.RIGHT if took_ms <= deck.seconds * 1000 else Grade.LATE
    return Judgement(grade, earned, slipped, deck.reason, card.answer)


def missed_card(call_id: str, utterance: int, kind: CallKind, context: str, line: str, answer: str) -> Card:
    """A moment of a real call that went unanswered; answer: the line the product would have said."""
    return Card(id=f"{call_id}/{utterance}", line=line, answer=answer, context=context, kind=kind, call=call_id)


def _wrong(deck: Deck) -> Iterable[str]:
    signal = SIGNALS.get(deck.signal)
    if signal is None or signal.side is not Side.THEM:
        yield f"signal {deck.signal!r} is not something they say"
    for label in deck.good:
        known = SIGNALS.get(label)
        if label not in set(Cue) and (known is None or known.warning or known.side is Side.THEM):
            yield f"good: {label!r} is neither a good move of yours nor a cue"
    if not deck.good or not deck.cards:
        yield "good and cards must not be empty"
    if not 3 <= deck.seconds <= 60:
        yield "seconds must be between 3 and 60"
    if len({c.id for c in deck.cards}) < len(deck.cards):
        yield "each card needs an id of its own"
