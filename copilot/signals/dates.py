"""Days, dates and times said aloud, resolved against the moment of speaking and both time zones."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from itertools import pairwise
from zoneinfo import ZoneInfo

from copilot.call.catalogue import DayRole, Side
from copilot.call.events import SpokenDate
from copilot.signals.clock import FOR_ME, FOR_YOU, MINE, YOUR, TimeHit, find_times, trailing_zone
from copilot.signals.days import NO_TALK, DayHit, Talk, find_days
from copilot.signals.hours import HourHit, find_hours, is_taken, offers

_MAX_CHARS = 4000
_BETWEEN = re.compile(
    r"(?:['’]s)?[\s,.;-]*(?:(?:at|around|about|say|let['’]s|let|us|make|maybe|by|before|like|uh|um|from|for|between|works?|would|is|be"
    r"|good|fine|ok|okay|and|how|what|so|then|on|of|please|after|a \w+day|if|possible|either|next|week|the|your|calendar|free"
    r"|open|it|that|me|i|can|do|we)[\s,.;?-]+)*",
    re.IGNORECASE,
)
_SAME_HOUR_ON = re.compile(r"\bsame (?:hour|time),? (?:on )?(?:the )?$", re.IGNORECASE)
_SAME_HOUR = re.compile(r",? (?:and )?(?:at )?(?:the )?same (?:hour|time)\b", re.IGNORECASE)
_ON = re.compile(r"[\s,]*(?:works? )?(?:for (?:me|you|us) )?(?:on|of|for|by|this|the|coming)?\s*(?:the\s)?", re.IGNORECASE)
_MAX_GAP = 28
_NEAR = 40  # characters from a day to the hour that stands alone after it
_LOOSE_GAP = re.compile(r"[^.?!;]{0,60}\bat $")  # "Friday we call the contractor together, you and me, at nine"


@dataclass(frozen=True, slots=True)
class Slot:
    """What the talk has come to: a day, and the hour that was named last. named: for that very day."""

    day: date
    hour: time | None
    named: bool


def slot_of(talk: Sequence[Sequence[SpokenDate]]) -> Slot | None:
    """talk: the dates of what was said just now, utterance by utterance, oldest first. None when it names no day."""
    last = next((dates for dates in reversed(talk) if dates), None)
    if last is None:
        return None
    newest = next((d for d in reversed(last) if d.timed), last[-1])
    timed = next((d for dates in reversed(talk) for d in reversed(dates) if d.timed), None)
    hour = datetime.fromisoformat(timed.at).time() if timed else None
    return Slot(date.fromisoformat(newest.at[:10]), hour, newest.timed)


def hour_alone(text: str, slot: Slot | None, found: Sequence[SpokenDate], bare: bool) -> tuple[int, int] | None:
    """[start, end) of the hour that a text which names no day gives to the slot, or says once more. found: its dates."""
    if slot is None:
        return None
    if found:
        return next(((d.start, d.end) for d in found if offers(text, d.start)), None)
    again = (hour for hour in find_hours(text[:_MAX_CHARS], bare) if slot.named and hour.hour == slot.hour)
    return next(((hour.start, hour.end) for hour in again), None)


def only_taken_hours(text: str, today: date) -> bool:
    """It names hours and no day to come, and each is refused or that of something else."""
    text = text[:_MAX_CHARS]
    times = find_times(text)
    return (
        bool(times) and all(is_taken(text, hit.start) for hit in times) and all(d.day == today for d in find_days(text, today))
    )


def find_dates(
    text: str,
    said_at: datetime,
    *,
    side: Side = Side.THEM,
    your_zone: tzinfo | None = None,
    talk: Talk = NO_TALK,
    slot: Slot | None = None,
    bare: bool = True,
    meant: Callable[[int, int], bool] = lambda start, end: False,
    began: time | None = None,
) -> tuple[SpokenDate, ...]:
    """Every day or slot named in the text, in order. A season, a month or 'in two weeks' is not a day.

    said_at: aware, on their clock. side: who speaks, for 'my time' and 'your time'. your_zone: the user's zone (theirs when
    not given). talk: its days are on their clock. slot: what the talk has come to, for an hour alone and for "the same time".
    bare: a number alone may be that hour. meant: whether a doubtful text[start:end] is a day. began: the hour of this call, for
    "the same time" when none was named. `at` of the results is on their clock.
    """
    text = text[:_MAX_CHARS]
    days = find_days(text, said_at.date(), talk, meant)
    times = [hit for hit in find_times(text) if not any(hit.start < day.end and day.start < hit.end for day in days)]
    theirs = said_at.tzinfo or ZoneInfo("UTC")
    zones = {
        YOUR: your_zone or theirs if side is Side.THEM else theirs,
        MINE: theirs if side is Side.THEM else your_zone or theirs,
        FOR_YOU: theirs,  # they say it of a slot that suits you
        FOR_ME: theirs if side is Side.THEM else your_zone or theirs,
    }
    found: list[SpokenDate] = []
    used: set[int] = set()
    for i, day in enumerate(days):
        end_of_reach = days[i + 1].start if i + 1 < len(days) else len(text)
        start_of_reach = days[i - 1].end if i else 0
        hit = _after(text, day, times, used, end_of_reach) or _before(text, day, times, used, start_of_reach)
        if hit is None:
            found.append(
                _at_the_same_hour(text, day, found, theirs, (slot.hour if slot else None) or began)
                or _untimed(text, day, theirs)
            )
            continue
        used.add(hit.start)
        found.append(_timed(text, hit, day, theirs, zones))
    if days:
        found = _with_hour_alone(text, found, theirs)
    else:
        found = _hours_with_no_day(text, [hit for hit in times if hit.sure], slot, theirs, zones, said_at)
    if not found and slot is not None:
        found = _hour_of(text, slot, side, theirs, bare)
    return _once(text, sorted(found, key=lambda spoken: spoken.start))


def with_hour(
    text: str, found: Sequence[SpokenDate], hours: Sequence[HourHit], slot: Slot | None, theirs: tzinfo
) -> tuple[SpokenDate, ...]:
    """The last of these hours joins the day of the text that has none, or the day in the talk.

    found: the dates of the text, with their roles. hours: those that are offered or taken in it. theirs: their zone.
    """
    days = [d for d in found if d.role in (None, DayRole.TAKEN, DayRole.OFFERED)]
    if not hours or any(d.timed for d in days) or len({d.at for d in days}) > 1 or not (days or slot):
        return tuple(found)
    hour = hours[-1]
    day = days[-1].at[:10] if days else str(slot.day) if slot else ""
    at = datetime.combine(date.fromisoformat(day), hour.hour, theirs).isoformat()
    if days:
        return tuple(replace(d, at=at, timed=True) if d is days[-1] else d for d in found)
    alone = SpokenDate(text[hour.start : hour.end], hour.start, hour.end, at, True, role=DayRole.OFFERED)
    return tuple(sorted((*found, alone), key=lambda spoken: spoken.start))


def _hours_with_no_day(
    text: str, hits: Sequence[TimeHit], slot: Slot | None, theirs: tzinfo, zones: dict[str, tzinfo], said_at: datetime
) -> list[SpokenDate]:
    """Those that are offered are of the day in the talk; the others ("a hard stop at 4 p.m.") count only without them."""
    offered = [hit for hit in hits if slot is not None and offers(text, hit.start)]
    day = slot.day if slot is not None and offered else None
    return [
        _timed(text, hit, DayHit(hit.start, hit.end, day, "") if day else None, theirs, zones, said_at)
        for hit in offered or hits
    ]


def _once(text: str, found: Sequence[SpokenDate]) -> tuple[SpokenDate, ...]:
    """Without a day that is said twice in a breath: "Tuesday, Tuesday at ten"."""
    again = {
        one
        for one, two in pairwise(found)
        if one.at[:10] == two.at[:10] and not one.timed and not text[one.end : two.start].strip(" ,")
    }
    return tuple(d for d in found if d not in again)


def _with_hour_alone(text: str, found: list[SpokenDate], theirs: tzinfo) -> list[SpokenDate]:
    """'Let's do Wednesday. Ten?': an hour alone belongs to the day named just before it, when that has none."""
    hours = find_hours(text)
    ends = [*(d.start for d in found[1:]), len(text)]
    return [_at_hour(text, day, hours, min(end, day.end + _NEAR), theirs) for day, end in zip(found, ends, strict=True)]


