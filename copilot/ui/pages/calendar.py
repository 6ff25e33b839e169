"""The calendar card of the settings: a file or an address, and what came of it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit

from copilot.engine.calendar_feed import Agenda, is_address
from copilot.store.settings import Settings
from copilot.ui import texts
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, label, make_tall, push


class CalendarCard(Card):
    """`changed` carries a path, an address, or ''."""

    changed = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Calendar"))
        words = self.tr("A file or the secret address of your calendar that ends in .ics. Nothing is asked for without one.")
        self.source = QLineEdit()
        self.source.setAccessibleName(self.tr("Calendar file or address"))
        self.source.setPlaceholderText("https://calendar.google.com/…/basic.ics")
        make_tall(self.source)
        self.source.editingFinished.connect(self._typed)
        self.choose = push(self.tr("Choose a file…"))
        self.choose.clicked.connect(self._choose)
        self.remove = push(self.tr("Remove"))
        self.remove.clicked.connect(self._remove)
        row = QHBoxLayout()
        for part in (self.source, self.choose, self.remove):
            row.addWidget(part)
        row.setStretch(0, 1)
        self.state = label("sub")
        self.column.addWidget(label("sub", words))
        self.column.addLayout(row)
        self.column.addWidget(self.state)
        self.state.hide()

    def show_settings(self, settings: Settings) -> None:
        if self.source.text() != settings.calendar:
            self.source.setText(settings.calendar)
        self.remove.setVisible(bool(settings.calendar))
        if not settings.calendar:
            self.state.hide()

    def show_agenda(self, agenda: Agenda) -> None:
        """What the last look gave."""
        if agenda.trouble is not None:
            self.state.setText(agenda.trouble.of(texts.language()))
        else:
            found = self.tr("Read: meetings in the next seven days: {n}.")
            self.state.setText(found.replace("{n}", str(len(agenda.meetings))))
        self.state.setVisible(bool(self.source.text()))

    def _typed(self) -> None:
        words = self.source.text().strip()
        if "://" in words and not is_address(words):
            self.state.setText(self.tr("An address begins with https://"))
            self.state.show()
            return
        self.changed.emit(words)

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a calendar"), "", "*.ics")
        if name:
            self.source.setText(name)
            self.changed.emit(name)

    def _remove(self) -> None:
        self.source.clear()
        self.changed.emit("")
