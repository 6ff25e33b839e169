from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from copilot.call.events import CallStarted, Prospect, SpokenDate
from copilot.review.times import due, ended_at, find_zone, holiday, left, moment, works, zone

NEW_YORK, PARIS, CHICAGO = ZoneInfo("America/New_York"), ZoneInfo("Europe/Paris"), ZoneInfo("America/Chicago")


def setup(timezone: str = "America/New_York") -> CallStarted:
    return CallStarted(call_id="c", started_utc="2026-03-12T14:00:00Z", prospect=Prospect(timezone=timezone))


def spoken(at: str, timed: bool = True) -> SpokenDate:
    return SpokenDate("", 0, 0, at, timed)


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("America/Chicago", "America/Chicago"),
        ("chicago", "America/Chicago"),
        ("Eastern time", "America/New_York"),
        (" PST ", "America/Los_Angeles"),
        ("New York", "America/New_York"),
        ("salt lake city", "America/Denver"),
        ("UTC-5", "Etc/GMT+5"),
        ("+2", "Etc/GMT-2"),
        ("GMT+1:00", "Etc/GMT-1"),
        ("Paris", "Europe/Paris"),
        ("Springfield", ""),
        ("", ""),
        ("+99", ""),
    ],
)
def test_a_zone_is_found_as_users_type_it(words, name):
    assert find_zone(words) == name
    assert name == "" or zone(name) is not None


@pytest.mark.parametrize("name", ["", "../etc/passwd", "Nowhere/City", "America", "\x00"])
def test_no_zone_is_no_crash(name):
    assert zone(name) is None


def test_a_slot_in_both_zones_in_the_weeks_when_the_clocks_differ():
    both = moment(spoken("2026-03-10T10:30:00-04:00"), setup())  # America has moved its clocks, Europe has not
    assert both is not None
    assert (both.theirs.hour, both.theirs.minute, both.yours.hour) == (10, 30, 15)
    later = moment(spoken("2026-04-07T10:30:00-04:00"), setup())
    assert later is not None
    assert later.yours.hour == 16


def test_a_day_stays_that_day_on_both_sides():
    both = moment(spoken("2026-03-10T00:00:00-07:00", timed=False), setup("America/Los_Angeles"))
    assert both is not None
    assert both.theirs.date() == both.yours.date() == date(2026, 3, 10)
    assert not both.timed


@pytest.mark.parametrize("at", ["", "tuesday", "2026-13-40", "0001-01-01T00:00:00+14:00"])
def test_a_date_that_is_none_gives_nothing(at):
    assert moment(spoken(at), setup()) is None


def test_an_unknown_zone_keeps_the_offset_that_was_said():
    both = moment(spoken("2026-03-10T10:30:00-05:00"), setup(""))
    assert both is not None
    assert both.theirs.utcoffset() == timedelta(hours=-5)


def test_the_zone_they_named_is_theirs_while_the_set_up_has_none():
    both = moment(replace(spoken("2026-03-10T14:30:00+01:00"), text="seven thirty, Central"), setup(""))
    assert both is not None
    assert (both.theirs.isoformat(), both.yours.isoformat()) == ("2026-03-10T08:30:00-05:00", "2026-03-10T14:30:00+01:00")


def test_holidays_of_both_countries():
    assert "Thanksgiving" in holiday(date(2026, 11, 26), CHICAGO)
    assert holiday(date(2026, 7, 14), PARIS)
    assert not holiday(date(2026, 7, 14), CHICAGO)
    assert not works(date(2026, 3, 14), CHICAGO)
    assert not holiday(date(2026, 12, 25), ZoneInfo("UTC"))


@pytest.mark.parametrize(
    ("ended", "acknowledge", "follow_up"),
    [
        # a Thursday morning
        (datetime(2026, 3, 12, 10, 30), datetime(2026, 3, 12, 14, 30), datetime(2026, 3, 13, 10, 30)),
        # late on a Friday: the hours go on, on Monday; the night and the weekend do not count
        (datetime(2026, 3, 13, 16, 0), datetime(2026, 3, 16, 11, 0), datetime(2026, 3, 16, 16, 0)),
        # the evening before Thanksgiving
        (datetime(2026, 11, 25, 17, 0), datetime(2026, 11, 27, 12, 0), datetime(2026, 11, 27, 17, 0)),
        # before they open
        (datetime(2026, 3, 12, 7, 0), datetime(2026, 3, 12, 13, 0), datetime(2026, 3, 13, 9, 0)),
        # over the change of clocks (Sunday, March 8)
        (datetime(2026, 3, 6, 17, 0), datetime(2026, 3, 9, 12, 0), datetime(2026, 3, 9, 17, 0)),
    ],
)
def test_the_countdown_knows_nights_weekends_and_holidays(ended, acknowledge, follow_up):
    there = ended.replace(tzinfo=NEW_YORK)
    deadlines = due(there.astimezone(UTC), NEW_YORK, PARIS)
    assert deadlines.acknowledge_by == acknowledge.replace(tzinfo=NEW_YORK)
    assert deadlines.follow_up_by == follow_up.replace(tzinfo=NEW_YORK)


def test_a_holiday_on_your_side_is_told():
    ended = datetime(2026, 7, 13, 10, 0, tzinfo=NEW_YORK)
    assert due(ended, NEW_YORK, PARIS).closed_here
    assert not due(ended, NEW_YORK, NEW_YORK).closed_here


def test_time_left():
    now = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
    assert left(now + timedelta(hours=3), now) == timedelta(hours=3)
    assert left(now - timedelta(hours=3), now) < timedelta(0)


def test_the_end_of_a_call():
    assert ended_at(setup(), 30 * 60_000) == datetime(2026, 3, 12, 14, 30, tzinfo=UTC)
    assert ended_at(CallStarted(call_id="c", started_utc="soon"), 0) is None
