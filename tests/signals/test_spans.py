import numpy as np

from copilot.signals.language import is_english
from copilot.signals.spans import carrying_span


def span(text: str, heavy: str) -> str:
    """The span found when only the words of `heavy` carry weight; a token per word."""
    offsets, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        offsets.append((at, at + len(word)))
        at += len(word)
    shares = np.array([1.0 if word in heavy.split() else -0.1 for word in text.split()], dtype=np.float32)
    start, end = carrying_span(text, offsets, shares)
    return text[start:end]


def test_the_carrying_clause_is_quoted_whole() -> None:
    assert (
        span("We met in May. Honestly the tech is amazing, but who pays for it?", "amazing,") == "Honestly the tech is amazing,"
    )


def test_a_short_turn_is_quoted_whole() -> None:
    assert span("Love it.", "Love") == "Love it."


def test_at_least_four_words_are_quoted() -> None:
    assert len(span("well we will circle back with you about that at some point in the new year maybe", "circle").split()) >= 4


def test_a_truncated_text_is_survived() -> None:
    assert carrying_span("one two three four", [(0, 3)], np.array([1.0], dtype=np.float32))[0] == 0


def test_other_languages_are_told_apart() -> None:
    assert is_english("we'll circle back, as they say chez nous")
    assert is_english("Great.")
    assert not is_english("je ne sais pas, c'est très bien pour nous")
    assert not is_english("мы подумаем")
    assert not is_english("😀")
