"""One row per company across its calls, and what is due today. Worked out from the list of calls, no record is opened."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from copilot.call.catalogue import CallKind, Side
from copilot.review.model import VerdictValue
from copilot.review.times import Due, due, ended_after, works, zone
from copilot.store.index import CallSummary, Listed

QUIET_DAYS = 10  # without a call or a dated step, a warm deal looks alive and is dead
REVIEW_EVERY_DAYS = 91
_SOON = timedelta(days=1)
_AHEAD = timedelta(hours=1)  # the user is reminded
_TREND = 6  # calls


class Change(StrEnum):
    """What the last call changed against the one before."""

    VERDICT = "verdict"
    MORE_EVIDENCE = "more evidence"
    LESS_EVIDENCE = "less evidence"
    NEW_DATE = "new date"
    LOST_DATE = "lost date"


@dataclass(frozen=True, slots=True)
class Deal:
    """last: the newest call. before: the one before it, or None. trend: evidence against warmth, 0..1 a call, oldest first,
    None where neither was heard. next_at: the next dated step that lies ahead, on their clock; next_what: '' for a meeting.
    dead: no date, and quiet.
    review_on: when the next quarterly review should be, for those who bought or sell for you. open: commitments not kept yet.
    """

    name: str
    last: CallSummary
    before: CallSummary | None
    calls: int
    trend: tuple[float | None, ...]
    next_at: datetime | None
    next_what: str
    follow_up: Due | None
    dead: bool
    quiet_days: int
    review_on: date | None
    changes: tuple[Change, ...]
    open: tuple[Listed, ...]


class Kind(StrEnum):
    ACKNOWLEDGE = "acknowledge"
    FOLLOW_UP = "follow-up"
    PROMISE = "promise"


@dataclass(frozen=True, slots=True)
class Task:
    """Something due. by: aware, on their clock. what: '' for a follow-up. late: `by` has passed."""

    kind: Kind
    call: CallSummary
    by: datetime
    timed: bool
    late: bool
    what: str = ""
    number: int = 0


def with_them(calls: Iterable[CallSummary], who: str) -> list[CallSummary]:
    """The calls that ended with this company (or person), in their order."""
    wanted = " ".join(who.split()).casefold()
    return [c for c in calls if c.ended and wanted and " ".join((c.company or c.name).split()).casefold() == wanted]


def deals(calls: Sequence[CallSummary], promises: Iterable[Listed], now: datetime) -> list[Deal]:
    """calls: newest first. now: aware. Practice and demo calls are nobody's. What is due comes first, then what is dead."""
    by_call: dict[str, list[Listed]] = {}
    for promise in promises:
        by_call.setdefault(promise.call_id, []).append(promise)
    groups: dict[str, list[CallSummary]] = {}
    for call in calls:
        name = " ".join((call.company or call.name).split())
        if name and call.ended and call.origin not in ("practice", "demo"):
            groups.setdefault(name.casefold(), []).append(call)
    found = [_deal(group, [p for c in group for p in by_call.get(c.call_id, ())], now) for group in groups.values()]
    return sorted(
        found, key=lambda d: (d.follow_up is None, not d.dead, -datetime.fromisoformat(d.last.started_utc).timestamp())
    )


def tasks(calls: Sequence[CallSummary], promises: Iterable[Listed], now: datetime) -> list[Task]:
    """What is due within a day, and what is late by less than a week, soonest first."""
    known = {c.call_id: c for c in calls if c.ended and c.origin not in ("practice", "demo", "script")}
    found = [task for call in known.values() if (task := _follow_up(call, now)) is not None]
    for promise in promises:
        call = known.get(promise.call_id)
        if call is None or promise.side is not Side.YOU or promise.meeting or not promise.at or promise.done:
            continue
        by = _deadline(promise)
        if now - timedelta(days=7) <= by <= now + _SOON:
            found.append(Task(Kind.PROMISE, call, by, promise.timed, by < now, promise.what, promise.number))
    return sorted(found, key=lambda t: t.by)


