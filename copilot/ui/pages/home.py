"""Where the app opens: start a call, the call that runs, one to recover, the last ones."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from copilot.call.events import CallStarted
from copilot.engine.planned import PlannedCall
from copilot.engine.views import OverlayView
from copilot.store.index import CallSummary
from copilot.store.settings import Settings
from copilot.ui import texts
from copilot.ui.pages.calls import CallList, call_title
from copilot.ui.pages.due import DueCard
from copilot.ui.pages.offer import OfferCard
from copilot.ui.pages.setup import SetupCard
from copilot.ui.pages.upcoming import UpcomingCard
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, Page, label, make_tall, push

RECENT = 5


class HomePage(Page):
    started = Signal(object)  # CallStarted
    opened = Signal(str, int)
    recovered = Signal(str)
    pause_wanted = Signal()
    stop_wanted = Signal()
    overlay_wanted = Signal()
    second_wanted = Signal()
    all_wanted = Signal()
    searched = Signal(str)

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__(self.tr("Home"))
        self._lost_id = ""
        self.notice = label("warn")
        self.notice.hide()
        self._lost = Card(theme, self.tr("A call was cut short"))
        self._lost_words = label("words")
        recover = push(self.tr("Open what was heard"), "primary")
        recover.clicked.connect(self._recover)
        self._lost.column.addWidget(self._lost_words)
        line = QHBoxLayout()
        line.addWidget(recover)
        line.addStretch()
        self._lost.column.addLayout(line)
        self._lost.hide()
        self._running = _RunningCard(theme)
        self._running.pause.clicked.connect(self.pause_wanted)
        self._running.stop.clicked.connect(self.stop_wanted)
        self._running.overlay.clicked.connect(self.overlay_wanted)
        self._running.second.clicked.connect(self.second_wanted)
        self._running.hide()
        self.offer = OfferCard(theme)
        self.upcoming = UpcomingCard(theme)
        self.setup_card = SetupCard(theme, settings)
        self.setup_card.started.connect(self.started)
        self.setup_card.sound.grown.connect(self._show_sound, Qt.ConnectionType.QueuedConnection)
        self.due = DueCard(theme)
        recent = Card(theme, self.tr("Recent calls"))
        self._recent = CallList(theme, self.tr("No call yet. The first one will be listed here."))
        self._recent.opened.connect(self.opened)
        self._all = push(self.tr("All calls"), "link")
        self._all.clicked.connect(self.all_wanted)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search in what was said"))
        self.search.setAccessibleName(self.tr("Search in what was said"))
        make_tall(self.search)
        self.search.returnPressed.connect(self._search)
        recent.column.addWidget(self.search)
        recent.column.addWidget(self._recent)
        recent.column.addWidget(self._all)
        for part in (self.notice, self._lost, self._running, self.offer, self.upcoming, self.setup_card, self.due, recent):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def take_over(self, old: "HomePage") -> None:
        """What was typed there, and what it had to tell."""
        self.setup_card.take_over(old.setup_card)
        self.search.setText(old.search.text())
        self.show_notice(old.notice.text())

    def show_notice(self, words: str) -> None:
        self.notice.setText(words)
        self.notice.setVisible(bool(words))

    def show_calls(self, calls: Sequence[CallSummary]) -> None:
        self._recent.show_calls(calls[:RECENT])
        self._all.setVisible(len(calls) > RECENT)
        self.search.setVisible(bool(calls))

    def show_recoverable(self, calls: Sequence[CallSummary]) -> None:
        self._lost.setVisible(bool(calls))
        if calls:
            self._lost_id = calls[0].call_id
            words = self.tr("{call}: the app ended before the call did. Everything up to its last words is there.")
            self._lost_words.setText(words.replace("{call}", call_title(calls[0])))

    def show_running(self, setup: CallStarted | None) -> None:
        self._running.setVisible(setup is not None)
        self.setup_card.setVisible(setup is None)
        if setup is not None:
            who = ", ".join(part for part in (setup.prospect.company, setup.prospect.name) if part)
            self._running.who.setText(who or setup.title or texts.kind(setup.kind))

    def show_view(self, view: OverlayView) -> None:
        self._running.show_view(view)

    def prepare(self, planned: PlannedCall, now: datetime) -> None:
        """The set-up filled, with its button under the hand. now: aware."""
        self.setup_card.fill(planned, now)
        self.lay_out()
        self.ensureWidgetVisible(self.setup_card.start_button, 0, 24)
        self.setup_card.start_button.setFocus()

    def _search(self) -> None:
        words = self.search.text().strip()
        self.search.clear()
        self.searched.emit(words)

    def _show_sound(self) -> None:
        self.lay_out()
        self.ensureWidgetVisible(self.setup_card.sound, 0, 12)

    def _recover(self) -> None:
        self.recovered.emit(self._lost_id)


class _RunningCard(Card):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Call in progress"), stripe=theme.accent)
        self.who = label("strong")
        self._state = label("sub")
        self.pause = push(self.tr("Pause"))
        self.stop = push(self.tr("End the call"), "primary")
        self.overlay = push(self.tr("Show or hide the overlay"))
        self.second = push(self.tr("Live window"))
        self.second.setAccessibleDescription(self.tr("Transcript, evidence, checklist and notes, for a second screen"))
        self.second.setToolTip(self.second.accessibleDescription())
        self._shown = ("", False)
        row = QHBoxLayout()
        for part in (self.stop, self.pause, self.overlay, self.second):
            row.addWidget(part)
        row.addStretch()
        self.column.addWidget(self.who)
        self.column.addWidget(self._state)
        self.column.addLayout(row)

    def show_view(self, view: OverlayView) -> None:
        left = texts.mmss(abs(view.clock.seconds_left))
        time = self.tr("{time} left") if view.clock.seconds_left >= 0 else self.tr("{time} over")
        paused = view.state == "paused"
        shown = (f"{texts.listening(view.state)} · {time.replace('{time}', left)}", paused)
        if shown != self._shown:
            self._shown = shown
            self._state.setText(shown[0])
            self.pause.setText(self.tr("Go on listening") if paused else self.tr("Pause"))
