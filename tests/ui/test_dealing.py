"""Deals, the brief and what is due, from the list of calls to the screen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from copilot.call.catalogue import CallKind, Side
from copilot.call.rules import Text
from copilot.engine.brief import Brief, Standing
from copilot.engine.deals import Kind, Task, deals
from copilot.engine.desk import Desk
from copilot.review.model import Moment, Promise, Question, Quote, Verdict, VerdictValue
from copilot.review.times import Due
from copilot.store.index import CallSummary
from copilot.ui.dealing import Dealing
from copilot.ui.dues import due_words, task_time
from copilot.ui.pages.brief import BriefPage
from copilot.ui.pages.deals import DealsPage
from copilot.ui.pages.due import DueCard
from copilot.ui.theme import LIGHT
from copilot.ui.widgets import QuoteLink

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
CALL = CallSummary(
    "c1", CallKind.PROSPECT, "2026-03-12T14:00:00+00:00", company="Halden Foods", duration_ms=1_800_000, ended=True,
    verdict="open", warm=3, evidence=1, timezone="America/New_York", your_timezone="Europe/Paris",
)  # fmt: skip


def words(widget):
    return [label.text() for label in widget.findChildren(QLabel)]


def test_a_row_tells_what_is_due_and_what_is_dead(qtbot):
    page = DealsPage(LIGHT)
    qtbot.addWidget(page)
    dead = replace(CALL, call_id="c2", company="Brightway", started_utc="2026-02-20T14:00:00+00:00")
    page.show_deals(deals([CALL, dead], [], NOW), NOW)
    said = words(page)
    assert any("Due in 2 h 30, before 14:30 in New York" in text for text in said)
    assert any("Looks alive, is dead" in text and "20 days" in text for text in said)
    assert said.index("Halden Foods") < said.index("Brightway")
    asked = []
    page.brief_wanted.connect(asked.append)
    next(b for b in page.findChildren(QPushButton, "link") if b.text() == "Brief").click()
    assert asked == ["Halden Foods"]
    page.show_deals([], NOW)
    assert any("No company yet" in text for text in words(page))


def test_the_brief_is_one_screen(qtbot):
    page = BriefPage(LIGHT)
    qtbot.addWidget(page)
    quote = Quote(61_000, Side.THEM, "I'll send the volumes by Friday", 4)
    at = Moment(datetime(2026, 3, 13, tzinfo=UTC), datetime(2026, 3, 13, tzinfo=UTC), False)
    promise = Promise(1, Side.THEM, "send the volumes", "Friday", at, False, True, quote)
    verdict = Verdict(VerdictValue.OPEN, (quote,), Text("no date", "pas de date"))
    ask = (Question("pain", "What does it cost you?", Text("no pain", "pas de douleur")),)
    page.show_brief(Brief("Halden Foods", CALL, 2, verdict, (Standing("c1", promise),), (), ask, "likes short emails", ""))
    said = words(page)
    for text in ("Send the volumes — Fri 13 Mar", "“What does it cost you?”", "likes short emails"):
        assert text in said
    opened = []
    page.opened.connect(lambda call, utterance: opened.append((call, utterance)))
    next(link for link in page.findChildren(QuoteLink) if "volumes —" in link.accessibleName()).click()
    assert opened == [("c1", 4)]


def test_due_today_hides_when_nothing_is(qtbot):
    card = DueCard(LIGHT)
    qtbot.addWidget(card)
    card.show_tasks([Task(Kind.PROMISE, CALL, NOW - timedelta(hours=1), True, True, "send the plan")], NOW)
    assert not card.isHidden()
    assert {"You promised: send the plan", "late"} <= set(words(card))
    card.show_tasks([], NOW)
    assert card.isHidden()


@pytest.mark.parametrize(
    ("by", "timed", "told"),
    [
        (timedelta(minutes=40), True, "in 40 min"),
        (timedelta(hours=3, minutes=5), True, "in 3 h 05"),
        (timedelta(hours=30), True, "Fri 13 Mar 22:00"),
        (timedelta(hours=5), False, "today"),
    ],
)
def test_how_much_time_is_left(by, timed, told):
    assert task_time(Task(Kind.FOLLOW_UP, CALL, NOW + by, timed, False), NOW) == told


@pytest.mark.parametrize(
    ("zone", "told"),
    [("America/Chicago", "16:00 in Chicago;"), ("UTC", "16:00 UTC;"), ("", "16:00 your time;")],
)
def test_the_clock_of_a_due_time_is_named(zone, told):
    at = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)
    due = Due(at, at + timedelta(days=1), "")
    assert told in due_words(due, at - timedelta(hours=2), zone)


def test_each_thing_is_reminded_of_once_and_without_their_words(qapp, qtbot):
    desk = Desk.open()
    dealing = Dealing(desk, qapp)
    told = []
    dealing.reminded.connect(lambda title, text: told.append((title, text)))
    task = Task(Kind.PROMISE, CALL, NOW + timedelta(minutes=50), True, False, "send the secret figures")
    for minutes in (-60, 0, 1, 2):
        dealing.remind([task], NOW + timedelta(minutes=minutes))
    assert told == [("Halden Foods", "You promised something: due in 50 min")]
    dealing.close()
    desk.close()
