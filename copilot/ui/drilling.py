"""A round of drills: where its page and the desk's drills meet."""

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from copilot.engine.desk import Desk
from copilot.engine.live_view import names
from copilot.errors import KnownError
from copilot.practice.drills import Card, Deck, Judgement
from copilot.ui import texts
from copilot.ui.pages.drill import DeckRow, DrillPage
from copilot.ui.tasks import Task

if TYPE_CHECKING:
    from copilot.engine.drilling import Drills
    from copilot.engine.spoken_drill import SpokenDrills, Told

_SOON = timedelta(hours=1)


class Drilling(QObject):
    """Lives on the Qt thread; an answer is judged on a thread of its own."""

    failed = Signal(str)
    _told = Signal(object)  # what the drill's thread tells

    def __init__(self, desk: Desk, page: DrillPage, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._page = desk, page
        self._drills: Drills | None = None
        self._phase: Told | None = None  # of a card that is answered aloud
        self._result: tuple[Card, Judgement, datetime] | None = None  # of the card that is shown
        self._round: list[Card] = []
        self._said = ""
        self._judging = False  # an answer was given, and its judgement is awaited or shown
        self._spoken: SpokenDrills | None = None
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._listen(page)

    def _listen(self, page: DrillPage) -> None:
        page.deck_wanted.connect(self._begin)
        page.answered.connect(self._answer)
        page.next_wanted.connect(self._next)
        page.left.connect(self._fall_silent)

    def move_to(self, page: DrillPage) -> None:
        """Uses this page from now on; the round that is under way goes on there."""
        self._page.left.disconnect(self._fall_silent)
        self._page = page
        self._listen(page)
        if self._result is not None:
            self._show_judged(*self._result)
        elif self._round:
            self._show_card()
            self._show_phase()
        elif self._drills is not None:
            self._show_decks(self._drills)

    def open(self) -> None:
        """Shows the decks as they are now."""
        try:
            self._drills = self._desk.drills()
        except KnownError as error:
            self.failed.emit(error.of(texts.language()))
            return
        self.close()
        self._show_decks(self._drills)

    def _show_decks(self, drills: "Drills") -> None:
        now = datetime.now(UTC)
        rows = [
            DeckRow(deck.signal, deck.title.of(texts.language()), len(drills.due(now, deck.signal)), len(cards))
            for deck in drills.decks
            if (cards := drills.cards(deck.signal))
        ]
        self._page.show_decks(rows, self._desk.settings.practice.voice)

    def close(self) -> None:
        """Leaves the round."""
        self._round, self._result = [], None
        self._fall_silent()

    def _fall_silent(self) -> None:
        """The microphone is let go, whatever is on the page."""
        if self._spoken is not None:
            self._spoken.stop()
            self._spoken = self._phase = None
            self._page.type_it()

    @property
    def under_way(self) -> bool:
        return bool(self._round)

    def begin_with(self, card: Card) -> None:
        """A round of this card alone."""
        self.open()
        if self._drills is not None:
            self._start([card])

    def _begin(self, signal: str) -> None:
        assert self._drills is not None
        self._start(list(self._drills.due(datetime.now(UTC), signal)))

    def _start(self, cards: list[Card]) -> None:
        self._round = cards
        if self._round and self._desk.settings.practice.voice:
            from copilot.engine.spoken_drill import SpokenDrills  # the recognizer takes longer to import than a window may wait

            self._spoken = SpokenDrills(self._told.emit, self._desk.settings.microphone)
            self._spoken.start([card.line for card in self._round])
        self._show()

    def _show(self) -> None:
        assert self._drills is not None
        if not self._round:
            self.open()
            return
        self._judging, self._result, self._phase = False, None, None
        deck = self._show_card()
        if self._spoken is not None:
            self._spoken.ask(self._round[0].line, deck.seconds)

    def _show_card(self) -> Deck:
        assert self._drills is not None
        card, deck = self._round[0], self._drills.deck_of(self._round[0])
        self._page.show_card(card, deck, len(self._round) - 1, self._spoken is not None)
        return deck

    def _next(self) -> None:
        self._round = self._round[1:]
        self._show()

    def _hear(self, told: "Told") -> None:
        from copilot.engine.spoken_drill import Answered, Unheard

        if self._spoken is None or self._judging:
            return
        self._phase = told
        self._show_phase()
        if isinstance(told, Answered):
            self._answer(told.text, told.took_ms)
        elif isinstance(told, Unheard):
            self._fall_silent()
            self._page.type_it(told.error.of(texts.language()))

    def _show_phase(self) -> None:
        """What became of the card so far, aloud."""
        if self._phase is None:
            return
        from copilot.engine.spoken_drill import Answered, Began, Listening

        match self._phase:
            case Listening():
                self._page.listen()
            case Began():
                self._page.hear()
            case Answered(text):
                self._page.show_heard(text)

    def _answer(self, text: str, took_ms: int) -> None:
        if self._spoken is not None:
            self._spoken.hush()
        self._judging = True
        drills, card = self._drills, self._round[0]
        assert drills is not None
        self._said = text
        task = Task(lambda: self._judged(drills, card, text, took_ms), self)
        task.done.connect(self._tell)
        task.start()

    def _judged(self, drills: "Drills", card: Card, text: str, took_ms: int) -> tuple[Card, Judgement, datetime] | KnownError:
        """On the task's thread; the window only waits for it."""
        now = datetime.now(UTC)
        try:
            judgement = drills.answer(card, text, took_ms, now)
        except KnownError as error:
            return error
        return card, judgement, drills.back(card) or now

    def _tell(self, result: tuple[Card, Judgement, datetime] | KnownError) -> None:
        if isinstance(result, KnownError):
            self.failed.emit(result.of(texts.language()))
            self.open()
            return
        card, judgement, back = result
        if not self._round or self._round[0] is not card:
            return  # the user has left the round
        self._result = result
        self._show_judged(card, judgement, back)

    def _show_judged(self, card: Card, judgement: Judgement, back: datetime) -> None:
        playbook, _ = self._desk.playbook(card.kind)
        when = self.tr("in ten minutes") if back - datetime.now(UTC) < _SOON else texts.day(back.astimezone())
        self._page.show_judgement(card, self._said, judgement, names(playbook, texts.language()), when)
