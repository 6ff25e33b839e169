"""Real speech through the real models."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, Stage
from copilot.speech.command import transcribe
from copilot.speech.guards import words
from copilot.speech.hearing import Hearing
from copilot.speech.recognition import load_models
from copilot.speech.weights import find_model

pytestmark = pytest.mark.slow
SAID = words((Path(__file__).parents[1] / "data" / "jfk.txt").read_text("utf-8"))


@dataclass
class Frame:
    side: Side
    start_ms: int
    samples: np.ndarray


def frames(sound: np.ndarray, side: Side = Side.THEM) -> list[Frame]:
    return [Frame(side, at // 16, sound[at : at + 512]) for at in range(0, len(sound) - 511, 512)]


def hear(sound: np.ndarray, **options) -> dict:
    return transcribe(frames(sound), find_model("base"), lambda ms: {"audio_s": ms / 1000}, **options)


def test_words_and_times(recording):
    pause = np.zeros(16_000, np.float32)
    found = hear(np.concatenate([pause, recording, pause]))
    assert words(" ".join(u["final"] for u in found["utterances"])) == SAID
    assert words(" ".join(u["settled"] for u in found["utterances"])) == SAID
    assert 1.0 < found["utterances"][0]["t"] < 1.6
    assert found["metrics"]["final_latency_s"] == []
    assert {u["channel"] for u in found["utterances"]} == {"them"}


def test_live_hears_the_same(recording):
    found = hear(recording)
    live = hear(recording, realtime=True, sleep=lambda _: None)
    assert [u["final"] for u in live["utterances"]] == [u["final"] for u in found["utterances"]]
    assert len(live["metrics"]["final_latency_s"]) == len(live["utterances"])


def test_interim_texts_say_nothing_twice(recording):
    texts: list[str] = []

    def take(event) -> None:
        if isinstance(event, Hypothesis) and event.stage is Stage.INTERIM:
            texts.append(event.text)

    hearing = Hearing(*load_models(find_model("base"), ()), take, settle=False, clock=lambda: 0.0)
    for frame in frames(recording):
        hearing.hear(frame.side, frame.start_ms, frame.samples)
        while hearing.step():
            pass
    hearing.finish()
    assert len(texts) > 5
    assert all(words(text).count("fellow") <= SAID.count("fellow") for text in texts)
    assert max(len(words(text)) for text in texts) <= len(SAID)


def test_a_telephone_line_is_heard(recording):
    from scipy.signal import butter, sosfilt

    dull = sosfilt(butter(6, [300, 3400], "band", fs=16_000, output="sos"), recording).astype(np.float32)
    dull += np.random.default_rng(1).normal(0, 10 ** (-55 / 20), len(dull)).astype(np.float32)
    found = words(" ".join(u["final"] for u in hear(dull)["utterances"]))
    assert len(set(SAID) - set(found)) <= 1


@pytest.mark.parametrize("level_db", [-60, -40, -25])
def test_nothing_is_invented_in_noise(level_db):
    noise = np.random.default_rng(2).normal(0, 10 ** (level_db / 20), 12 * 16_000).astype(np.float32)
    assert hear(noise)["utterances"] == []


def test_the_vocabulary_does_not_leak(recording):
    names = ("Northwind Foods", "Karen Doyle", "Lumio", "Batchline")
    noise = np.random.default_rng(3).normal(0, 0.02, 8 * 16_000).astype(np.float32)
    found = hear(np.concatenate([noise, recording, noise]), vocabulary=names)
    assert not set(words(" ".join(names))) & set(words(" ".join(u["final"] for u in found["utterances"])))
