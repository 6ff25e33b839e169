"""Parts that the pages of the main window share."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from copilot.ui.theme import RADIUS, Theme


def label(name: str, text: str = "", wrap: bool = True) -> QLabel:
    """A label that never reads its text as markup; its words can be selected."""
    made = QLabel(text)
    made.setObjectName(name)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def heading(text: str) -> QLabel:
    made = label("heading", text)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
    return made


def push(text: str, name: str = "quiet") -> QPushButton:
    """name: 'primary' for the one thing to do, 'quiet' for the others, 'link' for words that lead somewhere."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(False)
    return made


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


class QuoteLink(QPushButton):
    """Time-stamped words that lead to their moment. Wraps like a paragraph, which a plain button cannot."""

    wanted = Signal(int)  # the utterance

    def __init__(self, stamp: str, text: str, utterance: int) -> None:
        super().__init__()
        self.setObjectName("quotelink")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._utterance = utterance
        row = QHBoxLayout(self)
        row.setContentsMargins(6, 3, 6, 3)
        row.setSpacing(10)
        time = label("stamp", stamp, wrap=False)
        words = label("words", text)
        for part in (time, words):
            part.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        row.addWidget(time, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(f"{stamp} {text}")
        self.clicked.connect(self._on_click)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self.layout().totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        return self.layout().totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.layout().totalMinimumSize()

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
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        body = QWidget()
        body.setObjectName("body")
        self.column = QVBoxLayout(body)
        self.column.setContentsMargins(24, 20, 24, 24)
        self.column.setSpacing(14)
        self.setWidget(body)

    def clear(self) -> None:
        """Takes everything off the page."""
        while (item := self.column.takeAt(0)) is not None:
            _discard(item)


def _discard(item: object) -> None:
    if (widget := item.widget()) is not None:  # type: ignore[attr-defined]
        widget.hide()
        widget.deleteLater()
    elif (layout := item.layout()) is not None:  # type: ignore[attr-defined]
        while (inner := layout.takeAt(0)) is not None:
            _discard(inner)
