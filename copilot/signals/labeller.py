"""From one utterance to its labels and cues."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path

import numpy as np

from copilot.call.catalogue import CallKind, Cue, Side, utterance_labels
from copilot.call.events import Label
from copilot.call.rules import OwnSignal
from copilot.signals.cues import find_cues
from copilot.signals.encoder import Encoded, Encoder
from copilot.signals.language import is_english
from copilot.signals.nearness import Nearness
from copilot.signals.prototypes import Prototype, embed_all
from copilot.signals.replies import NO_REPLY, Replies, Reply
from copilot.signals.spans import carrying_span
from copilot.signals.urgency import is_urgent

_MAX_CHARS = 6000  # beyond, it is no utterance
_LONG_WORDS = 20
_LEAST_SURE, _SURE = 0.1, 0.9  # a score between them is a doubt
_STOPS = re.compile(r"[^\w\s'’$%:.?]|[.:](?!\d)")
_SENTENCE_END = re.compile(r"[.?!…]+(?=\s|$)")
_REVIEW_ONLY = "activity-report"
_ANCHOR = "calendar-anchor"
_REFUSAL = "soft-no"
_CHECK = re.compile(
    r"[.!,;…]\s+(?:and |so )?(?:does|do|would|will|is|are|can|how)\b"
    r"[^.?!]{0,40}\b(?:works?|ok|okay|good|suits?|fits?|sounds?|fine)\b[^.?!]{0,25}\?\s*$",
    re.IGNORECASE,
)
"""A closing "does that work for you?": beside it, a day that was named reads like a mere question."""


@dataclass(frozen=True, slots=True)
class Reading:
    """labels: at or above their decision point (score 0.5), in catalogue order. cues: what the fold needs besides. reply: what
    it does with what is being arranged."""

    labels: tuple[Label, ...] = ()
    cues: tuple[Cue, ...] = ()
    reply: Reply = NO_REPLY


class Labeller:
    """Labels utterances one at a time, some milliseconds each. May be asked on several threads at once.

    model_dir holds model.onnx, replies.onnx, tokenizer.json, signals.json and background.npy; KnownError when they are missing
    or damaged. own: the user's own signals; their labels come after those of the catalogue.
    """

    def __init__(self, model_dir: Path, own: Sequence[OwnSignal] = ()) -> None:
        self._encoder = Encoder(model_dir)
        self._replies = Replies(model_dir)
        background = self._encoder.background() if own else None
        self._own = [Prototype(signal, self._encoder, background) for signal in own] if background is not None else []
        self._columns = {label: i for i, label in enumerate(self._encoder.card.decisions)}

    def read(self, side: Side, kind: CallKind, context: str, text: str) -> Reading:
        """context: the previous turn of the other side, may be empty. Text that is empty, huge or not English has no label."""
        if not _readable(text):
            return Reading()
        best: dict[str, Label] = {}
        read: list[tuple[int, Encoded]] = []
        for offset, part in self._encoder.windows(text):
            encoded = self._read_twice(side, kind, context, part)
            read.append((offset, encoded))
            found = self._surer(side, kind, context, text, self._labels(side, kind, part, offset, encoded))
            for label in (self._in_its_sentence(side, kind, context, text, label) for label in found):
                if label.id not in best or label.score > best[label.id].score:
                    best[label.id] = label
        if side is Side.THEM and _ANCHOR not in best and (named := self._named_before_check(kind, context, text)):
            best[_ANCHOR] = named
        if _REFUSAL in best and is_urgent(text):
            del best[_REFUSAL]
        order = utterance_labels(side)
        labels = (*(best[i] for i in order if i in best), *self.own(side, text))
        return Reading(labels, find_cues(text), self._replies.read(read))

    def nearness(self) -> Nearness:
        """On the same model, for the same thread."""
        return Nearness(self._encoder)

    def _read_twice(self, side: Side, kind: CallKind, context: str, text: str) -> Encoded:
        """As it is written, and where that leaves a doubt without stops and capitals as well: where a recogniser puts them is
        chance, and the mean of both depends less on it."""
        marker = f"{side} {kind} :"
        once = self._encoder.encode(marker, context, text)
        plain = " ".join(_STOPS.sub(" ", text).lower().split())
        doubt = any(_LEAST_SURE < self._score(label, once) < _SURE for label in utterance_labels(side))
        if not doubt or plain in ("", text):
            return once
        again = self._encoder.encode(marker, context, plain)
        return replace(once, logits=np.mean((once.logits, again.logits), axis=0, dtype=np.float32))

    def _named_before_check(self, kind: CallKind, context: str, text: str) -> Label | None:
        """The day they name in the sentence that their closing check asks about."""
        check = _CHECK.search(text)
        if check is None:
            return None
        start = max((m.end() for m in _SENTENCE_END.finditer(text, 0, check.start())), default=0)
        labels = self.read(Side.THEM, kind, context, text[start : check.start()]).labels
        return next((replace(n, start=n.start + start, end=n.end + start) for n in labels if n.id == _ANCHOR), None)

    def _labels(self, side: Side, kind: CallKind, text: str, offset: int, encoded: Encoded) -> list[Label]:
        found = []
        for label in utterance_labels(side):
            if label == _REVIEW_ONLY and kind is not CallKind.REVIEW:
                continue
            score = self._score(label, encoded)
            if score >= 0.5:
                start, end = carrying_span(text, encoded.offsets, encoded.evidence[:, self._columns[label]])
                found.append(Label(label, score, start + offset, end + offset))
        return found

    def _surer(self, side: Side, kind: CallKind, context: str, text: str, labels: list[Label]) -> list[Label]:
        """In a long turn the words around dilute a score: how sure a label is, its own sentence may say better."""
        if len(text.split()) < _LONG_WORDS:
            return labels
        alone: dict[str, Encoded] = {}
        surer = []
        for label in labels:
            start = max(
                (m.end() for m in _SENTENCE_END.finditer(text, 0, label.start + 1) if m.end() <= label.start), default=0
            )
            end = next((m.end() for m in _SENTENCE_END.finditer(text, max(label.start, label.end - 1))), len(text))
            sentence = text[start:end].strip()
            if sentence not in alone:
                alone[sentence] = self._encoder.encode(f"{side} {kind} :", context, sentence)
            surer.append(replace(label, score=max(label.score, self._score(label.id, alone[sentence]))))
        return surer

    def _in_its_sentence(self, side: Side, kind: CallKind, context: str, text: str, label: Label) -> Label:
        """With its evidence in a sentence that says it by itself, where the one it was found in does not and another does: of a
        score that the words share evenly, the heaviest are chance."""
        stops = [0, *(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
        sentences = [(a, b) for a, b in pairwise(stops) if text[a:b].strip()]
        own = next((i for i, (a, b) in enumerate(sentences) if a <= label.start < b), None)
        if own is None or len(sentences) < 2:
            return label
        others = sorted((i for i in range(len(sentences)) if i != own), key=lambda i: abs(i - own))
        for start, end in (sentences[i] for i in (own, *others)):
            sentence = text[start:end].strip()
            if self._score(label.id, self._encoder.encode(f"{side} {kind} :", context, sentence)) < 0.5:
                continue
            begin = text.index(sentence, start)
            return label if start == sentences[own][0] else replace(label, start=begin, end=begin + len(sentence))
        return label

    def _score(self, label: str, encoded: Encoded) -> float:
        decision = self._encoder.card.decisions[label]
        logit = encoded.logits[self._columns[label]]
        return round(float(1 / (1 + np.exp(-decision.slope * (logit - decision.threshold)))), 3)

    def own(self, side: Side, text: str) -> tuple[Label, ...]:
        """The labels of the user's own signals alone, each for the whole text."""
        signals = [signal for signal in self._own if signal.side is side]
        if not signals or not _readable(text):
            return ()
        embedding = embed_all(self._encoder, side, [text])[0]
        scores = [(signal.id, signal.score(embedding)) for signal in signals]
        return tuple(Label(name, round(score, 3), 0, len(text)) for name, score in scores if score >= 0.5)


def _readable(text: str) -> bool:
    return bool(text.strip()) and len(text) <= _MAX_CHARS and is_english(text)
