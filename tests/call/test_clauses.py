from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from copilot.call.acts import asks_listener, gives_reason
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
        ("The eighth of March I can work with.", "The eighth of March I can work with."),
        ("We talk Friday then", "We talk Friday then"),
        ("I'll ask the ER team on Monday", "I'll ask the ER team on Monday"),
        ("Umbrella quote on Monday, so", "Umbrella quote on Monday"),
        ("In parallel you choose ten quotes by Friday", "you choose ten quotes by Friday"),
        ("So I propose: you give me the list by Friday", "you give me the list by Friday"),
        (
            "I'll write the pilot plan with the price, and send it by Friday.",
            "I'll write the pilot plan with the price, and send it by Friday.",
        ),
        ("Ten lost quotes, I can do that by Friday.", "Ten lost quotes, I can do that by Friday."),
        ("You send us the form by Tuesday, and I'll sign it by Friday.", "You send us the form by Tuesday"),
    ],
)
def test_a_promise_reads_without_the_stumbles(said: str, told: str) -> None:
    dates = find_dates(said, TUESDAY)
    assert clause_of(said, dates[0], dates) == told


@pytest.mark.parametrize(
    ("clause", "theirs"),
    [
        ("you send me the list by Friday", True),
        ("can you check it by Friday", True),
        ("Marcus gives us one page by Friday", True),
        ("send me the list by Friday", True),
        ("you have it on Friday", False),
        ("I send you the list by Friday", False),
        ("DeLuca sends you the contract tonight", False),
    ],
)
def test_who_is_to_act(clause: str, theirs: bool) -> None:
    assert asks_listener(clause) is theirs


def test_a_day_that_is_only_a_reason_is_no_promise() -> None:
    said = "Not later, because the auditors land on Friday. I'll sign it on Thursday because Monday is a holiday."
    dates = find_dates(said, TUESDAY)
    assert [gives_reason(clause_of(said, d, dates), d) for d in dates] == [True, False, True]


def test_an_owner_is_told_by_the_sentence_that_names_one() -> None:
    said = "I like a guy who breaks his own stuff. Rosalind'll write the protocol. She's mean."
    assert sentences_at(said, said.index("Rosalind"), said.index("the protocol")) == "Rosalind'll write the protocol."


def test_without_a_span_it_is_the_whole_text() -> None:
    assert sentences_at("Dave will run it. On the two presses.", 0, 37) == "Dave will run it. On the two presses."
