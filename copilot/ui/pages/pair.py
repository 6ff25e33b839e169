"""Two cards of a page, beside each other where they fit."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

_LEAST = 730  # pixels for two


class Pair(QWidget):
    """Beside each other where the window is wide and no word would be cut, else under each other."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._parts = (first, second)
        for part in self._parts:
            policy = part.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)  # or the wider one takes more than half
            part.setSizePolicy(policy)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        self._beside: bool | None = None
        self._stand(beside=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        needed = 2 * max(part.minimumSizeHint().width() for part in self._parts) + self._grid.spacing()
        self._stand(beside=self.width() >= max(_LEAST, needed))

    def _stand(self, beside: bool) -> None:
        if beside is self._beside:
            return
        self._beside = beside
        for at, part in enumerate(self._parts):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, 0 if beside else at, at if beside else 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if beside else 0)
