from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
import vobject
from icalendar import Calendar

from copilot.review.invite import Invite, Person, as_placeholder, first_invite, moved, to_ics
from copilot.review.model import Moment

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
NEW_YORK, PARIS = ZoneInfo("America/New_York"), ZoneInfo("Europe/Paris")


def slot(start: datetime) -> Moment:
    return Moment(start, start.astimezone(PARIS), True)


@pytest.fixture
def invite() -> Invite:
    start = datetime(2026, 3, 10, 10, 30, tzinfo=NEW_YORK)
    them = (Person('Karen, Doyle; "K"', "karen@example.com"), Person("Alan", "alan@example.com"))
    return first_invite("c1", slot(start), "Marlow Freight, next step; détail", Person("Zoé", "zoe@example.com"), them)


def event_of(raw: bytes):
    calendar = Calendar.from_ical(raw)
    (event,) = calendar.walk("VEVENT")
    return calendar, event


def test_a_request_holds_all_that_calendars_ask_for(invite):
    calendar, event = event_of(to_ics(invite, NOW))
    assert (calendar["VERSION"], calendar["METHOD"]) == ("2.0", "REQUEST")
    assert calendar["PRODID"]
    assert event.decoded("DTSTART") == invite.start
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=30)
    assert event.decoded("DTSTAMP") == NOW
    assert event["SUMMARY"] == "Marlow Freight, next step; détail"
    assert event["ORGANIZER"] == "mailto:zoe@example.com"
    assert [a.lower() for a in event["ATTENDEE"]] == ["mailto:karen@example.com", "mailto:alan@example.com"]
    assert "10:30 New York" in event["DESCRIPTION"]
    assert "15:30 Paris" in event["DESCRIPTION"]
    assert {z["TZID"] for z in calendar.walk("VTIMEZONE")} == {"America/New_York"}


def test_the_zone_in_the_file_tells_the_same_instant(invite):
    calendar, event = event_of(to_ics(invite, NOW))
    (zone,) = calendar.walk("VTIMEZONE")
    assert event.decoded("DTSTART").replace(tzinfo=zone.to_tz()).utcoffset() == timedelta(hours=-4)


def test_lines_are_those_of_the_standard(invite):
    raw = to_ics(replace(invite, title="é" * 200 + "\r\nBEGIN:VEVENT"), NOW)
    assert raw.endswith(b"\r\n")
    lines = raw.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(b"\n" not in line for line in lines)
    assert len(Calendar.from_ical(raw).walk("VEVENT")) == 1


def test_the_uid_is_stable_and_updates_count(invite):
    again = first_invite("c1", slot(invite.start), "other", Person("", ""), ())
    assert again.uid == invite.uid
    assert first_invite("c2", slot(invite.start), "", Person("", ""), ()).uid != invite.uid
    later = moved(invite, slot(invite.start + timedelta(days=1)))
    _, event = event_of(to_ics(later, NOW))
    assert (event["UID"], event["SEQUENCE"]) == (invite.uid, 1)


def test_a_cancellation(invite):
    calendar, event = event_of(to_ics(replace(invite, sequence=2), NOW, cancelled=True))
    assert (calendar["METHOD"], event["STATUS"], event["SEQUENCE"]) == ("CANCEL", "CANCELLED", 2)
    assert event["ORGANIZER"]


def test_a_placeholder_lasts_fifteen_minutes_and_says_what_it_is(invite):
    _, event = event_of(to_ics(as_placeholder(invite), NOW))
    assert event.decoded("DTEND") - event.decoded("DTSTART") == timedelta(minutes=15)
    assert event["SUMMARY"].startswith("Placeholder: ")
    assert "either of us may cancel" in event["DESCRIPTION"]
    assert event["STATUS"] == "TENTATIVE"


def test_without_addresses_it_is_a_note_for_ones_own_calendar(invite):
    calendar, event = event_of(to_ics(replace(invite, organiser=Person("Zoé", ""), attendees=()), NOW))
    assert calendar["METHOD"] == "PUBLISH"
    assert "ORGANIZER" not in event


def test_a_bare_offset_is_told_in_utc(invite):
    start = datetime(2026, 3, 10, 10, 30, tzinfo=timezone(timedelta(hours=-5)))
    raw = to_ics(replace(invite, start=start), NOW)
    assert b"DTSTART:20260310T153000Z" in raw


@pytest.mark.parametrize(
    "day", [datetime(2026, 3, 8, 12), datetime(2026, 11, 1, 12), datetime(2028, 2, 29, 23, 45), datetime(2026, 12, 31, 23, 50)]
)
def test_days_when_the_clocks_or_the_calendar_jump(invite, day):
    start = day.replace(tzinfo=NEW_YORK)
    _, event = event_of(to_ics(replace(invite, start=start, also=start.astimezone(PARIS)), NOW))
    assert event.decoded("DTSTART") == start
    assert event.decoded("DTEND").astimezone(UTC) - start.astimezone(UTC) == timedelta(minutes=30)


def test_a_day_without_an_hour_is_held_as_a_day(invite):
    day = datetime(2026, 3, 10, tzinfo=NEW_YORK)
    held = first_invite("c1", Moment(day, day.replace(tzinfo=PARIS), False), "t", Person("", ""), ())
    _, event = event_of(to_ics(held, NOW))
    assert event["DTSTART"].to_ical() == b"20260310"
    assert event["DTEND"].to_ical() == b"20260311"
    assert event["STATUS"] == "TENTATIVE"
    assert "to be agreed" in event["DESCRIPTION"]
    _, event = event_of(to_ics(moved(held, slot(invite.start)), NOW))
    assert event.decoded("DTSTART") == invite.start


def test_another_reader_of_calendars_finds_the_same_meeting(invite):
    """vobject shares no line with the library that writes the file."""
    later = moved(invite, slot(invite.start + timedelta(days=1)))
    for made, cancelled, status in (
        (invite, False, "CONFIRMED"),
        (later, False, "CONFIRMED"),
        (as_placeholder(invite), False, "TENTATIVE"),
        (replace(later, sequence=2), True, "CANCELLED"),
    ):
        calendar = vobject.readOne(to_ics(made, NOW, cancelled=cancelled).decode())
        event = calendar.vevent
        assert calendar.validate(raiseException=True)
        assert (event.uid.value, int(event.sequence.value), event.status.value) == (invite.uid, made.sequence, status)
        assert calendar.method.value == ("CANCEL" if cancelled else "REQUEST")
        assert (event.dtstart.value, event.dtstart.value.utcoffset()) == (made.start, timedelta(hours=-4))
        assert event.dtend.value - event.dtstart.value == timedelta(minutes=made.minutes)
        assert event.organizer.value == "mailto:zoe@example.com"
        assert [a.value for a in event.attendee_list] == ["mailto:karen@example.com", "mailto:alan@example.com"]
        assert invite.title in event.summary.value
    whole = vobject.readOne(to_ics(replace(invite, all_day=True), NOW).decode()).vevent
    assert whole.dtstart.value == invite.start.date()
