"""The next calls of the calendar, on the home page."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from copilot.engine.meetings import Meeting
from copilot.ui import texts
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, OneLine, label, push

ROWS = 4
_NEAR = timedelta(minutes=90)


@dataclass(frozen=True, slots=True)
class Coming:
    """A meeting, and whom it is with as the set-up will say it; '' when nobody is known. met: the company of earlier calls."""

    meeting: Meeting
    who: str
    met: str = ""


class UpcomingCard(Card):
    """Rows under each other; without a calendar, where to give one."""

    prepared = Signal(object)  # Meeting
    joined = Signal(object)  # Meeting
    calendar_wanted = Signal()
    brief_wanted = Signal(str)  # company

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Next in your calendar"))
        self._shown: tuple[object, ...] = ()
        self._rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._trouble = label("warn")
        self._add = push(self.tr("Show the calls of your calendar here"), "link")
        self._add.clicked.connect(self.calendar_wanted)
        self.column.addLayout(self._list)
        self.column.addWidget(self._trouble)
        self.column.addWidget(self._add, 0, Qt.AlignmentFlag.AlignLeft)
        self._trouble.hide()

    def show_meetings(self, coming: Sequence[Coming], trouble: str, given: bool, now: datetime) -> None:
        """coming: by their start. given: there is a calendar in the settings. now: aware."""
        left = [c for c in coming if c.meeting.end > now][:ROWS]
        shown = (tuple((c, when(c.meeting, now)) for c in left), trouble, given)
        if shown == self._shown:
            return
        self._shown = shown
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(c, now) for c in left]
        if given and not left and not trouble:
            self._rows = [label("sub", self.tr("Nothing in the next seven days."))]
        for row in self._rows:
            self._list.addWidget(row)
        self._trouble.setText(trouble)
        self._trouble.setVisible(bool(trouble))
        self._add.setVisible(not given)

    def _row(self, coming: Coming, now: datetime) -> QWidget:
        row = _MeetingRow(coming, now)
        row.prepared.connect(self.prepared)
        row.joined.connect(self.joined)
        row.briefed.connect(self.brief_wanted)
        return row


class _MeetingRow(QWidget):
    prepared = Signal(object)
    joined = Signal(object)
    briefed = Signal(str)

    def __init__(self, coming: Coming, now: datetime) -> None:
        super().__init__()
        self._meeting, self._met = coming.meeting, coming.met
        time = when(coming.meeting, now)
        title = coming.meeting.title or self.tr("Without a title")
        who = OneLine("strong")
        who.set_text(coming.who or title)
        under = OneLine("sub")
        under.set_text(f"{time} · {title}" if coming.who else time)
        for part in (who, under):
            part.setMinimumWidth(140)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(who)
        words.addWidget(under)
        prepare = push(self.tr("Prepare"))
        prepare.setAccessibleName(self.tr("Prepare {call}").replace("{call}", who.text()))
        prepare.clicked.connect(self._prepare)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 6)
        row.setSpacing(10)
        row.addLayout(words, 1)
        if coming.met:
            brief = push(self.tr("Brief"), "link")
            brief.setAccessibleName(self.tr("Brief before the call with {company}").replace("{company}", coming.met))
            brief.clicked.connect(self._brief)
            row.addWidget(brief)
        if coming.meeting.link:
            join = push(self.tr("Join"), "link")
            join.setAccessibleName(self.tr("Join {call}").replace("{call}", who.text()))
            join.setToolTip(coming.meeting.link)
            join.clicked.connect(self._join)
            row.addWidget(join)
        row.addWidget(prepare)

    def _prepare(self) -> None:
        self.prepared.emit(self._meeting)

    def _brief(self) -> None:
        self.briefed.emit(self._met)

    def _join(self) -> None:
        self.joined.emit(self._meeting)


def when(meeting: Meeting, now: datetime) -> str:
    """'now, until 14:30', 'in 12 min, until 14:30', '14:00–14:30' today, else with the day. now: aware."""
    start, end = meeting.start.astimezone(), meeting.end.astimezone()
    until = texts.clock(end)
    if meeting.start <= now:
        return texts.translate("Texts", "now, until {time}").replace("{time}", until)
    if meeting.start - now < _NEAR:
        minutes = str(-(-int((meeting.start - now).total_seconds()) // 60))
        return texts.translate("Texts", "in {n} min, until {time}").replace("{n}", minutes).replace("{time}", until)
    hours = f"{texts.clock(start)}–{until}"
    return hours if start.date() == now.astimezone().date() else f"{texts.day(start)}, {hours}"
