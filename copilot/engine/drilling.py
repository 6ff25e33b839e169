"""Drills behind one door: decks of the product and of the user, moments missed on real calls, what comes back today."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cached_property
from typing import cast

from fsrs.card import CardDict

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallStarted, Hypothesis, Stage
from copilot.call.rules import Playbook
from copilot.call.state import Call, Utterance
from copilot.engine.moments import moment_at
from copilot.engine.understanding import Understanding, load_labeller
from copilot.errors import KnownError
from copilot.playbook.loader import load_playbook
from copilot.practice.drills import Card, Deck, Judgement, judge, load_decks, missed_card
from copilot.practice.schedule import Progress, answered, begin, due
from copilot.signals.labeller import Labeller
from copilot.store.paths import Paths
from copilot.store.practised import CardMemory, MissedLine, Practised, load_practised, save_practised

_ANY = "vague-enthusiasm"  # the deck of a moment that carries no warning: words to be turned into a fact


class Drills:
    """Owned by one thread; `answer` loads the signal model when it is first called, half a second.

    notice: what could not be read, or None.
    """

    def __init__(self, paths: Paths) -> None:
        self._paths = paths
        self._kept, self.notice = load_practised(paths.practised)
        self._decks = {deck.signal: deck for deck in load_decks(paths.drills)}

    @property
    def decks(self) -> tuple[Deck, ...]:
        return tuple(self._decks.values())

    def cards(self, signal: str = "") -> tuple[Card, ...]:
        """Of one deck, or of all; the moments of real calls first."""
        own = [_card(m) for m in self._kept.missed if signal in ("", m.signal)]
        return (*own, *(card for deck in self.decks if signal in ("", deck.signal) for card in deck.cards))

    def due(self, now: datetime, signal: str = "") -> tuple[Card, ...]:
        """The cards to see now: the longest overdue first, then those never seen. now: aware."""
        cards = {card.id: card for card in self.cards(signal)}
        again = [cards[p.card] for p in due(self._progress, now) if p.card in cards]
        seen = {p.card for p in self._progress}
        return (*again, *(card for card in cards.values() if card.id not in seen))

    def back(self, card: Card) -> datetime | None:
        """When the card comes back; None when it was never seen."""
        return next((p.due for p in self._progress if p.card == card.id), None)

    def deck_of(self, card: Card) -> Deck:
        """What the card is judged by: its deck, or the rule of the playbook for a warning without one."""
        kept = next((m for m in self._kept.missed if m.id == card.id), None)
        if kept is None:
            return next(deck for deck in self.decks if any(c.id == card.id for c in deck.cards))
        return self._deck(kept.signal, kept.kind)

    def answer(self, card: Card, text: str, took_ms: int, now: datetime) -> Judgement:
        """Judges the user's words by their labels, and plans the card's next day. now: aware.

        took_ms: from the end of their line to the answer. KnownError when the result cannot be kept.
        """
        found = self._labels(card, text, now) if text.strip() else frozenset()
        deck = self.deck_of(card)
        judgement = judge(deck, card, found, took_ms)
        known = next((p for p in self._progress if p.card == card.id), None)
        progress = answered(known or begin(card.id, deck.signal, now), judgement.grade, now.astimezone(UTC))
        self._keep(lambda kept: kept.remembering(_memory(progress)))
        return judgement

    def drill_from(self, call: Call, playbook: Playbook, at_ms: int) -> Card:
        """Makes a card of that moment of a real call, to come back with the others. KnownError when nobody spoke there.

        It is the missed moment nearest to `at_ms`, or else what they had last said by then.
        """
        assert call.setup is not None
        line, moment = moment_at(call, playbook, at_ms)
        signal = moment.signal if moment else _ANY
        answer = moment.better if moment and moment.better else self._deck(signal, call.setup.kind).cards[0].answer
        card = missed_card(call.setup.call_id, line.id, call.setup.kind, _before(call, line), line.text, answer)
        row = MissedLine(card.id, signal, card.kind, card.context, card.line, card.answer, card.call, line.start_ms)
        self._keep(lambda kept: kept.missing(row))
        return card

    def forget(self, call_id: str) -> None:
        """Removes what was said on a call that the user deleted. KnownError when the file cannot be written."""
        if any(m.call == call_id for m in self._kept.missed):
            self._keep(lambda kept: kept.forgetting(call_id))

    # --- small things -------------------------------------------------------------------------------------------------

    def _deck(self, signal: str, kind: CallKind) -> Deck:
        if deck := self._decks.get(signal):
            return deck
        rule = load_playbook(kind).signals.get(signal)
        if rule is None or not rule.answered_by or not rule.say:
            return self._decks[_ANY]
        line = Card(id=signal, line="", answer=rule.say[0], kind=kind)
        return Deck(signal, rule.title, rule.why, rule.answered_by, (line,))

    @property
    def _progress(self) -> tuple[Progress, ...]:
        return tuple(_progress(m) for m in self._kept.memories)

    @cached_property
    def _labeller(self) -> Labeller:
        return load_labeller()

    def _labels(self, card: Card, text: str, now: datetime) -> frozenset[str]:
        """Labels and cues of the answer, read with what went before it as on a call."""
        setup = CallStarted(call_id="drill", kind=card.kind, planned_ms=0, started_utc=now.isoformat())
        understanding = Understanding(self._labeller, setup)
        understanding.read(_said(1, Side.THEM, card.line, 0))
        labelled = understanding.read(_said(2, Side.YOU, text, 2_000))
        return frozenset((*(label.id for label in labelled.labels), *labelled.cues))

    def _keep(self, change: Callable[[Practised], Practised]) -> None:
        """On what the file holds now: a practice call may have added its score."""
        now_there, notice = load_practised(self._paths.practised)
        self.notice = notice or self.notice
        self._kept = change(now_there)
        try:
            save_practised(self._paths.practised, self._kept)
        except OSError as error:
            raise KnownError(
                f"Your practice cannot be kept in {self._paths.practised} ({error.strerror}). Free some space there.",
                f"Votre entraînement ne peut être gardé dans {self._paths.practised} ({error.strerror}) : libérez de la place.",
            ) from error


def _said(number: int, side: Side, text: str, at_ms: int) -> Hypothesis:
    return Hypothesis(
        at_ms=at_ms, side=side, utterance=number, revision=1, stage=Stage.FINAL, text=text, start_ms=at_ms, end_ms=at_ms + 1_000
    )


def _before(call: Call, line: Utterance) -> str:
    """What the user had said just before."""
    return next((u.text for u in reversed(call.utterances) if u.side is Side.YOU and u.text and u.start_ms < line.start_ms), "")


def _card(kept: MissedLine) -> Card:
    return Card(id=kept.id, line=kept.line, answer=kept.answer, context=kept.context, kind=kept.kind, call=kept.call)


def _progress(kept: CardMemory) -> Progress:
    memory = cast(CardDict, kept.memory)
    return Progress(kept.card, kept.signal, datetime.fromisoformat(kept.due_utc), memory, kept.tries, kept.right)


def _memory(progress: Progress) -> CardMemory:
    due_utc = progress.due.astimezone(UTC).isoformat()
    return CardMemory(progress.card, progress.signal, due_utc, dict(progress.memory), progress.tries, progress.right)
