"""The same scripted players, as the product hears them: labels by the signal model, answers matched by meaning."""

from datetime import UTC, datetime
from functools import cache

import pytest
from playing import SCENARIOS, script

from copilot.engine import practising
from copilot.engine.setups import practice_setup
from copilot.engine.understanding import load_labeller
from copilot.playbook.loader import load_playbook
from copilot.practice.mind import Outcome, best_outcome
from copilot.practice.reveal import Reveal
from copilot.review.build import build_review
from copilot.review.model import VerdictValue

NOW = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)


@cache
def played(scenario_id: str, player: str) -> tuple[Reveal, VerdictValue]:
    scenario = SCENARIOS[scenario_id]
    playbook = load_playbook(scenario.kind)
    call = practising.PracticeCall(scenario, practice_setup(scenario, NOW), playbook, 0, lambda *_: None)
    call.begin()
    turns = script(scenario_id)[player.partition(",")[0]]
    for at, text, marks in turns:
        if player.endswith("recap only") and {"next-step-definition", "calendar-ask", "calendar-anchor"} & set(
            marks.split(",")
        ):
            continue
        minutes, seconds = at.split(":")
        call.wait_until((int(minutes) * 60 + int(seconds)) * 1000)
        call.say(text)
    call.hang_up("finished")
    return call.reveal, build_review(call.call, playbook).verdict.value


@pytest.fixture(autouse=True)
def _one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(practising, "load_labeller", cache(load_labeller))


@pytest.mark.slow
@pytest.mark.parametrize("scenario_id", sorted(SCENARIOS))
def test_the_good_player_wins_and_the_bad_one_is_ghosted(scenario_id: str) -> None:
    good, good_verdict = played(scenario_id, "good")
    bad, bad_verdict = played(scenario_id, "bad")
    assert good.outcome is best_outcome(SCENARIOS[scenario_id])
    assert bad.outcome is Outcome.GHOSTED
    assert good.score.total > bad.score.total + 30
    assert (good_verdict is VerdictValue.SIGNED) == (good.outcome is Outcome.SIGNED)
    assert bad_verdict is not VerdictValue.SIGNED


@pytest.mark.slow
@pytest.mark.parametrize("scenario_id", sorted(set(SCENARIOS) - {"review-angry"}))  # there the user promises a day early
def test_a_date_of_theirs_in_a_recap_signs_nothing(scenario_id: str) -> None:
    reveal, verdict = played(scenario_id, "good, recap only")
    assert reveal.outcome is not Outcome.SIGNED
    assert verdict is not VerdictValue.SIGNED
