"""Cards drawn, answers judged by their labels, moments of real calls that come back."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallStarted, Hypothesis
from copilot.call.script import Turn, script_events
from copilot.engine.drilling import Drills
from copilot.engine.runner import Runner
from copilot.engine.understanding import Understanding, load_labeller
from copilot.errors import KnownError
from copilot.playbook.loader import load_playbook
from copilot.practice.drills import Grade
from copilot.store.paths import Paths

NOW = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
PLAYBOOK = load_playbook(CallKind.PROSPECT)
PRAISE = "Wow, this is so exciting, we absolutely love what you guys are building!"


@pytest.fixture
def paths(tmp_path):
    return Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache").ready()


def heard(*turns):
    """A call of (seconds, side, words), folded with its labels."""
    setup = CallStarted(call_id="2026-03-12-a", kind=CallKind.PROSPECT, planned_ms=1_800_000, started_utc=NOW.isoformat())
    runner = Runner(PLAYBOOK)
    understanding = Understanding(load_labeller(), setup)
    for event in script_events(setup, [Turn(at * 1000, side, words) for at, side, words in turns]):
        runner.put(event)
        if isinstance(event, Hypothesis):
            runner.put(understanding.read(event))
    return runner.call


CALL = heard(
    (0, Side.YOU, "So this was the last screen of the product."),
    (10, Side.THEM, PRAISE),
    (20, Side.YOU, "Thank you very much, that is kind."),
    (60, Side.THEM, "We are in Austin, you know."),
)


def test_every_deck_is_there_and_unseen_cards_come_in_order(paths):
    drills = Drills(paths)
    cards = drills.due(NOW, "soft-no")
    assert cards == drills.cards("soft-no")
    assert {drills.deck_of(card).signal for card in drills.cards()} == {deck.signal for deck in drills.decks}


def test_a_right_answer_comes_back_later_than_a_missed_one(paths):
    drills = Drills(paths)
    first, second = drills.due(NOW, "vague-enthusiasm")[:2]
    right = drills.answer(first, "I'm glad. But what would stop you from using it this quarter?", 4_000, NOW)
    wrong = drills.answer(second, "", 10_000, NOW)
    assert (right.grade, wrong.grade) == (Grade.RIGHT, Grade.MISSED)
    assert wrong.answer == second.answer
    soon = drills.due(NOW + timedelta(minutes=11), "vague-enthusiasm")
    assert soon[0] == second
    assert first not in drills.due(NOW + timedelta(hours=1), "vague-enthusiasm")
    assert drills.back(second) == NOW + timedelta(minutes=10)
    assert drills.back(first) > NOW + timedelta(hours=1)


def test_what_was_answered_is_known_by_the_next_start(paths):
    card = Drills(paths).due(NOW)[0]
    Drills(paths).answer(card, "", 10_000, NOW)
    assert card not in Drills(paths).due(NOW)


def test_a_missed_moment_becomes_a_card_with_its_context_and_the_line_of_the_product(paths):
    drills = Drills(paths)
    card = drills.drill_from(CALL, PLAYBOOK, 12_000)
    assert (card.line, card.context) == (PRAISE, "So this was the last screen of the product.")
    assert card.answer in [alert.say for alert in CALL.alerts]
    assert drills.deck_of(card).signal == "vague-enthusiasm"
    assert drills.due(NOW)[0] == card
    assert Drills(paths).cards("vague-enthusiasm")[0] == card


def test_a_moment_without_a_warning_is_what_they_had_last_said(paths):
    drills = Drills(paths)
    card = drills.drill_from(CALL, PLAYBOOK, 90_000)
    assert card.line == "We are in Austin, you know."
    assert card.answer


def test_a_moment_before_they_spoke_is_refused(paths):
    with pytest.raises(KnownError):
        Drills(paths).drill_from(CALL, PLAYBOOK, 5_000 - 2 * 15_000)


def test_a_warning_without_a_deck_is_judged_by_its_rule(paths):
    habit = replace(
        CALL,
        alerts=tuple(replace(alert, signal="over-promise", side=Side.YOU) for alert in CALL.alerts[:1]),
    )
    drills = Drills(paths)
    card = drills.drill_from(habit, PLAYBOOK, 12_000)
    deck = drills.deck_of(card)
    assert (deck.signal, deck.good) == ("over-promise", PLAYBOOK.signals["over-promise"].answered_by)


def test_a_deleted_call_leaves_no_card(paths):
    drills = Drills(paths)
    card = drills.drill_from(CALL, PLAYBOOK, 12_000)
    drills.answer(card, "", 10_000, NOW)
    drills.forget(CALL.setup.call_id)
    assert card not in Drills(paths).cards()
    assert PRAISE not in paths.practised.read_text(encoding="utf-8")


def test_a_broken_file_is_put_aside(paths):
    paths.practised.write_text('{"attempts": 3}', encoding="utf-8")
    drills = Drills(paths)
    assert drills.notice is not None
    assert drills.cards()
    assert paths.practised.with_name("practice.json.bad").exists()
