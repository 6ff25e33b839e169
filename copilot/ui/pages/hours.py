"""A field for the hours one works."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from copilot.ui import texts
from copilot.ui.widgets import label, make_tall

_EARLIEST, _LATEST = 5, 23


class HoursChoice(QWidget):
    """`changed` carries the first and the last hour; at least one lies between them."""

    changed = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.opens, self.closes = QComboBox(), QComboBox()
        self.opens.setAccessibleName(self.tr("Work begins at"))
        self.closes.setAccessibleName(self.tr("Work ends at"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.opens)
        row.addWidget(label("sub", self.tr("to"), wrap=False))
        row.addWidget(self.closes)
        row.addStretch()
        for box, hours in ((self.opens, range(_EARLIEST, _LATEST)), (self.closes, range(_EARLIEST + 1, _LATEST + 1))):
            for hour in hours:
                box.addItem(texts.clock(datetime.min.replace(hour=hour)), hour)
            make_tall(box)
            box.activated.connect(self._chosen)
        self.setFocusProxy(self.opens)

    def show_hours(self, opens: int, closes: int) -> None:
        self.opens.setCurrentIndex(self.opens.findData(opens))
        self.closes.setCurrentIndex(self.closes.findData(closes))

    def _chosen(self) -> None:
        opens, closes = self.opens.currentData(), self.closes.currentData()
        if closes <= opens and self.sender() is self.opens:
            closes = opens + 1
        elif closes <= opens:
            opens = closes - 1
        self.show_hours(opens, closes)
        self.changed.emit(opens, closes)
