"""The picture of how ready they were to tell the truth and to take a date, turn by turn."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from copilot.call.catalogue import Family
from copilot.practice.reveal import Reveal
from copilot.ui import texts
from copilot.ui.theme import Theme

_MARK = 5.0  # half the width of a mark


class ReadinessPicture(QWidget):
    """0 to 100 upwards, turns to the right. A triangle points where the turn moved them, a dot where it did not.

    levels: readiness from which they behave otherwise, as dashed lines.
    """

    def __init__(self, theme: Theme, reveal: Reveal, levels: tuple[int, ...]) -> None:
        super().__init__()
        self._theme, self._levels = theme, levels
        self._values = (reveal.start, *(beat.readiness for beat in reveal.beats))
        self._said = ("", *(beat.text for beat in reveal.beats))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Their readiness, turn by turn"))
        self.setAccessibleDescription(", ".join(str(value) for value in self._values))

    def sizeHint(self) -> QSize:
        return QSize(600, self.fontMetrics().height() * 11)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, self.sizeHint().height())

    # --- geometry -------------------------------------------------------------------------------------------------

    @property
    def _field(self) -> QRectF:
        """Where values are drawn: room for numbers at the left and below."""
        left = self.fontMetrics().horizontalAdvance("100") + 12.0
        return QRectF(left, 8, self.width() - left - 12, self.height() - self.fontMetrics().height() - 16)

    def _point(self, turn: int) -> QPointF:
        field = self._field
        x = field.left() + field.width() * turn / max(1, len(self._values) - 1)
        return QPointF(x, self._y(self._values[turn]))

    def _y(self, value: int) -> float:
        return self._field.bottom() - self._field.height() * value / 100

    # --- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_axes(painter)
        painter.setPen(QPen(QColor(self._theme.muted), 1.5))
        painter.drawPolyline(QPolygonF([self._point(turn) for turn in range(len(self._values))]))
        painter.setPen(Qt.PenStyle.NoPen)
        for turn, value in enumerate(self._values):
            self._paint_mark(painter, self._point(turn), value - self._values[turn - 1] if turn else 0)

    def _paint_axes(self, painter: QPainter) -> None:
        field, muted = self._field, QColor(self._theme.muted)
        high = float(self.fontMetrics().height())
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawRect(field)
        painter.setPen(QPen(muted, 1, Qt.PenStyle.DashLine))
        for value in self._levels:
            painter.drawLine(QPointF(field.left(), self._y(value)), QPointF(field.right(), self._y(value)))
        painter.setPen(muted)
        for value in (0, *self._levels, 100):
            box = QRectF(0, self._y(value) - high / 2, field.left() - 6, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(value))
        every = max(1, round(len(self._values) / 12))
        for turn in range(1, len(self._values), every):
            box = QRectF(self._point(turn).x() - 20, field.bottom() + 4, 40, high)
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, str(turn))

    def _paint_mark(self, painter: QPainter, at: QPointF, moved: int) -> None:
        if not moved:
            painter.setBrush(QColor(self._theme.muted))
            painter.drawEllipse(at, _MARK * 0.7, _MARK * 0.7)
            return
        up = -1 if moved > 0 else 1
        painter.setBrush(QColor(self._theme.families[Family.EVIDENCE if moved > 0 else Family.DRIFT]))
        tip = QPointF(at.x(), at.y() + up * _MARK * 1.2)
        foot = at.y() - up * _MARK * 0.8
        painter.drawPolygon(QPolygonF([tip, QPointF(at.x() + _MARK, foot), QPointF(at.x() - _MARK, foot)]))

    # --- pointing -------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip:
            assert isinstance(event, QHelpEvent)
            turn = min(range(len(self._values)), key=lambda t: abs(self._point(t).x() - event.pos().x()))
            words = f"{turn}. {texts.quoted(self._said[turn])}" if self._said[turn] else ""
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)
