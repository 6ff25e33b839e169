from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from copilot.call.catalogue import DayRole, Side
from copilot.call.events import SpokenDate
from copilot.signals.dates import Slot, find_dates, with_hour
from copilot.signals.days import Talk, find_month, find_week
from copilot.signals.hours import possible_hours

NEW_YORK = ZoneInfo("America/New_York")
PARIS = ZoneInfo("Europe/Paris")
WEDNESDAY = datetime(2026, 11, 18, 10, 0, tzinfo=NEW_YORK)


def said(text: str, side: Side = Side.THEM) -> list[str]:
    """'11-24 14:00' for a slot, '11-24' for a day, '11-24 morning' for a part of a day; on their clock."""
    found = find_dates(text, WEDNESDAY, side=side, your_zone=PARIS)
    return [f"{d.at[5:10]} {d.at[11:16] if d.timed else d.day_part}".strip() for d in found]


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("A week from Thursday works.", ["11-26"]),
        ("two weeks from Tuesday", ["12-08"]),
        ("A week from Thursday at two works.", ["11-26 14:00"]),
        ("Let's say Saturday ten.", ["11-21 10:00"]),
        ("the day after tomorrow, in the afternoon", ["11-20 afternoon"]),
        ("Monday morning, ten-ish", ["11-23 10:00"]),
        ("twenty past nine tomorrow", ["11-19 09:20"]),
        ("ten to four on Friday", ["11-20 15:50"]),
        ("11/24 at 4 pm", ["11-24 16:00"]),
        ("End of day tomorrow, you'll have it.", ["11-19 afternoon"]),
        ("First thing Monday.", ["11-23 morning"]),
        ("tuesday at 2 p.m.", ["11-24 14:00"]),
        ("next Tuesday at ten", ["11-24 10:00"]),
        ("Thursday next week at 4", ["11-26 16:00"]),
        ("the week after next, on Tuesday", ["12-01"]),
        ("how about Thursday at two thirty", ["11-19 14:30"]),
        ("Thursday works, say at two", ["11-19 14:00"]),
        ("let's do the twenty third at quarter past nine", ["11-23 09:15"]),
        ("friday the twentieth", ["11-20"]),
        ("October twenty-first at 3", ["10-21 15:00"]),
        ("December first, 2 to 3 p.m.", ["12-01 14:00"]),
        ("the 20th if the badges are here on the 10th", ["11-20", "12-10"]),
        ("day after tomorrow at noon", ["11-20 12:00"]),
        ("Monday or Tuesday", ["11-23", "11-24"]),
        ("tomorrow morning at eight", ["11-19 08:00"]),
        ("between two and four on Friday", ["11-20 14:00"]),
        ("by EOD Friday", ["11-20 afternoon"]),
        ("this afternoon", ["11-18 afternoon"]),
        ("in three days", ["11-21"]),
        ("Thursday, seven in the morning, with Linda.", ["11-19 07:00"]),
        ("The fourteenth of January, a Thursday, one o'clock for you?", ["01-14 13:00"]),
        ("Friday we call the contractor together, you and me, at nine.", ["11-20 09:00"]),
        ("Thursday I'm at the market till noon.", ["11-19"]),
        ("Friday the 20th at ten, and December 4th, the same hour.", ["11-20 10:00", "12-04 10:00"]),
        ("I send the page by Friday and you tell me until Thursday.", ["11-20", "11-26"]),
        ("She sees the auditors on Friday. On Thursday you have it.", ["11-20", "11-26"]),
        ("We close from the 4th to the 18th of January.", ["01-04", "01-18"]),
        ("January 4th or the 6th, you choose.", ["01-04", "01-06"]),
        ("The 30th to the 2nd of December.", ["11-30", "12-02"]),
        ("Friday is bad for me, I can do Thursday.", ["11-20", "11-19"]),
        ("Seventeenth works, he's in town. Thirty-first, ten, okay.", ["12-17", "12-31 10:00"]),
        ("Thursday the 10th", ["12-10"]),
        ("Can we make it the Thursday after?", ["11-26"]),
        ("Tuesday is bad, the Wednesday after works.", ["11-24", "11-25"]),
        ("Not this Friday, the Friday after, at nine.", ["11-20", "11-27 09:00"]),
        ("See you Thursday, as we had agreed.", ["11-19"]),
        ("How about Friday like we had planned?", ["11-20"]),
        ("Twenty-ninth's fine. Make it nine thirty.", ["11-29 09:30"]),
        ("Wednesday", ["11-25"]),
        ("can you do three tomorrow", ["11-19 15:00"]),
        ("monday at nine a m eastern", ["11-23 09:00"]),
        ("The first Monday of December, at ten.", ["12-07 10:00"]),
        ("Does half past one work on Thursday?", ["11-19 13:30"]),
        ("I could do Friday between ten and noon.", ["11-20 10:00"]),
        ("Thursday after two is better.", ["11-19 14:00"]),
        ("Shoot for noonish on Friday.", ["11-20 12:00"]),
        ("Let's talk on the morning of the fourth.", ["12-04 morning"]),
        ("Put me down for Tuesday 12/8 at 3.", ["12-08 15:00"]),
        ("The ninth and tenth of December, in Tulsa?", ["12-09", "12-10"]),
        ("And the second Friday, the eighteenth, at nine?", ["12-18 09:00"]),
        ("the second Tuesday of next month", ["12-08"]),
        ("The first Monday is December the seventh.", ["12-07"]),
        ("The first Monday works.", ["12-07"]),
        ("How about the second Tuesday, at nine?", ["12-08 09:00"]),
        ("Let's do the eighth, 11:30.", ["12-08 11:30"]),
        ("Fifteenth first thing. Nine.", ["12-15 09:00"]),
        ("Monday the 30th I got a one o'clock.", ["11-30"]),
        ("Next week the Thursday, at nine.", ["11-26 09:00"]),
        ("We signed with somebody else on Friday.", []),
        ("We talked, and Friday works.", ["11-20"]),
        ("You have it by Friday the eleventh, and the result in ten days.", ["12-11"]),
    ],
)
def test_a_day_said_aloud_is_resolved(text: str, want: list[str]) -> None:
    assert said(text) == want


