from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from copilot.engine.meetings import Person, read_meetings
from copilot.errors import KnownError

PARIS = ZoneInfo("Europe/Paris")
MONDAY = datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


def calendar(*events, head=""):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//EN", head, *events, "END:VCALENDAR", ""]
    return "\r\n".join(line for line in lines if line is not None).replace("\n\n", "\n").encode()


def event(*lines, uid="one", start="DTSTART;TZID=Europe/Paris:20260309T150000", end="DTEND;TZID=Europe/Paris:20260309T153000"):
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", start, end, *lines, "END:VEVENT"])


def read(raw, days=7, you=""):
    return read_meetings(raw, MONDAY, MONDAY + timedelta(days=days), PARIS, you)


def test_a_meeting_with_its_people_its_end_and_its_link():
    invited = event(
        "SUMMARY:Halden\\, first call",
        "ORGANIZER;CN=Dana Whitlock:mailto:Dana@halden-foods.com",
        "ATTENDEE;CN=Me;PARTSTAT=ACCEPTED:mailto:me@money.fr",
        "ATTENDEE;CUTYPE=ROOM;CN=Lyon 2:mailto:room@resource.calendar.google.com",
        "ATTENDEE:mailto:bob@halden-foods.com",
        "DESCRIPTION:Agenda https://halden-foods.com/x and https://us02web.zoom.us/j/8",
    )
    (found,) = read(calendar(invited), you="me@money.fr")
    assert (found.title, found.zone) == ("Halden, first call", "Europe/Paris")
    assert found.start == datetime(2026, 3, 9, 14, 0, tzinfo=UTC)
    assert found.end - found.start == timedelta(minutes=30)
    assert found.people == (Person("Dana Whitlock", "dana@halden-foods.com"), Person("", "bob@halden-foods.com"))
    assert found.link == "https://us02web.zoom.us/j/8"


def test_a_series_keeps_its_hour_over_the_change_of_clocks_and_its_exceptions():
    series = event("RRULE:FREQ=WEEKLY;BYDAY=MO", "EXDATE;TZID=Europe/Paris:20260316T150000", "SUMMARY:Weekly")
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Paris:20260323T150000",
        "SUMMARY:Weekly\\, moved",
        start="DTSTART;TZID=Europe/Paris:20260324T170000",
        end="DTEND;TZID=Europe/Paris:20260324T173000",
    )
    found = read(calendar(series, moved), days=30)
    assert [f"{m.start:%d %H:%M} {m.title}" for m in found] == [
        "09 14:00 Weekly",
        "24 16:00 Weekly, moved",
        "30 13:00 Weekly",
        "06 13:00 Weekly",
    ]
    assert len({m.id for m in found}) == 4


def test_a_time_zone_the_file_defines_itself():
    zone = """BEGIN:VTIMEZONE
TZID:Somewhere
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:-0500
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE""".replace("\n", "\r\n")
    at = event(start="DTSTART;TZID=Somewhere:20260309T090000", end="DTEND;TZID=Somewhere:20260309T093000")
    assert read(calendar(zone, at))[0].start == datetime(2026, 3, 9, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "hour"), [("TZID=Eastern Standard Time:20260309T100000", 14), ("VALUE=DATE-TIME:20260309T100000", 9)]
)
def test_zones_of_windows_and_times_without_a_zone(zone, hour):
    at = event(start=f"DTSTART;{zone}", end="DURATION:PT30M")
    assert read(calendar(at))[0].start.hour == hour


@pytest.mark.parametrize("told", ["Pacific Standard Time", "America/Los_Angeles"])
def test_where_it_was_planned_is_known_by_the_names_of_outlook_too(told):
    zone = f"""BEGIN:VTIMEZONE
TZID:{told}
BEGIN:STANDARD
DTSTART:16010101T000000
TZOFFSETFROM:-0800
TZOFFSETTO:-0800
END:STANDARD
END:VTIMEZONE""".replace("\n", "\r\n")
    at = event(start=f"DTSTART;TZID={told}:20260309T090000", end=f"DTEND;TZID={told}:20260309T093000")
    assert read(calendar(zone, at))[0].zone == "America/Los_Angeles"


def test_a_person_is_named_once_and_as_one_calls_them():
    invited = event(
        'ORGANIZER;CN="Ruiz, Ana":mailto:ana@corvid.com',
        "ATTENDEE;CN=Ana Ruiz:mailto:Ana@corvid.com",
        'ATTENDEE;CN="Corvid Health, Inc., Austin":mailto:team@corvid.com',
        'ATTENDEE;CN="Karen Doyle, CFO":mailto:karen@corvid.com',
    )
    (found,) = read(calendar(invited))
    assert found.people == (
        Person("Ana Ruiz", "ana@corvid.com"),
        Person("Corvid Health, Inc., Austin", "team@corvid.com"),
        Person("Karen Doyle, CFO", "karen@corvid.com"),
    )


@pytest.mark.parametrize(
    "lines",
    [
        ("STATUS:CANCELLED",),
        ("SUMMARY:Canceled: Redwood weekly",),
        ("SUMMARY:Annulé : point hebdo",),
        ("ATTENDEE;PARTSTAT=DECLINED:mailto:me@money.fr",),
        ("RRULE:FREQ=SECONDLY",),
        ("RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",),
        ("RRULE:FREQ=DAILY;BYHOUR=1,2,3,4;BYMINUTE=1,2,3,4,5;BYSECOND=1,2,3",),
        ("RRULE:FREQ=WEEKLY;BYDAY=XX",),
        ("RRULE:nothing",),
    ],
)
def test_what_is_no_meeting_is_passed_over(lines):
    other = event("SUMMARY:kept", uid="other")
    assert [m.title for m in read(calendar(event(*lines), other), you="me@money.fr")] == ["kept"]


def test_whole_days_and_other_weeks_are_passed_over():
    day = event(start="DTSTART;VALUE=DATE:20260309", end="DTEND;VALUE=DATE:20260310")
    later = event(start="DTSTART:20260601T100000Z", end="DTEND:20260601T110000Z", uid="two")
    assert read(calendar(day, later)) == []


@pytest.mark.thorough
def test_thousands_of_rules_are_counted_within_bounds():
    long_ago = {"start": "DTSTART:20120101T100000Z", "end": "DTEND:20120101T103000Z"}
    many = [event("RRULE:FREQ=DAILY", uid=str(n), **long_ago) for n in range(300)]
    found = read(calendar(*many, event("SUMMARY:today", uid="today")), days=1)
    assert "today" in [m.title for m in found]
    assert len(found) < 40


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"<html>Sign in</html>",
        b"\xff\xfe\x00",
        b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:2026",
        b"BEGIN:VCALENDAR\r\n" + b"\x00" * 50,
    ],
)
def test_what_is_no_calendar_or_half_of_one_says_so(raw):
    with pytest.raises(KnownError, match=r"\.ics"):
        read(raw)
