from dataclasses import replace

import pytest

from copilot.call.catalogue import DayRole, Side, Stance
from copilot.call.events import SpokenDate
from copilot.call.exchange import agrees, anchors, counters, refuses, settles
from copilot.call.state import Utterance


def heard(*found):
    return Utterance(1, Side.THEM, 0, 1000, text="Okay.", found=frozenset(found))


def test_an_objection_that_opens_with_okay_settles_no_day():
    assert not settles(heard("assent", "friction", "question"))
    assert settles(heard("assent"))
    assert settles(heard("calendar-anchor", "friction", "question"))
    fine = Utterance(1, Side.THEM, 0, 1000, text="Four on a Friday? Fine.", found=frozenset({"assent", "friction", "question"}))
    assert settles(fine)


def test_who_is_away_takes_no_day():
    away = Utterance(1, Side.THEM, 0, 1000, text="I'm booked solid that week.", found=frozenset({"calendar-anchor"}))
    assert not anchors(away)


@pytest.mark.parametrize(
    ("stance", "found", "agreed"),
    [
        (Stance.TAKES, set(), True),
        (Stance.TAKES, {"dissent"}, False),
        (Stance.TAKES, {"vague-next-step"}, False),
        (Stance.OFFERS, {"assent"}, False),
        (Stance.REFUSES, {"calendar-anchor"}, False),
        (Stance.OPEN, {"calendar-anchor"}, False),
        (Stance.OPEN, {"assent"}, True),
        (None, {"assent"}, True),
    ],
)
def test_a_stance_settles_what_the_words_do_not_gainsay(stance, found, agreed):
    reply = Utterance(1, Side.THEM, 0, 1000, text="Book it.", found=frozenset(found), stance=stance)
    assert settles(reply) is agreed


@pytest.mark.parametrize("stance", [None, Stance.OFFERS, Stance.OPEN])
@pytest.mark.parametrize(
    ("text", "agreed"),
    [
        ("Sure, could you send the invite?", True),
        ("Okay, is that Zoom or Teams?", True),
        ("That works, can you invite Dave as well?", True),
        ("Sure, but could you send the link first?", False),
        ("Okay, could you move the invite to the afternoon?", False),
        ("Could you send the invite?", False),
    ],
)
def test_a_yes_that_asks_how_to_join_takes_the_slot(stance, text, agreed):
    asked = Utterance(1, Side.YOU, 0, 1000, text="Thursday?", dates=(on(5, "Thursday", "Thursday?"),))
    reply = Utterance(2, Side.THEM, 1500, 2500, text=text, found=frozenset({"question"}), stance=stance)
    assert (settles(reply) and not counters(asked, reply)) is agreed


def test_what_is_offered_or_left_open_counters_what_was_asked():
    asked = Utterance(1, Side.YOU, 0, 1000, text="Thursday?", dates=(on(5, "Thursday", "Thursday?"),))
    for stance, leaves_it in ((Stance.TAKES, False), (Stance.OFFERS, True), (Stance.REFUSES, True), (Stance.OPEN, True)):
        assert counters(asked, Utterance(2, Side.THEM, 1500, 2500, text="The day after.", stance=stance)) is leaves_it


def test_a_day_read_as_refused_is_none_unless_its_words_take_it():
    for text, gives in (("Thursday I pick up the kids.", False), ("Thursday works.", True)):
        day = replace(on(5, "Thursday", text), role=DayRole.REFUSED)
        said = Utterance(1, Side.THEM, 0, 1000, text=text, dates=(day,), found=frozenset({"calendar-anchor"}))
        assert anchors(said) is gives


def test_a_yes_taken_back_is_none():
    assert not agrees(heard("assent", "vague-next-step"))
    assert not agrees(heard("assent", "dissent"))


def on(day, word, text):
    return SpokenDate(word, text.index(word), text.index(word) + len(word), f"2026-03-{day:02d}T00:00:00", False)


@pytest.mark.parametrize(
    ("text", "gives"),
    [
        ("Thursday's fine.", True),
        ("Thursday it is.", True),
        ("Thursday's better.", True),
        ("Thursday is doable.", True),
        ("No, Thursday's fine.", True),
        ("So it's Thursday.", True),
        ("Monday's Labor Day, so Thursday.", True),
        ("I'm in Boston Wednesday, so Thursday.", True),
        ("I'm in Boston Thursday, let's meet there.", True),
        ("I'm in Boston Thursday.", False),
        ("Thursday isn't possible.", False),
        ("Thursday won't be a problem.", True),
        ("Thursday, not Wednesday.", True),
        ("I'm in meetings all Thursday.", False),
        ("Thursday's Thanksgiving.", False),
        ("She's out till Thursday.", False),
        ("Supposed to be Thursday.", False),
        ("Thursday's nuts.", False),
    ],
)
def test_a_day_that_is_only_spoken_of_is_not_given(text, gives):
    said = Utterance(1, Side.THEM, 0, 1000, text=text, dates=(on(5, "Thursday", text),), found=frozenset({"calendar-anchor"}))
    assert anchors(said) is gives


@pytest.mark.parametrize(
    ("text", "settled"),
    [
        ("Let me confirm with Arjun. Should be fine though.", False),
        ("If they say yes, sure, I'll sign it in the parking lot.", False),
        ("Sure, if Craig's back by then.", False),
        ("If it's after lunch, sure.", True),
        ("If I'm here I'm here.", False),
        ("Yeah, that usually works.", False),
        ("Sure, I'm usually in by eight.", True),
        ("Great, we'll see you then.", True),
        ("Yes, you can talk to the team then.", True),
        ("Let me check. Yep, nine works.", True),
    ],
)
def test_a_yes_that_waits_for_somebody_else_settles_nothing(text, settled):
    assert settles(Utterance(1, Side.THEM, 0, 1000, text=text, found=frozenset({"assent"}))) is settled


def test_words_that_give_no_day_and_say_no_anchor_nothing():
    assert not anchors(heard("calendar-anchor", "dissent"))
    assert anchors(heard("calendar-anchor"))


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("I'm in Wichita Tuesday. Make it Thursday.", {"2026-03-03"}),
        ("Tuesday works for me, but Craig's away. Thursday?", {"2026-03-03"}),
        ("Tuesday works, and we ship on Thursday.", set()),
        ("Tuesday works. Can you send the deck Thursday?", set()),
        ("Tuesday at ten. I'll send you the list on Thursday.", set()),
        ("Tuesday. Thursday's too late.", set()),
        ("Tuesday is out, but Thursday's fine.", {"2026-03-03"}),
        ("Tuesday, then.", set()),
        ("Tuesday or Thursday, we ship.", set()),
    ],
)
def test_a_day_asked_for_is_refused_beside_another(text, refused):
    asked = Utterance(1, Side.YOU, 0, 1000, text="Tuesday?", dates=(on(3, "Tuesday", "Tuesday?"),))
    days = tuple(on(number, word, text) for number, word in ((3, "Tuesday"), (5, "Thursday")) if word in text)
    assert refuses(asked, Utterance(2, Side.THEM, 2000, 3000, text=text, dates=days)) == refused
