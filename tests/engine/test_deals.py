from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.engine.deals import QUIET_DAYS, Change, Kind, deals, remind_from, tasks
from copilot.engine.desk import Desk
from copilot.store.edits import CommitmentEdit
from copilot.store.index import CallSummary, Listed

NOW = datetime(2026, 3, 12, 16, 0, tzinfo=UTC)  # a Thursday; noon in New York
CALL = CallSummary(
    "c1", CallKind.PROSPECT, "2026-03-12T14:00:00+00:00", company="Halden Foods", duration_ms=1_800_000, ended=True,
    verdict="open", warm=3, evidence=1, timezone="America/New_York", your_timezone="Europe/Paris",
)  # fmt: skip


def call(days_ago: float, **more: object) -> CallSummary:
    started = NOW - timedelta(days=days_ago)
    return replace(CALL, call_id=f"c{days_ago}", started_utc=started.isoformat(), **more)  # type: ignore[arg-type]


def promise(call_id: str, at: str, **more: object) -> Listed:
    plain = Listed(call_id, 1, Side.YOU, "send the figures", at, False, False, True, False, 1)
    return replace(plain, **more)  # type: ignore[arg-type]


def test_a_company_is_one_row_however_it_was_typed():
    (deal,) = deals([call(1), call(40, company="halden  foods", verdict="polite no")], [], NOW)
    assert (deal.name, deal.calls, deal.before.verdict) == ("Halden Foods", 2, "polite no")
    assert deal.trend == (0.25, 0.25)


def test_warmth_without_a_date_dies_of_silence():
    quiet = call(QUIET_DAYS + 1, sent_utc="2026-03-02T10:00:00+00:00")
    assert deals([quiet], [], NOW)[0].dead
    assert not deals([call(QUIET_DAYS - 1)], [], NOW)[0].dead
    assert not deals([replace(quiet, verdict="polite no")], [], NOW)[0].dead  # it does not look alive
    ahead = promise(quiet.call_id, "2026-03-20T10:00:00-04:00", side=Side.THEM)
    assert not deals([quiet], [ahead], NOW)[0].dead
    behind = promise(quiet.call_id, "2026-03-05T10:00:00-05:00", side=Side.THEM)
    assert deals([quiet], [behind], NOW)[0].dead


def test_the_next_step_is_the_agreed_meeting_first():
    last = call(1)
    task = promise(last.call_id, "2026-03-13T00:00:00-04:00")
    meeting = promise(last.call_id, "2026-03-17T10:30:00-04:00", meeting=True, timed=True, what="see you Tuesday")
    (deal,) = deals([last], [task, meeting], NOW)
    assert (deal.next_at.isoformat(), deal.next_what) == ("2026-03-17T10:30:00-04:00", "")
    assert deal.open == (task,)


def test_what_changed_since_last_time():
    before = call(20, verdict="polite no", warm=8, evidence=0, next_at="")
    now = call(1, warm=2, evidence=6, next_at="2026-03-17T10:30:00-04:00")
    (deal,) = deals([now, before], [], NOW)
    assert deal.changes == (Change.VERDICT, Change.MORE_EVIDENCE, Change.NEW_DATE)
    assert deals([before, now], [], NOW)[0].changes == (Change.VERDICT, Change.LESS_EVIDENCE, Change.LOST_DATE)


def test_customers_and_partners_are_reviewed_each_quarter_on_a_working_day():
    review = call(1, kind=CallKind.REVIEW)
    assert deals([review], [], NOW)[0].review_on == date(2026, 6, 10)
    assert deals([call(1)], [], NOW)[0].review_on is None
    fourth_of_july = replace(review, started_utc="2026-04-03T14:00:00+00:00")  # 91 days later: a Friday off, then the weekend
    assert deals([fourth_of_july], [], datetime(2026, 4, 4, tzinfo=UTC))[0].review_on == date(2026, 7, 6)


def test_practice_is_nobodys_deal():
    assert deals([replace(CALL, origin="practice"), replace(CALL, origin="demo"), replace(CALL, ended=False)], [], NOW) == []


def test_what_is_due_today():
    fresh = call(0.1)  # two hours and more ago: still time to acknowledge
    (first,) = tasks([fresh], [], NOW)
    assert (first.kind, first.late) == (Kind.ACKNOWLEDGE, False)
    later = tasks([fresh], [], NOW + timedelta(hours=6))[0]
    assert (later.kind, later.late) == (Kind.FOLLOW_UP, False)
    assert tasks([fresh], [], NOW + timedelta(days=2))[0].late
    assert tasks([replace(fresh, sent_utc="2026-03-12T15:00:00+00:00")], [], NOW) == []
    assert tasks([call(30)], [], NOW) == []


def test_your_promises_are_due_to_the_end_of_their_day():
    sent = call(1, sent_utc="2026-03-11T18:00:00+00:00")
    mine = promise(sent.call_id, "2026-03-12T00:00:00-04:00")
    (task,) = tasks([sent], [mine], NOW)
    assert (task.kind, task.what, task.late) == (Kind.PROMISE, "send the figures", False)
    assert tasks([sent], [mine], NOW + timedelta(days=1))[0].late
    assert tasks([sent], [replace(mine, side=Side.THEM)], NOW) == []
    assert tasks([sent], [replace(mine, done=True)], NOW) == []
    assert tasks([sent], [replace(mine, at="2026-03-20T00:00:00-04:00")], NOW) == []


@pytest.fixture
def desk(setup, playbook, record):
    made = Desk.open()
    record(made, setup, playbook, end=True)
    made.recoverable()
    yield made
    made.close()


def test_the_brief_before_the_next_call(desk, setup):
    edits = replace(
        desk.edits(setup.call_id),
        notes="likes short emails",
        email="dana@halden.example",
        commitments={
            -1: CommitmentEdit(Side.THEM, "send the volumes", "2026-03-20", utterance=2),
            -2: CommitmentEdit(Side.YOU, "send the price", "2026-03-16", utterance=1, done=True),
        },
    )
    desk.keep(setup.call_id, edits)
    brief = desk.brief(" halden  FOODS")
    assert [s.promise.what for s in brief.theirs] == ["send the volumes"]
    assert brief.yours == ()
    assert brief.ask
    assert (brief.notes, brief.email, brief.calls) == ("likes short emails", "dana@halden.example", 1)
    assert desk.brief("Nobody Inc") is None
    assert desk.brief("") is None


@pytest.mark.parametrize(
    ("by", "told"),
    [
        ("2026-03-12T16:00+01:00", "2026-03-12T15:00+01:00"),  # in the hours of work: an hour before
        ("2026-03-13T00:00+01:00", "2026-03-12T18:00+01:00"),  # their evening is your night: in your last hour
        ("2026-03-13T08:30+01:00", "2026-03-12T18:00+01:00"),  # before you begin: the evening before
        ("2026-03-12T10:00+01:00", "2026-03-12T09:00+01:00"),
        ("2026-03-12T18:00-04:00", "2026-03-12T18:00+01:00"),
    ],
)
def test_a_reminder_comes_while_you_work(by, told):
    at = remind_from(datetime.fromisoformat(by), 9, 19, ZoneInfo("Europe/Paris"))
    assert at == datetime.fromisoformat(told)
