"""The page after a practice call: the truth first, then what would have shown it earlier."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from copilot.call.catalogue import Family, Side
from copilot.call.rules import Playbook
from copilot.practice.mind import Beat
from copilot.practice.reveal import Reveal
from copilot.practice.scenario import Scenario, Truth
from copilot.practice.scoring import Score
from copilot.review.model import Review
from copilot.ui import texts
from copilot.ui.pages.readiness import ReadinessPicture
from copilot.ui.pages.transcript import Transcript, show_words
from copilot.ui.theme import Theme
from copilot.ui.verdicts import VerdictMark
from copilot.ui.widgets import Card, Page, QuoteLink, heading, label, push

_AT_ONCE = 2  # parts of a page that opens, down to the truth
_TRUTHS = {Truth.BUYER: Family.EVIDENCE, Truth.UNDECIDED: Family.CALL, Truth.POLITE_NO: Family.DRIFT}


class TruthPage(Page):
    started = Signal(str)  # scenario id, to try again
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("The truth after practice"))
        self._theme = theme
        self._scenario = ""
        self._names: dict[str, str] = {}
        self._transcript: Transcript | None = None

    def show_truth(
        self, scenario: Scenario, reveal: Reveal, review: Review, playbook: Playbook, sent: Sequence[str] = ()
    ) -> None:
        """sent: what went to the user's language model."""
        self.clear()
        self._scenario = scenario.id
        language = texts.language()
        self._names = {i: text.of(language) for i, text in playbook.labels.items()}
        self._names |= {i: rule.title.of(language) for i, rule in playbook.signals.items()}
        self._transcript = None
        parts: list[Callable[[], QWidget]] = [
            partial(self._head, scenario),
            partial(self._truth, reveal),
            partial(self._ending, reveal, review),
            partial(self._moves, scenario, reveal, review),
            partial(self._score, reveal.score),
            partial(self._unasked, reveal),
            partial(self._missed, review),
            partial(self._said, review),
        ]
        self.unfold([*parts, partial(self._sent, sent)] if sent else parts, _AT_ONCE)
        self.verticalScrollBar().setValue(0)
        self.setFocus()

    def _jump(self, utterance: int) -> None:
        self.then(lambda: show_words(self, self._transcript, utterance))

    def _again(self) -> None:
        self.started.emit(self._scenario)

    # --- cards ----------------------------------------------------------------------------------------------------

    def _head(self, scenario: Scenario) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label("h1", scenario.title.of(texts.language())))
        person = scenario.person
        words.addWidget(label("sub", self.tr("Practice with {person}").replace("{person}", f"{person.name}, {person.company}")))
        row.addLayout(words, 1)
        again = push(self.tr("Try again"), "primary")
        again.clicked.connect(self._again)
        back = push(self.tr("All scenarios"), "link")
        back.clicked.connect(self.back_wanted)
        row.addWidget(back)
        row.addWidget(again)
        return box

    def _truth(self, reveal: Reveal) -> Card:
        colour = self._theme.families[_TRUTHS[reveal.truth]]
        card = Card(self._theme, self.tr("The truth"), stripe=colour)
        name = label("verdict", texts.truth(reveal.truth), wrap=False)
        name.setStyleSheet(f"color: {colour}")
        card.column.addWidget(name)
        card.column.addWidget(label("words", reveal.secret.of(texts.language())))
        return card

    def _ending(self, reveal: Reveal, review: Review) -> Card:
        card = Card(self._theme, self.tr("How it ended"))
        reached = reveal.outcome is reveal.best
        slot = f" ({reveal.slot})" if reveal.slot else ""
        card.column.addWidget(label("good" if reached else "warn", f"{texts.outcome(reveal.outcome)}{slot}"))
        best = self.tr("The best there was to get.") if reached else self.tr("The best there was to get: {outcome}")
        card.column.addWidget(label("sub", best.replace("{outcome}", texts.outcome(reveal.best))))
        card.column.addSpacing(6)
        card.column.addWidget(heading(self.tr("What the review makes of it")))
        card.column.addWidget(VerdictMark(self._theme, review.verdict.value))
        card.column.addWidget(label("sub", review.verdict.reason.of(texts.language())))
        for quote in review.verdict.quotes:
            card.column.addWidget(self._link(texts.at(quote.at_ms), texts.said(quote.side, quote.text), quote.utterance))
        return card

    def _moves(self, scenario: Scenario, reveal: Reveal, review: Review) -> Card:
        card = Card(self._theme, self.tr("Their readiness, turn by turn"))
        levels = {scenario.readiness.open: self.tr("{level}: from here they tell the truth")}
        if reveal.truth is not Truth.POLITE_NO:
            levels[scenario.readiness.ready] = self.tr("{level}: from here they take a date")
        card.column.addWidget(ReadinessPicture(self._theme, reveal, tuple(levels)))
        legend = " · ".join(words.replace("{level}", str(level)) for level, words in levels.items())
        card.column.addWidget(label("sub", legend))
        values = (reveal.start, *(beat.readiness for beat in reveal.beats))
        for (turn, beat, utterance), (before, after) in zip(_spoken(scenario, reveal, review), pairwise(values), strict=True):
            if beat.effects:
                moves = " + ".join(self._move(effect.move) for effect in beat.effects)
                words = f"{texts.signed(after - before)}  {moves} · {texts.quoted(beat.text)}"
                card.column.addWidget(self._link(f"{turn}.", words, utterance))
        if not any(beat.effects for beat in reveal.beats):
            card.column.addWidget(label("muted", self.tr("Nothing you said moved them.")))
        return card

    def _move(self, move: str) -> str:
        """What the user did, in words."""
        kind, _, about = move.partition(":")
        match kind:
            case "asked" if about:
                return self.tr("Drew them out")
            case "met" if about:
                return self.tr("Objection answered")
            case "unmet" if about:
                return self.tr("Objection left open")
            case _:
                return self._names.get(move, move)

    def _score(self, score: Score) -> Card:
        card = Card(self._theme, self.tr("Score: {total} of 100").replace("{total}", str(score.total)))
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (skill, points) in enumerate(score.skills.items()):
            grid.addWidget(label("strong" if skill is score.weakest else "words", texts.skill(skill), wrap=False), row, 0)
            grid.addWidget(_Bar(self._theme, points), row, 1)
            grid.addWidget(label("strong", str(points), wrap=False), row, 2, Qt.AlignmentFlag.AlignRight)
        card.column.addLayout(grid)
        card.column.addSpacing(6)
        words = self.tr("One thing to do differently: {skill}").replace("{skill}", texts.skill(score.weakest))
        card.column.addWidget(heading(words))
        card.column.addWidget(label("better", score.advice.of(texts.language())))
        return card

    def _unasked(self, reveal: Reveal) -> Card:
        card = Card(self._theme, self.tr("Left unasked, or asked too early"))
        if not reveal.unasked:
            card.column.addWidget(label("muted", self.tr("Nothing: they told you all they knew.")))
        for each in reveal.unasked:
            question = self.tr("{question} You asked while they were still guarded.") if each.early else "{question}"
            card.column.addWidget(label("better", question.replace("{question}", texts.quoted(each.question))))
            answer = self.tr("They would have said: {line}").replace("{line}", texts.quoted(each.answer))
            card.column.addWidget(label("sub", answer))
        return card

    def _missed(self, review: Review) -> Card:
        card = Card(self._theme, self.tr("Moments to win back"))
        if not review.missed:
            card.column.addWidget(label("muted", self.tr("None: you answered each warning in time.")))
        for moment in review.missed:
            words = moment.quote.text if moment.quote is not None else moment.title.of(texts.language())
            utterance = moment.quote.utterance if moment.quote is not None else 0
            card.column.addWidget(self._link(texts.at(moment.at_ms), texts.quoted(words), utterance))
            better = self.tr("Better: {line}").replace("{line}", texts.quoted(moment.better))
            card.column.addWidget(label("better", better))
        return card

    def _said(self, review: Review) -> Card:
        card = Card(self._theme, self.tr("What was said"))
        self._transcript = Transcript(self._theme, self._names)
        self._transcript.show_call(review.call)
        self._transcript.setMinimumHeight(self.fontMetrics().height() * 20)
        card.column.addWidget(self._transcript)
        return card

    def _sent(self, sent: Sequence[str]) -> Card:
        card = Card(self._theme, self.tr("What your language model was sent"))
        shown = QPlainTextEdit("\n\n".join(sent))
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName(self.tr("What your language model was sent"))
        shown.setMinimumHeight(self.fontMetrics().height() * 12)
        card.column.addWidget(shown)
        return card

    def _link(self, stamp: str, words: str, utterance: int) -> QuoteLink:
        made = QuoteLink(stamp, words, utterance)
        made.wanted.connect(self._jump)
        return made


def _spoken(scenario: Scenario, reveal: Reveal, review: Review) -> Iterator[tuple[int, Beat, int]]:
    """Each turn with its number and its utterance; a silence has utterance 0. What went before the call is no turn of it."""
    yours = iter(u.id for u in review.call.utterances if u.side is Side.YOU and u.text)
    for said in scenario.before:
        if said.side is Side.YOU:
            next(yours, 0)
    for turn, beat in enumerate(reveal.beats, start=1):
        yield turn, beat, next(yours, 0) if beat.text else 0


class _Bar(QWidget):
    """A share of 100; the number stands beside it."""

    def __init__(self, theme: Theme, points: int) -> None:
        super().__init__()
        self._theme, self._points = theme, points
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(160, self.fontMetrics().height())

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(0, self.height() / 2 - 4, self.width(), 8)
        painter.setBrush(QColor(self._theme.line))
        painter.drawRoundedRect(box, 4, 4)
        box.setWidth(box.width() * self._points / 100)
        painter.setBrush(QColor(self._theme.accent))
        painter.drawRoundedRect(box, 4, 4)
