"""A speech model on its way: one at a time, on a thread of its own, told as it comes."""

import threading

from PySide6.QtCore import QObject, Qt, Signal

from copilot.errors import KnownError
from copilot.ui.tasks import Errand


class Fetching(QObject):
    """Lives on the Qt thread. What came is kept when it is stopped; the next try goes on from there."""

    told = Signal(str, int, int)  # name ('' when it is over), bytes that are there, bytes of all (0 where nobody can tell)
    over = Signal(object)  # KnownError why it is not here, or None

    _came = Signal(object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._stop = threading.Event()
        self.name = ""
        self._came.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def start(self, name: str) -> None:
        if self.name:
            return
        self.name = name
        self._stop = threading.Event()
        self.told.emit(name, 0, 0)
        errand = Errand(self._fetch, self)
        errand.done.connect(self._end)
        errand.start()

    def stop(self) -> None:
        self._stop.set()

    def _fetch(self) -> KnownError | None:
        """On a thread of its own. None when it is here, or was stopped."""
        from copilot.engine.fetching import Stopped, fetch

        try:
            fetch(self.name, self._came.emit, self._stop.is_set)
        except Stopped:
            return None
        except KnownError as error:
            return error
        return None

    def _tell(self, done: int, size: int) -> None:
        if self.name:
            self.told.emit(self.name, done, size)

    def _end(self, refusal: KnownError | None) -> None:
        self.name = ""
        self.told.emit("", 0, 0)
        self.over.emit(refusal)
