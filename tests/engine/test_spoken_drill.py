"""Drills by voice: on virtual devices, and with ears that hear what the test says."""

from queue import SimpleQueue

import pytest

from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, SpeechEnded, SpeechStarted, Stage, Trouble, TroubleBegan
from copilot.engine import spoken_drill
from copilot.engine.spoken_drill import Answered, Began, Listening, SpokenDrills, Unheard
from copilot.errors import KnownError
from copilot.speech.voice import no_voice, system_voice

LINE = "We should definitely explore that sometime."
PATIENCE_S = 60


class Ears:
    """A clock the test sets, and no sound."""

    def __init__(self):
        self.now, self.stopped = 0, False

    def start(self):
        pass

    def stop(self):
        self.stopped = True

    def now_ms(self):
        return self.now


class Recognizer:
    """Passes on what the test says was heard."""

    def __init__(self, folder, emit, **_):
        Recognizer.hear = staticmethod(emit)

    def load(self):
        pass

    start = close = load


def voiceless(name):
    raise no_voice()


@pytest.fixture
def drills(monkeypatch):
    monkeypatch.setattr(spoken_drill, "Recognition", Recognizer)
    monkeypatch.setattr(spoken_drill, "find_model", lambda name: None)
    told, ears = SimpleQueue(), Ears()
    made = SpokenDrills(told.put, find=voiceless, make_ears=lambda *_: ears)
    made.ears, made.told = ears, lambda: told.get(timeout=PATIENCE_S)
    made.start([LINE])
    yield made
    made.stop()
    made.join(PATIENCE_S)
    assert ears.stopped


def speech(number, text, start, end):
    yield SpeechStarted(at_ms=start, side=Side.YOU, utterance=number)
    yield SpeechEnded(at_ms=end, side=Side.YOU, utterance=number, start_ms=start, end_ms=end)
    yield Hypothesis(
        at_ms=end, side=Side.YOU, utterance=number, revision=1, stage=Stage.FINAL, text=text, start_ms=start, end_ms=end
    )


def test_an_answer_in_two_goes_is_one_and_its_first_word_is_timed(drills):
    drills.ears.now = 1_000
    drills.ask(LINE, 10)
    assert drills.told() == Listening()
    for event in (*speech(1, "What would stop you", 3_400, 4_000), *speech(2, "from doing it?", 4_300, 5_000)):
        Recognizer.hear(event)
    assert drills.told() == Began()
    drills.ears.now = 6_500
    assert drills.told() == Answered("What would stop you from doing it?", 2_400)


def test_silence_is_an_answer_when_the_seconds_are_over(drills):
    drills.ask(LINE, 10)
    assert drills.told() == Listening()
    drills.ears.now = 11_000
    assert drills.told() == Answered("", 10_000)


def test_what_was_said_to_the_card_before_is_no_answer_to_this_one(drills):
    drills.ask(LINE, 10)
    assert drills.told() == Listening()
    started, *rest = speech(1, "A late answer.", 500, 900)
    Recognizer.hear(started)
    assert drills.told() == Began()
    drills.hush()
    drills.ask(LINE, 10)
    assert drills.told() == Listening()
    for event in rest:
        Recognizer.hear(event)
    drills.ears.now = 11_000
    assert drills.told() == Answered("", 10_000)


def test_a_lost_microphone_is_said_once(drills):
    drills.ask(LINE, 10)
    assert drills.told() == Listening()
    for side in (Side.THEM, Side.YOU, Side.YOU):
        drills.on_trouble(TroubleBegan(at_ms=0, trouble=Trouble.LOST, side=side))
    drills.on_trouble(TroubleBegan(at_ms=0, trouble=Trouble.SILENT, side=Side.YOU))
    unheard = drills.told()
    assert isinstance(unheard, Unheard)
    assert "type your answers" in unheard.error.en


def test_without_a_recognizer_the_answers_are_typed(monkeypatch):
    def missing(name):
        raise KnownError("There is no speech model.", "Il n'y a pas de modèle.")

    monkeypatch.setattr(spoken_drill, "find_model", missing)
    told = SimpleQueue()
    drills = SpokenDrills(told.put, find=voiceless, make_ears=lambda *_: Ears())
    drills.start([LINE])
    assert told.get(timeout=PATIENCE_S).error.en == "There is no speech model."
    drills.stop()
    drills.join(PATIENCE_S)


@pytest.mark.slow
def test_a_drill_by_voice(sound_server, spoken):
    told = SimpleQueue()
    drills = SpokenDrills(told.put, find=system_voice)
    drills.start([LINE])
    try:
        drills.ask(LINE, 60)
        assert told.get(timeout=PATIENCE_S) == Listening()
        sound_server.play(spoken("What would stop you from starting on Monday?"), to="mic_in").wait(timeout=PATIENCE_S)
        assert told.get(timeout=PATIENCE_S) == Began()
        answer = told.get(timeout=PATIENCE_S)
    finally:
        drills.stop()
        drills.join(PATIENCE_S)
    assert "stop you" in answer.text.lower()
    assert 0 <= answer.took_ms < 60_000