@pytest.mark.parametrize(
    ("text", "side", "want"),
    [
        ("half past three Eastern", Side.THEM, ["11-18 15:30"]),
        ("ten o'clock Pacific", Side.THEM, ["11-18 13:00"]),
        ("the 14th, say two your time", Side.THEM, ["12-14 08:00"]),
        ("Thursday, three your time", Side.YOU, ["11-19 15:00"]),
        ("Thursday at 17h30 for me.", Side.YOU, ["11-19 11:30"]),
        ("Thursday at nine for you, it's three for me.", Side.YOU, ["11-19 09:00"]),
        ("Thursday at five my time", Side.YOU, ["11-19 11:00"]),
        ("3 pm tomorrow Paris time", Side.THEM, ["11-19 09:00"]),
        ("Thursday at ten thirty central", Side.THEM, ["11-19 11:30"]),
        ("Friday at nine Chicago time", Side.YOU, ["11-20 10:00"]),
    ],
)
def test_an_hour_is_put_on_their_clock(text: str, side: Side, want: list[str]) -> None:
    assert said(text, side) == want


@pytest.mark.parametrize(
    "text",
    [
        "in two weeks",
        "the week of the 16th",
        "the week of November 30th",
        "three of the four, so about 3/4 of the team",
        "next month",
        "after the summer",
        "in March",
        "end of the quarter",
        "by the end of the week",
        "every Thursday we meet",
        "Thursdays are bad",
        "We do a sales meeting every first Monday.",
        "Any day but Friday.",
        "We launched on the first of October.",
        "every other Friday, with the reps",
        "last Thursday we lost a truck",
        "the first thing is the price",
        "the second quarter was hard",
        "on the 14th floor",
        "at 3 sites",
        "24/7 support",
        "I march third in line, it may 5 times",
        "we have sat down with the sun behind us",
        "yesterday",
        "On the 9th, our update broke the menu.",
        "On Tuesday we had an outage.",
        "The Monday after our trade show.",
        "",
    ],
)
def test_what_is_coarser_than_a_day_or_no_day_is_left(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The fourteenth at one. I'm holding it.", ["01-14 13:00"]),
        ("I put a placeholder on the twenty-first.", ["01-21"]),
        ("Twelfth works. Do the eleventh and twelfth.", ["01-12", "01-11", "01-12"]),
        ("The fifteenth is bad. Do the eighth and ninth.", ["01-15", "01-08", "01-09"]),
        ("Two things. First, the price. The second is time.", []),
        ("You have the figures on the 30th.", ["11-30"]),
        ("Thursday, eight thirty, and bring the drawings.", ["01-14 08:30"]),
        ("Friday is bad.", ["11-20"]),
        ("Next Thursday, then.", ["11-26"]),
        ("Then the Thursday after, at one.", ["01-21 13:00"]),
        ("December fourteenth is better.", ["12-14"]),
    ],
)
def test_a_bare_day_is_the_one_named_just_before(text: str, want: list[str]) -> None:
    found = find_dates(text, WEDNESDAY, your_zone=PARIS, talk=Talk(named=[date(2027, 1, 14)]))
    assert [f"{d.at[5:10]} {d.at[11:16] if d.timed else ''}".strip() for d in found] == want


