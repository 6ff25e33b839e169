"""Many rows under each other, built as far as they are looked at: a thousand calls open as fast as thirty."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from copilot.ui.turns import Turns
from copilot.ui.widgets import label, push

AT_ONCE = 30
_IN_ONE_TURN = 4  # more would freeze the window


class Rows(QWidget):
    """An empty list says so in words; a long one ends in a button that shows more."""

    def __init__(self, nothing: str) -> None:
        """nothing: what an empty list says."""
        super().__init__()
        self._nothing = nothing
        self._items: Sequence[Any] = ()
        self._make: Callable[[Any], QWidget] | None = None
        self._upto = 0
        self._turns = Turns(self)
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

    @property
    def whole(self) -> bool:
        """All rows that were asked for are built."""
        return self._turns.idle

    def reach_as_far(self, old: "Rows") -> None:
        """As many rows as the user had asked for there."""
        self._upto = old._upto

    def fill(self, items: Sequence[Any], make: Callable[[Any], QWidget]) -> None:
        """make: one row for one item. As many rows stay as the user had asked for; what is shown already is left as it is."""
        if self._shown and (items, make) == (self._items, self._make):
            return
        self._turns.drop()
        wanted = max(AT_ONCE, self._upto)
        for old in self._shown:
            old.hide()
            old.deleteLater()
        self._items, self._make = items, make
        self._shown = [] if items else [label("sub", self._nothing)]
        for row in self._shown:
            self._list.addWidget(row)
        self._upto = min(wanted, len(items))
        self._build()

    def _build(self) -> None:
        """The next rows; those after them in the next turn of the event loop."""
        if self._make is None or not self._items:
            self._more.hide()
            return
        for item in self._items[len(self._shown) : min(self._upto, len(self._shown) + _IN_ONE_TURN)]:
            row = self._make(item)
            self._shown.append(row)
            self._list.addWidget(row)
        if len(self._shown) < self._upto:
            self._turns.add(self._build)
        self._more.setVisible(len(self._shown) == self._upto < len(self._items))

    def _grow(self) -> None:
        first = len(self._shown)
        self._upto = min(first + AT_ONCE, len(self._items))
        self._build()
        self._shown[first].show()  # now, so that it can take the focus
        self._shown[first].setFocus()
