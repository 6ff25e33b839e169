"""The practice call while it runs: what was said so far, and a line to answer on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QTextEdit, QVBoxLayout, QWidget

from copilot.call.catalogue import Side
from copilot.call.events import Stage
from copilot.call.state import Call, Utterance
from copilot.engine.views import OverlayView
from copilot.errors import KnownError
from copilot.practice.scenario import Scenario
from copilot.ui import texts
from copilot.ui.theme import Theme
from copilot.ui.widgets import label, make_tall, push


class TalkPage(QWidget):
    said = Signal(str)  # '' is a silence
    hung_up = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("body")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(self.tr("Practice call"))
        self._before = 0  # utterances that went before the call
        self._who = label("h1")
        self._facts = label("sub")
        self._brief = label("words")
        self.hang_up = push(self.tr("Hang up"))
        self.hang_up.clicked.connect(self.hung_up)
        self.captions = Captions(theme)
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Your answer, in English"))
        self.line.setAccessibleName(self.tr("Your answer, in English"))
        self.line.returnPressed.connect(self._say)
        self.button = push(self.tr("Say"), "primary")
        self.button.clicked.connect(self._say)
        make_tall(self.line)
        head = QVBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._who)
        head.addWidget(self._facts)
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.line, 1)
        foot.addWidget(self.button)
        foot.addWidget(self.hang_up)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 24)
        column.setSpacing(14)
        column.addLayout(head)
        column.addWidget(self.captions, 1)
        column.addLayout(foot)
        column.addWidget(self._brief)
        self._hint = label("sub")
        column.addWidget(self._hint)

    def begin(self, scenario: Scenario, voice: bool) -> None:
        """Before their first words. voice: they speak and the microphone is heard; lines may be typed all the same."""
        self._hint.setText(
            self.tr("Speak: they hear you, and stop when you interrupt. You may type as well. Wear headphones.")
            if voice
            else self.tr(
                "Enter says it; on an empty line it is a silence. The clock counts words, not the time you take to type."
            )
        )
        person = scenario.person
        self._who.setText(", ".join(part for part in (person.name, person.role, person.company) if part))
        self._facts.setText(self.tr("Practice · getting ready"))
        self._brief.setText(scenario.brief.of(texts.language()))
        self._before = len(scenario.before)
        self.captions.begin(person.name)
        self.line.clear()
        self._open(False)

    def show_call(self, call: Call, view: OverlayView, silent: KnownError | None = None) -> None:
        """silent: why they are read only, on a call by voice."""
        self.captions.show_call(call)
        if silent is not None:
            self._hint.setText(silent.of(texts.language()))
        left = view.clock.seconds_left
        words = self.tr("Practice · {time} left") if left >= 0 else self.tr("Practice · {time} over")
        self._facts.setText(words.replace("{time}", texts.mmss(abs(left))))
        if not self.line.isEnabled() and self.captions.count > self._before and not call.ended:
            self._open(True)

    def _open(self, may_speak: bool) -> None:
        self.line.setEnabled(may_speak)
        self.button.setEnabled(may_speak)
        if may_speak:
            self.line.setFocus()

    def _say(self) -> None:
        text = self.line.text()
        self.line.clear()
        self.line.setFocus()
        self.said.emit(text)


class Captions(QTextEdit):
    """Read-only and selectable. Grows upwards from its foot, where the overlay is not. Text is inserted as plain text only."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = ""
        self.count = 0  # utterances shown
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("What was said"))

    def begin(self, name: str) -> None:
        """name: theirs."""
        self.clear()
        self._name, self.count = name, 0

    def show_call(self, call: Call) -> None:
        """Adds what is new."""
        spoken = [u for u in call.utterances if u.text and u.stage is not Stage.INTERIM]
        for utterance in spoken[self.count :]:
            self._insert(utterance)
        if len(spoken) > self.count:
            self.count = len(spoken)
            self._sink()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._sink()

    def _sink(self) -> None:
        """The last words lie at the foot, with room above while there are few."""
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setTopMargin(form.bottomMargin())
        frame.setFrameFormat(form)
        form.setTopMargin(max(form.bottomMargin(), self.viewport().height() - self.document().size().height()))
        frame.setFrameFormat(form)
        self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())

    def _insert(self, utterance: Utterance) -> None:
        yours = utterance.side is Side.YOU
        form = QTextBlockFormat()
        form.setTopMargin(10)
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        if not self.document().isEmpty():
            cursor.insertBlock()
        cursor.setBlockFormat(form)
        cursor.insertText(f"{texts.at(utterance.start_ms)}  ", _ink(self._theme.muted))
        who, colour = (texts.side(Side.YOU), self._theme.you) if yours else (self._name, self._theme.them)
        cursor.insertText(f"{who}  ", _ink(colour, bold=True))
        cursor.insertText(utterance.text, _ink(self._theme.text))
        if not yours:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, f"{self._name}: {utterance.text}"))


def _ink(colour: str, bold: bool = False) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(colour))
    if bold:
        form.setFontWeight(QFont.Weight.DemiBold)
    return form
