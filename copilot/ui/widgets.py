"""Parts that the pages of the main window share."""

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QColor, QFontMetricsF, QHelpEvent, QIcon, QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from copilot.ui.theme import RADIUS, Theme
from copilot.ui.turns import Turns

_MARGIN = 24
_WIDEST = 76  # lines of text: about 150 letters


def label(name: str, text: str = "", wrap: bool = True) -> QLabel:
    """A label that never reads its text as markup; its words can be selected."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


class Note(QLabel):
    """A paragraph in a form, as tall as its words are at its width: a plain label takes the room of a narrow one."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setObjectName("sub")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)

    def sizeHint(self) -> QSize:
        width = max(self.width(), self.fontMetrics().averageCharWidth() * 40)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self.updateGeometry()


def plain_tip(text: str) -> str:
    """Words for a tooltip, which would read markup in them."""
    return f"<span>{escape(text)}</span>" if text else ""


def sure(parent: QWidget | None, question: str, verb: str) -> bool:
    """Asks before something goes for good. verb: on the button that does it."""
    box = QMessageBox(QMessageBox.Icon.Question, "Money Time", question, QMessageBox.StandardButton.NoButton, parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    yes = box.addButton(verb, QMessageBox.ButtonRole.DestructiveRole)
    no = box.addButton(QCoreApplication.translate("Widgets", "Cancel"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(no)
    box.exec()
    return box.clickedButton() is yes


def without_icons(box: QDialogButtonBox | QMessageBox) -> None:
    """Its words are enough: the desktop's little pictures fit no theme."""
    for button in box.buttons():
        button.setIcon(QIcon())


def heading(text: str) -> QLabel:
    made = label("heading", text, wrap=False)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return made


class Button(QPushButton):
    """Enter presses it, as the space bar does, wherever it stands."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # held down it does not press what else Enter stands for, the dialog's "OK"
            self.click()


def push(text: str, name: str = "quiet") -> QPushButton:
    """name: 'primary' for the one thing to do, 'quiet' for the others, 'link' for words that lead somewhere."""
    made = Button(text)
    made.setObjectName(name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    return made


def choice(name: str, options: Sequence[tuple[str, object]], current: object) -> QComboBox:
    """options: words and value of each."""
    made = QComboBox()
    made.setAccessibleName(name)
    for text, value in options:
        made.addItem(text, value)
    made.setCurrentIndex([value for _, value in options].index(current))
    return made


def make_tall(field: QWidget) -> None:
    """As tall as a button, so that it is hit as easily."""
    field.setMinimumHeight(round(field.fontMetrics().height() * 1.9))


def go_on_typing(column: QVBoxLayout, field: QPlainTextEdit, before: QPlainTextEdit, focused: bool) -> QPlainTextEdit:
    """The field to use on a card made anew: the one before, with its cursor and what can be undone, if its text is the same.

    focused: it had the focus. Nothing is told of it any more until it is asked for again.
    """
    if field.toPlainText() != before.toPlainText():
        return field
    place = before.verticalScrollBar().value()
    before.textChanged.disconnect()
    column.replaceWidget(field, before)
    QWidget.setTabOrder(field, before)
    field.hide()
    field.deleteLater()
    before.show()
    before.verticalScrollBar().setValue(place)
    if focused:
        before.setFocus()
    return before


class Card(QFrame):
    """A rounded surface with an optional stripe; its contents go to `column`."""

    def __init__(self, theme: Theme, title: str = "", stripe: str = "") -> None:
        super().__init__()
        self._theme, self._stripe = theme, stripe
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 16)
        self.column.setSpacing(8)
        if title:
            self.column.addWidget(heading(title))
            self.setAccessibleName(title)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QColor(self._theme.line))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(box, RADIUS, RADIUS)
        if self._stripe:
            painter.setClipRect(QRectF(0, 0, 6, self.height()))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._stripe))
            painter.drawRoundedRect(box, RADIUS, RADIUS)


class OneLine(QLabel):
    """Plain text cut with an ellipsis at its width; whole in its tooltip."""

    def __init__(self, name: str, cut: Qt.TextElideMode = Qt.TextElideMode.ElideRight) -> None:
        super().__init__()
        self._cut = cut
        self.setObjectName(name)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        if text != self.text():
            self.setText(text)
            self.setToolTip(plain_tip(text))

    @property
    def is_cut(self) -> bool:
        return QFontMetricsF(self.font()).horizontalAdvance(self.text()) > self.width()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        cut = QFontMetricsF(self.font()).elidedText(self.text(), self._cut, self.width())
        if self._cut is Qt.TextElideMode.ElideLeft and cut != self.text() and " " in cut:
            cut = f"…{cut.partition(' ')[2]}"  # no half of a word
        painter.drawText(QRectF(self.rect()), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, cut)


class RowButton(Button):
    """A button made of several labels. Wraps like a paragraph, which a plain button cannot."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def add(self, layout: QHBoxLayout | QVBoxLayout, part: QLabel, stretch: int = 0) -> None:
        """The mouse goes through its labels to the button."""
        part.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        layout.addWidget(part, stretch, Qt.AlignmentFlag(0) if stretch else Qt.AlignmentFlag.AlignTop)

    def event(self, event: QEvent) -> bool:
        """The mouse does not reach its labels: of those that are cut the words are told here."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            cut = "\n".join(part.text() for part in self.findChildren(OneLine) if part.is_cut)
            QToolTip.showText(event.globalPos(), plain_tip(cut), self)
            return True
        return super().event(event)

    def sizeHint(self) -> QSize:
        return self.layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        wraps = self.layout().hasHeightForWidth()
        return QSize(120, self.fontMetrics().height() + 10 if wraps else self.sizeHint().height())


class QuoteLink(RowButton):
    """Time-stamped words that lead to their moment."""

    wanted = Signal(int)  # the utterance

    def __init__(self, stamp: str, text: str, utterance: int) -> None:
        super().__init__("quotelink")
        self._utterance = utterance
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 6, 3)
        row.setSpacing(10)
        self.add(row, label("stamp", stamp, wrap=False))
        words = label("words", text)
        words.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.add(row, words, 1)
        self.setAccessibleName(f"{stamp} {text}")
        self.clicked.connect(self._on_click)

    def _on_click(self) -> None:
        self.wanted.emit(self._utterance)


class Page(QScrollArea):
    """A scrolling page; its cards go to `column`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        body = QWidget()
        body.setObjectName("body")
        self.column = QVBoxLayout(body)
        self.column.setSpacing(14)
        self.setWidget(body)
        self._turns = Turns(self)
        self._stand = 0  # how far to scroll once it is as long as that
        self.verticalScrollBar().rangeChanged.connect(self._stand_there)
        self.verticalScrollBar().valueChanged.connect(self._went_on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a large screen no line becomes too long to read."""
        super().resizeEvent(event)
        spare = max(0, self.viewport().width() - self.fontMetrics().height() * _WIDEST)
        self.column.setContentsMargins(_MARGIN, 20, _MARGIN + spare, _MARGIN)

    @property
    def place(self) -> int:
        """How far it is scrolled, in pixels."""
        return self._stand or self.verticalScrollBar().value()

    def stand_at(self, place: int) -> None:
        """Scrolled to there as soon as it is laid out."""
        self._stand = place
        self._stand_there()

    def _stand_there(self) -> None:
        if 0 < self._stand <= self.verticalScrollBar().maximum():
            self.verticalScrollBar().setValue(self._stand)
            self._stand = 0

    def _went_on(self) -> None:
        """The user scrolled: wherever it was to stand, it stays here."""
        self._stand = 0

    @property
    def whole(self) -> bool:
        """Nothing of it is still to come."""
        return self._turns.idle

    def unfold(self, parts: Sequence[Callable[[], QWidget]], at_once: int) -> None:
        """Makes its parts from the top; after the first ones one in each turn of the event loop, or it freezes."""
        for make in parts[:at_once]:
            self.column.addWidget(make())
        self.column.addStretch(1)
        self._turns.add(*(partial(self._unfold, make) for make in parts[at_once:]))

    def then(self, act: Callable[[], object]) -> None:
        """Once the page is whole: now, where it is."""
        self._turns.then(act)

    def lay_out(self) -> None:
        """Now, from the innermost part outwards; asking the page's layout alone leaves it as tall as it was."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def _unfold(self, make: Callable[[], QWidget]) -> None:
        """Above the room at the foot of the page."""
        part = make()
        self.column.insertWidget(self.column.count() - 1, part)
        part.show()
        self.lay_out()  # or all parts flash by, flattened

    def begin(self, title: str, back: str, wanted: SignalInstance) -> None:
        """Takes everything off the page but its title and a link that says where back leads; `wanted` is emitted by it."""
        self.clear()
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("h1", title), 1)
        leave = push(back, "link")
        leave.clicked.connect(wanted)
        row.addWidget(leave)
        self.column.addWidget(head)

    def clear(self) -> None:
        """Takes everything off the page, and what was still to come."""
        self._stand = 0
        self._turns.drop()
        while (item := self.column.takeAt(0)) is not None:
            _discard(item)


def _discard(item: object) -> None:
    if (widget := item.widget()) is not None:  # type: ignore[attr-defined]
        widget.hide()
        widget.deleteLater()
    elif (layout := item.layout()) is not None:  # type: ignore[attr-defined]
        while (inner := layout.takeAt(0)) is not None:
            _discard(inner)
