"""What Qt has no call for: a window that takes the mouse only on some of its parts."""

import ctypes
import functools
from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, QRect, Qt, QTimer
from PySide6.QtGui import QCursor, QGuiApplication, QRegion
from PySide6.QtWidgets import QWidget

_POINTER_MS = 60  # how soon a button under the pointer becomes clickable where the system knows no input region


class InputRegion(QObject):
    """Keeps a top-level window click-through outside some rectangles. Lives on the Qt thread.

    X11 and Wayland know input regions. Windows and macOS only know windows that take the mouse or do not: there the
    window is switched while the pointer is over one of the rectangles.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._region = QRegion()
        self._system = QGuiApplication.platformName()
        self._pointer = QTimer(self)
        self._pointer.setInterval(_POINTER_MS)
        self._pointer.timeout.connect(self._follow_pointer)

    def set(self, rectangles: Sequence[QRect]) -> None:
        """In the window's coordinates. Say it again after every show: systems forget."""
        self._region = QRegion()
        for rectangle in rectangles:
            self._region += rectangle
        if self._system == "xcb":
            _shape_input(self._window(), rectangles)
        elif self._system.startswith("wayland"):
            self._window().windowHandle().setMask(self._region)
        elif self._system in ("windows", "cocoa"):
            self._pointer.start()
            self._follow_pointer()

    def _window(self) -> QWidget:
        return cast(QWidget, self.parent())

    def rest(self) -> None:
        """The window is hidden."""
        self._pointer.stop()

    def _follow_pointer(self) -> None:
        inside = self._region.contains(self._window().mapFromGlobal(QCursor.pos()))
        through = self._window().windowHandle()
        if bool(through.flags() & Qt.WindowType.WindowTransparentForInput) == inside:
            through.setFlag(Qt.WindowType.WindowTransparentForInput, not inside)


class _Rectangle(ctypes.Structure):
    _fields_ = (("x", ctypes.c_int16), ("y", ctypes.c_int16), ("w", ctypes.c_uint16), ("h", ctypes.c_uint16))


@functools.cache
def _xcb() -> tuple[ctypes.CDLL, ctypes.CDLL]:
    """Both libraries are there: Qt's own xcb plugin needs them."""
    return ctypes.CDLL("libxcb.so.1"), ctypes.CDLL("libxcb-shape.so.0")


def _shape_input(window: QWidget, rectangles: Sequence[QRect]) -> None:
    """The X shape extension's input region (xcb_shape_rectangles: SO_SET 0, SK_INPUT 2, unsorted 0), in device pixels."""
    core, shape = _xcb()
    connection = ctypes.c_void_p(QGuiApplication.instance().nativeInterface().connection())
    ratio = window.devicePixelRatioF()
    array = (_Rectangle * len(rectangles))(
        *(
            _Rectangle(int(r.x() * ratio), int(r.y() * ratio), round(r.width() * ratio), round(r.height() * ratio))
            for r in rectangles
        )
    )
    shape.xcb_shape_rectangles(
        connection,
        ctypes.c_uint8(0),
        ctypes.c_uint8(2),
        ctypes.c_uint8(0),
        ctypes.c_uint32(int(window.winId())),
        ctypes.c_int16(0),
        ctypes.c_int16(0),
        ctypes.c_uint32(len(rectangles)),
        array,
    )
    core.xcb_flush(connection)
