"""Python's search for garbage, on the Qt thread alone and in small portions."""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 3000


class Sweeper(QObject):
    """Lives on the Qt thread, from `start` to `stop`.

    By itself the search runs on whichever thread made the last object. There it may take Qt's objects apart off their thread,
    and with everything that is loaded it takes long enough to be seen, with every window standing still meanwhile.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.sweep)

    def start(self) -> None:
        gc.disable()
        self.settle()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def settle(self) -> None:
        """What is there now stays: it is not searched again."""
        gc.freeze()

    def sweep(self) -> None:
        """The oldest generation that is due, as Python would."""
        due = [age for age, (count, most) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if count > most]
        if due:
            gc.collect(due[-1])
