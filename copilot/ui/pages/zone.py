"""A field for a time zone, chosen from a few or typed as a city."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox

from copilot.engine.views import city
from copilot.review.times import find_zone
from copilot.ui.pages.setup import system_zone

_USUAL = ("Europe/Paris", "Europe/London", "America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles")


class ZoneChoice(QComboBox):
    """`changed` carries an IANA name, '' for the system's. A place it does not know is put back."""

    changed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._zone = ""
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItem(self.tr("As the computer: {city}").replace("{city}", city(system_zone())), "")
        for name in _USUAL:
            self.addItem(city(name), name)
        self.activated.connect(self._chosen)
        self.lineEdit().editingFinished.connect(self._typed)

    def show_zone(self, zone: str) -> None:
        """zone: IANA name, or ''."""
        self._zone = zone
        at = self.findData(zone)
        self.setCurrentIndex(at)
        if at < 0:
            self.setEditText(city(zone))

    def _chosen(self, at: int) -> None:
        self._set(self.itemData(at) or "")

    def _typed(self) -> None:
        words = self.currentText().strip()
        at = self.findText(words)
        self._set(self.itemData(at) or "" if at >= 0 else find_zone(words) or self._zone)

    def _set(self, zone: str) -> None:
        old = self._zone
        self.show_zone(zone)
        if zone != old:
            self.changed.emit(zone)
