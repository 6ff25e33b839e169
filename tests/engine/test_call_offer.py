from datetime import UTC, datetime, timedelta

import pytest

from copilot.audio.call_apps import CallApp
from copilot.engine.call_offer import CallOffers, Offer
from copilot.engine.meetings import Meeting, Person

ZOOM, CHROME = CallApp("zoom", "Zoom"), CallApp("chrome", "Google Chrome", True)
AT = datetime(2026, 3, 9, 14, 0, tzinfo=UTC)
DANA = Person("Dana", "dana@halden.com")


def meeting(at=0, minutes=30, people=(DANA,), name="m"):
    start = AT + timedelta(minutes=at)
    return Meeting(name, "Halden", start, start + timedelta(minutes=minutes), "", "", people)


def after(minutes):
    return AT + timedelta(minutes=minutes)


@pytest.fixture
def offers():
    return CallOffers()


def test_nothing_goes_on_nothing_is_asked(offers):
    assert offers.offer(AT, ()) is None


def test_an_application_takes_the_microphone(offers):
    offers.see_apps([CHROME, ZOOM])
    assert offers.offer(AT, ()) == Offer(CHROME, None)
    assert offers.offer(AT, ("chrome",)) == Offer(ZOOM, None)
    assert offers.offer(AT, ("chrome", "zoom")) is None


def test_not_now_holds_until_it_lets_the_microphone_go(offers):
    offers.see_apps([ZOOM])
    offers.answer(AT)
    assert offers.offer(AT, ()) is None
    offers.see_apps([])
    offers.see_apps([ZOOM])
    assert offers.offer(AT, ()) == Offer(ZOOM, None)


@pytest.mark.parametrize(("minute", "asked"), [(-2, False), (-1, True), (4, True), (6, False)])
def test_a_planned_meeting_is_asked_about_as_it_begins(offers, minute, asked):
    offers.see_meetings([meeting()])
    assert (offers.offer(after(minute), ()) is not None) is asked


def test_a_block_of_ones_own_is_no_call(offers):
    offers.see_meetings([meeting(people=())])
    assert offers.offer(AT, ()) is None


def test_the_application_is_joined_to_the_meeting_it_is(offers):
    running, next_one = meeting(-28), meeting(3, name="next")
    offers.see_meetings([running, next_one])
    offers.see_apps([ZOOM])
    assert offers.offer(after(1), ()) == Offer(ZOOM, next_one)


def test_an_answer_covers_the_application_and_the_meeting(offers):
    offers.see_meetings([meeting(), meeting(60, name="later")])
    offers.see_apps([ZOOM])
    offers.answer(AT)
    assert offers.offer(after(2), ()) is None
    assert offers.offer(after(60), ()).meeting.id == "later"
