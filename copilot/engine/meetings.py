"""Meetings out of a calendar file: recurring ones, their people and their link. A calendar comes from elsewhere, so nothing in
it is believed: a rule that no meeting has is passed over, and the work stays within bounds."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from copilot.call.names import in_order
from copilot.errors import KnownError

if TYPE_CHECKING:
    from icalendar import Calendar

_BLOCK = re.compile(r"^BEGIN:(VEVENT|VTIMEZONE)\s*$.*?^END:\1\s*$", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_ONCE = re.compile(r"^DTSTART[^:\r\n]*:(\d{8})", re.MULTILINE | re.IGNORECASE)
_SERIES = re.compile(r"^(RRULE|RDATE|RECURRENCE-ID)[;:]", re.MULTILINE | re.IGNORECASE)
_LINK = re.compile(r"https://[^\s<>\"'\\;,)\]]+")
_CALL_HOST = re.compile(
    r"https://([\w-]+\.)*(zoom\.us|zoomgov\.com|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|webex\.com|whereby\.com"
    r"|gotomeeting\.com|goto\.com|meet\.jit\.si|chime\.aws|ringcentral\.com|dialpad\.com|bluejeans\.com)/",
    re.IGNORECASE,
)
_LINK_FIELDS = ("X-GOOGLE-CONFERENCE", "X-MICROSOFT-SKYPETEAMSMEETINGURL", "CONFERENCE", "LOCATION")
# what a rule may hold, by its frequency: all else is either no meeting, or a search for a day that never comes
_DAYS_OF = {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 30, "YEARLY": 365}
_ANY_RULE = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY", "RSCALE", "SKIP"}
_COARSE_RULE = _ANY_RULE | {"BYMONTHDAY", "BYMONTH", "BYSETPOS"}
_MOST_TIMES = 100_000  # times of series counted through from their first: some seconds of work
_OLDEST = timedelta(days=15 * 366)
_LONGEST = timedelta(hours=8)
_MOST_MEETINGS = 200
# how published Outlook calendars say it, in the title alone
_CALLED_OFF = re.compile(r"(cancell?ed|annulée?)\s*:", re.IGNORECASE)
_NOT_PEOPLE = ("ROOM", "RESOURCE")


@dataclass(frozen=True, slots=True)
class Person:
    """email: small letters, or ''. name: '' when the calendar has none."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """start, end: UTC. zone: IANA name the organiser planned it in, or ''. link: https address of the call, or ''.

    people: who else was invited, rooms left out; the organiser first when it is not you. id: one for each time of a series.
    """

    id: str
    title: str
    start: datetime
    end: datetime
    zone: str
    link: str
    people: tuple[Person, ...]


def read_meetings(raw: bytes, since: datetime, until: datetime, local: tzinfo, you: str = "") -> list[Meeting]:
    """Those that overlap since..until (aware), by their start; whole days, cancelled and declined ones are left out.

    local: the zone of times without one. you: your address, to leave you out. KnownError when it is no calendar.
    """
    text = raw.decode("utf-8-sig", "replace")
    if "BEGIN:VCALENDAR" not in text[:4096].upper():
        raise _no_calendar()
    since, until = since.astimezone(UTC), until.astimezone(UTC)
    found: dict[str, Meeting] = {}
    for event in _occurrences(_parsed(_cut(text, since, until)), since, until):
        meeting = _meeting(event, local, you.strip().lower())
        if meeting is not None and meeting.end > since and meeting.start < until:
            found.setdefault(meeting.id, meeting)
            if len(found) >= _MOST_MEETINGS:
                break
    return sorted(found.values(), key=lambda m: (m.start, m.title))


def _no_calendar() -> KnownError:
    return KnownError(
        "What was found there is not a calendar. Give the address or the file that ends in .ics.",
        "Ce qui s'y trouve n'est pas un agenda. Donnez l'adresse ou le fichier qui se termine par .ics.",
    )


def _cut(text: str, since: datetime, until: datetime) -> str:
    """The same calendar without the single events of other weeks: an agenda of years is read as fast as one of days."""
    first = f"{since - _LONGEST - timedelta(days=1):%Y%m%d}"
    last = f"{until + timedelta(days=1):%Y%m%d}"
    at = _BLOCK.search(text)
    head = text[: at.start()] if at else text
    kept = [block.group(0).strip() for block in _BLOCK.finditer(text) if _counts(block, first, last)]
    head = head.split("END:VCALENDAR")[0].rstrip()
    return "\r\n".join([head, *kept, "END:VCALENDAR", ""])


def _counts(block: re.Match[str], first: str, last: str) -> bool:
    if block.group(1).upper() == "VTIMEZONE" or _SERIES.search(block.group(0)):
        return True
    begins = _ONCE.search(block.group(0))
    return begins is not None and first <= begins.group(1) <= last


def _parsed(text: str) -> "Calendar":
    from icalendar import Calendar  # not before: no window waits for it

    try:
        found = Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError, AttributeError, TypeError, OSError, RecursionError) as e:  # on broken lines
        raise _no_calendar() from e
    if not isinstance(found, Calendar):
        raise _no_calendar()
    return found


def _occurrences(calendar: "Calendar", since: datetime, until: datetime) -> Iterator[Any]:
    import recurring_ical_events  # here, for no window waits for it

    series = [event for event in calendar.walk("VEVENT") if "RRULE" in event]
    kept = _countable(series, since)
    refused = {id(event) for event in series} - {id(event) for event in kept}
    calendar.subcomponents = [part for part in calendar.subcomponents if id(part) not in refused]
    try:
        yield from recurring_ical_events.of(calendar, skip_bad_series=True).between(since, until)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError) as e:
        raise _no_calendar() from e


def _countable(series: list[Any], now: datetime) -> list[Any]:
    """The newest series whose rules can be counted through in the time there is."""
    aged = [(age, event) for event in series if (age := _age_days(event, now)) is not None and _is_plain(event)]
    room = _MOST_TIMES
    kept = []
    for age, event in sorted(aged, key=lambda pair: pair[0]):
        rule = event["RRULE"]
        room -= max(age, 0) // _DAYS_OF[str(rule["FREQ"][0]).upper()] * max(1, len(rule.get("BYDAY", ()))) + 1
        if room < 0:
            break
        kept.append(event)
    return kept


def _age_days(event: Any, now: datetime) -> int | None:
    """Since its first time; None when it has none, or one too long ago."""
    first = _time(event, "DTSTART")
    if first is None:
        return None
    day = first.date() if isinstance(first, datetime) else first
    age = now.date() - day
    return age.days if age <= _OLDEST else None


def _is_plain(event: Any) -> bool:
    from icalendar import vRecur

    rule = event["RRULE"]
    if not isinstance(rule, vRecur) or len(rule.get("FREQ", ())) != 1:
        return False
    frequency = str(rule["FREQ"][0]).upper()
    if frequency not in _DAYS_OF:
        return False
    parts = {str(part).upper() for part in rule}
    if frequency == "DAILY" and "BYDAY" in parts and rule.get("INTERVAL", [1]) != [1]:
        return False
    if frequency in ("DAILY", "WEEKLY"):
        return parts <= _ANY_RULE
    return parts <= _COARSE_RULE and ("BYSETPOS" not in parts or "BYMONTHDAY" not in parts)


def _meeting(event: Any, local: tzinfo, you: str) -> Meeting | None:
    begins, ends = _time(event, "DTSTART"), _time(event, "DTEND")
    if not isinstance(begins, datetime) or not isinstance(ends, datetime) or _field(event, "STATUS").upper() == "CANCELLED":
        return None
    start, end = (at if at.tzinfo else at.replace(tzinfo=local) for at in (begins, ends))
    invited = list(_invited(event))
    if any(person.email == you and answer == "DECLINED" for person, answer in invited if you):
        return None
    if not timedelta(0) < end - start <= _LONGEST:
        return None
    title = " ".join(_field(event, "SUMMARY").split())[:200]
    if _CALLED_OFF.match(title):
        return None
    start = start.astimezone(UTC)
    return Meeting(
        id=f"{_field(event, 'UID')[:200]} {start:%Y%m%dT%H%M}",
        title=title,
        start=start,
        end=end.astimezone(UTC),
        zone=_zone(event, begins),
        link=_link(event),
        people=_others(invited, you)[:50],
    )


def _others(invited: list[tuple[Person, str]], you: str) -> tuple[Person, ...]:
    """Each once, as the first line that has a name says."""
    found: dict[str, Person] = {}
    for person, _ in invited:
        before = found.get(person.email)
        if person.email != you and (before is None or not before.name):
            found[person.email] = person
    return tuple(found.values())


def _zone(event: Any, begins: datetime) -> str:
    """IANA name, '' when there is none: Outlook calls zones by names of its own."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

    name = str(getattr(begins.tzinfo, "key", ""))
    told = str(getattr(event["DTSTART"], "params", {}).get("TZID", ""))
    return name if "/" in name else WINDOWS_TO_OLSON.get(told, "")


