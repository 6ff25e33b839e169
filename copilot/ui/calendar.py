"""The calendar between its thread and the pages: asked at the start, then every quarter of an hour."""

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Qt, Signal

from copilot.engine.calendar_feed import Agenda, CalendarFeed
from copilot.errors import traced
from copilot.review.times import zone
from copilot.store.settings import Settings

EVERY_S = 15 * 60.0
AHEAD = timedelta(days=7)
_STOP_S = 1.0

log = logging.getLogger(__name__)


class CalendarWatch(QObject):
    """Lives on the Qt thread; looks on a thread "calendar" of its own, only while the settings name a calendar."""

    told = Signal(object)  # Agenda

    _looked = Signal(object, object)

    def __init__(self, folder: Path, parent: QObject, now: Callable[[], datetime] | None = None) -> None:
        """folder: for the copy of what an address gave."""
        super().__init__(parent)
        self._folder = folder
        self._now = now or _now
        self._source, self._you, self._zone = "", "", ""
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self.agenda = Agenda()
        self._looked.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)

    def apply(self, settings: Settings) -> None:
        """Looks again when what the settings say of the calendar has changed."""
        asked = (settings.calendar.strip(), settings.you.email.strip().lower(), settings.you.timezone)
        if asked == (self._source, self._you, self._zone):
            return
        if asked[0] != self._source:
            CalendarFeed("", self._folder).forget() if self._source else None
            self._tell(Agenda())
        self._source, self._you, self._zone = asked
        self.look()

    def look(self) -> None:
        """Now, and then again and again."""
        self._stop.set()
        self._stop = threading.Event()
        self._thread = None
        if self._source:
            self._thread = threading.Thread(target=self._run, args=(self._stop,), name="calendar", daemon=True)
            self._thread.start()

    def close(self) -> None:
        """An address that hangs is not waited for."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(_STOP_S)

    def _run(self, stop: threading.Event) -> None:
        feed, you = CalendarFeed(self._source, self._folder), self._you
        try:
            while not stop.is_set():
                now = self._now()
                local = zone(self._zone) or now.astimezone().tzinfo or ZoneInfo("UTC")
                agenda = feed.look(now - timedelta(hours=1), now + AHEAD, local, you)
                if not stop.is_set():
                    self._looked.emit(stop, agenda)
                stop.wait(EVERY_S)
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("the calendar is not read any more: %s", traced(error))

    def _pass_on(self, stop: threading.Event, agenda: Agenda) -> None:
        if stop is self._stop and not stop.is_set():
            self._tell(agenda)

    def _tell(self, agenda: Agenda) -> None:
        self.agenda = agenda
        self.told.emit(agenda)


def _now() -> datetime:
    return datetime.now(UTC)
