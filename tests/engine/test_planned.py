from datetime import UTC, datetime, timedelta

import pytest

from copilot.call.catalogue import CallKind
from copilot.engine.meetings import Meeting, Person
from copilot.engine.planned import company_site, plan
from copilot.store.index import CallSummary

AT = datetime(2026, 3, 9, 14, 0, tzinfo=UTC)
DANA = Person("Dana Whitlock", "dana@haldenfoods.com")
ANNE = Person("Anne", "anne@money.fr")


def meeting(*people, zone=""):
    return Meeting("m", "Call", AT, AT + timedelta(minutes=30), zone, "", people)


def planned(meeting, *calls):
    return plan(meeting, calls, "me@money.fr", "Europe/Paris")


@pytest.mark.parametrize(
    ("email", "site"),
    [
        ("dana@haldenfoods.com", "haldenfoods"),
        ("dana@ops.halden-foods.co.uk", "halden-foods"),
        ("dana@gmail.com", ""),
        ("dana@yahoo.co.uk", ""),
        ("dana", ""),
        ("", ""),
    ],
)
def test_the_company_of_an_address(email, site):
    assert company_site(email) == site


def test_colleagues_are_left_out_and_the_zone_of_the_organiser_is_theirs():
    found = planned(meeting(ANNE, DANA, zone="America/Chicago"))
    assert (found.name, found.company, found.zone) == ("Dana Whitlock", "Haldenfoods", "America/Chicago")
    assert found.end == AT + timedelta(minutes=30)


def test_your_own_zone_says_nothing_of_theirs():
    assert planned(meeting(DANA, zone="Europe/Paris")).zone == ""


def test_the_last_call_with_them_knows_better():
    last = CallSummary("b", CallKind.REVIEW, "", company="Halden Foods, Inc.", name="Dana", timezone="America/Denver")
    older = CallSummary("a", CallKind.PARTNER, "", company="Halden Foods", timezone="America/New_York")
    tried = CallSummary("p", CallKind.PROSPECT, "", company="Halden Foods", origin="practice")
    found = planned(meeting(DANA), tried, last, older)
    assert (found.company, found.zone, found.kind) == ("Halden Foods, Inc.", "America/Denver", CallKind.REVIEW)
    assert found.met == "Halden Foods, Inc."


def test_a_meeting_without_people_plans_its_end_alone():
    found = planned(meeting())
    assert (found.name, found.company, found.met) == ("", "", "")
