"""Days and hours in both zones, and how long there is to answer: honest about nights, weekends and holidays.

No clock is read here: every `now` is passed in and every `datetime` is aware.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from copilot.call.events import CallStarted, SpokenDate
from copilot.review.model import Moment

if TYPE_CHECKING:
    from holidays import HolidayBase

OPENS, CLOSES = time(9), time(18)
ACKNOWLEDGE_WITHIN = timedelta(hours=4)
_FAR = 60  # days looked ahead for a working day
_WORDS = {
    "eastern": "America/New_York", "est": "America/New_York", "edt": "America/New_York", "et": "America/New_York",
    "central": "America/Chicago", "cst": "America/Chicago", "cdt": "America/Chicago", "ct": "America/Chicago",
    "mountain": "America/Denver", "mst": "America/Denver", "mdt": "America/Denver", "mt": "America/Denver",
    "pacific": "America/Los_Angeles", "pst": "America/Los_Angeles", "pdt": "America/Los_Angeles", "pt": "America/Los_Angeles",
    "arizona": "America/Phoenix", "alaska": "America/Anchorage", "hawaii": "Pacific/Honolulu",
    "boston": "America/New_York", "atlanta": "America/New_York", "miami": "America/New_York", "nyc": "America/New_York",
    "philadelphia": "America/New_York", "washington": "America/New_York", "charlotte": "America/New_York",
    "austin": "America/Chicago", "dallas": "America/Chicago", "houston": "America/Chicago", "minneapolis": "America/Chicago",
    "nashville": "America/Chicago", "st. louis": "America/Chicago", "new orleans": "America/Chicago",
    "salt lake city": "America/Denver", "san francisco": "America/Los_Angeles", "seattle": "America/Los_Angeles",
    "san diego": "America/Los_Angeles", "portland": "America/Los_Angeles", "las vegas": "America/Los_Angeles",
    "lyon": "Europe/Paris", "france": "Europe/Paris", "milan": "Europe/Rome", "munich": "Europe/Berlin",
}  # fmt: skip

_SAID = re.compile(r"\b(?:eastern|central|mountain|pacific|(?-i:[ECMP][SD]?T))\b", re.IGNORECASE)


def find_zone(words: str) -> str:
    """The IANA name for a zone, a city or an offset as a user types it ('Chicago', 'Eastern', 'UTC-5'); '' when unknown."""
    bare = " ".join(words.strip().lower().removesuffix("time").split())
    if not bare:
        return ""
    known = _zones_by_word()
    if bare in known:
        return known[bare]
    offset = bare.removeprefix("utc").removeprefix("gmt").replace(" ", "").removesuffix(":00")
    if offset[:1] in ("+", "-") and offset[1:].isdigit() and int(offset[1:]) <= 12:
        hours = int(offset)
        return f"Etc/GMT{-hours:+d}" if hours else "Etc/GMT"  # in these names the sign is turned round
    return ""


def zone(name: str) -> ZoneInfo | None:
    """The zone of that IANA name, or None when there is none."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


def zones(setup: CallStarted | None) -> tuple[ZoneInfo | None, ZoneInfo]:
    """(theirs, yours) from the set-up; theirs is None when it was left open."""
    if setup is None:
        return None, ZoneInfo("UTC")
    return zone(setup.prospect.timezone), zone(setup.your_timezone) or ZoneInfo("UTC")


def moment(spoken: SpokenDate | None, setup: CallStarted | None) -> Moment | None:
    """A day said aloud, in both zones. A day without an hour stays the same day on both sides."""
    if spoken is None:
        return None
    try:
        at = datetime.fromisoformat(spoken.at)
        known, yours = zones(setup)
        theirs = known or _said_zone(spoken.text)
        there = at.replace(tzinfo=theirs or UTC) if at.tzinfo is None else at.astimezone(theirs) if theirs else at
        if spoken.timed:
            return Moment(there, there.astimezone(yours), True)
        midnight = datetime.combine(at.date(), time(0), there.tzinfo)
        return Moment(midnight, datetime.combine(at.date(), time(0), yours), False)
    except (ValueError, OverflowError):
        return None