def test_another_weekday_is_the_one_beside_the_day_that_was_asked_for() -> None:
    tuesday = date(2026, 12, 1)
    found = [
        find_dates(text, WEDNESDAY, talk=Talk(asked=tuesday))[0].at[5:10]
        for text in ("Do Thursday.", "Monday?", "This Friday.")
    ]
    assert found == ["12-03", "11-30", "11-20"]


def test_a_task_of_yours_is_no_answer_to_the_day_that_was_asked_for() -> None:
    tuesday = date(2026, 12, 1)
    for text in ("I'll send you the list Friday.", "I'll call him Friday.", "You'll have the quote Friday."):
        (found,) = find_dates(text, WEDNESDAY, talk=Talk(asked=tuesday))
        assert found.at[5:10] == "11-20"


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Could we talk next week?", date(2026, 11, 26)),
        ("Next week is bad, the week after next?", date(2026, 12, 3)),
        ("Not next week.", None),
        ("I can't do next week.", None),
        ("Next week I'm in Chicago.", None),
        ("I'm out tomorrow, so next week.", date(2026, 11, 26)),
    ],
)
def test_a_week_that_is_refused_is_not_in_the_talk(text: str, want: date | None) -> None:
    assert find_week(text, WEDNESDAY.date()) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("Realistically, mid January.", date(2027, 1, 1)),
        ("It's planned for March.", date(2027, 3, 1)),
        ("We launched in March.", None),
        ("Since January we lost two drivers.", None),
        ("It ended in June, so early January?", date(2027, 1, 1)),
    ],
)
def test_a_month_gone_by_is_not_in_the_talk(text: str, want: date | None) -> None:
    assert find_month(text, WEDNESDAY.date()) == want


def test_a_weekday_said_on_that_day_is_the_next_one() -> None:
    (found,) = find_dates("We speak Wednesday?", WEDNESDAY, talk=Talk(named=[WEDNESDAY.date()]))
    assert found.at[5:10] == "11-25"


def test_that_friday_is_the_one_after_the_day_that_was_named() -> None:
    (found,) = find_dates("Probably that Friday.", WEDNESDAY, talk=Talk(named=[date(2026, 12, 9)]))
    assert found.at[5:10] == "12-11"


