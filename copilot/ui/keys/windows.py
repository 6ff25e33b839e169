"""Keys of the whole Windows desktop: RegisterHotKey, heard in Qt's message loop."""

import ctypes
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Qt, Signal

from copilot.ui.keys.table import combination

_WM_HOTKEY = 0x0312
_ALT, _CONTROL, _SHIFT, _WIN, _NO_REPEAT = 0x1, 0x2, 0x4, 0x8, 0x4000
_NAMED_KEYS = {
    Qt.Key.Key_Space: 0x20,
    Qt.Key.Key_PageUp: 0x21,
    Qt.Key.Key_PageDown: 0x22,
    Qt.Key.Key_End: 0x23,
    Qt.Key.Key_Home: 0x24,
    Qt.Key.Key_Left: 0x25,
    Qt.Key.Key_Up: 0x26,
    Qt.Key.Key_Right: 0x27,
    Qt.Key.Key_Down: 0x28,
    Qt.Key.Key_Insert: 0x2D,
    Qt.Key.Key_Pause: 0x13,
}
_FIRST_F = 0x70


class _Message(ctypes.Structure):
    """MSG, as far as it is read."""

    _fields_ = (("hwnd", ctypes.c_void_p), ("message", ctypes.c_uint32), ("wParam", ctypes.c_size_t))


class WindowsKeys(QObject):
    """Lives on the Qt thread. user32: the system's library."""

    pressed = Signal(str)
    changed = Signal()

    def __init__(self, user32: Any, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._user32 = user32
        self._bound: dict[int, str] = {}  # the system's number to action
        self._filter = _Filter(self)
        QCoreApplication.instance().installNativeEventFilter(self._filter)

    def bind(self, wanted: Mapping[str, str]) -> set[str]:
        """wanted: action to key. Those that another program has."""
        return {action for action, sequence in wanted.items() if not self._bind_one(action, sequence)}

    def _bind_one(self, action: str, sequence: str) -> bool:
        keys = combination(sequence)
        number = max(self._bound, default=0) + 1
        held = _modifiers(keys.keyboardModifiers()) | _NO_REPEAT
        if not self._user32.RegisterHotKey(None, number, held, _virtual(keys.key())):
            return False
        self._bound[number] = action
        return True

    def release(self) -> None:
        """Gives every key back."""
        for number in self._bound:
            self._user32.UnregisterHotKey(None, number)
        self._bound.clear()

    def close(self) -> None:
        self.release()
        QCoreApplication.instance().removeNativeEventFilter(self._filter)

    def hear(self, number: int) -> None:
        if number in self._bound:
            self.pressed.emit(self._bound[number])


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, keys: WindowsKeys) -> None:
        super().__init__()
        self._keys = keys

    def nativeEventFilter(self, kind: Any, message: Any) -> tuple[bool, int]:
        if bytes(kind) in (b"windows_generic_MSG", b"windows_dispatcher_MSG"):
            told = _Message.from_address(int(message))
            if told.message == _WM_HOTKEY:
                self._keys.hear(told.wParam)
        return False, 0


def _virtual(key: Qt.Key) -> int:
    """Letters and digits have their character as virtual key code."""
    if Qt.Key.Key_F1.value <= key.value <= Qt.Key.Key_F24.value:
        return _FIRST_F + key.value - Qt.Key.Key_F1.value
    return _NAMED_KEYS.get(key, key.value)


def _modifiers(held: Qt.KeyboardModifier) -> int:
    known = (
        (Qt.KeyboardModifier.ShiftModifier, _SHIFT),
        (Qt.KeyboardModifier.ControlModifier, _CONTROL),
        (Qt.KeyboardModifier.AltModifier, _ALT),
        (Qt.KeyboardModifier.MetaModifier, _WIN),
    )
    return sum(mask for modifier, mask in known if held & modifier)
