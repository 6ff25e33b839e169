from copilot.call.catalogue import Side
from copilot.call.exchange import agrees, settles
from copilot.call.state import Utterance


def heard(*found):
    return Utterance(1, Side.THEM, 0, 1000, text="Okay.", found=frozenset(found))


def test_an_objection_that_opens_with_okay_settles_no_day():
    assert not settles(heard("assent", "friction", "question"))
    assert settles(heard("assent"))
    assert settles(heard("calendar-anchor", "friction", "question"))


def test_a_yes_taken_back_is_none():
    assert not agrees(heard("assent", "vague-next-step"))
    assert not agrees(heard("assent", "dissent"))
