"""Work that may take longer than a frame, off the Qt thread."""

import contextlib
import importlib
import logging
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from copilot.call.catalogue import CallKind
from copilot.errors import KnownError, traced
from copilot.playbook.loader import built_in
from copilot.practice.scenario import built_in_scenarios
from copilot.review.times import due

_SLOW = (
    "copilot.engine.session",
    "copilot.engine.ears",
    "copilot.engine.mind",
    "copilot.engine.correcting",
    "copilot.engine.demo",
    "copilot.engine.drilling",
    "copilot.engine.model_choice",
    "copilot.engine.own_words",
    "copilot.engine.practice_session",
    "copilot.engine.practising",
    "copilot.engine.spoken_practice",
    "copilot.engine.starting",
    "copilot.review.export",
)
log = logging.getLogger(__name__)


T = TypeVar("T")


def known(work: Callable[[], T]) -> T | KnownError:
    """What it gives, or what the user can do something about; for a `Task`."""
    try:
        return work()
    except KnownError as error:
        return error


class Task(QObject):
    """Runs `work` on a pool thread; `done` brings its result back to the Qt thread, or `broke` that it met a bug."""

    done = Signal(object)
    broke = Signal()

    _finished = Signal()

    def __init__(self, work: Callable[[], object], parent: QObject) -> None:
        super().__init__(parent)
        self._work = work
        self._result: object = None
        self._whole = False
        self._runnable = _Run(self._run)  # kept here: the pool does not keep what Python made
        self._runnable.setAutoDelete(False)
        self._finished.connect(self._over, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        QThreadPool.globalInstance().start(self._runnable)

    def _run(self) -> None:
        try:
            self._result, self._whole = self._work(), True
        finally:  # a bug goes on to whoever tells of bugs
            with contextlib.suppress(RuntimeError):  # the parent is gone, and this object with it
                self._finished.emit()

    def _over(self) -> None:
        if self._whole:
            self.done.emit(self._result)
        else:
            self.broke.emit()
        self.deleteLater()


def off_thread(
    parent: QObject, work: Callable[[], T], done: Callable[[T], object], broke: Callable[[], object] | None = None
) -> None:
    """`work` on a thread of the pool, then `done` with its result on this one, unless the parent is gone by then.

    broke: instead of `done` after a bug, for those who wait visibly.
    """
    task = Task(work, parent)
    task.done.connect(done)
    if broke is not None:
        task.broke.connect(broke)
    task.start()


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


class WarmUp(QObject):
    """Lives on the Qt thread. Loads what takes long, before it is needed: not when the first call starts or a review opens."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._begun = False
        self._waiting: list[Callable[[], None]] = []
        self.done = all(name in sys.modules for name in _SLOW)

    def start(self) -> None:
        if not self._begun:
            self._begun = True
            task = Task(self._load, self)
            task.done.connect(self._over)
            task.start()

    def then(self, act: Callable[[], None]) -> None:
        """Now when all is loaded, else as soon as it is."""
        if self.done:
            act()
        else:
            self._waiting.append(act)
            self.start()

    def _load(self) -> None:
        """On a thread of the pool. What cannot be loaded is met again by what needs it, and told there."""
        try:
            load_slow_parts()
        except Exception as error:  # noqa: BLE001 top of a thread
            log.error("not loaded ahead: %s", traced(error))

    def _over(self) -> None:
        self.done = True
        while self._waiting:
            self._waiting.pop(0)()


def load_slow_parts() -> None:
    for name in _SLOW:
        importlib.import_module(name)
    built_in(CallKind.PROSPECT)
    built_in_scenarios()
    due(datetime.now(UTC), None, ZoneInfo("America/New_York"))
