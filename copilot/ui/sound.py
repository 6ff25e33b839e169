"""The sound check between its threads and the page."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from copilot.audio.findings import Finding, Stage

if TYPE_CHECKING:
    from copilot.engine.sound_check import SoundCheck, Tell


class SoundChecker(QObject):
    """Lives on the Qt thread. One check at a time; what a cancelled one still says is dropped."""

    told = Signal(object, object)  # Stage, tuple[Finding, ...]

    _heard = Signal(object, object, object)

    def __init__(self, make: "Callable[[Tell], SoundCheck]", parent: QObject) -> None:
        super().__init__(parent)
        self._make = make
        self._check: SoundCheck | None = None
        self._last: list[SoundCheck] = []
        self._round = 0
        self._heard.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def start(self) -> None:
        self.cancel()
        this = self._round

        def tell(stage: Stage, findings: tuple[Finding, ...]) -> None:
            self._heard.emit(this, stage, findings)

        self._check = self._make(tell)
        self._check.start()

    def cancel(self) -> None:
        self._round += 1
        if self._check is not None:
            self._check.cancel()
            self._last = [self._check]
            self._check = None

    def close(self) -> None:
        """Cancels, and waits until the devices are closed."""
        self.cancel()
        for check in self._last:
            check.join()

    def _pass_on(self, number: int, stage: Stage, findings: tuple[Finding, ...]) -> None:
        if number == self._round:
            self.told.emit(stage, findings)
