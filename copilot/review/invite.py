"""The invite file (.ics, RFC 5545 and 5546) for the meeting agreed on the call, its updates and its cancellation."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID, uuid5
from zoneinfo import ZoneInfo

from copilot.review.model import Moment

if TYPE_CHECKING:
    from icalendar import vCalAddress

MINUTES = 30
PLACEHOLDER_MINUTES = 15
_NAMESPACE = UUID("5d1a3a9e-6a86-4b53-9a3a-2f6c1b1f7c11")  # ours, so that a call always gives the same UID
_PRODUCT = "-//Money Time//Invite 1//EN"


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Invite:
    """One meeting. start: aware, in the zone it was agreed in. sequence: grows by one with each change sent.

    also: the same start on the organiser's clock, told in the description. placeholder: fifteen minutes either side may cancel.
    all_day: no hour was said, so the day is held until there is one.
    """

    uid: str
    start: datetime
    also: datetime
    title: str
    organiser: Person
    attendees: tuple[Person, ...]
    minutes: int = MINUTES
    sequence: int = 0
    placeholder: bool = False
    all_day: bool = False
    notes: str = ""


def first_invite(call_id: str, slot: Moment, title: str, organiser: Person, attendees: tuple[Person, ...]) -> Invite:
    """The invite for the slot of a call; the call's number makes its UID."""
    uid = f"{uuid5(_NAMESPACE, call_id)}@moneytime"
    return Invite(uid, slot.theirs, slot.yours, title, organiser, attendees, all_day=not slot.timed)


def as_placeholder(invite: Invite) -> Invite:
    return replace(invite, minutes=PLACEHOLDER_MINUTES, placeholder=True)


def moved(invite: Invite, slot: Moment) -> Invite:
    """The same meeting at another time: what was sent before is updated by it."""
    return replace(invite, start=slot.theirs, also=slot.yours, all_day=not slot.timed, sequence=invite.sequence + 1)


def to_ics(invite: Invite, stamp: datetime, cancelled: bool = False) -> bytes:
    """The file. stamp: now (aware). cancelled: takes the meeting back; give it a sequence above the one last sent."""
    from icalendar import Calendar, Event, vText  # not before: no window has to wait for it

    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    # a request needs an organiser and somebody invited; without them it is a note for one's own calendar
    asks = bool(invite.organiser.email and any(p.email for p in invite.attendees))
    calendar.add("method", "CANCEL" if cancelled else "REQUEST" if asks else "PUBLISH")
    event = Event()
    event.add("uid", invite.uid)
    event.add("sequence", invite.sequence)
    event.add("dtstamp", stamp.astimezone(UTC))
    if invite.all_day:
        event.add("dtstart", invite.start.date())
        event.add("dtend", invite.start.date() + timedelta(days=1))
    else:
        # a bare offset has no zone to name: then the hour is told in UTC
        where = invite.start.tzinfo if isinstance(invite.start.tzinfo, ZoneInfo) else UTC
        event.add("dtstart", invite.start.astimezone(where))
        event.add("dtend", (invite.start.astimezone(UTC) + timedelta(minutes=invite.minutes)).astimezone(where))
    event.add("summary", f"Placeholder: {invite.title}" if invite.placeholder else invite.title)
    event.add("description", _description(invite))
    event.add("status", "CANCELLED" if cancelled else "TENTATIVE" if invite.placeholder or invite.all_day else "CONFIRMED")
    event.add("transp", "TRANSPARENT" if invite.all_day else "OPAQUE")
    if invite.organiser.email:
        event.add("organizer", _address(invite.organiser), encode=False)
    for person in invite.attendees:
        if person.email:
            attendee = _address(person)
            attendee.params["ROLE"] = vText("REQ-PARTICIPANT")
            attendee.params["PARTSTAT"] = vText("NEEDS-ACTION")
            attendee.params["RSVP"] = vText("TRUE")
            event.add("attendee", attendee, encode=False)
    calendar.add_component(event)
    year = invite.start.year
    calendar.add_missing_timezones(first_date=date(year, 1, 1), last_date=date(year, 12, 31))
    return bytes(calendar.to_ical())


def _description(invite: Invite) -> str:
    lines = ["The hour is to be agreed." if invite.all_day else f"{_clock(invite.start)} / {_clock(invite.also)}"]
    if invite.placeholder:
        lines.append("A placeholder of fifteen minutes: either of us may cancel it.")
    return "\n".join([*lines, *([invite.notes] if invite.notes else [])])


def _clock(at: datetime) -> str:
    place = getattr(at.tzinfo, "key", "") or f"UTC{at:%z}"
    return f"{at:%Y-%m-%d %H:%M} {place.rpartition('/')[2].replace('_', ' ')}"


def _address(person: Person) -> "vCalAddress":
    from icalendar import vCalAddress, vText

    address = vCalAddress(f"mailto:{person.email}")
    if person.name:
        address.params["CN"] = vText(person.name)
    return address
