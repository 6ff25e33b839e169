"""A line in other words is used when it says the same and nothing else."""

import pytest

from copilot.practice.faithful import faithful

WRITTEN = "We lost three big accounts this quarter. It's three hundred thousand a year, and Raj in security knows."
KNOWN = ["You sell a tool to Jenna at Pinwheel.", "Is it a problem for your board in Austin?"]


@pytest.mark.parametrize(
    "said",
    [
        WRITTEN,
        "Yeah, it is. Three big accounts walked this quarter, so three hundred thousand a year, and Raj in security knows it.",
        "For the board? Sure. Three accounts gone this quarter, three hundred thousand, and Raj knows. That hurts in Austin.",
    ],
)
def test_the_same_in_other_words(said):
    assert faithful(said, WRITTEN, KNOWN)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "We lost some accounts.",
        "We lost three accounts this quarter, three hundred thousand a year, and somebody in security knows.",
        "We lost three accounts this quarter, three hundred thousand a year, Raj knows. Does Tuesday work?",
        "We lost three accounts this quarter, three hundred thousand a year, and Raj knows. Call Gainsight.",
        "As an AI I lost three accounts this quarter, three hundred thousand a year, and Raj knows.",
        "We lost three accounts this quarter,\nthree hundred thousand a year, and Raj knows.",
        "*sighs* We lost three accounts this quarter, three hundred thousand a year, and Raj knows.",
        "We lost three accounts this quarter, three hundred and 40 thousand a year, and Raj knows.",
        WRITTEN + " And so on." * 20,
    ],
)
def test_what_says_less_or_more_is_refused(said):
    assert not faithful(said, WRITTEN, KNOWN)


def test_a_line_without_figures_may_not_gain_one():
    assert faithful("Oh, I'm sure it comes up everywhere.", "It's an industry-wide issue.", ())
    assert not faithful("It comes up in eleven departments.", "It's an industry-wide issue.", ())
    assert not faithful("Let's talk about it next week.", "It's an industry-wide issue.", ())
