"""What comes before a call: the calendar's next meetings, and from one of them the set-up."""

from datetime import UTC, datetime

from PySide6.QtCore import QObject, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from copilot.engine.calendar_feed import Agenda
from copilot.engine.desk import Desk
from copilot.engine.meetings import Meeting
from copilot.engine.planned import plan
from copilot.store.settings import Settings
from copilot.ui import texts
from copilot.ui.calendar import CalendarWatch
from copilot.ui.pages.setup import system_zone
from copilot.ui.pages.upcoming import Coming
from copilot.ui.window import MainWindow

_AGAIN_MS = 20_000


class Before(QObject):
    """Lives on the Qt thread, as long as the app."""

    settings_wanted = Signal()  # the page

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window: MainWindow | None = None
        self._calendar = CalendarWatch(desk.paths.cache, self)
        self._calendar.told.connect(self._show_agenda)
        self._clock = QTimer(self)
        self._clock.setInterval(_AGAIN_MS)
        self._clock.timeout.connect(self.show)

    def attach(self, window: MainWindow) -> None:
        """The windows were made, or made anew."""
        self._window = window
        window.home.upcoming.prepared.connect(self.prepare)
        window.home.upcoming.joined.connect(self._join)
        window.home.upcoming.calendar_wanted.connect(self.settings_wanted)

    def open(self) -> None:
        self.apply(self._desk.settings)
        self._clock.start()

    def apply(self, settings: Settings) -> None:
        self._calendar.apply(settings)
        self.show()

    def close(self) -> None:
        self._clock.stop()
        self._calendar.close()

    def show(self) -> None:
        """The next meetings as they are now."""
        if self._window is None:
            return
        agenda, calls = self._calendar.agenda, self._desk.calls()
        coming = [Coming(m, self._who(m, calls)) for m in agenda.meetings]
        trouble = agenda.trouble.of(texts.language()) if agenda.trouble is not None else ""
        self._window.home.upcoming.show_meetings(coming, trouble, bool(self._desk.settings.calendar), _now())

    def prepare(self, meeting: Meeting) -> None:
        """The set-up of the call with them, one press from its start."""
        if self._window is None:
            return
        you = self._desk.settings.you
        planned = plan(meeting, self._desk.calls(), you.email, you.timezone or system_zone())
        self._window.turn("home")
        self._window.home.prepare(planned, _now())

    def _who(self, meeting: Meeting, calls: list) -> str:
        you = self._desk.settings.you
        planned = plan(meeting, calls, you.email, you.timezone)
        return ", ".join(part for part in (planned.company, planned.name) if part)

    def _show_agenda(self, agenda: Agenda) -> None:
        told = self._window.settings.calendar if self._window is not None else None
        if told is not None:
            told.show_agenda(agenda)
        self.show()

    def _join(self, meeting: Meeting) -> None:
        if meeting.link.startswith("https://"):
            QDesktopServices.openUrl(QUrl(meeting.link))


def _now() -> datetime:
    return datetime.now(UTC)
