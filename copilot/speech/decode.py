"""Whisper on CTranslate2, with an encoder context only as long as the utterance needs and guards against what that breaks."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import ctranslate2
import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from faster_whisper.tokenizer import Tokenizer

from copilot.errors import KnownError
from copilot.speech.guards import leaked, nobody, phantom, spoken_in, suspicious, without_tail
from copilot.speech.tokens import Tokens
from copilot.speech.vad import Samples

RATE = 16_000
FULL_S = 30.0
SETTLING_BEAM = 2
SETTLING_S = 14.0
ROOM_S = 12.0  # of silence behind a sound that is decoded again
USUAL_PEAK = 0.2  # what 99 of 100 samples stay below
LOUDEST_GAIN = 30.0
_PROMPT_TOKENS = 60


@dataclass(frozen=True, slots=True)
class Decoded:
    """tokens: of the text alone. log_probability: mean per token. no_speech: Whisper's probability that nobody speaks."""

    text: str
    tokens: tuple[int, ...]
    log_probability: float
    no_speech: float


@dataclass(frozen=True, slots=True)
class Word:
    """start, end: seconds in the decoded audio. text: with its punctuation, without spaces around."""

    text: str
    start: float
    end: float


class Understanding(Protocol):
    """What the recognizer asks of a speech model."""

    def interim(self, audio: Samples) -> str: ...

    def final(self, audio: Samples, voiced_s: float) -> str: ...

    def timed(self, audio: Samples) -> list[Word]: ...


class Decoder:
    """One Whisper model, language English, for two threads at once; each call takes one core.

    audio everywhere: float32 mono 16 kHz, at most 30 s.
    """

    def __init__(self, folder: Path, vocabulary: tuple[str, ...] = ()) -> None:
        """folder: a verified model. vocabulary: names and product words that may be said.

        KnownError when the model cannot be loaded.
        """
        try:
            self._model = ctranslate2.models.Whisper(str(folder), compute_type="int8", intra_threads=1, inter_threads=2)
            tokens = Tokens(folder)
        except Exception as error:  # the libraries raise nothing narrower for a file that is no model
            raise KnownError(
                f"The speech model in {folder} cannot be loaded: install it again.",
                f"Le modèle de parole dans {folder} ne se charge pas : réinstallez-le.",
            ) from error
        self._tokens = Tokenizer(tokens, self._model.is_multilingual, "transcribe", "en")
        self._features = FeatureExtractor(feature_size=self._model.n_mels)
        self._vocabulary = vocabulary
        self._hint = self._tokens.encode(" " + ", ".join(vocabulary) + ".")[:_PROMPT_TOKENS] if vocabulary else []
        self._suppressed = self._unspoken()

    def interim(self, audio: Samples) -> str:
        """The text of talk still growing: short context, no second look."""
        encoded = self._encode(audio, max(5.0, _seconds(audio) + 3.0))
        found = self._generate(encoded, _seconds(audio), beam=1, hinted=True)
        unsure = found.log_probability < -1.2 or nobody(found.text, found.log_probability, found.no_speech)
        return "" if unsure or leaked(found.text, self._vocabulary) else without_tail(found.text)

    def final(self, audio: Samples, voiced_s: float) -> str:
        """The text of an ended utterance, '' when nothing was said. voiced_s: seconds the voice network was sure of."""
        seconds = _seconds(audio)
        found = self._decode(audio, max(6.0, seconds + 3.0))
        if nobody(found.text, found.log_probability, found.no_speech):
            return ""
        if leaked(found.text, self._vocabulary):
            found = self._decode(audio, seconds + ROOM_S, hinted=False)
        elif suspicious(found.text, seconds, found.log_probability):
            found = self._decode(audio, seconds + ROOM_S)
        if phantom(found.text, voiced_s, found.log_probability, found.no_speech) or leaked(found.text, self._vocabulary):
            return ""
        return found.text if spoken_in(found.text, seconds) else without_tail(found.text)

    def timed(self, audio: Samples) -> list[Word]:
        """The words of joined utterances with their times, by beam search; [] when the text cannot be trusted."""
        seconds = _seconds(audio)
        encoded = self._encode(audio, max(SETTLING_S, seconds) + 3.0)
        found = self._generate(encoded, seconds, beam=SETTLING_BEAM, hinted=True)
        if not found.tokens or leaked(found.text, self._vocabulary) or suspicious(found.text, seconds, found.log_probability):
            return []
        tokens = list(found.tokens)
        aligned = self._model.align(encoded, self._tokens.sot_sequence, [tokens], len(audio) // 160)[0].alignments
        return self._words(tokens, aligned)

    def _decode(self, audio: Samples, context_s: float, hinted: bool = True) -> Decoded:
        return self._generate(self._encode(audio, context_s), _seconds(audio), beam=1, hinted=hinted)

    def _encode(self, audio: Samples, context_s: float) -> ctranslate2.StorageView:
        context_s = min(context_s, FULL_S)
        frames = round(context_s * 100)
        features = self._features(_audible(audio), padding=max(160, round(context_s * RATE) - len(audio)))[None, :, :frames]
        return self._model.encode(ctranslate2.StorageView.from_array(np.ascontiguousarray(features, np.float32)), to_cpu=False)

    def _generate(self, encoded: ctranslate2.StorageView, seconds: float, beam: int, hinted: bool) -> Decoded:
        hint = [self._tokens.sot_prev, *self._hint] if hinted and self._hint else []
        prompt = [*hint, *self._tokens.sot_sequence]
        result = self._model.generate(
            encoded,
            [prompt],
            beam_size=beam,
            max_length=min(448, len(prompt) + 24 + round(seconds * 10)),
            return_scores=True,
            return_no_speech_prob=True,
            suppress_tokens=self._suppressed,
        )[0]
        new = result.sequences_ids[0]
        tokens = tuple(t for t in new if t < self._tokens.eot)
        mean = result.scores[0] * len(new) / (len(new) + 1)
        text = re.sub(r"\s+", " ", self._tokens.decode(list(tokens))).strip()
        return Decoded(text, tokens, mean, result.no_speech_prob)

    def _words(self, tokens: list[int], aligned: list[tuple[int, int]]) -> list[Word]:
        pieces, piece_tokens = self._tokens.split_to_word_tokens([*tokens, self._tokens.eot])
        starts: dict[int, float] = {}
        for token, frame in aligned:
            starts.setdefault(token, frame * 0.02)
        words: list[Word] = []
        at = 0
        for piece, ids in zip(pieces[:-1], piece_tokens[:-1], strict=True):
            begin, at = at, at + len(ids)
            start = starts.get(begin, words[-1].end if words else 0.0)
            word = Word(piece.strip(), start, starts.get(at, start))
            if words and not piece.startswith(" "):
                last = words.pop()
                word = Word(last.text + word.text, last.start, max(last.end, word.end))
            words.append(word)
        return words

    def _unspoken(self) -> list[int]:
        """Special tokens and signs nobody says; the colon stays, for '2:30'."""
        t = self._tokens
        kept = set(t.encode(":"))
        return sorted({*t.non_speech_tokens, t.transcribe, t.translate, t.sot, t.sot_prev, t.sot_lm, t.no_speech} - kept)


def _audible(audio: Samples) -> Samples:
    """Quiet speech as loud as usual: the model hears fewer of its words otherwise."""
    loud = float(np.quantile(np.abs(audio[::4]), 0.99)) if len(audio) else 0.0
    return audio * np.float32(min(LOUDEST_GAIN, max(1.0, USUAL_PEAK / max(loud, 1e-6))))


def _seconds(audio: Samples) -> float:
    return len(audio) / RATE
