"""The actions that have a key, and the keys they have until the user chooses others."""

import sys
from collections.abc import Mapping

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence

from copilot.ui.texts import translate

DEFAULTS = {
    "dismiss": "Ctrl+Alt+O",
    "wrong": "Ctrl+Alt+W",
    "tick": "Ctrl+Alt+K",
    "invite": "Ctrl+Alt+I",
    "bookmark": "Ctrl+Alt+B",
    "mini": "Ctrl+Alt+M",
    "pause": "Ctrl+Alt+P",
    "hide": "Ctrl+Alt+H",
    "start": "Ctrl+Alt+R",
    "stop": "Ctrl+Alt+Q",
}
ALWAYS = ("start",)  # the others only while a call runs: outside a call the keys belong to other programs
_NAMED_KEYS = {
    Qt.Key.Key_Space: 0x0020,
    Qt.Key.Key_Home: 0xFF50,
    Qt.Key.Key_Left: 0xFF51,
    Qt.Key.Key_Up: 0xFF52,
    Qt.Key.Key_Right: 0xFF53,
    Qt.Key.Key_Down: 0xFF54,
    Qt.Key.Key_PageUp: 0xFF55,
    Qt.Key.Key_PageDown: 0xFF56,
    Qt.Key.Key_End: 0xFF57,
    Qt.Key.Key_Pause: 0xFF13,
    Qt.Key.Key_Insert: 0xFF63,
}
_FIRST_F = 0xFFBE


def words(action: str) -> str:
    """What the action is called."""
    return {
        "dismiss": translate("Keys", "Close the alert"),
        "wrong": translate("Keys", "The alert is wrong"),
        "tick": translate("Keys", "Tick the current row"),
        "invite": translate("Keys", "Make the invite"),
        "bookmark": translate("Keys", "Bookmark this moment"),
        "mini": translate("Keys", "Mini mode, and back"),
        "pause": translate("Keys", "Pause, and go on"),
        "hide": translate("Keys", "Hide the overlay, and show it"),
        "start": translate("Keys", "Start a call"),
        "stop": translate("Keys", "End the call"),
    }[action]


def bindings(chosen: Mapping[str, str]) -> dict[str, str]:
    """Action to key in portable form, '' for none. chosen: the user's own, over the defaults."""
    return {action: chosen.get(action, usual) for action, usual in DEFAULTS.items()}


def shown(sequence: str) -> str:
    """The key as this system writes it."""
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)


def hint(sequence: str) -> str:
    """Its last key alone, short enough for a button: 'W' of 'Ctrl+Alt+W'. On a Mac the whole, which is as short."""
    if not sequence:
        return ""
    return shown(sequence) if sys.platform == "darwin" else shown(sequence).rsplit("+", 1)[-1]


def combination(sequence: str) -> QKeyCombination:
    """The first, and only, key with what is held."""
    return QKeySequence(sequence)[0]  # type: ignore[index]


def usable(sequence: str) -> bool:
    """One key with Ctrl, Alt or Meta, or a function key: nothing that one types."""
    if QKeySequence(sequence).count() != 1:
        return False
    found = combination(sequence)
    key = found.key()
    if keysym(key) == 0:
        return False
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return bool(found.keyboardModifiers() & held) or _is_f(key)


def keysym(key: Qt.Key) -> int:
    """The X11 symbol of a letter, digit, function key or one of a few named keys; 0 for any other."""
    if _is_f(key):
        return _FIRST_F + key.value - Qt.Key.Key_F1.value
    if Qt.Key.Key_A.value <= key.value <= Qt.Key.Key_Z.value:
        return key.value + 0x20
    if Qt.Key.Key_0.value <= key.value <= Qt.Key.Key_9.value:
        return key.value
    return _NAMED_KEYS.get(key, 0)


def _is_f(key: Qt.Key) -> bool:
    return Qt.Key.Key_F1.value <= key.value <= Qt.Key.Key_F24.value
