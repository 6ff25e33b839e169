"""Many rows under each other, built as far as they are looked at: a thousand calls open as fast as thirty."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copilot.ui.widgets import label, push

AT_ONCE = 30


class Rows(QWidget):
    """An empty list says so in words; a long one ends in a button that shows more."""

    def __init__(self, nothing: str) -> None:
        """nothing: what an empty list says."""
        super().__init__()
        self._nothing = nothing
        self._items: Sequence[Any] = ()
        self._make: Callable[[Any], QWidget] | None = None
        self._shown: list[QWidget] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._more = push(self.tr("Show more"), "link")
        self._more.clicked.connect(self._grow)
        self._column.addLayout(self._list)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._more.hide()

    def fill(self, items: Sequence[Any], make: Callable[[Any], QWidget]) -> None:
        """make: one row for one item. As many rows stay as the user had asked for."""
        wanted = max(AT_ONCE, len(self._shown))
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._items, self._make = items, make
        self._shown = [] if items else [label("sub", self._nothing)]
        for row in self._shown:
            self._list.addWidget(row)
        self._build(wanted)

    def _build(self, upto: int) -> None:
        if self._make is None or not self._items:
            self._more.hide()
            return
        for item in self._items[len(self._shown) : upto]:
            row = self._make(item)
            self._shown.append(row)
            self._list.addWidget(row)
            row.show()  # now, so that it can take the focus
        self._more.setVisible(len(self._shown) < len(self._items))

    def _grow(self) -> None:
        first = len(self._shown)
        self._build(first + AT_ONCE)
        self._shown[first].setFocus()
