"""Turns as a recogniser might hear them: numbers in digits, words that sound alike, what was heard instead once."""

import random

import pytest

SAID = {
    "meet": [["M", "IY1", "T"]],
    "meat": [["M", "IY1", "T"]],
    "ship": [["SH", "IH1", "P"]],
    "sheep": [["SH", "IY1", "P"]],
    "we": [["W", "IY1"]],
    "the": [["DH", "AH0"]],
    "budget": [["B", "AH1", "JH", "AH0", "T"]],
    "monday": [["M", "AH1", "N", "D", "EY2"]],
}


@pytest.fixture
def turn(script):
    none = frozenset()

    def of(text, source="them", group="them:1", context=""):
        return script("rows").Row("them", "prospect", context, text, frozenset({"pain"}), none, source, group)

    return of


@pytest.fixture
def mishearing(script, turn):
    """mishearing(*heard) -> what hears after turns said four times each, and what a recogniser heard of the first."""

    def of(*heard):
        said = [turn(f"{word} {n}", group=f"them:{n}") for n in range(4) for word in ("meat", "sheep", "the budget")]
        said.append(turn("we meet on monday about the ship", group="them:9"))
        return script("mishear").Mishearing([*said, *(turn(text, "heard", "them:9") for text in heard)], SAID)

    return of


def all_heard(mishearing, text):
    return {mishearing.heard(text, random.Random(seed)) for seed in range(60)}


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("Monday at nine thirty", "Monday at 9:30"),
        ("thirty percent of two hundred and four lines", "30% of 204 lines"),
        ("fourteen thousand an hour", "14,000 an hour"),
        ("a hundred and fifty sensors at twenty-five dollars", "150 sensors at $25"),
        ("the thirtieth, and March fifth", "the 30th, and March 5th"),
        ("forty thousand or three hundred thousand", "40,000 or 300,000"),
        ("the third option, someone said, often", "the third option, someone said, often"),
    ],
)
def test_numbers_are_written_in_digits(script, said, written):
    assert script("digits").in_digits(said, random.Random(1)) == written


def test_words_are_taken_for_words_that_sound_alike(mishearing):
    found = " ".join(all_heard(mishearing(), "we meet on monday about the ship")).lower()
    assert "meat" in found
    assert "sheep" in found


def test_what_was_heard_once_is_heard_again(mishearing):
    assert any("bye" in text for text in all_heard(mishearing("we meet bye monday about the ship"), "we meet on monday"))
    assert not any("bye" in text for text in all_heard(mishearing(), "we meet on monday"))


def test_most_of_a_long_turn_is_heard_as_it_was_said(mishearing):
    words = ("we meet on monday about the ship " * 6).split()
    for text in all_heard(mishearing(), " ".join(words)):
        heard = text.lower().strip(".").split()
        assert sum(word in heard for word in words) > 0.6 * len(words)


def test_a_turn_keeps_its_labels_and_one_without_words_its_text(mishearing, turn):
    ears, row = mishearing(), turn("we meet on monday about the ship", context="we meet the ship")
    heard = [ears.row(row, random.Random(seed)) for seed in range(40)]
    assert {r.labels for r in heard} == {row.labels}
    assert len({r.text for r in heard}) > 1
    assert len({r.context for r in heard}) > 1
    assert ears.heard("...", random.Random(1)) == "..."
