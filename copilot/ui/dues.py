"""By when to write, in words: an honest countdown on their clock."""

from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from copilot.engine.deals import Kind, Task
from copilot.engine.views import city
from copilot.review.times import Due
from copilot.ui import texts

translate = QCoreApplication.translate


_NO_PLACE = ("UTC", "GMT", "Zulu")  # zones that are no town


def due_words(due: Due, now: datetime, zone: str) -> str:
    """'Due in 3 h 40, before 14:00 in Chicago', then by when the whole of it is; or that it is late.

    zone: IANA name of theirs, '' when it is not known and the times are the user's own.
    """
    where = _where(zone)
    if now <= due.acknowledge_by:
        far = translate("Dues", "Due before {day} {time} {where}")
        near = _left(translate("Dues", "Due in {left}, before {time} {where}"), due.acknowledge_by, now)
        first = near if due.acknowledge_by - now < timedelta(hours=20) else far
        rest = _filled(translate("Dues", "in full before {day} {time}"), due.follow_up_by, where)
        both = translate("Dues", "{first}; {rest}").replace("{rest}", rest)
        words = both.replace("{first}", _filled(first, due.acknowledge_by, where))
    elif now <= due.follow_up_by:
        first = _left(translate("Dues", "In full within {left}, before {day} {time} {where}"), due.follow_up_by, now)
        words = _filled(first, due.follow_up_by, where)
    else:
        words = _filled(translate("Dues", "It was due {day} at {time} {where}: send it now"), due.follow_up_by, where)
    if due.closed_here == "weekend":
        words += " " + translate("Dues", "(your weekend)")
    elif due.closed_here:
        words += " " + translate("Dues", "(a holiday here: {name})").replace("{name}", due.closed_here)
    return words


def task_words(task: Task, now: datetime) -> str:
    """What is due, for a row or a reminder; never words of the call but a commitment's own."""
    if task.kind is Kind.PROMISE:
        return translate("Dues", "You promised: {what}").replace("{what}", task.what)
    return translate("Dues", "Acknowledge the call") if task.kind is Kind.ACKNOWLEDGE else translate("Dues", "Follow up")


def task_time(task: Task, now: datetime) -> str:
    """'late', 'in 3 h 40', 'today', or the day."""
    if task.late:
        return translate("Dues", "late")
    if not task.timed:
        same = task.by.date() == now.astimezone(task.by.tzinfo).date()
        return translate("Dues", "today") if same else texts.day(task.by)
    if task.by - now >= timedelta(hours=20):
        return f"{texts.day(task.by)} {texts.clock(task.by)}"
    return _left(translate("Dues", "in {left}"), task.by, now)


def _where(zone: str) -> str:
    """'in Chicago', 'UTC', 'your time'."""
    if not zone:
        return translate("Dues", "your time")
    name = city(zone)
    return name if name in _NO_PLACE else translate("Dues", "in {city}").replace("{city}", name)


def _left(words: str, by: datetime, now: datetime) -> str:
    left = by.astimezone(UTC) - now.astimezone(UTC)
    hours, minutes = divmod(int(left / timedelta(minutes=1)), 60)
    return words.replace("{left}", f"{hours} h {minutes:02}" if hours else f"{minutes} min")


def _filled(words: str, at: datetime, where: str) -> str:
    return words.replace("{day}", texts.day(at)).replace("{time}", texts.clock(at)).replace("{where}", where)
