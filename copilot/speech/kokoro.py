"""Kokoro-82M: a natural voice on the processor. Phonemes come from espeak-ng, run as a program of its own."""

import json
import re
import shutil
import subprocess
import threading
from functools import lru_cache

import numpy as np
import onnxruntime

from copilot.assets import model_file
from copilot.errors import KnownError
from copilot.speech.reading import aloud
from copilot.speech.voice import Sound, even, no_voice
from copilot.speech.weights import find_model

_PAUSES = re.compile(r"([;:,.!?…]+)")
_LIKE = (("ʲ", "j"), ("r", "ɹ"), ("x", "k"), ("ɬ", "l"))  # sounds of espeak-ng the model was not taught
_FALLBACK = "af_heart"
_PATIENCE_S = 10.0


class Kokoro:
    """One voice. Used by one thread at a time; the model is loaded once for all voices.

    KnownError when the weights or espeak-ng are not installed.
    """

    rate = 24_000

    def __init__(self, wanted: str, threads: int = 2) -> None:
        """wanted: a voice of `models/voices`; another name gives the usual voice. threads: for one sentence."""
        if shutil.which("espeak-ng") is None:
            raise no_voice()
        styles = np.load(model_file("voices", "kokoro.npz"))
        chosen = wanted if wanted in styles else _FALLBACK
        self._styles = styles[chosen].astype(np.float32)  # (phonemes, 256): the style depends on how long the sentence is
        self._session = _session(threads)
        self._ids: dict[str, int] = json.loads(model_file("voices", "phonemes.json").read_text(encoding="utf-8"))
        self._language = "en-gb" if chosen.startswith("b") else "en-us"
        self.name = f"Kokoro {chosen}"

    def say(self, text: str) -> Sound:
        ids = [self._ids[c] for c in self.phonemes(text) if c in self._ids][: len(self._styles)]
        if not ids:
            return np.zeros(0, np.float32)
        sound = self._session.run(
            None,
            {
                "tokens": np.array([[0, *ids, 0]], np.int64),
                "style": self._styles[len(ids) - 1][np.newaxis],
                "speed": np.ones(1, np.float32),
            },
        )[0]
        return even(np.asarray(sound, np.float32).ravel(), self.rate)

    def phonemes(self, text: str) -> str:
        """IPA with the marks of the sentence kept: they carry its tune."""
        parts = [part for part in _PAUSES.split(aloud(text)) if part.strip()]
        words = [part for part in parts if not _PAUSES.fullmatch(part)]
        spoken = iter(self._espeak(words))
        ipa = "".join(f"{part[0]} " if _PAUSES.fullmatch(part) else next(spoken) for part in parts)
        for theirs, known in _LIKE:
            ipa = ipa.replace(theirs, known)
        return ipa.strip()

    def _espeak(self, parts: list[str]) -> list[str]:
        """One run for all: each part on a line of its own."""
        command = ["espeak-ng", "-q", "--ipa", "-v", self._language]
        try:
            said = [
                subprocess.run(
                    [*command, part.strip()], capture_output=True, encoding="utf-8", check=True, timeout=_PATIENCE_S
                ).stdout
                for part in parts
            ]
        except (OSError, subprocess.SubprocessError) as error:
            raise no_voice() from error
        return [re.sub(r"\([a-z-]+\)", "", " ".join(line.split())) for line in said]


_loading = threading.Lock()


def _session(threads: int) -> onnxruntime.InferenceSession:
    with _loading:
        return _load(threads)


@lru_cache(maxsize=1)
def _load(threads: int) -> onnxruntime.InferenceSession:
    path = find_model("kokoro") / "model.onnx"
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False  # gives back what a long sentence took
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise KnownError(
            f"The voice model {path} cannot be loaded. Fetch it again: moneytime models fetch kokoro.",
            f"Le modèle de voix {path} ne se charge pas. Récupérez-le : moneytime models fetch kokoro.",
        ) from error
