"""Keeps a window out of screen sharing where the system can, and reads back whether it did."""

import ctypes
import sys
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from copilot.engine.sharing import Sharing, possible
from copilot.ui.cocoa import Send, cocoa

_WDA_NONE, _WDA_MONITOR, _WDA_EXCLUDEFROMCAPTURE = 0x00, 0x01, 0x11
_SHARING_NONE, _SHARING_READ_ONLY = 0, 1  # NSWindowSharingType
_EVERYWHERE = 1 << 0 | 1 << 8  # NSWindowCollectionBehavior: can join all spaces, beside full-screen windows


def exclude(window: QWidget, hide: bool) -> Sharing:
    """Asks the system to leave this top-level window out of captures, or to stop doing so. To be said at every show."""
    handle = int(window.winId())
    if sys.platform == "win32":
        return exclude_windows(handle, hide, ctypes.windll.user32)
    if sys.platform == "darwin":
        return exclude_macos(handle, hide, cocoa())
    return Sharing.IMPOSSIBLE if hide else Sharing.VISIBLE


def exclude_windows(handle: int, hide: bool, user32: Any) -> Sharing:
    """SetWindowDisplayAffinity, believed only when read back: it is known to fail on some translucent windows."""
    wanted = _WDA_EXCLUDEFROMCAPTURE if hide else _WDA_NONE
    done = user32.SetWindowDisplayAffinity(ctypes.c_void_p(handle), ctypes.c_ulong(wanted))
    now = ctypes.c_ulong(_WDA_NONE)
    told = user32.GetWindowDisplayAffinity(ctypes.c_void_p(handle), ctypes.byref(now))
    if not hide:
        return Sharing.VISIBLE
    if not done or not told:
        return Sharing.REFUSED
    if now.value == _WDA_EXCLUDEFROMCAPTURE:
        return possible()
    return Sharing.BLACK if now.value == _WDA_MONITOR else Sharing.REFUSED


def exclude_macos(view: int, hide: bool, send: Send) -> Sharing:
    """NSWindow.sharingType, read back; and the window joins every space, full-screen ones too."""
    window = send(view, "window")
    if not window:
        return possible() if hide else Sharing.VISIBLE
    send(window, "setCollectionBehavior:", _EVERYWHERE)
    send(window, "setSharingType:", _SHARING_NONE if hide else _SHARING_READ_ONLY)
    if not hide:
        return Sharing.VISIBLE
    return possible() if send(window, "sharingType") == _SHARING_NONE else Sharing.REFUSED


def try_out(hide: bool) -> Sharing:
    """What becomes of a translucent window like the overlay. It is never shown."""
    window = QWidget(None, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Tool)
    window.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
    found = exclude(window, hide)
    window.deleteLater()
    return found
