"""A bug in a window or on a thread nobody guards: told once, written down without a word of any call, and the app goes on."""

import logging
import platform
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QObject, Qt, Signal

import copilot
from copilot.errors import traced

NAME = "bugs.txt"
_LARGEST = 200_000
log = logging.getLogger(__name__)


class CrashNotice(QObject):
    """Lives on the Qt thread; hears of bugs on any. `told` comes once for each place in the code."""

    told = Signal(str)  # where the report lies

    _met = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = folder / NAME
        self._known: set[str] = set()
        self._before = (sys.excepthook, threading.excepthook)
        self._met.connect(self._tell, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_on_thread

    def remove(self) -> None:
        sys.excepthook, threading.excepthook = self._before

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._before[0](kind, error, trace)
            return
        self._note(error.with_traceback(trace))

    def _uncaught_on_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._note(args.exc_value)

    def _note(self, error: BaseException) -> None:
        where = traced(error)
        if where in self._known:
            return
        self._known.add(where)
        log.error("a bug: %s", where)
        self._write(where)
        self._met.emit()

    def _write(self, where: str) -> None:
        line = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {copilot.__version__} {platform.platform()} {where}\n"
        try:
            if self._path.exists() and self._path.stat().st_size > _LARGEST:
                self._path.unlink()
            with self._path.open("a", encoding="utf-8") as file:
                file.write(line)
            self._path.chmod(0o600)
        except OSError:
            return  # the log has it

    def _tell(self) -> None:
        self.told.emit(str(self._path))
