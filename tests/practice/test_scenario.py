"""Scenario files are strict: what is wrong is named."""

from pathlib import Path

import pytest

from copilot.assets import asset
from copilot.call.catalogue import CallKind
from copilot.errors import KnownError
from copilot.practice.scenario import Scenario, load_scenario, load_scenarios


def changed(tmp_path: Path, old: str, new: str) -> Path:
    text = asset("scenarios", "saas-buyer.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("start = 35", "starts = 35", "starts"),
        ('truth = "buyer"', 'truth = "maybe"', "truth"),
        ("ready = 70", "ready = 40", "readiness"),
        ('topic = "priority"', 'topic = "other"', "priority"),
        ("minutes = 15", "minutes = 1", "minutes"),
        ('id = "now"', 'id = "churn"', "id of its own"),
        ("[readiness]", "[moves]\nfrown = 3\n[readiness]", "frown"),
        ("told = [", "told = [] #", "told"),
        ("[person]", "[person", "TOML"),
        ("fit_yes = [", "truth = ['No.']\nfit_yes = [", "lines.truth"),
    ],
)
def test_a_wrong_file_is_refused_with_its_reason(tmp_path: Path, old: str, new: str, named: str) -> None:
    path = changed(tmp_path, old, new)
    with pytest.raises(KnownError) as caught:
        load_scenario(path)
    assert named in caught.value.en
    assert str(path) in caught.value.en
    assert caught.value.fr


def test_a_missing_file_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(KnownError):
        load_scenario(tmp_path / "none.toml")


def test_the_users_own_scenario_replaces_the_one_with_its_id(tmp_path: Path) -> None:
    changed(tmp_path, "minutes = 15", "minutes = 45")
    found = {s.id: s for s in load_scenarios(tmp_path)}
    assert found["saas-buyer"].minutes == 45
    assert len(found) == 12


def test_every_kind_of_call_can_be_practised() -> None:
    kinds = [s.kind for s in load_scenarios()]
    assert [kinds.count(k) for k in (CallKind.PROSPECT, CallKind.PARTNER, CallKind.REVIEW)] == [6, 3, 3]


def test_there_are_several_ways_to_say_what_comes_often(scenario: Scenario) -> None:
    lines = scenario.lines
    assert len(lines.praise) >= 5
    assert all(len(group) >= 2 for group in (lines.opening, lines.drift, lines.farewell, lines.slot_no, lines.plan_unsure))
    assert scenario.title.fr
    assert scenario.brief.fr
    assert scenario.secret.fr
