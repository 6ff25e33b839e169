"""Sentences with numbers, dates, times and names, read by several voices: tests/data/sayings.opus and .toml."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from conditions import NO_SPEECH, RATE, Sound
from faster_whisper.audio import decode_audio
from talks import frames
from words import plain

from copilot.call.catalogue import Side
from copilot.speech.command import transcribe
from copilot.speech.weights import find_model

_DATA = Path(__file__).parents[2] / "data"


class Sayings:
    """Each is heard by itself, as one utterance or two."""

    def __init__(self, model: str) -> None:
        table = tomllib.loads((_DATA / "sayings.toml").read_text("utf-8"))
        self._numbers: list[dict[str, Any]] = table["number"]
        self._calls: list[dict[str, Any]] = table["call"]
        self._sound = np.asarray(decode_audio(str(_DATA / "sayings.opus"), sampling_rate=RATE), np.float32)
        self._model = find_model(model)

    def numbers(self) -> Iterator[tuple[bool, str, str]]:
        """Of each sentence: whether every number in it can be used as written, what was said, what was written."""
        for saying, text in self._heard(self._numbers, ()):
            yield all(re.search(wanted, text) for wanted in saying["written"]), saying["text"], text

    def names(self, told: bool) -> Iterator[tuple[bool, str, str]]:
        """Of each sentence: whether its name was found, the name, what was written. told: the call's words are known."""
        for call in self._calls:
            for saying, text in self._heard(call["said"], tuple(call["vocabulary"]) if told else ()):
                yield _contains(text, saying["name"]), saying["name"], text

    def leaks(self, seconds: float) -> int:
        """Texts made of sounds without speech while names are known."""
        sounds = [make(int(seconds * RATE)) for make in NO_SPEECH.values()]
        return sum(len(self._texts(sound, tuple(call["vocabulary"]))) for sound in sounds for call in self._calls[:1])

    def _heard(self, sayings: list[dict[str, Any]], vocabulary: tuple[str, ...]) -> Iterator[tuple[dict[str, Any], str]]:
        """All of them in one recording, each text by the time of its middle."""
        begin, end = max(0.0, sayings[0]["start"] - 0.5), sayings[-1]["end"] + 0.5
        rows = self._texts(self._sound[int(begin * RATE) : int(end * RATE)], vocabulary)
        for saying in sayings:
            of = [u["settled"] for u in rows if saying["start"] < begin + (u["t"] + u["end"]) / 2 < saying["end"]]
            yield saying, " ".join(of)

    def _texts(self, sound: Sound, vocabulary: tuple[str, ...]) -> list[dict[str, Any]]:
        found = transcribe(frames({Side.THEM: sound}), self._model, lambda _: {}, vocabulary=vocabulary)
        return list(found["utterances"])


def _contains(text: str, name: str) -> bool:
    return f" {' '.join(plain(name))} " in f" {' '.join(plain(text))} "
