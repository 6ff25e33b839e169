"""Work in portions, each in a turn of the event loop of its own: all at once it would freeze the window."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class Turns(QObject):
    """Lives on the Qt thread. Does what it was given in that order; in between the window answers and is painted."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._waiting: list[Callable[[], object]] = []
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    @property
    def idle(self) -> bool:
        return not self._waiting

    def add(self, *portions: Callable[[], object]) -> None:
        self._waiting += portions
        if self._waiting:
            self._timer.start()

    def then(self, act: Callable[[], object]) -> None:
        """After what waits: at once where nothing does."""
        if self._waiting:
            self.add(act)
        else:
            act()

    def drop(self) -> None:
        """Nothing of what waits is done any more."""
        self._waiting.clear()
        self._timer.stop()

    def _next(self) -> None:
        """What one of them breaks on does not hold up the rest."""
        if not self._waiting:
            return
        portion = self._waiting.pop(0)
        if self._waiting:
            self._timer.start()
        portion()
