"""Cards come back later the better they went; clocks are passed in."""

import json
from datetime import UTC, datetime, timedelta

from copilot.practice.drills import Grade
from copilot.practice.schedule import Progress, answered, begin, due

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def after(*grades: Grade) -> Progress:
    """The card answered each time it fell due."""
    progress = begin("ve-1", "vague-enthusiasm", NOW)
    for grade in grades:
        progress = answered(progress, grade, progress.due)
    return progress


def test_a_new_card_is_due_at_once_and_an_answered_one_is_not() -> None:
    fresh, done = begin("a", "soft-no", NOW), after(Grade.RIGHT)
    assert due([fresh, done], NOW) == (fresh,)
    assert done.due > NOW


def test_right_answers_space_it_out_and_a_slip_brings_it_back_soon() -> None:
    right = after(Grade.RIGHT, Grade.RIGHT, Grade.RIGHT)
    assert right.due - NOW > timedelta(days=5)
    slipped = answered(right, Grade.SLIPPED, right.due)
    assert slipped.due - right.due < timedelta(days=1)
    assert (slipped.tries, slipped.right) == (4, 3)


def test_late_comes_back_before_right() -> None:
    assert after(Grade.RIGHT, Grade.LATE).due < after(Grade.RIGHT, Grade.RIGHT).due


def test_the_longest_overdue_comes_first() -> None:
    cards = [begin("b", "soft-no", NOW), begin("a", "soft-no", NOW - timedelta(days=1))]
    assert [c.card for c in due(cards, NOW)] == ["a", "b"]


def test_the_same_answers_give_the_same_days_and_can_be_stored() -> None:
    one, two = after(Grade.RIGHT, Grade.MISSED, Grade.RIGHT), after(Grade.RIGHT, Grade.MISSED, Grade.RIGHT)
    assert one == two
    stored = json.loads(json.dumps(one.memory))
    restored = Progress(one.card, one.signal, one.due, stored, one.tries, one.right)
    assert answered(restored, Grade.RIGHT, one.due) == answered(one, Grade.RIGHT, one.due)
