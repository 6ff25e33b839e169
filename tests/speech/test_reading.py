import pytest

from copilot.speech.reading import aloud, sentences


def test_a_line_becomes_sentences_and_loses_nothing() -> None:
    line = "So, between us? We lost three big accounts. Yeah. It hurts."
    assert sentences(line) == ("So, between us?", "We lost three big accounts.", "Yeah. It hurts.")
    assert " ".join(sentences(line)) == line


def test_a_long_sentence_is_cut_at_a_comma() -> None:
    line = (
        "Three hundred and ten thousand a year, gone, and every one of them had a green score in our own dashboard, you know."
    )
    assert len(sentences(line)) > 1
    assert " ".join(sentences(line)) == line


def test_the_first_clause_of_a_long_line_comes_alone() -> None:
    line = "So, between the two of us, it was the third of the big accounts that left without a word. It hurts, you know."
    assert sentences(line)[0] == "So, between the two of us,"
    assert " ".join(sentences(line)) == line
    assert sentences("We lost three big accounts, and it hurts.") == ("We lost three big accounts, and it hurts.",)


def test_nothing_to_say() -> None:
    assert sentences(" ") == ()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("$310,000 a year", "310000 dollars a year"),
        ("$40k at most", "40 thousand dollars at most"),
        ("$1.2 million", "1.2 million dollars"),
        ("at 9:30, not 10:00", "at 9 30, not 10"),
        ("20% of our VPs", "20 percent of our V Ps"),
        ("a SOC 2 report, OK?", "a sock 2 report, okay?"),
    ],
)
def test_figures_and_acronyms_as_they_are_spoken(written: str, said: str) -> None:
    assert aloud(written) == said
