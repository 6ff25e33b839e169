import gc
import itertools
import threading
import weakref
from pathlib import Path

import numpy as np
import pytest

from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, SpeechEnded, SpeechStarted, Stage, Trouble, TroubleBegan
from copilot.errors import KnownError
from copilot.speech.hearing import Hearing
from copilot.speech.recognition import Recognition
from copilot.speech.recorded import RecordedSpeech

RATE = 16_000


@pytest.fixture
def make(net, reader):
    def build(emit, **options):
        return Recognition(Path(), emit, models=lambda folder, vocabulary: (net, reader), **options)

    return build


def feed(recognition, **sounds: np.ndarray) -> None:
    """Both sides, frame by frame, as a recording gives them."""
    length = max(len(s) for s in sounds.values())
    for at in range(0, length - 511, 512):
        for name, samples in sounds.items():
            if len(samples) >= at + 512:
                recognition.feed(Side(name), at // 16, samples[at : at + 512])


@pytest.fixture
def recorded(net, reader):
    """A recording of both sides heard to its end: what was told."""

    def hear(**sounds: np.ndarray) -> list:
        events: list = []
        speech = RecordedSpeech(Path(), events.append, models=lambda folder, vocabulary: (net, reader))
        feed(speech, **sounds)
        speech.finish()
        return events

    return hear


@pytest.fixture
def hearing(net, reader):
    """Live hearing without its thread, on a clock that stands still: what was told."""

    def hear(**sounds: np.ndarray) -> list:
        events: list = []
        ears = Hearing(net, reader, events.append, settle=False, clock=lambda: 0.0)

        class Ears:
            def feed(self, side, start_ms, samples):
                ears.hear(side, start_ms, samples)
                while ears.step():
                    pass

        feed(Ears(), **sounds)
        return events

    return hear


def texts(events: list, stage: Stage) -> list[tuple[str, int, str]]:
    return [(str(e.side), e.utterance, e.text) for e in events if isinstance(e, Hypothesis) and e.stage is stage]


def test_a_recording_with_two_sides(recorded, sound):
    events = recorded(them=sound((1, 0), (2, 0.3), (4, 0), (1, 0.5), (1, 0)), you=sound((4, 0), (2, 0.4), (3, 0)))
    assert texts(events, Stage.FINAL) == [("them", 1, "three"), ("you", 2, "four"), ("them", 3, "five")]
    assert sorted(texts(events, Stage.SETTLED)) == sorted(texts(events, Stage.FINAL))
    assert [e.utterance for e in events if isinstance(e, SpeechStarted)] == [1, 2, 3]
    assert [(e.start_ms // 100, e.end_ms // 100) for e in events if isinstance(e, SpeechEnded)] == [(9, 30), (40, 60), (69, 80)]
    assert [e.at_ms for e in events] == sorted(e.at_ms for e in events)
    assert texts(events, Stage.INTERIM) == []


def test_a_recording_is_told_the_same_whatever_is_decoded_first(recorded, sound, reader, monkeypatch):
    talk = {
        "them": sound((1, 0), *[(3, 0.3), (1, 0), (2, 0.5), (2, 0)] * 6),
        "you": sound((4, 0), *[(1, 0.4), (0.5, 0), (1, 0.2), (3, 0)] * 6),
    }
    usual = recorded(**talk)
    final, done, turn = reader.final, [threading.Event() for _ in range(24)], itertools.count()

    def last_first(audio, voiced_s):
        number = next(turn)
        if number % 2 == 0:
            assert done[number + 1].wait(10)
        text = final(audio, voiced_s)
        done[number].set()
        return text

    monkeypatch.setattr(reader, "final", last_first)
    assert recorded(**talk) == usual
    assert len(texts(usual, Stage.FINAL)) == 24
    assert [e.at_ms for e in usual] == sorted(e.at_ms for e in usual)


def test_talk_that_was_cut_is_under_way_before_the_text_up_to_the_cut(recorded, sound):
    events = recorded(you=sound((1, 0), (40, 0.3), (1, 0)))
    assert len(texts(events, Stage.FINAL)) > 1
    under_way: set[int] = set()
    for event in events:
        if isinstance(event, SpeechStarted):
            under_way.add(event.utterance)
        elif isinstance(event, Hypothesis) and event.stage is Stage.FINAL:
            under_way.remove(event.utterance)
            assert under_way or event.end_ms > 40_000


def test_a_recording_given_up_leaves_no_thread(net, reader, sound):
    speech = RecordedSpeech(Path(), lambda _: None, models=lambda folder, vocabulary: (net, reader))
    feed(speech, you=sound((1, 0), *[(2, 0.3), (1, 0)] * 8))
    speech.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("decoding")]


def test_a_recording_whose_decode_fails_says_so_and_leaves_no_thread(net, reader, sound, monkeypatch):
    def fail(audio, voiced_s):
        raise RuntimeError("no memory")

    monkeypatch.setattr(reader, "final", fail)
    events: list = []
    speech = RecordedSpeech(Path(), events.append, models=lambda folder, vocabulary: (net, reader))
    feed(speech, you=sound((1, 0), *[(2, 0.3), (1, 0)] * 3))
    with pytest.raises(RuntimeError, match="no memory"):
        speech.finish()
    speech.close()
    assert [type(e) for e in events] == [SpeechStarted]
    assert not [t for t in threading.enumerate() if t.name.startswith("decoding")]


def test_interim_texts_grow_and_revisions_count(hearing, sound):
    events = hearing(you=sound((1, 0), (1, 0.2), (1, 0.3), (1, 0.4), (1, 0)))
    assert [t for _, _, t in texts(events, Stage.INTERIM)] == ["two", "two three", "two three four"]
    revisions = [e.revision for e in events if isinstance(e, Hypothesis)]
    assert revisions == list(range(1, len(revisions) + 1))


def test_after_a_pause_only_what_came_since_is_heard_again(hearing, sound, reader, monkeypatch):
    heard_s: list[int] = []
    look = reader.interim

    def interim(audio):
        heard_s.append(round(len(audio) / RATE))
        return look(audio)

    monkeypatch.setattr(reader, "interim", interim)
    events = hearing(you=sound((1, 0), (4, 0.3), (0.25, 0), (1.5, 0.4), (1, 0)))
    assert max(heard_s) == 4
    assert heard_s[-1] <= 2
    assert texts(events, Stage.INTERIM)[-2:] == [("you", 1, "three"), ("you", 1, "three four")]
    assert texts(events, Stage.FINAL) == [("you", 1, "three four")]


def test_talk_without_a_pause_is_looked_at_in_pieces(hearing, sound, reader, monkeypatch):
    heard_s: list[float] = []
    look = reader.interim

    def interim(audio):
        heard_s.append(len(audio) / RATE)
        return look(audio)

    monkeypatch.setattr(reader, "interim", interim)
    events = hearing(you=sound((1, 0), (4, 0.5), (4, 0.3), (4, 0.4), (1, 0)))
    assert max(heard_s) < 6
    assert texts(events, Stage.INTERIM)[-1][2].split()[0] == "five"
    assert texts(events, Stage.INTERIM)[-1][2].split()[-1] == "four"
    assert texts(events, Stage.FINAL) == [("you", 1, "five three four")]


def test_neighbours_are_settled_together(recorded, sound, reader):
    events = recorded(them=sound(*[(1, 0), (5, 0.3), (1, 0)] * 3))
    assert [c for c in reader.calls if c.startswith("timed")] == ["timed 11 s", "timed 6 s"]
    assert len(texts(events, Stage.SETTLED)) == 3


def test_the_final_text_is_ready_before_the_end_is_sure(hearing, sound, reader):
    hearing(you=sound((1, 0), (2, 0.3), (1, 0)))
    assert reader.calls.count("final") == 1


def test_a_text_prepared_in_a_pause_is_kept_when_the_next_talk_began_meanwhile(net, reader, sound):
    events: list = []
    hearing = Hearing(net, reader, events.append, settle=False, clock=lambda: 0.0)
    speech = sound((1, 0), (2, 0.3), (0.2, 0), (0.4, 0), (1, 0.4))
    in_the_pause = int(3.2 * RATE) // 512 * 512
    hearing.hear(Side.YOU, 0, speech[:in_the_pause])
    assert hearing.step()
    hearing.hear(Side.YOU, in_the_pause // 16, speech[in_the_pause:])
    assert hearing.step()
    assert texts(events, Stage.FINAL) == [("you", 1, "three")]
    assert reader.calls == ["final"]


def test_a_pause_that_begins_while_a_piece_is_cut_off_has_the_final_text_prepared_next(net, reader, sound):
    events: list = []
    hearing = Hearing(net, reader, events.append, settle=False, clock=lambda: 0.0)
    speech = sound((1, 0), (6, 0.3), (0.3, 0))
    talk = int(6.9 * RATE) // 512 * 512
    hearing.hear(Side.YOU, 0, speech[:talk])
    assert hearing.step()
    assert (reader.calls, texts(events, Stage.INTERIM)) == (["interim"], [])
    hearing.hear(Side.YOU, talk // 16, speech[talk:])
    assert hearing.step()
    assert reader.calls == ["interim", "final"]
    assert texts(events, Stage.INTERIM) == [("you", 1, "three")]


def test_no_interim_text_is_begun_when_a_pause_may_have_begun(net, reader, sound):
    hearing = Hearing(net, reader, lambda _: None, settle=False, clock=lambda: 0.0)
    speech = sound((1, 0), (2, 0.3), (0.3, 0))
    silent = int(3.07 * RATE) // 512 * 512
    hearing.hear(Side.YOU, 0, speech[:silent])
    assert not hearing.step()
    assert reader.calls == []


def test_talk_with_short_pauses_is_shown_while_it_goes_on(hearing, sound):
    events = hearing(you=sound((1, 0), *[(0.4, 0.3), (0.1, 0)] * 24, (1, 0)))
    shown_at = [e.at_ms for e in events if isinstance(e, Hypothesis) and e.stage is Stage.INTERIM]
    assert all(later - before <= 1_500 for before, later in itertools.pairwise([1_000, *shown_at, 13_000]))


def test_nothing_is_decoded_in_silence(hearing, recorded, sound, reader):
    for hear in (hearing, recorded):
        hear(you=sound((20, 0)), them=sound((20, 0)))
    assert reader.calls == []


def test_a_gap_ends_the_utterance(make, sound):
    events: list = []
    recognition = make(events.append, interim=False)
    recognition.start()
    feed(recognition, you=sound((1, 0), (2, 0.3)))
    recognition.gap(Side.YOU, 3000, 9000)
    recognition.finish()
    recognition.close()
    assert texts(events, Stage.FINAL) == [("you", 1, "three")]


def test_a_break_in_the_stamps_of_a_recording_ends_the_utterance(net, reader, sound):
    events: list = []
    speech = RecordedSpeech(Path(), events.append, models=lambda folder, vocabulary: (net, reader))
    feed(speech, you=sound((1, 0), (2, 0.3)))
    speech.feed(Side.YOU, 9000, sound((1, 0.3)))
    speech.finish()
    assert texts(events, Stage.FINAL) == [("you", 1, "three"), ("you", 2, "three")]


def test_an_empty_text_is_final_and_never_settled(recorded, sound, reader, monkeypatch):
    monkeypatch.setattr(reader, "final", lambda audio, voiced_s: "")
    events = recorded(you=sound((1, 0), (2, 0.3), (1, 0)))
    assert texts(events, Stage.FINAL) == [("you", 1, "")]
    assert texts(events, Stage.SETTLED) == []


def test_live_gives_the_same_texts_as_a_recording(make, recorded, sound):
    speech = {
        "them": sound((1, 0), (2, 0.3), (4, 0), (1, 0.5), (1, 0)),
        "you": sound((4, 0), (2, 0.4), (0.3, 0), (1, 0.2), (3, 0)),
    }
    live: list = []
    recognition = make(live.append)
    recognition.start()
    feed(recognition, **speech)
    recognition.finish()
    assert recognition.pending_ms() == 0
    recognition.close()
    file = recorded(**speech)
    for stage in (Stage.FINAL, Stage.SETTLED):
        assert sorted(texts(live, stage)) == sorted(texts(file, stage))


def test_what_waits_is_counted(make, sound, reader, monkeypatch):
    released = threading.Event()
    asked = threading.Event()

    def slow(audio, voiced_s):
        asked.set()
        released.wait(5)
        return "late"

    monkeypatch.setattr(reader, "final", slow)
    recognition = make(lambda _: None, settle=False, interim=False)
    recognition.start()
    feed(recognition, you=sound((1, 0), (1, 0.3), (1, 0)))
    assert asked.wait(5)
    recognition.feed(Side.YOU, 3000, sound((2, 0)))
    assert 2900 <= recognition.pending_ms() <= 3100
    released.set()
    recognition.finish()
    recognition.close()


def test_a_missing_model_is_told_on_the_screen():
    def refuse(folder, vocabulary):
        raise KnownError("The speech model is missing.", "Le modèle manque.")

    events: list = []
    told = threading.Event()
    recognition = Recognition(Path(), lambda e: (events.append(e), told.set()), models=refuse)
    recognition.start()
    assert told.wait(5)
    recognition.finish()  # returns although nobody listens any more
    recognition.close()
    assert [e.trouble for e in events if isinstance(e, TroubleBegan)] == [Trouble.RECOGNIZER]
    with pytest.raises(KnownError):
        recognition.load()


def test_a_failure_while_hearing_is_told_and_ends(make, sound, reader, monkeypatch):
    def fail(audio, voiced_s):
        raise RuntimeError("no memory")

    monkeypatch.setattr(reader, "final", fail)
    events: list = []
    recognition = make(events.append, interim=False)
    recognition.start()
    feed(recognition, you=sound((1, 0), (1, 0.3), (1, 0)))
    recognition.finish()
    recognition.close()
    assert events[-1] == TroubleBegan(at_ms=events[-1].at_ms, trouble=Trouble.RECOGNIZER, detail="RuntimeError")


def test_the_models_go_with_the_recognition(net, sound):
    """No cycle keeps 200 MB of weights alive until the next sweep."""

    class Reader:
        def final(self, audio, voiced_s):
            return "one"

    made: list[weakref.ref[Reader]] = []

    def models(folder, vocabulary):
        reader = Reader()
        made.append(weakref.ref(reader))
        return net, reader

    gc.disable()
    try:
        recognition = Recognition(Path(), lambda _: None, interim=False, settle=False, models=models)
        recognition.start()
        feed(recognition, you=sound((1, 0), (1, 0.3), (1, 0)))
        recognition.finish()
        recognition.close()
        del recognition
        assert made[0]() is None
    finally:
        gc.enable()
