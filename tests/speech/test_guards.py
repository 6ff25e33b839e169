import pytest

from copilot.speech.guards import leaked, phantom, repeated_tail, suspicious, without_tail, words


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("It was the age of wisdom. It was the age of wisdom.", "It was the age of wisdom."),
        ("We can start in March, we can start in March", "We can start in March"),
        ("no no no no no", "no"),
        ("We sell it and that is how we sell it.", "We sell it and that is how we sell it."),
        ("Yes, yes.", "Yes, yes."),
        ("", ""),
    ],
)
def test_a_repetition_at_the_end_goes(text: str, clean: str):
    assert without_tail(text) == clean


def test_a_restart_of_the_utterance_is_a_repetition():
    assert repeated_tail(words("I would like to know more about the price. I would like to know")) == 5


@pytest.mark.parametrize(
    ("text", "seconds", "log_probability"),
    [
        ("", 2.0, -0.1),
        ("far too many words for one second of speech here", 1.0, -0.1),
        ("something unlikely", 2.0, -1.0),
        ("so we can do that and so we can do that and then", 8.0, -0.1),
        ("We said that we can do it in March and then that we can do it in", 8.0, -0.1),
        ("We can do it we can do it we can do it and that was all of it", 8.0, -0.1),
    ],
)
def test_suspicious(text: str, seconds: float, log_probability: float):
    assert suspicious(text, seconds, log_probability)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("Tuesday at 2:30 works for me.", 2.0),
        ("We compare at the level of the content of the page, not at the level of the tag changes.", 6.0),
    ],
)
def test_plain_speech_is_not_suspicious(text: str, seconds: float):
    assert not suspicious(text, seconds, -0.3)


@pytest.mark.parametrize(
    ("text", "voiced_s", "log_probability", "no_speech", "invented"),
    [
        ("Thank you.", 0.9, -0.2, 0.05, False),  # really said
        ("Thank you.", 0.0, -0.2, 0.05, True),
        ("Thanks for watching!", 0.9, -1.1, 0.1, True),
        ("you", 0.6, -1.2, 0.9, True),
        ("We can look at it in the spring.", 0.0, -0.3, 0.1, False),  # dull sound, sure text
        ("We can look at it in the spring.", 0.0, -0.9, 0.1, True),
        ("We can look at it in the spring.", 2.0, -0.4, 0.7, False),
        ("...", 2.0, -0.1, 0.1, True),
    ],
)
def test_phantom(text: str, voiced_s: float, log_probability: float, no_speech: float, invented: bool):
    assert phantom(text, voiced_s, log_probability, no_speech) is invented


def test_the_vocabulary_read_back_is_a_leak():
    names = ("Northwind Foods", "Karen Doyle", "Lumio")
    assert leaked("Northwind Foods, Karen Doyle, Lumio.", names)
    assert not leaked("Karen Doyle from Northwind Foods asked me about it yesterday.", names)
    assert not leaked("Lumio.", names)
    assert not leaked("", ())