def _at_hour(text: str, day: SpokenDate, hours: Sequence[HourHit], end: int, theirs: tzinfo) -> SpokenDate:
    hour = next((h for h in hours if day.end <= h.start < end), None)
    if day.timed or hour is None:
        return day
    at = datetime.combine(date.fromisoformat(day.at[:10]), hour.hour, theirs)
    return SpokenDate(text[day.start : hour.end], day.start, hour.end, at.isoformat(), True, day.day_part)


def _hour_of(text: str, slot: Slot, side: Side, theirs: tzinfo, bare: bool) -> list[SpokenDate]:
    """'I can do eleven thirty': a new hour for the day in the talk. When they only repeat its hour, they name nothing new."""
    hours = find_hours(text, bare)
    same = slot.named and any(h.hour == slot.hour for h in hours)
    if not hours or (same and side is Side.THEM):
        return []
    hour = next((h for h in hours if same and h.hour == slot.hour), hours[0])
    at = datetime.combine(slot.day, hour.hour, theirs)
    return [SpokenDate(text[hour.start : hour.end], hour.start, hour.end, at.isoformat(), True)]


def _after(text: str, day: DayHit, times: list[TimeHit], used: set[int], limit: int) -> TimeHit | None:
    for hit in times:
        if day.end <= hit.start < limit and hit.start not in used:
            gap = text[day.end : hit.start]
            close = len(gap) <= _MAX_GAP and _BETWEEN.fullmatch(gap)
            return hit if close or _LOOSE_GAP.fullmatch(gap) else None
    return None


