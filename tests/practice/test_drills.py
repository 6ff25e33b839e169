"""One line heard, one answer judged."""

from pathlib import Path

import pytest

from copilot.assets import asset
from copilot.call.catalogue import SIGNALS, Family
from copilot.errors import KnownError
from copilot.practice.drills import Grade, judge, load_deck, load_decks, missed_card

DECKS = {d.signal: d for d in load_decks()}
DECK = DECKS["vague-enthusiasm"]
CARD = DECK.cards[0]


@pytest.mark.parametrize(
    ("labels", "took_ms", "grade"),
    [
        (["negative-validation"], 3_000, Grade.RIGHT),
        (["negative-validation"], 10_001, Grade.LATE),
        (["negative-validation", "product-centric"], 3_000, Grade.SLIPPED),
        (["candor"], 3_000, Grade.MISSED),
        ([], 10_000, Grade.MISSED),
    ],
)
def test_an_answer_is_judged_by_its_labels_and_its_time(labels: list[str], took_ms: int, grade: Grade) -> None:
    judgement = judge(DECK, CARD, labels, took_ms)
    assert judgement.grade is grade
    assert judgement.answer == CARD.answer
    assert judgement.reason.fr


def test_every_warning_they_say_has_a_deck() -> None:
    theirs = {s.id for s in SIGNALS.values() if s.warning and s.family in (Family.WARMTH, Family.DRIFT)}
    assert theirs <= set(DECKS)


def test_card_ids_are_unique_over_all_decks() -> None:
    ids = [c.id for d in DECKS.values() for c in d.cards]
    assert len(ids) == len(set(ids))


def test_a_missed_moment_becomes_a_card_of_its_call() -> None:
    card = missed_card("2026-11-20-a", 12, CARD.kind, "So that's the price.", "Love it!", "Is that a yes for June?")
    assert (card.id, card.call) == ("2026-11-20-a/12", "2026-11-20-a")
    assert judge(DECK, card, ["fit-check"], 1_000).answer == "Is that a yes for June?"


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('signal = "soft-no"', 'signal = "wrap-up"', "wrap-up"),
        ('"priority-question", ', '"frown", ', "frown"),
        ('title.en = "', 'titel.en = "', "titel"),
        ('id = "sn-2"', 'id = "sn-1"', "id of its own"),
        ("cards = [", "seconds = 1\ncards = [", "seconds"),
    ],
)
def test_a_wrong_deck_is_refused_with_its_reason(tmp_path: Path, old: str, new: str, named: str) -> None:
    text = asset("drills", "soft-no.toml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "mine.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(KnownError) as caught:
        load_deck(path)
    assert named in caught.value.en
