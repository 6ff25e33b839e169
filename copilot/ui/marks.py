"""Small pictures that a style sheet can only take from files: a tick, and arrows up and down."""

import tempfile
from functools import cache
from pathlib import Path

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

_SIDE = 12
_SHAPES = {
    "tick": ((0.14, 0.54), (0.4, 0.8), (0.86, 0.24)),
    "up": ((0.2, 0.66), (0.5, 0.34), (0.8, 0.66)),
    "down": ((0.2, 0.34), (0.5, 0.66), (0.8, 0.34)),
}


@cache
def mark_file(shape: str, colour: str) -> str:
    """Where it lies, as a style sheet writes it; sharp on screens of twice the density too. shape: 'tick', 'up' or 'down'."""
    path = Path(_folder().name, f"{shape}-{colour.lstrip('#')}.png")
    for ratio, file in ((1, path), (2, path.with_stem(f"{path.stem}@2x"))):
        picture = QPixmap(_SIDE * ratio, _SIDE * ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.scale(_SIDE * ratio, _SIDE * ratio)
        painter.setPen(QPen(QColor(colour), 0.16, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.drawPolyline(QPolygonF([QPointF(*point) for point in _SHAPES[shape]]))
        painter.end()
        picture.save(str(file))
    return path.as_posix()


@cache
def _folder() -> "tempfile.TemporaryDirectory[str]":
    """Gone with the app."""
    return tempfile.TemporaryDirectory(prefix="moneytime-")
