"""The user's keys: on the whole desktop where the system allows it, in the app's own windows everywhere."""

import ctypes
import sys
from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Qt, Signal, SignalInstance
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from copilot.ui.keys.table import ALWAYS, hint, usable
from copilot.ui.keys.windows import WindowsKeys
from copilot.ui.keys.x11 import X11Keys


class Desktop(Protocol):
    """A system's way to keys that work whichever window has the focus."""

    pressed: SignalInstance
    changed: SignalInstance

    def bind(self, wanted: Mapping[str, str]) -> set[str]:
        """wanted: action to key. Those that could not be had."""

    def release(self) -> None: ...
    def close(self) -> None: ...


class Conflict(StrEnum):
    TAKEN = "taken"  # by another program
    TWICE = "twice"  # another of our actions has it
    PLAIN = "plain"  # a key one types


def find_desktop(parent: QObject) -> Desktop | None:
    """None where programs may not ask for such keys: Wayland, macOS, no desktop at all."""
    if QGuiApplication.platformName() == "xcb":
        return X11Keys(parent)
    if sys.platform == "win32":
        return WindowsKeys(ctypes.windll.user32, parent)
    return None


class Keys(QObject):
    """Lives on the Qt thread. `pressed` carries an action, wherever its key was pressed."""

    pressed = Signal(str)
    told = Signal(object)  # what `conflicts` holds changed

    def __init__(self, desktop: Desktop | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desktop = desktop
        self._window: QWidget | None = None
        self._shortcuts: list[QShortcut] = []
        self._wanted: dict[str, str] = {}
        self._calling = False
        self.conflicts: dict[str, Conflict] = {}
        if desktop is not None:
            desktop.pressed.connect(self.pressed)
            desktop.changed.connect(self._bind)

    @property
    def everywhere(self) -> bool:
        """They work while another program has the focus."""
        return self._desktop is not None

    @property
    def hints(self) -> dict[str, str]:
        """Action to its key in short, for the buttons of a window that never has the focus."""
        works = (a for a, sequence in self._wanted.items() if sequence and self.everywhere and a not in self.conflicts)
        return {action: hint(self._wanted[action]) for action in works}

    def use(self, window: QWidget, wanted: Mapping[str, str], calling: bool) -> None:
        """wanted: action to key, '' for none. calling: a call runs, so that its keys are asked for as well."""
        if (window, dict(wanted), calling) == (self._window, self._wanted, self._calling):
            return
        self._window, self._wanted, self._calling = window, dict(wanted), calling
        self._bind()

    def close(self) -> None:
        if self._desktop is not None:
            self._desktop.close()
            self._desktop = None

    def _bind(self) -> None:
        if self._desktop is not None:
            self._desktop.release()
        for shortcut in self._shortcuts:
            shortcut.setEnabled(False)
            shortcut.deleteLater()
        self._shortcuts = []
        before, self.conflicts = self.conflicts, {}
        used: dict[str, str] = {}
        for action, sequence in self._wanted.items():
            if not sequence:
                continue
            if not usable(sequence):
                self.conflicts[action] = Conflict.PLAIN
            elif sequence in used:
                self.conflicts[action] = Conflict.TWICE
            else:
                used[sequence] = action
                self._bind_here(action, sequence)
        if self._desktop is not None:
            asked = {action: sequence for sequence, action in used.items() if self._calling or action in ALWAYS}
            self.conflicts |= dict.fromkeys(self._desktop.bind(asked), Conflict.TAKEN)
        if self.conflicts != before:
            self.told.emit(self.conflicts)

    def _bind_here(self, action: str, sequence: str) -> None:
        assert self._window is not None
        here = QShortcut(QKeySequence(sequence), self._window)
        here.setContext(Qt.ShortcutContext.ApplicationShortcut)
        here.setAutoRepeat(False)
        here.setProperty("action", action)
        here.activated.connect(self._pressed_here)
        self._shortcuts.append(here)

    def _pressed_here(self) -> None:
        self.pressed.emit(self.sender().property("action"))
