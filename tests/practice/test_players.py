"""The scripted good and bad player of each scenario: the good one reaches the best outcome, the bad one is ghosted."""

import pytest
from playing import SCENARIOS, play, script

from copilot.practice.mind import Outcome, best_outcome
from copilot.practice.scenario import Scenario, Temper, Truth


def test_twelve_scenarios_two_of_them_blunt_and_real_at_least() -> None:
    blunt = [s for s in SCENARIOS.values() if s.temper is Temper.BLUNT]
    assert len(SCENARIOS) == 12
    assert len(blunt) >= 2
    assert all(s.truth is not Truth.POLITE_NO for s in blunt)


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_good_player_reaches_the_best_outcome(scenario: Scenario, seed: int) -> None:
    turns = script(scenario.id)["good"]
    them, replies = play(scenario, turns, seed)
    assert them.reveal().outcome is best_outcome(scenario)
    assert replies[-1].ended
    assert len(replies) == len(turns) + 1


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_bad_player_is_ghosted(scenario: Scenario, seed: int) -> None:
    them, replies = play(scenario, script(scenario.id)["bad"], seed)
    assert them.reveal().outcome is Outcome.GHOSTED
    assert replies[-1].ended


def test_scores_are_ordered_in_every_skill(scenario: Scenario) -> None:
    good = play(scenario, script(scenario.id)["good"])[0].reveal().score
    bad = play(scenario, script(scenario.id)["bad"])[0].reveal().score
    assert good.total >= 80
    assert bad.total <= 20
    assert all(good.skills[skill] > bad.skills[skill] for skill in good.skills)


def test_forgetting_the_calendar_leaves_it_open(scenario: Scenario) -> None:
    if scenario.truth is Truth.POLITE_NO:
        pytest.skip("a polite no has no slot to give")
    turns = [t for t in script(scenario.id)["good"] if "calendar" not in t[2]]
    reveal = play(scenario, turns)[0].reveal()
    assert reveal.outcome is Outcome.OPEN
    assert reveal.verdict == "open"


def test_the_bad_player_hears_only_warm_words_or_grunts(scenario: Scenario) -> None:
    _, replies = play(scenario, script(scenario.id)["bad"])
    assert not {r.intent for r in replies} & {"truth", "slot-yes", "fit-yes", "plan-yes"}
