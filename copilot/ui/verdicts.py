"""A verdict as colour, picture and words together."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QWidget

from copilot.call.catalogue import Family
from copilot.review.model import VerdictValue
from copilot.ui import texts
from copilot.ui.icons import paint_family
from copilot.ui.theme import Theme

FAMILY = {
    VerdictValue.SIGNED: Family.EVIDENCE,
    VerdictValue.OPEN: Family.CALL,
    VerdictValue.POLITE_NO: Family.DRIFT,
}


def verdict_colour(theme: Theme, value: VerdictValue) -> str:
    return theme.families[FAMILY[value]]


class VerdictMark(QWidget):
    def __init__(self, theme: Theme, value: VerdictValue) -> None:
        super().__init__()
        self._value, self._colour = value, QColor(verdict_colour(theme, value))
        self.setAccessibleName(texts.verdict(value))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        widest = max(metrics.horizontalAdvance(texts.verdict(value)) for value in VerdictValue)
        return QSize(widest + metrics.height() + 10, metrics.height() + 4)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        side = self.fontMetrics().height() - 3
        box = QRectF(0, (self.height() - side) / 2, side, side)
        paint_family(painter, box, FAMILY[self._value], self._colour)
        painter.setPen(self._colour)
        words = self.rect().adjusted(side + 7, 0, 0, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, texts.verdict(self._value))
