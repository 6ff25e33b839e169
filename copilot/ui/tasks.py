"""Work that may take longer than a frame, off the Qt thread."""

import contextlib
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from copilot.review.times import due


class Task(QObject):
    """Runs `work` on a pool thread; `done` brings its result back to the Qt thread. `work` raises nothing."""

    done = Signal(object)

    _finished = Signal()

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._result: object = None
        self._runnable = _Run(self._run)  # kept here: the pool does not keep what Python made
        self._runnable.setAutoDelete(False)
        self._finished.connect(self._over, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        QThreadPool.globalInstance().start(self._runnable)

    def _run(self) -> None:
        self._result = self._work()
        self._finished.emit()

    def _over(self) -> None:
        self.done.emit(self._result)
        self.deleteLater()


class Errand(QObject):
    """As `Task`, for work that may take minutes or never come back: a thread of its own, which the end of the app leaves."""

    done = Signal(object)

    _finished = Signal(object)

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._finished.connect(self._over, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        threading.Thread(target=self._run, name="errand", daemon=True).start()

    def _run(self) -> None:
        result = self._work()
        with contextlib.suppress(RuntimeError):  # the app has closed meanwhile, and this object with it
            self._finished.emit(result)

    def _over(self, result: object) -> None:
        self.done.emit(result)
        self.deleteLater()


class _Run(QRunnable):
    def __init__(self, work: Callable[[], None]) -> None:
        super().__init__()
        self._do = work

    def run(self) -> None:
        self._do()


def warm_up() -> None:
    """What takes long to load, before it is needed: not when the first call starts or the first review opens."""
    import copilot.engine.correcting
    import copilot.engine.ears
    import copilot.engine.mind  # noqa: F401

    due(datetime.now(UTC), None, ZoneInfo("America/New_York"))
