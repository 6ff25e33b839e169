"""The one crossing from the engine thread to Qt."""

import threading

from PySide6.QtCore import QElapsedTimer, QObject, Qt, QTimer, Signal

from copilot.engine.running import RunningCall
from copilot.engine.snapshot import Snapshot

SHORTEST_MS = 33  # 30 snapshots a second at most


class Bridge(QObject):
    """Lives on the Qt thread. Carries the newest snapshot of one session; those in between are dropped on purpose.

    Only `wake` is called on the engine thread. At most one crossing is under way at any time.
    """

    changed = Signal(object)  # Snapshot
    ended = Signal(object)  # the last Snapshot, once

    _woken = Signal()

    def __init__(self, session: RunningCall, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._crossing = threading.Lock()
        self._over = False
        self._since = QElapsedTimer()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setTimerType(Qt.TimerType.PreciseTimer)
        self._pause.timeout.connect(self._deliver)
        self._woken.connect(self._arrived, Qt.ConnectionType.QueuedConnection)

    def wake(self) -> None:
        """On the engine thread."""
        if self._crossing.acquire(blocking=False):
            self._woken.emit()

    def _arrived(self) -> None:
        waited = self._since.elapsed() if self._since.isValid() else SHORTEST_MS
        if waited >= SHORTEST_MS:
            self._deliver()
        elif not self._pause.isActive():
            self._pause.start(SHORTEST_MS - waited)

    def _deliver(self) -> None:
        self._since.start()
        self._crossing.release()
        snapshot: Snapshot = self._session.latest()
        self.changed.emit(snapshot)
        if snapshot.call.ended and not self._over:
            self._over = True
            self.ended.emit(snapshot)