def _said_zone(words: str) -> ZoneInfo | None:
    """Theirs, as it was said with the hour: "seven thirty, Central"."""
    said = _SAID.search(words)
    return zone(_WORDS[said[0].lower()]) if said else None


def ended_at(setup: CallStarted, now_ms: int) -> datetime | None:
    """When the call was over, in UTC; None when its start is not a time."""
    return ended_after(setup.started_utc, now_ms)


def ended_after(started_utc: str, duration_ms: int) -> datetime | None:
    """The same, from its start (ISO 8601) and length."""
    try:
        start = datetime.fromisoformat(started_utc)
        return (start if start.tzinfo else start.replace(tzinfo=UTC)).astimezone(UTC) + timedelta(milliseconds=duration_ms)
    except (ValueError, OverflowError):
        return None


def holiday(day: date, where: ZoneInfo) -> str:
    """The name of the public holiday on that day in the country of that zone, or ''."""
    country = _country(where.key)
    return str(_calendar(country).get(day, "")) if country else ""


def works(day: date, where: ZoneInfo) -> bool:
    return day.weekday() < 5 and not holiday(day, where)


@dataclass(frozen=True, slots=True)
class Due:
    """By when to write, on their clock. closed_here: the holiday or weekend of yours on the day of `follow_up_by`, or ''."""

    acknowledge_by: datetime
    follow_up_by: datetime
    closed_here: str = ""


def due(ended: datetime, theirs: ZoneInfo | None, yours: ZoneInfo) -> Due:
    """Four of their working hours to acknowledge; one working day of theirs to follow up in full."""
    where = theirs or yours
    follow_up = _same_time_next_day(ended.astimezone(where), where)
    here = follow_up.astimezone(yours).date()
    closed = holiday(here, yours) or ("weekend" if here.weekday() >= 5 else "")
    return Due(_after_working(ended, ACKNOWLEDGE_WITHIN, where), follow_up, closed)


def left(deadline: datetime, now: datetime) -> timedelta:
    """Time to the deadline; negative when it has passed."""
    return deadline - now


def _after_working(start: datetime, work: timedelta, where: ZoneInfo) -> datetime:
    for opens, closes in _working_days(start.astimezone(where).date(), where):
        begin = max(start.astimezone(UTC), opens)
        if closes - begin >= work:
            return (begin + work).astimezone(where)
        work -= max(timedelta(0), closes - begin)
    return (start + work).astimezone(where)


def _same_time_next_day(start: datetime, where: ZoneInfo) -> datetime:
    clock = min(max(start.time().replace(microsecond=0), OPENS), CLOSES)
    # what is said on a free day counts as said when they next open
    days = _working_days(start.date(), where)
    if works(start.date(), where):
        next(days)
    else:
        next(days)
        clock = CLOSES if start.date().weekday() < 5 else clock
    opens, _ = next(days)
    return datetime.combine(opens.astimezone(where).date(), clock, where)


def _working_days(first: date, where: ZoneInfo) -> Iterator[tuple[datetime, datetime]]:
    """Opening and closing of their working days from `first` on, in UTC so that a change of clocks costs no hour."""
    for ahead in range(_FAR):
        day = first + timedelta(days=ahead)
        if works(day, where):
            yield (
                datetime.combine(day, OPENS, where).astimezone(UTC),
                datetime.combine(day, CLOSES, where).astimezone(UTC),
            )


@cache
def _calendar(country: str) -> "HolidayBase":
    import holidays  # not before a follow-up is due

    return holidays.country_holidays(country)


@cache
def _country(key: str) -> str:
    """ISO code of the country a zone lies in, where its holidays are known; '' otherwise."""
    from holidays.registry import EntityLoader  # names them without loading a calendar each

    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line and not line.startswith("#"))
    country = next((row[0] for row in rows if row[2] == key), "")
    return country if country in EntityLoader.get_country_codes() else ""


@cache
def _zones_by_word() -> dict[str, str]:
    names = sorted(n for n in available_timezones() if "/" in n and not n.startswith(("Etc/", "posix", "right", "SystemV")))
    words = {n.rpartition("/")[2].replace("_", " ").lower(): n for n in names}
    return {**words, **{n.lower(): n for n in names}, "utc": "UTC", "gmt": "Etc/GMT", **_WORDS}
