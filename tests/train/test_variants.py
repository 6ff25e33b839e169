"""Turns nobody wrote: as many as asked for, none twice, the same for the same seed."""

import random

import pytest

WRITTEN = (
    "We love it. Send me the deck, but talk to Ann first.",
    "Not this year, because the budget is frozen. Sorry.",
    "Who runs it on our side, and when would it start?",
)
REAL = ("So the battery goes in the base", "I'd put the logo on top of it, yeah")


@pytest.fixture
def rows(script):
    turn = script("rows").Row
    none = frozenset()
    return [
        turn(
            "them",
            "prospect",
            f"Question {number}?",
            text,
            frozenset({"pain"}) if source == "them" else none,
            none,
            source,
            text,
        )
        for source, texts in (("them", WRITTEN), ("background", REAL))
        for number, text in enumerate(texts)
    ]


@pytest.fixture
def made(script, rows):
    """made(count, seed=1) -> so many variants; a word that is replaced becomes ~."""

    def replaced(text, rng):
        return " ".join("~" if rng.random() < 0.25 else word for word in text.split())

    return lambda count, seed=1: script("variants").variants(rows, count, replaced, random.Random(seed))


def test_so_many_are_made_and_none_twice(made):
    variants = made(300)
    assert len({(row.context, row.text) for row in variants}) == len(variants) == 300


def test_most_say_what_no_turn_says(made):
    new = [row for row in made(300) if row.text not in (*WRITTEN, *REAL)]
    assert len(new) > 200
    assert any("~" in row.text for row in new)


def test_turns_are_cut_joined_and_put_after_the_context_of_another(made):
    variants = made(300)
    assert any(row.text == "Send me the deck, but talk to Ann first." for row in variants)
    assert any("love it" in row.text and "budget is frozen" in row.text for row in variants)
    assert any(row.text == WRITTEN[0] and row.context == "Question 1?" for row in variants)
    assert any(row.text == WRITTEN[0] and not row.context for row in variants)


def test_a_seed_makes_the_same_turns_again(made):
    assert made(40, seed=5) == made(40, seed=5) != made(40, seed=6)
