import pytest

from copilot.speech.written import written


@pytest.mark.parametrize(
    ("heard", "shown"),
    [
        ("Can you do Thursday at 10.30 a.m.?", "Can you do Thursday at 10:30 a.m.?"),
        ("9.45 Eastern works for me.", "9:45 Eastern works for me."),
        ("Let's say 2.15 on Monday afternoon.", "Let's say 2:15 on Monday afternoon."),
        ("Tuesday at 2.15, then.", "Tuesday at 2:15, then."),
        ("10.30 works.", "10:30 works."),
        ("Ten I can't. 10.45 would be better.", "Ten I can't. 10:45 would be better."),
        ("Yeah, 9.15 for us.", "Yeah, 9:15 for us."),
        ("2.30 your time, 8.30pm Paris time", "2:30 your time, 8:30pm Paris time"),
        ("It would cost two and a half million dollars.", "It would cost $2.5 million."),
        ("We have 3 and a half thousand users.", "We have 3.5 thousand users."),
        ("That is $2 and a half million dollars.", "That is $2.5 million."),
        ("Ten sites and two and a half million users", "Ten sites and 2.5 million users"),
    ],
)
def test_times_and_amounts_are_written_as_they_are_read(heard, shown):
    assert written(heard) == shown
    assert written(shown) == shown


@pytest.mark.parametrize(
    "text",
    [
        "Churn went from 8% to 3.15% on Monday.",
        "We closed at 2.15 million.",
        "It costs $10.30 on Monday.",
        "Version 10.30 is out.",
        "Version 10.30 works for us.",
        "We grew 3.15 for you to see.",
        "Our score is 4.50, is that better?",
        "The list says eight. 6.50 for you.",
        "Okay, 4.50 works.",
        "On Friday at 2.15 percent, the rate held.",
        "Give me two and a half hours.",
        "Twenty-two and a half million dollars, or thirty two and a half million.",
        "A hundred and two and a half million",
        "Let's meet Tuesday at 2 p.m.",
    ],
)
def test_other_numbers_stay(text):
    assert written(text) == text
