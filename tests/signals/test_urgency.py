import pytest

from copilot.signals.urgency import is_urgent


@pytest.mark.parametrize(
    "text",
    [
        "It has to be this quarter, the board is asking.",
        "This quarter. No question.",
        "Oh, it's right at the top of my list.",
        "It's number one or two for me.",
        "This is the year we fix it.",
        "We can't go another season like the last one.",
        "Well, we can't do nothing.",
        "Top three.",
    ],
)
def test_what_is_for_now(text: str) -> None:
    assert is_urgent(text)


@pytest.mark.parametrize(
    "text",
    [
        "This quarter's already spoken for.",
        "It has to be next year.",
        "It's not at the top of my list.",
        "It would be urgent if we had the money.",
        "It's number one on the list, but the budget is frozen.",
        "We can wait.",
        "We went with your number one competitor.",
        "We can't afford another tool.",
        "This is the year we cut back on vendors.",
        "We signed with one of the top three.",
        "",
    ],
)
def test_what_is_not(text: str) -> None:
    assert not is_urgent(text)
