"""The user's own notes on a call."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit

from copilot.ui.theme import Theme
from copilot.ui.widgets import Card

_REST_MS = 3000  # after the last key


class NotesCard(Card):
    changed = Signal()

    def __init__(self, theme: Theme, notes: str) -> None:
        super().__init__(theme, "")
        self._saved = notes
        self._field = QPlainTextEdit(notes)
        self._field.setPlaceholderText(self.tr("Your notes on this call, for you alone"))
        self._field.setAccessibleName(self.tr("Notes"))
        self._field.setTabChangesFocus(True)
        self._field.setFixedHeight(self.fontMetrics().height() * 5)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.keep)
        self._field.textChanged.connect(self._rest.start)
        self.column.addWidget(self._field)

    @property
    def text(self) -> str:
        return self._field.toPlainText()

    def keep(self) -> None:
        """Says that there is something new, once."""
        if self.text != self._saved:
            self._saved = self.text
            self.changed.emit()
