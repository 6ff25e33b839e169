"""Small pictures drawn in place, so that no font or theme can miss them. Always beside a word, never alone."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from copilot.assets import asset
from copilot.call.catalogue import Family

_SIZES = (16, 24, 32, 48, 64, 128, 256)


def app_icon() -> QIcon:
    """The product's own."""
    icon = QIcon()
    for side in _SIZES:
        icon.addFile(str(asset("icons", f"moneytime-{side}.png")))
    return icon


def paint_family(painter: QPainter, box: QRectF, family: Family, colour: QColor) -> None:
    """Warmth: a half-full disc; drift: an arrow leaving; habit: a bubble; evidence: a tick; call: a clock; alarm: triangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _DRAW[family](painter, box.adjusted(1, 1, -1, -1), colour)
    painter.restore()


def paint_tick(painter: QPainter, box: QRectF, ground: QColor, tick: QColor) -> None:
    """A filled disc with a tick."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(box)
    _stroke(painter, tick, box.width() / 8)
    painter.drawPolyline(_points(box, (0.28, 0.52), (0.44, 0.68), (0.73, 0.35)))


def _stroke(painter: QPainter, colour: QColor, width: float) -> None:
    pen = QPen(colour, max(1.4, width))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _points(box: QRectF, *at: tuple[float, float]) -> QPolygonF:
    return QPolygonF([QPointF(box.x() + x * box.width(), box.y() + y * box.height()) for x, y in at])


def _warmth(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroke(painter, colour, box.width() / 9)
    painter.drawEllipse(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPie(box, 90 * 16, 180 * 16)


def _drift(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroke(painter, colour, box.width() / 8)
    painter.drawPolyline(_points(box, (0.05, 0.9), (0.35, 0.6)))
    painter.drawPolyline(_points(box, (0.45, 0.5), (0.92, 0.08)))
    painter.drawPolyline(_points(box, (0.52, 0.08), (0.92, 0.08), (0.92, 0.48)))


def _habit(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroke(painter, colour, box.width() / 9)
    bubble = QPainterPath()
    bubble.addRoundedRect(box.x(), box.y() + box.height() * 0.08, box.width(), box.height() * 0.62, 3, 3)
    painter.drawPath(bubble)
    painter.drawPolyline(_points(box, (0.25, 0.72), (0.25, 0.98), (0.5, 0.72)))


def _evidence(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroke(painter, colour, box.width() / 6)
    painter.drawPolyline(_points(box, (0.08, 0.55), (0.38, 0.85), (0.94, 0.18)))


def _call(painter: QPainter, box: QRectF, colour: QColor) -> None:
    _stroke(painter, colour, box.width() / 9)
    painter.drawEllipse(box)
    painter.drawPolyline(_points(box, (0.5, 0.22), (0.5, 0.52), (0.7, 0.66)))


def _alarm(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(_points(box, (0.5, 0.04), (1.0, 0.96), (0.0, 0.96)))


_DRAW = {
    Family.WARMTH: _warmth,
    Family.DRIFT: _drift,
    Family.HABIT: _habit,
    Family.EVIDENCE: _evidence,
    Family.CALL: _call,
    Family.ALARM: _alarm,
}


class FamilyIcon(QWidget):
    """The picture of a family, as tall as a line of its font."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("icon")
        self._family = Family.CALL
        self._colour = QColor()

    def set(self, family: Family, colour: str) -> None:
        if (family, QColor(colour)) != (self._family, self._colour):
            self._family, self._colour = family, QColor(colour)
            self.update()

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(round(line * 0.85), line)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: object) -> None:
        side = min(self.width(), self.height())
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        paint_family(QPainter(self), box, self._family, self._colour)
