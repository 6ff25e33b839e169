"""Drills: one line of theirs, ten seconds to answer, what it was worth and what there was to say."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QProgressBar

from copilot.practice.drills import Card as DrillCard
from copilot.practice.drills import Deck, Grade, Judgement
from copilot.ui import texts
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, Page, choice, heading, label, push

_STEP_MS = 100


@dataclass(frozen=True, slots=True)
class DeckRow:
    """due: cards to see today, of `cards` in all."""

    signal: str
    title: str
    due: int
    cards: int


class DrillPage(Page):
    deck_wanted = Signal(str)  # signal id, '' for all decks
    answered = Signal(str, int)  # the words, milliseconds taken
    voice_chosen = Signal(bool)
    left = Signal()  # for another page
    next_wanted = Signal()
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Drills"))
        self._theme = theme
        self._clock = QElapsedTimer()
        self._asking = False  # a card is shown, and not its judgement
        self._first_ms: int | None = None
        self._limit_ms = 0
        self._left = QProgressBar()
        self._left.setTextVisible(False)
        self._left.setFixedHeight(6)
        self._line = QLineEdit()
        self._hint = QLabel()
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._tick)

    def hideEvent(self, event: QHideEvent) -> None:
        """Minimised as well: nobody is listened to behind a window that is away. One that only stood by was not left."""
        super().hideEvent(event)
        if not (self.window().isHidden() and self.window().testAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)):
            self.left.emit()

    def take_over(self, old: "DrillPage") -> None:
        """The answer half typed, and the seconds that run."""
        if not (self._asking and old._asking):
            return
        self._clock, self._first_ms = old._clock, old._first_ms
        self._line.setText(old._line.text())
        self._left.setValue(old._left.value())
        if not old._timer.isActive():
            self._timer.stop()

    # --- the decks ------------------------------------------------------------------------------------------------

    def show_decks(self, rows: Sequence[DeckRow], voice: bool) -> None:
        """voice: lines are said and answered aloud."""
        self._timer.stop()
        self._asking = False
        self.begin(self.tr("Drills"), self.tr("Practice"), self.back_wanted)
        words = self.tr(
            "One line they say, ten seconds to answer it. What you miss comes back soon, what you know comes back later. "
            "Moments missed on your calls join in from the review of the call."
        )
        self.column.addWidget(label("sub", words))
        due = sum(row.due for row in rows)
        everything = push(self.tr("Start with all decks · {due} due").replace("{due}", str(due)), "primary")
        everything.setEnabled(due > 0)
        everything.clicked.connect(lambda: self.deck_wanted.emit(""))
        how = choice(self.tr("How"), [(self.tr("You type"), False), (self.tr("By voice, aloud"), True)], voice)
        how.activated.connect(lambda: self.voice_chosen.emit(how.currentData()))
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(everything)
        top.addSpacing(16)
        top.addWidget(label("sub", how.accessibleName(), wrap=False))
        top.addWidget(how)
        top.addStretch()
        self.column.addLayout(top)
        for row in rows:
            self.column.addWidget(self._deck(row))
        self.column.addStretch(1)
        everything.setFocus()

    def _deck(self, row: DeckRow) -> Card:
        card = Card(self._theme)
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(label("strong", row.title), 1)
        count = self.tr("{due} due of {cards}").replace("{due}", str(row.due)).replace("{cards}", str(row.cards))
        line.addWidget(label("sub", count, wrap=False))
        start = push(self.tr("Start"))
        start.setAccessibleName(self.tr("Start: {title}").replace("{title}", row.title))
        start.setEnabled(row.due > 0)
        start.clicked.connect(lambda: self.deck_wanted.emit(row.signal))
        line.addWidget(start)
        card.column.addLayout(line)
        return card

    # --- a card ---------------------------------------------------------------------------------------------------

    def show_card(self, card: DrillCard, deck: Deck, left: int, voice: bool) -> None:
        """left: cards to come after this one. voice: the seconds wait for `listen`; typing is always possible."""
        self.begin(deck.title.of(texts.language()), self.tr("Drills"), self.back_wanted)
        self.column.addWidget(label("sub", self.tr("Cards after this one: {count}").replace("{count}", str(left))))
        shown = Card(self._theme)
        if card.context:
            shown.column.addWidget(label("muted", self.tr("You: {line}").replace("{line}", card.context)))
        shown.column.addWidget(label("sub", self.tr("They say")))
        shown.column.addWidget(label("verdict", texts.quoted(card.line)))
        if card.call:
            shown.column.addWidget(label("sub", self.tr("Missed on one of your calls")))
        self.column.addWidget(shown)
        self._limit_ms = deck.seconds * 1000
        self._left = QProgressBar()
        self._left.setTextVisible(False)
        self._left.setFixedHeight(6)
        self._left.setRange(0, self._limit_ms)
        self._left.setValue(self._limit_ms)
        self._left.setAccessibleName(self.tr("Time left to answer"))
        self.column.addWidget(self._left)
        self._line = QLineEdit()
        self._line.setPlaceholderText(self.tr("Your answer, in English"))
        self._line.setAccessibleName(self.tr("Your answer, in English"))
        self._line.textEdited.connect(self._began)
        self._line.returnPressed.connect(self._answer)
        say = push(self.tr("Say"), "primary")
        say.clicked.connect(self._answer)
        self._line.setMinimumHeight(self.fontMetrics().height() + 18)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._line, 1)
        row.addWidget(say)
        self.column.addLayout(row)
        self._hint = label("sub")
        self.column.addWidget(self._hint)
        self.column.addStretch(1)
        self._asking, self._first_ms = True, None
        self._clock.invalidate()
        if voice:
            self._hint.setText(self.tr("They speak. Answer aloud when they have finished; you may type as well."))
        else:
            self.type_it()
        self._line.setFocus()

    def type_it(self, why: str = "") -> None:
        """The seconds run, for an answer that is typed. why: a sentence for the user."""
        hint = self.tr("The ten seconds run until your first word; then take your time to type.")
        self._hint.setText(f"{why} {hint}".strip())
        if self._line.isEnabled():
            self._run()

    def listen(self) -> None:
        """Their line is over: the seconds run, for an answer that is spoken."""
        self._hint.setText(self.tr("Listening. The ten seconds run until your first word."))
        self._run()

    def hear(self) -> None:
        """The user's first word was heard."""
        self._timer.stop()
        self._hint.setText(self.tr("You are heard. Stop speaking when you have finished."))

    def show_heard(self, text: str) -> None:
        """What was understood, while it is judged."""
        self._timer.stop()
        self._hint.clear()
        self._line.setText(text)
        self._line.setEnabled(False)

    def _run(self) -> None:
        self._clock.start()
        self._timer.start()

    def _began(self, text: str) -> None:
        if text.strip() and self._first_ms is None:
            self._first_ms = self._clock.elapsed() if self._clock.isValid() else 0
            self._timer.stop()

    def _tick(self) -> None:
        self._left.setValue(max(0, self._limit_ms - self._clock.elapsed()))
        if self._clock.elapsed() >= self._limit_ms:
            self._timer.stop()

    def _answer(self) -> None:
        self._timer.stop()
        self._hint.clear()
        self._line.setEnabled(False)
        waited = self._clock.elapsed() if self._clock.isValid() else 0
        took = waited if self._first_ms is None else self._first_ms
        self.answered.emit(self._line.text().strip(), took)

    # --- what it was worth ----------------------------------------------------------------------------------------

    def show_judgement(self, card: DrillCard, said: str, judgement: Judgement, names: dict[str, str], back: str) -> None:
        """names: of labels, in the interface's language. back: when the card comes back."""
        good = judgement.grade in (Grade.RIGHT, Grade.LATE)
        self._asking = False
        self.begin(self._grade(judgement.grade), self.tr("Drills"), self.back_wanted)
        heard = Card(self._theme)
        heard.column.addWidget(label("muted", texts.quoted(card.line)))
        heard.column.addWidget(label("words", texts.quoted(said) if said else self.tr("You said nothing.")))
        found = [names.get(i, i) for i in (*judgement.earned, *judgement.slipped)]
        if found:
            words = self.tr("What was heard in it: {moves}").replace("{moves}", ", ".join(found))
            heard.column.addWidget(label("good" if good else "warn", words))
        self.column.addWidget(heard)
        better = Card(self._theme)
        better.column.addWidget(heading(self.tr("One good answer")))
        better.column.addWidget(label("better", texts.quoted(judgement.answer)))
        better.column.addWidget(label("sub", judgement.reason.of(texts.language())))
        self.column.addWidget(better)
        self.column.addWidget(label("sub", self.tr("Comes back {when}").replace("{when}", back)))
        onward = push(self.tr("Next"), "primary")
        onward.clicked.connect(self.next_wanted)
        self.column.addWidget(onward, 0, Qt.AlignmentFlag.AlignLeft)
        self.column.addStretch(1)
        onward.setFocus()

    def _grade(self, grade: Grade) -> str:
        match grade:
            case Grade.RIGHT:
                return self.tr("Right")
            case Grade.LATE:
                return self.tr("Right, but late")
            case Grade.SLIPPED:
                return self.tr("A habit slipped in")
            case _:
                return self.tr("Missed")
