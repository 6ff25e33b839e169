"""The main window made anew, in another language or other colours, a portion in each turn of the event loop."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from copilot.store.settings import Settings
from copilot.ui.theme import Theme
from copilot.ui.window import MainWindow

_ANSWER_MS = 200  # between two looks whether a dialog is answered
_FILL_MS = 20  # between two looks whether all pages are whole


class Renewal(QObject):
    """Lives on the Qt thread. The window before it stays in use until the new one is whole, and no dialog or list is open."""

    made = Signal(object)  # MainWindow: its pages are there, and empty
    whole = Signal(object)  # the same, with all it was filled with; not shown yet

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window: MainWindow | None = None
        self._told = False  # that it is made
        self._portions: list[Callable[[], object]] = []
        self._given_up: list[MainWindow] = []  # in use by those who fill, until another one is there
        self._leaving: list[QWidget] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._go_on)

    def begin(self, theme: Theme, settings: Settings) -> None:
        """One that is under way is given up: it would be out of date."""
        if self._window is not None:
            self._given_up.append(self._window)
        self._window, self._told = MainWindow(theme, settings), False
        self._portions.clear()
        self._turn.start(0)

    def fill(self, *portions: Callable[[], object]) -> None:
        """What there is to do with the window that was made, before it is whole."""
        self._portions += portions

    def part_from(self, window: MainWindow) -> None:
        """Takes a window away, its pages first: all at once freeze the one after it."""
        window.hide()
        self._leaving += [*window.pages, window]
        self._turn.start(0)

    def close(self) -> None:
        """Nothing is made any more."""
        self._turn.stop()
        for window in (*self._given_up, self._window):
            if window is not None:
                window.hide()

    def _go_on(self) -> None:
        pause = 0
        try:
            if self._window is not None:
                pause = self._make(self._window)
            elif self._leaving:
                self._leaving.pop(0).deleteLater()
        finally:  # a portion that breaks does not leave two windows half in use
            if self._window is not None or self._leaving:
                self._turn.start(pause)

    def _make(self, window: MainWindow) -> int:
        """The next portion; milliseconds until the one after it."""
        if window.build_next():
            return 0
        if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
            return _ANSWER_MS  # it would go with the window before
        if not self._told:
            self._told = True
            self.made.emit(window)
        elif self._portions:
            self._portions.pop(0)()
        elif not window.whole:
            return _FILL_MS
        else:
            self._window = None
            self.whole.emit(window)
            while self._given_up:
                self.part_from(self._given_up.pop())
        return 0
