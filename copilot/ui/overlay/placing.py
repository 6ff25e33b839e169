"""Where a window was put, screen by screen."""

from collections.abc import Mapping

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication, QScreen

_EDGE = 24


def remembered(places: Mapping[str, tuple[int, int]], at: QPoint) -> dict[str, tuple[int, int]]:
    """The places with this one, relative to its screen. The screen used last comes last."""
    screen = QGuiApplication.screenAt(at) or QGuiApplication.primaryScreen()
    corner = at - screen.geometry().topLeft()
    kept = {name: place for name, place in places.items() if name != _name(screen)}
    return {**kept, _name(screen): (corner.x(), corner.y())}


def restored(places: Mapping[str, tuple[int, int]], width: int) -> QPoint:
    """On the screen used last that is still there; else at the top right of the main screen."""
    screens = {_name(screen): screen for screen in QGuiApplication.screens()}
    for name in reversed(list(places)):
        if name in screens:
            return screens[name].geometry().topLeft() + QPoint(*places[name])
    free = QGuiApplication.primaryScreen().availableGeometry()
    return QPoint(free.right() + 1 - width - _EDGE, free.top() + 2 * _EDGE)


def _name(screen: QScreen) -> str:
    return screen.name() or "screen"
