"""The Qt application, and the files that the system asks it to open."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Lives on the Qt thread. macOS tells a running app of a file to open by an event; one that comes early waits."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._waiting: list[Path] = []
        self._open: Callable[[Path], object] = self._waiting.append

    def open_files(self, with_: Callable[[Path], object]) -> None:
        """From now on, and those that wait."""
        self._open = with_
        while self._waiting:
            with_(self._waiting.pop(0))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QFileOpenEvent) and event.file():
            self._open(Path(event.file()))
            return True
        return super().event(event)


def application() -> Application:
    """The one of this process."""
    app = QApplication.instance() or Application(sys.argv[:1])
    assert isinstance(app, Application)
    return app