def _invited(event: Any) -> Iterator[tuple[Person, str]]:
    """Each person with their answer."""
    for name in ("ORGANIZER", "ATTENDEE"):
        value = event.get(name, [])
        for one in value if isinstance(value, list) else [value]:
            told = getattr(one, "params", {})
            if str(told.get("CUTYPE", "")).upper() in _NOT_PEOPLE:
                continue
            email = re.sub(r"^mailto:", "", str(one), flags=re.IGNORECASE).strip().lower()
            called = in_order(" ".join(str(told.get("CN", "")).split())[:100])
            if "@" in email:
                yield Person("" if "@" in called else called, email[:200]), str(told.get("PARTSTAT", "")).upper()


def _link(event: Any) -> str:
    for name in _LINK_FIELDS:
        if found := _LINK.search(_field(event, name)):
            return found.group(0)
    known = [url for url in _LINK.findall(_field(event, "DESCRIPTION")[:20_000]) if _CALL_HOST.match(url)]
    return known[0] if known else ""


def _time(event: Any, name: str) -> date | None:
    """None when it is missing or broken."""
    from icalendar import vDDDTypes

    value = event.get(name)
    at = value.dt if isinstance(value, vDDDTypes) else None
    return at if isinstance(at, date) else None


def _field(event: Any, name: str) -> str:
    value = event.get(name, "")
    return str(value[0] if isinstance(value, list) and value else value)
