from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from copilot.call.clauses import clause_of, sentences_at
from copilot.signals.dates import find_dates

TUESDAY = datetime(2026, 3, 3, 10, tzinfo=ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("You'll have the deck tonight, and, um", "You'll have the deck tonight"),
        ("uh, so, I'll send you the, um, the list by Friday and", "I'll send you the list by Friday"),
        ("I mean, I'll I'll get it to you Monday, you know", "I'll get it to you Monday"),
        ("Look at it with Dave on Monday", "Look at it with Dave on Monday"),
        ("We talk Friday then", "We talk Friday then"),
        ("I'll ask the ER team on Monday", "I'll ask the ER team on Monday"),
        ("Umbrella quote on Monday, so", "Umbrella quote on Monday"),
    ],
)
def test_a_promise_reads_without_the_stumbles(said: str, told: str) -> None:
    dates = find_dates(said, TUESDAY)
    assert clause_of(said, dates[0], dates) == told


def test_an_owner_is_told_by_the_sentence_that_names_one() -> None:
    said = "I like a guy who breaks his own stuff. Rosalind'll write the protocol. She's mean."
    assert sentences_at(said, said.index("Rosalind"), said.index("the protocol")) == "Rosalind'll write the protocol."


def test_without_a_span_it_is_the_whole_text() -> None:
    assert sentences_at("Dave will run it. On the two presses.", 0, 37) == "Dave will run it. On the two presses."
