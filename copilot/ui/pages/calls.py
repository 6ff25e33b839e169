"""Rows of calls, for the home page and the list of all."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout

from copilot.review.model import VerdictValue
from copilot.store.index import CallSummary, Hit
from copilot.ui import texts
from copilot.ui.rows import Rows
from copilot.ui.theme import Theme
from copilot.ui.verdicts import VerdictMark
from copilot.ui.widgets import Card, OneLine, Page, RowButton, label


class CallRow(RowButton):
    """One call: when, with whom, the verdict and the next dated step; or the words found in it."""

    opened = Signal(str, int)

    def __init__(self, theme: Theme, call: CallSummary, hit: Hit | None = None) -> None:
        super().__init__("callrow")
        self._call, self._utterance = call.call_id, hit.passage.utterance if hit else 0
        started = datetime.fromisoformat(call.started_utc).astimezone()
        when = label("stamp", f"{texts.day(started)}, {texts.clock(started)}", wrap=False)
        when.setMinimumWidth(when.fontMetrics().horizontalAdvance("MMM. 00 MMM., 00:00"))
        who = OneLine("strong")
        who.set_text(call_title(call))
        under = texts.quoted(hit.passage.text) if hit else _second_line(call)
        second = label("sub", under) if hit else OneLine("sub")
        second.setText(under)
        second.setVisible(bool(under))
        words = QVBoxLayout()
        words.setSpacing(2)
        self.add(words, who, 1)
        self.add(words, second, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(16)
        self.add(row, when)
        row.addLayout(words, 1)
        if call.verdict:
            row.addWidget(VerdictMark(theme, VerdictValue(call.verdict)), 0, Qt.AlignmentFlag.AlignTop)
        verdict = texts.verdict(VerdictValue(call.verdict)) if call.verdict else ""
        self.setAccessibleName(f"{who.text()}, {when.text()}, {verdict}")
        self.clicked.connect(self._on_click)

    def _on_click(self) -> None:
        self.opened.emit(self._call, self._utterance)


class CallList(Rows):
    """Calls, or what was found in them."""

    opened = Signal(str, int)

    def __init__(self, theme: Theme, nothing: str) -> None:
        super().__init__(nothing)
        self._theme = theme

    def show_calls(self, calls: Sequence[CallSummary]) -> None:
        self.fill(calls, self._call)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self.fill(hits, self._hit)

    def _call(self, call: CallSummary) -> CallRow:
        return self._led(CallRow(self._theme, call))

    def _hit(self, hit: Hit) -> CallRow:
        return self._led(CallRow(self._theme, hit.call, hit))

    def _led(self, row: CallRow) -> CallRow:
        row.opened.connect(self.opened)
        return row


class CallsPage(Page):
    """All calls, and a search in what was said."""

    opened = Signal(str, int)
    searched = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Calls"))
        self._all: Sequence[CallSummary] = ()
        title = label("h1", self.tr("Calls"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search in what was said"))
        self.search.setAccessibleName(self.tr("Search in what was said"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self.searched)
        card = Card(theme)
        self._list = CallList(theme, self.tr("Nothing here."))
        self._list.opened.connect(self.opened)
        card.column.addWidget(self._list)
        self.column.addWidget(title)
        self.column.addWidget(self.search)
        self.column.addWidget(card)
        self.column.addStretch()

    def show_calls(self, calls: Sequence[CallSummary]) -> None:
        self._list.show_calls(calls)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self._list.show_hits(hits)


def call_title(call: CallSummary) -> str:
    """'Halden Foods, Dana Whitlock', or the title, or the kind of call."""
    return ", ".join(part for part in (call.company, call.name) if part) or call.title or texts.kind(call.kind)


def _second_line(call: CallSummary) -> str:
    if call.next_at:
        when = datetime.fromisoformat(call.next_at)
        return f"→ {texts.day(when)} · {call.next_what}" if call.next_what else f"→ {texts.day(when)}"
    return texts.quoted(call.quote) if call.quote else ""
