"""What comes before a call: the next meetings, from one of them the set-up, the sound check, the offer to listen, the guide."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from copilot.engine.calendar_feed import Agenda
from copilot.engine.call_offer import Offer
from copilot.engine.deals import with_them
from copilot.engine.desk import Desk
from copilot.engine.meetings import Meeting
from copilot.engine.planned import plan
from copilot.store.index import CallSummary
from copilot.store.settings import Settings
from copilot.ui import texts
from copilot.ui.calendar import CalendarWatch
from copilot.ui.call_notices import CallNotices
from copilot.ui.guide import Guide
from copilot.ui.offer import OfferPrompt
from copilot.ui.pages.setup import system_zone
from copilot.ui.pages.upcoming import ROWS, Coming
from copilot.ui.playbooks import Playbooks
from copilot.ui.sound import SoundChecker
from copilot.ui.window import MainWindow

_AGAIN_MS = 20_000


class Before(QObject):
    """Lives on the Qt thread, as long as the app."""

    page_wanted = Signal(str)
    demo_wanted = Signal()
    settings_changed = Signal(object)  # Settings
    listen_wanted = Signal()
    brief_wanted = Signal(str)  # company

    def __init__(self, desk: Desk, in_use: Callable[[], MainWindow], parent: QObject) -> None:
        """in_use: the window the user sees, which is not the one attached last while that is still filled."""
        super().__init__(parent)
        self._desk, self._in_use = desk, in_use
        self._first = not desk.paths.settings.exists()  # nothing was ever set
        self._window: MainWindow | None = None
        self._calendar = CalendarWatch(desk.paths.data, self)
        self._calendar.told.connect(self._show_agenda)
        self._notices = CallNotices(self, _now)
        self._notices.changed.connect(self._ask)
        self._prompt = OfferPrompt()
        self._prompt.accepted.connect(self._accept)
        self._prompt.declined.connect(self._notices.decline)
        self._prompt.never.connect(self._never)
        self._sound = SoundChecker(desk.check_sound, self)
        self._guide = Guide(desk, self)
        self._guide.settings_changed.connect(self.settings_changed)
        self._guide.left.connect(self._leave_guide)
        self._playbooks = Playbooks(desk, self)
        self._playbooks.back_wanted.connect(self._show_settings)
        self._clock = QTimer(self)
        self._clock.setInterval(_AGAIN_MS)
        self._clock.timeout.connect(self._tick)

    def attach(self, window: MainWindow) -> None:
        """The windows were made, or made anew."""
        self._sound.cancel()
        self._window = window
        window.home.setup_card.sound.wanted.connect(self._sound.start)
        window.home.setup_card.sound.cancelled.connect(self._sound.cancel)
        self._sound.told.connect(window.home.setup_card.sound.show_check)
        window.home.upcoming.prepared.connect(self.prepare)
        window.home.upcoming.joined.connect(self._join)
        window.home.upcoming.calendar_wanted.connect(self._show_settings)
        window.home.upcoming.brief_wanted.connect(self.brief_wanted)
        window.home.setup_card.brief_wanted.connect(self.brief_wanted)
        window.home.setup_card.named.connect(self._show_met)
        window.home.offer.accepted.connect(self._accept)
        window.home.offer.declined.connect(self._notices.decline)
        window.settings.guide_wanted.connect(self._open_guide)
        self._guide.attach(window.guide)
        window.settings.playbook_wanted.connect(self._open_playbook)
        self._playbooks.attach(window.playbook)
        self._show_offer(self._notices.offer)
        if self._desk.settings.calendar:
            window.settings.calendar.show_agenda(self._calendar.agenda)

    def open(self, first: bool) -> None:
        """first: nothing comes before the guide: no call that starts at once, none that a crash cut short."""
        self.apply(self._desk.settings)
        self._clock.start()
        if first and self._first:
            self._open_guide()

    def apply(self, settings: Settings) -> None:
        self._calendar.apply(settings)
        self._notices.apply(settings)
        self.show()

    def set_busy(self, busy: bool) -> None:
        """A call or a practice call runs."""
        self._notices.set_busy(busy)

    def close(self) -> None:
        self._clock.stop()
        self._calendar.close()
        self._sound.close()
        self._guide.close()
        self._playbooks.close()
        self._notices.close()
        self._prompt.hide()
        self._prompt.deleteLater()

    def show(self) -> None:
        """The next meetings as they are now."""
        if self._window is None:
            return
        agenda, calls = self._calendar.agenda, self._desk.calls()
        now = _now()
        coming = [self._coming(m, calls) for m in [m for m in agenda.meetings if m.end > now][:ROWS]]
        trouble = agenda.trouble.of(texts.language()) if agenda.trouble is not None else ""
        self._window.home.upcoming.show_meetings(coming, trouble, bool(self._desk.settings.calendar), now)

    def show_playbook(self) -> None:
        """Its page was turned to."""
        self._playbooks.show()

    def prepare(self, meeting: Meeting) -> None:
        """The set-up of the call with them, one press from its start."""
        you, window = self._desk.settings.you, self._in_use()
        planned = plan(meeting, self._desk.calls(), you.email, you.timezone or system_zone())
        window.turn("home")
        window.home.prepare(planned, _now())

    def _coming(self, meeting: Meeting, calls: Sequence[CallSummary]) -> Coming:
        you = self._desk.settings.you
        planned = plan(meeting, calls, you.email, you.timezone)
        who = ", ".join(part for part in (planned.company, planned.name) if part)
        return Coming(meeting, who, planned.met)

    def _show_met(self, who: str) -> None:
        if self._window is not None:
            self._window.home.setup_card.show_met(bool(with_them(self._desk.calls(), who)))

    def _tick(self) -> None:
        self._notices.look()
        self.show()

    def _ask(self, offer: Offer | None) -> None:
        self._show_offer(offer)
        if offer is None or self._window is None:
            self._prompt.hide()
        else:
            self._prompt.ask(offer, self._with(offer), self._window.theme)

    def _show_offer(self, offer: Offer | None) -> None:
        if self._window is not None:
            self._window.home.offer.show_offer(offer, self._with(offer) if offer is not None else "")

    def _with(self, offer: Offer) -> str:
        return self._coming(offer.meeting, self._desk.calls()).who if offer.meeting is not None else ""

    def _accept(self) -> None:
        """They said yes: what the calendar knows is filled in, unless they filled it in themselves."""
        offer = self._notices.offer
        if offer is None:
            return
        if offer.meeting is not None and self._in_use().home.setup_card.untouched:
            self.prepare(offer.meeting)
        self._prompt.hide()
        self.listen_wanted.emit()

    def _never(self, app: str) -> None:
        settings = self._desk.settings
        self.settings_changed.emit(replace(settings, never_offer=(*settings.never_offer, app)))

    def _show_agenda(self, agenda: Agenda) -> None:
        told = self._window.settings.calendar if self._window is not None else None
        if told is not None:
            told.show_agenda(agenda)
        self._notices.see_meetings(agenda.meetings)
        self.show()

    def _show_settings(self) -> None:
        self.page_wanted.emit("settings")

    def _open_playbook(self) -> None:
        self.page_wanted.emit("playbook")

    def _open_guide(self) -> None:
        self.page_wanted.emit("guide")
        self._guide.open()

    def _leave_guide(self, where: str) -> None:
        self.page_wanted.emit("practice" if where == "practice" else "home")
        if where == "demo":
            self.demo_wanted.emit()
        elif where == "home":
            self._in_use().home.setup_card.setFocus()

    def _join(self, meeting: Meeting) -> None:
        if meeting.link.startswith("https://"):
            QDesktopServices.openUrl(QUrl(meeting.link))


def _now() -> datetime:
    return datetime.now(UTC)
