import time as clock

import pytest

from copilot.signals.hours import find_hours, possible_hours


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("I can do eleven thirty.", ["11:30"]),
        ("Could we make it two instead?", ["14:00"]),
        ("Make it four and you've got a deal.", ["16:00"]),
        ("Three works, or four, either one.", ["15:00", "16:00"]),
        ("Two to two thirty is fine.", ["14:00"]),
        ("Yep, nine on Monday, put it on.", ["09:00"]),
        ("Ten thirty would be safer.", ["10:30"]),
        ("2:30, done.", ["14:30"]),
        ("Perfect, ten your time.", ["10:00"]),
        ("okay noon then", ["12:00"]),
    ],
)
def test_an_hour_that_is_offered_or_taken(text: str, hours: list[str]) -> None:
    found = find_hours(text)
    assert [f"{hit.hour:%H:%M}" for hit in found] == hours
    assert all(text[hit.start : hit.end].strip() for hit in found)


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Ten's no good. Eleven?", ["11:00"]),
        ("Nine's a little early for me. Nine thirty?", ["09:30"]),
        ("Ooh, three I've got a thing. Can you do four?", ["16:00"]),
        ("Eleven... no, let's say noon.", ["12:00"]),
        ("One is difficult for me.", []),
    ],
)
def test_an_hour_that_is_refused_is_none(text: str, hours: list[str]) -> None:
    assert [f"{hit.hour:%H:%M}" for hit in find_hours(text, bare=False)] == hours


@pytest.mark.parametrize(
    "text",
    [
        "I've got ten people coming in.",
        "And bring the two reports with you.",
        "I'll have six of my managers on.",
        "We've got four plants you should see.",
        "That's a good one.",
        "Let's do two pilots.",
        "How many sites? Four.",
        "It takes two, sometimes three weeks.",
        "Give me five.",
        "",
    ],
)
def test_a_count_is_no_hour(text: str) -> None:
    assert find_hours(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "I have a hard stop at four.",
        "I've got to pick up the kids at three.",
        "My flight lands at four.",
        "I'm not free at four.",
        "Not four.",
        "I can't make it four because of the audit.",
        "We were down at two.",
        "The team is around twelve.",
        "That's about ten.",
    ],
)
def test_an_hour_of_something_else_is_none(text: str) -> None:
    assert find_hours(text) == []


@pytest.mark.parametrize(
    "text",
    ["I have a slot at four.", "Could we talk at four?", "I'm free at four.", "Why not four?", "Why don't we talk at four?"],
)
def test_an_hour_to_meet_at(text: str) -> None:
    assert [hit.hour.hour for hit in find_hours(text)] == [16]


def test_no_problem_takes_nothing_back() -> None:
    assert [hit.hour.hour for hit in find_hours("Eleven works. Not a problem.")] == [11]


def test_a_number_alone_is_an_hour_only_where_one_was_asked_for() -> None:
    assert find_hours("Three, right.", bare=False) == []
    assert [hit.hour.hour for hit in find_hours("Three, right.")] == [15]
    assert [hit.hour.hour for hit in find_hours("Three works, right.", bare=False)] == [15]


def test_long_words_are_survived() -> None:
    began = clock.monotonic()
    find_hours("so could we make it say about like at " * 2000 + "ten")
    find_hours("ten is " * 5000)
    assert clock.monotonic() - began < 20


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("Two works.", ["Two"]),
        ("nine on the first", ["nine"]),
        ("I can give you from two forty-five on", ["two forty-five"]),
        ("One? Or make it one thirty.", ["One", "one thirty"]),
        ("We have two trucks, four people and ten percent left.", []),
        ("Have a good one.", []),
        ("the 4th or 5 of them", []),
        ("nine or ten", ["nine", "ten"]),
        ("Shall I keep one, at 2,500 dollars?", []),
        ("ten minutes at three p.m.", []),
    ],
)
def test_a_number_that_can_be_an_hour(text, hours):
    assert [text[h.start : h.end] for h in possible_hours(text)] == hours
