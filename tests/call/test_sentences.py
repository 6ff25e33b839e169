"""Speech that was cut where it paused, told in whole sentences."""

from copilot.call.catalogue import Side
from copilot.call.sentences import around
from copilot.call.state import Utterance

YOU, THEM = Side.YOU, Side.THEM


def heard(*said):
    """(side, start, end, text) in seconds."""
    return [
        Utterance(number, side, round(start * 1000), round(end * 1000), open=False, text=text)
        for number, (side, start, end, text) in enumerate(said, start=1)
    ]


def test_a_sentence_cut_at_a_breath_is_told_whole():
    said = heard(
        (THEM, 0, 4, "We looked at it twice."),
        (THEM, 4.4, 8, "I would have to ask"),
        (THEM, 8.3, 9, "him honestly."),
        (THEM, 9.5, 11, "He signs."),
    )
    whole = "I would have to ask him honestly."
    assert around(said, 1) == (whole, 0)
    assert around(said, 2) == (whole, len("I would have to ask "))
    assert around(said, 0) == ("We looked at it twice.", 0)


def test_what_trails_off_goes_on():
    said = heard((THEM, 0, 4, "We could bring in..."), (THEM, 4.5, 6, "Denise."))
    assert around(said, 1) == ("We could bring in... Denise.", len("We could bring in... "))


def test_words_too_few_to_be_a_turn_stand_with_those_before_them():
    said = heard((THEM, 0, 3, "Wednesday the second I've got the bank at ten."), (THEM, 3.5, 4.5, "10:30 works."))
    assert around(said, 1) == (f"{said[0].text} 10:30 works.", len(said[0].text) + 1)
    later = heard((THEM, 0, 3, "Wednesday the second I've got the bank at ten."), (THEM, 8, 9, "10:30 works."))
    assert around(later, 1) == ("10:30 works.", 0)


def test_a_nod_does_not_end_a_sentence_and_a_turn_of_the_other_side_does():
    nod = heard((THEM, 0, 4, "I'll send the list to"), (YOU, 4, 4.3, "Right."), (THEM, 4.5, 6, "your team tomorrow."))
    assert around(nod, 2)[0] == "I'll send the list to your team tomorrow."
    turn = heard(
        (THEM, 0, 4, "I'll send the list to"), (YOU, 4, 4.4, "To whom, please?"), (THEM, 4.5, 6, "your team tomorrow.")
    )
    assert around(turn, 2) == ("your team tomorrow.", 0)


def test_after_a_silence_it_is_another_sentence():
    said = heard((THEM, 0, 4, "I was going to"), (THEM, 9, 11, "send it tomorrow."))
    assert around(said, 1) == ("send it tomorrow.", 0)


def test_one_who_never_finishes_is_cut():
    said = heard(*((THEM, n * 5, n * 5 + 4.9, "and then we went on and on and on") for n in range(20)))
    assert len(around(said, 10)[0].split()) <= 60
