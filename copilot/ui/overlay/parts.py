"""Small parts that several pieces of the overlay use."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPalette, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QWidget

from copilot.ui.theme import RADIUS


def plain(name: str, wrap: bool = False) -> QLabel:
    """A label that never reads its text as markup: words of the call may hold anything."""
    label = QLabel()
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(wrap)
    if wrap:
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
    return label


def set_text(label: QLabel, text: str) -> None:
    if label.text() != text:
        label.setText(text)


def button(name: str, text: str) -> QPushButton:
    """A button of the overlay: the overlay never takes the focus, so neither do they."""
    made = QPushButton(text)
    made.setObjectName(name)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


def in_brackets(key: str) -> str:
    """' (W)' behind the words of a button; '' for no key."""
    return f" ({key})" if key else ""


class Panel(QFrame):
    """A rounded ground with an optional stripe on its left. Colours are '' for none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ground = self._stripe = self._border = ""

    def paint_as(self, ground: str, stripe: str = "", border: str = "") -> None:
        if (ground, stripe, border) != (self._ground, self._stripe, self._border):
            self._ground, self._stripe, self._border = ground, stripe, border
            self.update()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self._ground:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._ground))
            painter.drawRoundedRect(box, RADIUS * 0.6, RADIUS * 0.6)
        if self._border:
            painter.setPen(QColor(self._border))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS * 0.6, RADIUS * 0.6)
        if self._stripe:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._stripe))
            if self._ground:  # it follows the corners of its ground
                painter.setClipRect(QRectF(0, 0, 5, box.height()))
                painter.drawRoundedRect(box, RADIUS * 0.6, RADIUS * 0.6)
            else:
                painter.drawRoundedRect(QRectF(0, 0, 5, box.height()), 2, 2)


class Quote(QWidget):
    """Words of the call with one stretch marked, over `lines` lines at most. The marked stretch is always in sight."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._text, self._start, self._end = "", 0, 0
        self._mark = QColor()
        self._marked_text = QColor()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def colours(self, mark: str, marked_text: str) -> None:
        self._mark, self._marked_text = QColor(mark), QColor(marked_text)
        self.update()

    def set_quote(self, text: str, start: int, end: int) -> None:
        if (text, start, end) != (self._text, self._start, self._end):
            self._text, self._start, self._end = text, start, end
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(self._laid_out(width)[1] + 0.5)

    def sizeHint(self) -> QSize:
        width = max(self.width(), 120)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(60, round(QFontMetricsF(self.font()).height()))

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        layout, _ = self._laid_out(self.width())
        layout.draw(painter, QPointF(0, 0))

    def _laid_out(self, width: int) -> tuple[QTextLayout, float]:
        """The longest cut of the quote around its marked stretch that fits."""
        text, start, end = self._text, self._start, self._end
        first, last = 0, len(text)
        while True:
            layout, height, count = self._lay(first, last, width)
            if count <= self._lines or (first >= start and last <= max(end, start + 1)):
                return layout, height
            lead, tail = start - first, last - end
            step = max(1, (last - first) // 12)
            if lead > 24 and lead >= tail:
                first = min(start, first + step)
            elif tail > 0:
                last = max(end, last - step, first + 1)
            else:
                first = min(start, first + step)

    def _lay(self, first: int, last: int, width: int) -> tuple[QTextLayout, float, int]:
        head, foot = ("“…" if first else "“"), ("…”" if last < len(self._text) else "”")
        layout = QTextLayout(head + self._text[first:last] + foot, self.font())
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        if self._end > self._start:
            form = QTextCharFormat()
            form.setBackground(self._mark)
            form.setForeground(self._marked_text)
            marked = QTextLayout.FormatRange()
            marked.start = len(head) + max(self._start, first) - first
            marked.length = max(0, min(self._end, last) - max(self._start, first))
            marked.format = form
            layout.setFormats([marked])
        layout.beginLayout()
        height, count = 0.0, 0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(1, width))
            line.setPosition(QPointF(0, height))
            height += line.height()
            count += 1
        layout.endLayout()
        return layout, height, count
