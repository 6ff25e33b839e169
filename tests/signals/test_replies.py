"""What a turn does with the next contact, and what each day in it is: read by the branch of the signal model."""

import shutil

import pytest

from copilot.assets import model_file
from copilot.call.catalogue import CallKind, DayRole, Side, Stance
from copilot.errors import KnownError
from copilot.signals.labeller import Labeller
from copilot.signals.replies import NO_REPLY, Reply


@pytest.fixture(scope="module")
def labeller():
    return Labeller(model_file("signals"))


ASK = "Could we put half an hour on Monday at ten?"


@pytest.mark.parametrize(
    ("context", "text", "stance"),
    [
        (ASK, "Monday at ten is perfect, send me the invite.", Stance.TAKES),
        (ASK, "Put me down for it.", Stance.TAKES),
        (ASK, "Ten's no good. How about two on Tuesday?", Stance.OFFERS),
        (ASK, "No, we're not doing another meeting about this.", Stance.REFUSES),
        (ASK, "That depends on my boss. Let me ask her and get back to you.", Stance.OPEN),
        ("", "We run six trucks out of two depots.", None),
        ("And how do you do it today?", "With spreadsheets, mostly, and a lot of shouting.", None),
    ],
)
def test_where_a_turn_stands(labeller, context, text, stance):
    assert labeller.read(Side.THEM, CallKind.PROSPECT, context, text).reply.stance is stance


def test_what_a_day_is(labeller):
    text = "Tuesday I'm on a plane all day. Let's do Wednesday at nine instead?"
    reply = labeller.read(Side.THEM, CallKind.PROSPECT, "Does Tuesday at nine work for you?", text).reply
    roles = [reply.role(text.index(day), text.index(day) + len(day)) for day in ("Tuesday", "Wednesday")]
    assert roles == [DayRole.REFUSED, DayRole.OFFERED]


def test_the_last_words_of_a_long_turn_say_where_it_stands(labeller):
    long = "We have forty people on the floor and they all do it their own way. " * 12
    text = f"{long}But yes, Monday at ten is perfect, send me the invite."
    reply = labeller.read(Side.THEM, CallKind.PROSPECT, ASK, text).reply
    assert reply.stance is Stance.TAKES
    assert reply.role(text.index("Monday"), text.index("Monday") + len("Monday at ten")) is DayRole.TAKEN


def test_a_doubtful_day_has_no_role():
    even = Reply(None, ((0, 6, (0.3, 0.3, 0.2, 0.1, 0.1)),))
    assert even.role(0, 6) is None
    assert even.role(7, 9) is None
    assert Reply(None, ((0, 3, (0.9, 0.1, 0.0, 0.0, 0.0)), (3, 6, (0.2, 0.8, 0.0, 0.0, 0.0)))).role(0, 6) is DayRole.TAKEN


@pytest.mark.parametrize("text", ["", "Ça marche pour nous, on en reparle mardi prochain à dix heures."])
def test_nothing_is_read_in_what_is_not_english(labeller, text):
    assert labeller.read(Side.THEM, CallKind.PROSPECT, "", text).reply == NO_REPLY


def test_a_missing_branch_is_a_known_error(tmp_path):
    for name in ("model.onnx", "tokenizer.json", "signals.json"):
        shutil.copyfile(model_file("signals") / name, tmp_path / name)
    with pytest.raises(KnownError, match="signal model"):
        Labeller(tmp_path)
