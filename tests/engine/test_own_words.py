"""A language model speaks for the counterpart; whatever it does, the call stays the scenario's."""

import json
from datetime import UTC, datetime

import pytest

from copilot.call.catalogue import Side
from copilot.call.events import Label
from copilot.engine.local_model import LocalModel
from copilot.engine.own_words import OwnWords, own_words
from copilot.engine.practice_session import PracticeSession
from copilot.engine.setups import practice_setup
from copilot.playbook.loader import load_playbook
from copilot.practice.counterpart import Counterpart
from copilot.practice.scenario import load_scenarios
from copilot.store.settings import LanguageModel

SCENARIO = next(s for s in load_scenarios() if s.id == "saas-buyer")
ASK = "How many accounts do you have?"


@pytest.fixture
def words(model_server):
    return OwnWords(SCENARIO, LocalModel(LanguageModel(model_server.address, "small")), patience_s=10.0)


def asked(words, text=ASK, label=""):
    them = Counterpart(SCENARIO)
    them.open()
    written = them.hear(text, [Label(label, 0.9, 0, 1)] if label else ())
    return them, written, words.say(them, written)


def test_a_line_in_its_own_words_is_said_and_remembered(words, model_server):
    model_server.says = ['"Oh, you know, a small team, but a mighty one!"']
    them, written, reply = asked(words)
    assert written.text == "We're a small but mighty team!"
    assert reply.text == "Oh, you know, a small team, but a mighty one!"
    assert (reply.intent, reply.pause_ms, reply.ended) == (written.intent, written.pause_ms, written.ended)
    assert "a mighty one" in them.hear("Sorry?").text
    assert them.reveal().beats[0].reply == reply.text


def test_a_line_that_says_more_is_not_used(words, model_server):
    model_server.says = ["Seven people for four hundred accounts."]
    _, written, reply = asked(words)
    assert reply == written
    assert len(model_server.asked) == 1


def test_what_decides_the_call_is_said_as_it_is_written(words, model_server):
    _, written, reply = asked(words, "Does Tuesday at ten work for you?", "calendar-ask")
    assert written.intent == "slot-no"
    assert reply == written
    assert model_server.asked == []


def test_the_model_is_told_what_they_may_say_and_no_secret(words, model_server):
    asked(words)
    (sent,) = model_server.asked
    assert sent == json.loads(words.sent[0])
    role = sent["messages"][0]["content"]
    assert "We're a small but mighty team!" in role
    assert SCENARIO.secret.en not in role
    assert "three hundred and ten thousand" not in json.dumps(sent).lower()
    assert sent["messages"][-1] == {"role": "user", "content": ASK}


def test_one_that_keeps_failing_is_left_alone(words, model_server):
    model_server.status = 500
    for _ in range(5):
        _, written, reply = asked(words)
        assert reply == written
    assert len(model_server.asked) == 3


def test_off_by_default_and_never_another_machine(model_server):
    assert own_words(SCENARIO, LanguageModel()) is None
    assert own_words(SCENARIO, LanguageModel(model_server.address, "small")) is None
    assert own_words(SCENARIO, LanguageModel("https://api.example.com/v1", "small", plays=True)) is None
    assert own_words(SCENARIO, LanguageModel(model_server.address, "small", plays=True)) is not None


@pytest.mark.thorough
def test_a_typed_call_in_its_own_words(words, model_server):
    model_server.says = ["Oh, you know, a small team, but a mighty one!"]
    setup = practice_setup(SCENARIO, datetime(2026, 3, 12, 14, 0, tzinfo=UTC))
    session = PracticeSession(SCENARIO, setup, load_playbook(SCENARIO.kind), 0, words)
    session.start()
    session.say(ASK)
    session.stop()
    assert session.join(60)
    theirs = [u.text for u in session.latest().call.utterances if u.side is Side.THEM]
    assert theirs[1] == "Oh, you know, a small team, but a mighty one!"
    assert len(session.sent) == 1