def test_the_words_are_marked() -> None:
    text = "Great, let's say Thursday at two, then."
    (date,) = find_dates(text, WEDNESDAY)
    assert text[date.start : date.end] == date.text == "Thursday at two"
    assert date.at == "2026-11-19T14:00:00-05:00"


def test_summer_time_is_respected_on_the_day_itself() -> None:
    (date,) = find_dates("March 9 at ten", datetime(2026, 3, 2, 9, 0, tzinfo=NEW_YORK))
    assert date.at == "2026-03-09T10:00:00-04:00"


def test_an_enormous_text_is_survived() -> None:
    assert len(find_dates("Thursday at two. " * 20_000, WEDNESDAY)) > 10


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("For example, Tuesdays 15 December 11 your time.", "2026-12-15T11:00"),
        ("Shall we say Friday 4 December at nine?", "2026-12-04T09:00"),
        ("Friday, fifteen January, works.", "2027-01-15T00:00"),
        ("You have it by 3 December.", "2026-12-03T00:00"),
    ],
)
def test_a_european_says_the_day_before_its_month(text, at):
    found = find_dates(text, datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("America/Chicago")))
    assert [d.at[:16] for d in found] == [at]


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("So let's do Friday 10.30 Central.", "2026-11-27T10:30"),
        ("Friday, 10.30, works for me.", "2026-11-27T10:30"),
        ("Tuesday at 2.30 p.m.", "2026-11-24T14:30"),
        ("Friday 10-30 Central It works.", "2026-11-27T10:30"),
        ("See you Friday 2-30.", "2026-11-27T14:30"),
        ("So let's do Friday, 10. 30 Central.", "2026-11-27T10:30"),
        ("Friday 10, 30 Central, it works.", "2026-11-27T10:30"),
        ("Friday at 10 30 works.", "2026-11-27T10:30"),
        ("Friday, 1030, Central?", "2026-11-27T10:30"),
    ],
)
def test_a_recogniser_may_write_an_hour_in_many_ways(text, at):
    found = find_dates(text, datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("America/Chicago")))
    assert [d.at[:16] for d in found] == [at]
    assert found[0].timed


@pytest.mark.parametrize(
    "text",
    [
        "It costs 10.30 on Friday.",
        "Friday we are at 4.30 percent.",
        "Version 3.11 ships on Friday.",
        "On Friday 10 to 30 people come.",
        "It's for 930 seats on Friday.",
    ],
)
def test_other_numbers_with_a_point_are_no_hours(text):
    found = find_dates(text, datetime(2026, 11, 22, 12, tzinfo=ZoneInfo("America/Chicago")))
    assert [d.timed for d in found] == [False]


@pytest.mark.parametrize(
    ("text", "found", "want"),
    [
        ("eight on the fourth", [("on the fourth", "2026-12-04", DayRole.TAKEN)], ["12-04 08:00"]),
        (
            "the barn Tuesday, but Friday is all right, nine",
            [("Tuesday", "2026-11-24", DayRole.REFUSED)],
            ["11-24", "11-26 09:00"],
        ),
        ("Nine?", [], ["11-26 09:00"]),
        ("Tuesday or Friday, nine", [("Tuesday", "2026-11-24", None), ("Friday", "2026-11-27", None)], ["11-24", "11-27"]),
    ],
)
def test_an_hour_that_is_meant_joins_the_one_day_or_the_one_in_the_talk(text, found, want) -> None:
    days = [SpokenDate(w, text.index(w), text.index(w) + len(w), f"{at}T00:00:00-05:00", False, role=r) for w, at, r in found]
    slot = Slot(date(2026, 11, 26), None, False)
    joined = with_hour(text, days, possible_hours(text), slot, NEW_YORK)
    assert [f"{d.at[5:10]} {d.at[11:16] if d.timed else ''}".strip() for d in joined] == want
    assert with_hour(text, days, [], slot, NEW_YORK) == tuple(days)
