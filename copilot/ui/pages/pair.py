"""Two cards of a page, beside each other where they fit."""

from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget


class Pair(QWidget):
    """Two cards beside each other, or under each other where the window is narrow."""

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
        self._side_by_side: bool | None = None

    @property
    def needs(self) -> int:
        """Pixels for both beside each other with no word cut."""
        return 2 * max(part.minimumSizeHint().width() for part in self._parts) + self._grid.spacing()

    def stand(self, side_by_side: bool) -> None:
        if side_by_side is self._side_by_side:
            return
        self._side_by_side = side_by_side
        for at, part in enumerate(self._parts):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, 0 if side_by_side else at, at if side_by_side else 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if side_by_side else 0)
