"""The bottom of the overlay: problems in words, the question whether the call is over, and two lines of captions."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copilot.call.catalogue import Family
from copilot.engine.snapshot import Lighter
from copilot.engine.views import CaptionView, OfferView, ProblemView
from copilot.ui import texts
from copilot.ui.icons import FamilyIcon
from copilot.ui.overlay.parts import Panel, button, plain, set_text
from copilot.ui.theme import Theme
from copilot.ui.widgets import OneLine


class Problems(QWidget):
    """One line for what is wrong, one for what to do; two problems at most."""

    MOST = 2
    lighten_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._lines = [_ProblemLine(theme) for _ in range(self.MOST)]
        for line in self._lines:
            line.lighten.clicked.connect(self.lighten_wanted)
            column.addWidget(line)

    def show_view(self, problems: tuple[ProblemView, ...]) -> None:
        self.setVisible(bool(problems))
        for at, line in enumerate(self._lines):
            line.show_view(problems[at] if at < len(problems) else None)


class _ProblemLine(Panel):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        colour = theme.families[Family.WARMTH]
        self.paint_as(theme.raised, colour)
        self._what = plain("title", wrap=True)
        self._what.setStyleSheet(f"color: {colour}")
        self._remedy = plain("small", wrap=True)
        icon = FamilyIcon()
        icon.set(Family.ALARM, colour)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self._what)
        words.addWidget(self._remedy)
        self.lighten = button("quiet", self.tr("Use the light model"))
        words.addWidget(self.lighten, 0, Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(17, 7, 10, 7)
        row.setSpacing(8)
        row.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)

    def show_view(self, problem: ProblemView | None) -> None:
        self.setVisible(problem is not None)
        if problem is None:
            return
        what, remedy = texts.problem(problem)
        set_text(self._what, what)
        set_text(self._remedy, remedy)
        self.lighten.setVisible(problem.lighter is Lighter.READY)
        self.setAccessibleName(f"{what}. {remedy}")


class StopOffer(Panel):
    """Is the call over? Two buttons; nothing happens by itself."""

    ended = Signal()
    went_on = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.paint_as(theme.raised, theme.families[Family.CALL])
        self._question = plain("title", wrap=True)
        self._question.setText(self.tr("Is the call over?"))
        self._why = plain("small", wrap=True)
        end = button("quiet", self.tr("End the call"))
        on = button("quiet", self.tr("Go on"))
        end.clicked.connect(self.ended)
        on.clicked.connect(self.went_on)
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addStretch(1)
        buttons.addWidget(on)
        buttons.addWidget(end)
        column = QVBoxLayout(self)
        column.setContentsMargins(17, 7, 10, 7)
        column.setSpacing(2)
        column.addWidget(self._question)
        column.addWidget(self._why)
        column.addLayout(buttons)

    def show_view(self, view: OfferView | None) -> None:
        self.setVisible(view is not None)
        if view is not None:
            set_text(self._why, texts.offer(view))
            self.setAccessibleName(f"{self._question.text()} {self._why.text()}")


class Captions(QWidget):
    """The newest words of the talk, one line per utterance; a long one shows its end."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 0, 2, 0)
        column.setSpacing(2)
        self._lines = [_CaptionLine(theme) for _ in range(2)]
        for line in self._lines:
            column.addWidget(line)

    def show_view(self, captions: tuple[CaptionView, ...]) -> None:
        for at, line in enumerate(self._lines):
            line.show_view(captions[at] if at < len(captions) else None)


class _CaptionLine(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._who = plain("small")
        self._words = OneLine("caption", Qt.TextElideMode.ElideLeft)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._who)
        row.addWidget(self._words, 1)

    def show_view(self, caption: CaptionView | None) -> None:
        if caption is None:
            set_text(self._who, "")
            self._words.set_text("")
            return
        set_text(self._who, texts.side(caption.side))
        self._words.set_text(caption.text)
        self.setAccessibleName(f"{self._who.text()}: {caption.text}")
