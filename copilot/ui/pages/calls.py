"""Rows of calls, for the home page and the list of all."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QMargins, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout

from copilot.call.catalogue import Side
from copilot.engine.searching import Search
from copilot.review.model import VerdictValue
from copilot.store.index import CallSummary, Hit
from copilot.ui import texts
from copilot.ui.pages.imports import ImportCard
from copilot.ui.rows import Rows
from copilot.ui.theme import Theme
from copilot.ui.verdicts import VerdictMark
from copilot.ui.widgets import Card, OneLine, Page, RowButton, label, make_tall, push

_FILTER_LETTERS = 8  # a small window has room for four of them
_TYPING_MS = 150  # a pause in typing before the search


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
        if not under:
            second.hide()
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


class _Filter(QComboBox):
    """As wide as its first words where there is room: a name in it may be as long as it likes."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_FILTER_LETTERS)

    def sizeHint(self) -> QSize:
        least, metrics = super().sizeHint(), self.fontMetrics()
        more = metrics.horizontalAdvance(self.itemText(0)) - metrics.horizontalAdvance("X") * _FILTER_LETTERS
        return least.grownBy(QMargins(0, 0, max(0, more), 0))


class CallsPage(Page):
    """All calls, a search in what was said, and calls from elsewhere."""

    opened = Signal(str, int)
    searched = Signal(object)  # Search
    import_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Calls"))
        head = QHBoxLayout()
        head.addWidget(label("h1", self.tr("Calls")), 1)
        bring = push(self.tr("Import…"))
        bring.setToolTip(self.tr("Recordings and transcripts of other calls"))
        bring.clicked.connect(self.import_wanted)
        head.addWidget(bring)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search in what was said"))
        self.search.setAccessibleName(self.tr("Search in what was said"))
        self.search.setClearButtonEnabled(True)
        make_tall(self.search)
        self._company, self._side, self._label, self._since = (_Filter() for _ in range(4))
        for box, name in (
            (self._company, self.tr("Company")),
            (self._side, self.tr("Speaker")),
            (self._label, self.tr("Signal")),
            (self._since, self.tr("Since")),
        ):
            box.setAccessibleName(name)
            box.addItem({self._since: self.tr("At any time")}.get(box, self.tr("{what}: all").replace("{what}", name)), "")
        for side in (Side.THEM, Side.YOU):
            self._side.addItem(texts.side(side), side)
        for days, words in ((7, self.tr("Last 7 days")), (30, self.tr("Last 30 days")), (365, self.tr("Last year"))):
            self._since.addItem(words, days)
        filters = QHBoxLayout()
        for box in (self._company, self._side, self._label, self._since):
            make_tall(box)
            box.currentIndexChanged.connect(self._ask)
            filters.addWidget(box)
        filters.addStretch()
        self._signal = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_TYPING_MS)
        self._rest.timeout.connect(self._ask)
        self.search.textChanged.connect(self._rest.start)
        self.search.returnPressed.connect(self._ask)
        self.imports = ImportCard(theme)
        card = Card(theme)
        self._list = CallList(theme, self.tr("Nothing here."))
        self._list.opened.connect(self.opened)
        card.column.addWidget(self._list)
        self.column.addLayout(head)
        self.column.addWidget(self.imports)
        self.column.addWidget(self.search)
        self.column.addLayout(filters)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def take_over(self, old: "CallsPage") -> None:
        """What was looked for there, and as many rows. The calls are shown already."""
        self._list.reach_as_far(old._list)
        self._signal = old._label.currentData() or old._signal
        self._company.setCurrentIndex(max(0, self._company.findData(old._company.currentData())))
        self._side.setCurrentIndex(old._side.currentIndex())
        self._since.setCurrentIndex(old._since.currentIndex())
        self._choose_signal()
        self.search.setText(old.search.text())
        self._ask()

    def show_names(self, labels: Mapping[str, str]) -> None:
        """labels: the signals to search by, id to name."""
        if self._label.count() == 1:
            for signal, name in sorted(labels.items(), key=lambda pair: pair[1]):
                self._label.addItem(name, signal)
            self._choose_signal()

    def _choose_signal(self) -> None:
        """The one that was wanted before the names were there."""
        if (at := self._label.findData(self._signal)) >= 0:
            self._label.setCurrentIndex(at)
            self._signal = ""

    def show_calls(self, calls: Sequence[CallSummary]) -> None:
        """All of them, or what is looked for; the filters offer their companies."""
        companies = sorted({c.company for c in calls if c.company}, key=str.casefold)
        known = [self._company.itemData(i) for i in range(1, self._company.count())]
        if companies != known:
            chosen = self._company.currentData()
            self._company.blockSignals(True)
            while self._company.count() > 1:
                self._company.removeItem(1)
            for company in companies:
                self._company.addItem(company, company)
            self._company.setCurrentIndex(max(0, self._company.findData(chosen)))
            self._company.blockSignals(False)
        if self.search.text().strip() or self._label.currentData():
            self._ask()
            return
        company, since = self._company.currentData(), self._since_utc()
        self._list.show_calls([c for c in calls if company in ("", c.company) and c.started_utc >= since])

    def show_hits(self, hits: Sequence[Hit]) -> None:
        self._list.show_hits(hits)

    def look_for(self, words: str) -> None:
        """Searches for these words at once."""
        self.search.setText(words)
        self.search.setFocus()
        self._ask()

    def _ask(self) -> None:
        self._rest.stop()
        side = Side(self._side.currentData()) if self._side.currentData() else None
        company, label = self._company.currentData(), self._label.currentData()
        self.searched.emit(Search(self.search.text(), company, label, side, self._since_utc()))

    def _since_utc(self) -> str:
        days = self._since.currentData()
        return (datetime.now(UTC) - timedelta(days=days)).isoformat() if days else ""


def call_title(call: CallSummary) -> str:
    """'Halden Foods, Dana Whitlock', or the title, or the kind of call."""
    return ", ".join(part for part in (call.company, call.name) if part) or call.title or texts.kind(call.kind)


def _second_line(call: CallSummary) -> str:
    if call.next_at:
        when = datetime.fromisoformat(call.next_at)
        return f"→ {texts.day(when)} · {texts.next_step(call.next_what)}"
    return texts.quoted(call.quote) if call.quote else ""
