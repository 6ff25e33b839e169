from dataclasses import replace
from datetime import UTC, datetime

import pytest

from copilot.engine.practice_session import PracticeSession
from copilot.engine.setups import practice_setup
from copilot.errors import KnownError
from copilot.playbook.loader import load_playbook
from copilot.practice.scenario import load_scenarios

NOW = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)
SCENARIO = next(s for s in load_scenarios() if s.id == "saas-buyer")
TURNS = ["What does it cost you when customers leave?", "", "Is it a priority for you now, or an exploration?"]


def started(seed=3):
    session = PracticeSession(SCENARIO, practice_setup(SCENARIO, NOW), load_playbook(SCENARIO.kind), seed)
    seen = []
    session.wake = lambda: seen.append(session.latest())
    session.start()
    return session, seen


def played(turns, seed=3):
    session, seen = started(seed)
    for turn in turns:
        session.say(turn)
    session.stop()
    assert session.join(20)
    return session, seen


def test_a_typed_call_runs_to_its_truth():
    session, _seen = played(TURNS)
    call = session.latest().call
    assert call.ended
    assert call.end_reason == "stopped"
    assert call.setup.origin == "practice"
    assert [u.text for u in call.utterances if u.side == "you"] == [t for t in TURNS if t]
    assert sum(u.side == "them" for u in call.utterances) == len(TURNS) + 1
    assert [beat.text for beat in session.reveal.beats] == TURNS
    assert session.failure is None


@pytest.mark.thorough
def test_each_change_is_a_snapshot_and_the_truth_is_known_with_the_last():
    _session, seen = played([*TURNS, "Great, so I'll send you the deck and we keep in touch.", "How does it sound?"])
    times = [s.call.now_ms for s in seen]
    assert times == sorted(times)
    assert any(s.call.alerts for s in seen if not s.call.ended)
    assert [s.call.ended for s in seen].index(True) == len(seen) - 1


@pytest.mark.thorough
def test_the_clock_counts_words_only():
    calls = [played(TURNS)[0].latest().call for _ in range(2)]
    assert [(u.start_ms, u.text) for u in calls[0].utterances] == [(u.start_ms, u.text) for u in calls[1].utterances]


@pytest.mark.thorough
def test_long_silence_makes_them_leave():
    session, _ = started()
    for _ in range(5):
        session.say("")
    assert session.join(20)
    assert session.latest().call.end_reason == "finished"


def test_clicks_reach_the_call():
    session, _ = started()
    session.toggle(1, True)
    session.set_planned(600_000)
    session.pause()
    session.say("Hello Jenna.")
    session.stop()
    assert session.join(20)
    call = session.latest().call
    assert (call.planned_ms, call.paused) == (600_000, False)
    assert next(row for row in call.rows if row.step == 1).by == "hand"


@pytest.mark.parametrize("error", [KnownError("No model.", "Pas de modèle."), ValueError("x")])
def test_a_call_that_cannot_begin_says_why(monkeypatch, error):
    def fail(_own):
        raise error

    monkeypatch.setattr("copilot.engine.practising.load_labeller", fail)
    session, seen = started()
    assert session.join(20)
    assert isinstance(session.failure, KnownError)
    assert session.reveal is None
    assert seen[-1] == replace(seen[-1], call=replace(seen[-1].call, ended=True))
