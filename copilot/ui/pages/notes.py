"""The user's own notes on a call."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, go_on_typing

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

    def take_over(self, old: "NotesCard", focused: QWidget | None) -> None:
        """Of the same call, made before; focused: what had the focus."""
        self._field.textChanged.disconnect()
        self._field = go_on_typing(self.column, self._field, old._field, focused is old._field)
        self._field.textChanged.connect(self._rest.start)

    @property
    def text(self) -> str:
        return self._field.toPlainText()

    def keep(self) -> None:
        """Says that there is something new, once."""
        if self.text != self._saved:
            self._saved = self.text
            self.changed.emit()