def _before(text: str, day: DayHit, times: list[TimeHit], used: set[int], limit: int) -> TimeHit | None:
    for hit in reversed(times):
        if limit <= hit.start and hit.end <= day.start and hit.start not in used:
            return hit if _ON.fullmatch(text[hit.end : day.start]) else None
    return None


def _at_the_same_hour(
    text: str, day: DayHit, before: list[SpokenDate], theirs: tzinfo, in_talk: time | None
) -> SpokenDate | None:
    """'October 14th, the same hour', 'same time next Tuesday': after a slot in the same words, else the one in the talk."""
    after, ahead = _SAME_HOUR.match(text, day.end), _SAME_HOUR_ON.search(text[: day.start])
    timed = next((d for d in reversed(before) if d.timed), None)
    hour = datetime.fromisoformat(timed.at).time() if timed else in_talk
    if (after is None and ahead is None) or hour is None:
        return None
    start, end = ahead.start() if ahead else day.start, after.end() if after else day.end
    at = datetime.combine(day.day, hour, theirs)
    return SpokenDate(text[start:end], start, end, at.isoformat(), True, day.part)


def _untimed(text: str, day: DayHit, theirs: tzinfo) -> SpokenDate:
    at = datetime.combine(day.day, time(), theirs)
    return SpokenDate(text[day.start : day.end], day.start, day.end, at.isoformat(), False, day.part)


def _timed(
    text: str, hit: TimeHit, day: DayHit | None, theirs: tzinfo, zones: dict[str, tzinfo], said_at: datetime | None = None
) -> SpokenDate:
    """A slot. Without a day, the next time the clock shows that hour."""
    part = day.part if day else ""
    hour = _hour_in(part, hit.hour)
    start, end = (min(hit.start, day.start), max(hit.end, day.end)) if day else (hit.start, hit.end)
    named, length = (hit.zone, 0) if hit.zone else trailing_zone(text[end:])
    zone = zones.get(named) or (ZoneInfo(named) if named else theirs)
    on = day.day if day else _today(said_at, zone)
    at = datetime.combine(on, time(hour, hit.minute), zone)
    if said_at is not None and at <= said_at:
        at += timedelta(days=1)
    end += length
    return SpokenDate(text[start:end], start, end, at.astimezone(theirs).isoformat(), True, part)


def _hour_in(part: str, hour: int) -> int:
    """A bare hour corrected by the part of the day its day came with: 'Tuesday evening at eight'."""
    if part in ("afternoon", "evening") and hour < 12:
        return hour + 12
    return hour - 12 if part == "morning" and 16 <= hour <= 18 else hour


def _today(said_at: datetime | None, zone: tzinfo) -> date:
    return (said_at or datetime.now(zone)).astimezone(zone).date()
