import gc
import threading
import weakref
from pathlib import Path

import numpy as np
import pytest

from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, SpeechEnded, SpeechStarted, Stage, Trouble, TroubleBegan
from copilot.errors import KnownError
from copilot.speech.recognition import Recognition

RATE = 16_000


@pytest.fixture
def make(net, reader):
    def build(emit, **options):
        return Recognition(Path(), emit, models=lambda folder, vocabulary: (net, reader), **options)

    return build


def feed(recognition: Recognition, **sounds: np.ndarray) -> None:
    """Both sides, frame by frame, as a recording gives them."""
    length = max(len(s) for s in sounds.values())
    for at in range(0, length - 511, 512):
        for name, samples in sounds.items():
            if len(samples) >= at + 512:
                recognition.feed(Side(name), at // 16, samples[at : at + 512])


def texts(events: list, stage: Stage) -> list[tuple[str, int, str]]:
    return [(str(e.side), e.utterance, e.text) for e in events if isinstance(e, Hypothesis) and e.stage is stage]


def test_a_recording_with_two_sides(make, sound):
    events: list = []
    recognition = make(events.append, interim=False)
    feed(recognition, them=sound((1, 0), (2, 0.3), (4, 0), (1, 0.5), (1, 0)), you=sound((4, 0), (2, 0.4), (3, 0)))
    recognition.finish()
    assert texts(events, Stage.FINAL) == [("them", 1, "three"), ("you", 2, "four"), ("them", 3, "five")]
    assert sorted(texts(events, Stage.SETTLED)) == sorted(texts(events, Stage.FINAL))
    assert [e.utterance for e in events if isinstance(e, SpeechStarted)] == [1, 2, 3]
    assert [(e.start_ms // 100, e.end_ms // 100) for e in events if isinstance(e, SpeechEnded)] == [(9, 30), (40, 60), (69, 80)]
    assert [e.at_ms for e in events] == sorted(e.at_ms for e in events)
    assert texts(events, Stage.INTERIM) == []


def test_interim_texts_grow_and_revisions_count(make, sound):
    events: list = []
    recognition = make(events.append)
    feed(recognition, you=sound((1, 0), (1, 0.2), (1, 0.3), (1, 0.4), (1, 0)))
    recognition.finish()
    assert [t for _, _, t in texts(events, Stage.INTERIM)] == ["two", "two three", "two three four"]
    revisions = [e.revision for e in events if isinstance(e, Hypothesis)]
    assert revisions == list(range(1, len(revisions) + 1))


def test_after_a_pause_only_what_came_since_is_heard_again(make, sound, reader, monkeypatch):
    heard_s: list[int] = []
    look = reader.interim

    def interim(audio):
        heard_s.append(round(len(audio) / RATE))
        return look(audio)

    monkeypatch.setattr(reader, "interim", interim)
    events: list = []
    recognition = make(events.append)
    feed(recognition, you=sound((1, 0), (4, 0.3), (0.25, 0), (1.5, 0.4), (1, 0)))
    assert max(heard_s) == 4
    assert heard_s[-1] <= 2
    assert texts(events, Stage.INTERIM)[-2:] == [("you", 1, "three"), ("you", 1, "three four")]
    assert texts(events, Stage.FINAL) == [("you", 1, "three four")]


def test_talk_without_a_pause_is_looked_at_in_pieces(make, sound, reader, monkeypatch):
    heard_s: list[float] = []
    look = reader.interim

    def interim(audio):
        heard_s.append(len(audio) / RATE)
        return look(audio)

    monkeypatch.setattr(reader, "interim", interim)
    events: list = []
    recognition = make(events.append, settle=False)
    feed(recognition, you=sound((1, 0), (4, 0.5), (4, 0.3), (4, 0.4), (1, 0)))
    assert max(heard_s) < 6
    assert texts(events, Stage.INTERIM)[-1][2].split()[0] == "five"
    assert texts(events, Stage.INTERIM)[-1][2].split()[-1] == "four"
    assert texts(events, Stage.FINAL) == [("you", 1, "five three four")]


def test_neighbours_are_settled_together(make, sound, reader):
    events: list = []
    recognition = make(events.append, interim=False)
    feed(recognition, them=sound(*[(1, 0), (5, 0.3), (1, 0)] * 3))
    recognition.finish()
    assert [c for c in reader.calls if c.startswith("timed")] == ["timed 11 s", "timed 6 s"]
    assert len(texts(events, Stage.SETTLED)) == 3


def test_the_final_text_is_ready_before_the_end_is_sure(make, sound, reader):
    recognition = make(lambda _: None, settle=False)
    feed(recognition, you=sound((1, 0), (2, 0.3), (1, 0)))
    assert reader.calls.count("final") == 1


def test_nothing_is_decoded_in_silence(make, sound, reader):
    recognition = make(lambda _: None)
    feed(recognition, you=sound((20, 0)), them=sound((20, 0)))
    recognition.finish()
    assert reader.calls == []


def test_a_gap_ends_the_utterance(make, sound):
    events: list = []
    recognition = make(events.append, interim=False)
    feed(recognition, you=sound((1, 0), (2, 0.3)))
    recognition.gap(Side.YOU, 3000, 9000)
    assert texts(events, Stage.FINAL) == [("you", 1, "three")]
    recognition.finish()


def test_an_empty_text_is_final_and_never_settled(make, sound, reader, monkeypatch):
    events: list = []
    monkeypatch.setattr(reader, "final", lambda audio, voiced_s: "")
    recognition = make(events.append, interim=False)
    feed(recognition, you=sound((1, 0), (2, 0.3), (1, 0)))
    recognition.finish()
    assert texts(events, Stage.FINAL) == [("you", 1, "")]
    assert texts(events, Stage.SETTLED) == []


def test_live_gives_the_same_texts_as_a_recording(make, sound):
    speech = {
        "them": sound((1, 0), (2, 0.3), (4, 0), (1, 0.5), (1, 0)),
        "you": sound((4, 0), (2, 0.4), (0.3, 0), (1, 0.2), (3, 0)),
    }
    live: list = []
    file: list = []
    recognition = make(live.append)
    recognition.start()
    feed(recognition, **speech)
    recognition.finish()
    assert recognition.pending_ms() == 0
    recognition.close()
    recorded = make(file.append, interim=False)
    feed(recorded, **speech)
    recorded.finish()
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
        feed(recognition, you=sound((1, 0), (1, 0.3), (1, 0)))
        recognition.finish()
        del recognition
        assert made[0]() is None
    finally:
        gc.enable()