def follow_up(call: CallSummary) -> Due | None:
    """By when to write after this call; None when it was marked sent, or has no end."""
    ended = ended_after(call.started_utc, call.duration_ms)
    if ended is None or call.sent_utc or not call.ended:
        return None
    return due(ended, zone(call.timezone), zone(call.your_timezone) or ZoneInfo("UTC"))


def remind_from(by: datetime, opens: int, closes: int, yours: ZoneInfo) -> datetime:
    """When to remind of what is due at `by` (aware): an hour before, or the last hour of your work before that.

    opens, closes: hours of the day on your clock, yours.
    """
    at = by.astimezone(yours) - _AHEAD
    evening = at.replace(hour=closes, minute=0, second=0, microsecond=0) - _AHEAD
    if at.hour < opens:
        return evening - timedelta(days=1)
    return min(at, evening)


def _follow_up(call: CallSummary, now: datetime) -> Task | None:
    ended = ended_after(call.started_utc, call.duration_ms)
    if ended is None or now - ended > timedelta(days=7):
        return None  # before that the holidays of two countries need not be asked
    by = follow_up(call)
    if by is None:
        return None
    if now <= by.acknowledge_by:
        return Task(Kind.ACKNOWLEDGE, call, by.acknowledge_by, True, False)
    return Task(Kind.FOLLOW_UP, call, by.follow_up_by, True, by.follow_up_by < now)


def _deal(group: Sequence[CallSummary], promises: Sequence[Listed], now: datetime) -> Deal:
    last, before = group[0], group[1] if len(group) > 1 else None
    quiet = (now - datetime.fromisoformat(last.started_utc)).days
    ahead = sorted((p for p in promises if p.at and _deadline(p) >= now), key=lambda p: (not (p.meeting and p.accepted), p.at))
    step = ahead[0] if ahead else None
    task = _follow_up(last, now)
    lost = last.verdict == VerdictValue.POLITE_NO.value
    return Deal(
        name=" ".join((last.company or last.name).split()),
        last=last,
        before=before,
        calls=len(group),
        trend=tuple(_share(c) for c in reversed(group[:_TREND])),
        next_at=datetime.fromisoformat(step.at) if step else None,
        next_what=step.what if step and not step.meeting else "",
        follow_up=follow_up(last) if task is not None else None,
        dead=not lost and step is None and quiet >= QUIET_DAYS and last.kind is not CallKind.REVIEW,
        quiet_days=max(0, quiet),
        review_on=_next_review(group, step is not None),
        changes=_changes(last, before) if before is not None else (),
        open=tuple(p for p in promises if not p.done and not p.meeting),
    )


def _share(call: CallSummary) -> float | None:
    return call.evidence / (call.evidence + call.warm) if call.evidence + call.warm else None


def _next_review(group: Sequence[CallSummary], planned: bool) -> date | None:
    """A quarter after the last review, or the first call with a partner, moved to a working day of theirs."""
    if planned or group[0].kind is CallKind.PROSPECT:
        return None
    reviews = [c for c in group if c.kind is CallKind.REVIEW] or [group[-1]]
    day = datetime.fromisoformat(reviews[0].started_utc).date() + timedelta(days=REVIEW_EVERY_DAYS)
    where = zone(group[0].timezone)
    while where is not None and not works(day, where):
        day += timedelta(days=1)
    return day


def _changes(last: CallSummary, before: CallSummary) -> tuple[Change, ...]:
    found = []
    if last.verdict != before.verdict:
        found.append(Change.VERDICT)
    now, then = _share(last), _share(before)
    if now is not None and then is not None and abs(now - then) >= 0.1:
        found.append(Change.MORE_EVIDENCE if now > then else Change.LESS_EVIDENCE)
    if bool(last.next_at) is not bool(before.next_at):
        found.append(Change.NEW_DATE if last.next_at else Change.LOST_DATE)
    return tuple(found)


def _deadline(promise: Listed) -> datetime:
    """A day without an hour lasts until its end."""
    at = datetime.fromisoformat(promise.at)
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return at if promise.timed else at + timedelta(hours=23, minutes=59)
