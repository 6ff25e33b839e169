"""The main window made anew, in another language or other colours, a page in each turn of the event loop."""

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from copilot.store.settings import Settings
from copilot.ui.theme import Theme
from copilot.ui.window import MainWindow

_ANSWER_MS = 200  # between two looks whether a dialog is answered


class Renewal(QObject):
    """Lives on the Qt thread. The window before it stays in use until the new one is whole, and no dialog or list is open."""

    made = Signal(object)  # MainWindow, not shown yet

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._window: MainWindow | None = None
        self._leaving: list[QWidget] = []
        self._turn = QTimer(self)
        self._turn.setSingleShot(True)
        self._turn.timeout.connect(self._go_on)

    def begin(self, theme: Theme, settings: Settings) -> None:
        """One that is under way is given up: it would be out of date."""
        if self._window is not None:
            self.part_from(self._window)
        self._window = MainWindow(theme, settings)
        self._turn.start(0)

    def part_from(self, window: MainWindow) -> None:
        """Takes a window away, its pages first: all at once freeze the one after it."""
        window.hide()
        self._leaving += [*window.pages, window]
        self._turn.start(0)

    def close(self) -> None:
        """Nothing is made any more."""
        self._turn.stop()

    def _go_on(self) -> None:
        if self._window is not None:
            if not self._window.build_next():
                if QApplication.activeModalWidget() is not None or QApplication.activePopupWidget() is not None:
                    self._turn.start(_ANSWER_MS)  # it would go with the window before
                    return
                window, self._window = self._window, None
                self.made.emit(window)
        elif self._leaving:
            self._leaving.pop(0).deleteLater()
        if self._window is not None or self._leaving:
            self._turn.start(0)
