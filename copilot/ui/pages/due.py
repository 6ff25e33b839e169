"""What is due today, for the page where the app opens."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from copilot.engine.deals import Task
from copilot.ui.dues import task_time, task_words
from copilot.ui.pages.calls import call_title
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, OneLine, RowButton, label

_MOST = 6


class DueCard(Card):
    """Hidden while nothing is due."""

    opened = Signal(str, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Due today"))
        self._rows: list[QWidget] = []
        self.hide()

    def show_tasks(self, tasks: Sequence[Task], now: datetime) -> None:
        """now: aware."""
        for old in self._rows:
            old.hide()
            old.deleteLater()
        self._rows = [_Row(task, now) for task in tasks[:_MOST]]
        for row in self._rows:
            row.opened.connect(self.opened)  # type: ignore[attr-defined]
            self.column.addWidget(row)
        self.setVisible(bool(tasks))


class _Row(RowButton):
    opened = Signal(str, int)

    def __init__(self, task: Task, now: datetime) -> None:
        super().__init__("callrow")
        self._call = task.call.call_id
        who, what = OneLine("strong"), OneLine("sub")
        who.set_text(call_title(task.call))
        what.set_text(task_words(task, now))
        when = label("warn" if task.late else "stamp", task_time(task, now), wrap=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 10, 6)
        row.setSpacing(16)
        self.add(row, who, 1)
        self.add(row, what, 2)
        self.add(row, when)
        self.setAccessibleName(f"{who.text()}, {what.text()}, {when.text()}")
        self.clicked.connect(self._on_click)

    def _on_click(self) -> None:
        self.opened.emit(self._call, 0)
