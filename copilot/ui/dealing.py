"""Deals, the brief before a call, what is due, and the reminders of it."""

from datetime import UTC, datetime
from functools import partial
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QTimer, Signal

from copilot.engine import deals
from copilot.engine.brief import Brief
from copilot.engine.deals import Kind
from copilot.engine.desk import Desk
from copilot.errors import KnownError
from copilot.review.times import zone
from copilot.ui import texts
from copilot.ui.dues import task_time
from copilot.ui.pages.calls import call_title
from copilot.ui.pages.setup import system_zone
from copilot.ui.tasks import Task
from copilot.ui.window import MainWindow

_EVERY_MS = 60_000


class Dealing(QObject):
    """Lives on the Qt thread. Each thing due is told once, an hour before, in the hours you work."""

    opened = Signal(str, int)
    reminded = Signal(str, str)  # title, words: never words of a call

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._window: MainWindow | None = None
        self._brief: Brief | None = None  # on its page
        self._told: set[tuple[str, Kind, int]] = set()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.look)
        self._clock.start(_EVERY_MS)

    def attach(self, window: MainWindow) -> None:
        """Uses the pages of this window from now on."""
        self._window = window
        window.deals.opened.connect(self.opened)
        window.deals.brief_wanted.connect(self.brief)
        window.brief.opened.connect(self.opened)
        window.brief.back_wanted.connect(self._back)
        window.home.due.opened.connect(self.opened)
        if self._brief is not None:
            window.brief.show_brief(self._brief)

    def close(self) -> None:
        self._clock.stop()

    def look(self) -> None:
        """Shows what is due now, and reminds of what is new. Worked out off this thread: it takes two countries' holidays."""
        now = datetime.now(UTC)
        task = Task(partial(deals.tasks, self._desk.calls(), self._desk.promises(), now), self)
        task.done.connect(partial(self._show_tasks, now=now))
        task.start()

    def _show_tasks(self, tasks: list[deals.Task], now: datetime) -> None:
        if self._window is not None:
            self._window.home.due.show_tasks(tasks, now)
        self.remind(tasks, now)

    def remind(self, tasks: list[deals.Task], now: datetime) -> None:
        you = self._desk.settings.you
        yours = zone(you.timezone or system_zone()) or ZoneInfo("UTC")
        for task in tasks:
            name = (task.call.call_id, task.kind, task.number)
            since = deals.remind_from(task.by, you.opens, you.closes, yours)
            if name not in self._told and since <= now <= task.by and task.timed:
                self._told.add(name)
                words = {
                    Kind.ACKNOWLEDGE: self.tr("Acknowledge the call: due {when}"),
                    Kind.FOLLOW_UP: self.tr("Send the follow-up: due {when}"),
                    Kind.PROMISE: self.tr("You promised something: due {when}"),
                }[task.kind]
                self.reminded.emit(call_title(task.call), words.replace("{when}", task_time(task, now)))

    def refresh(self) -> None:
        """The page of deals, when it is turned to."""
        now = datetime.now(UTC)
        if self._window is not None:
            self._window.deals.show_deals(self._desk.deals(now), now)

    def brief(self, company: str) -> None:
        """The brief for this company, if there was a call with it."""
        if self._window is None:
            return
        try:
            brief = self._desk.brief(company)
        except KnownError as error:
            self._window.say(error.of(texts.language()))
            return
        if brief is not None:
            self._brief = brief
            self._window.brief.show_brief(brief)
            self._window.turn("brief")

    def _back(self) -> None:
        self.refresh()
        if self._window is not None:
            self._window.turn("deals")
