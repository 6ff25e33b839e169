"""A text that leaves a doubt is read again without its stops and capitals, and the mean of both decides."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from copilot.call.catalogue import CallKind, Side, utterance_labels
from copilot.signals import labeller as module
from copilot.signals.encoder import Decision, Encoded
from copilot.signals.labeller import Labeller
from copilot.signals.replies import NO_REPLY

LABELS = utterance_labels(Side.THEM)


class Scripted:
    """Gives each text the logit of `soft-no` it is told; a sentence of it alone says nothing."""

    def __init__(self, logits: dict[str, float]) -> None:
        self.logits = logits
        self.read: list[str] = []
        self.card = SimpleNamespace(decisions={label: Decision(0.0, 1.0) for label in LABELS})

    def windows(self, text: str) -> list[tuple[int, str]]:
        return [(0, text)]

    def encode(self, marker: str, context: str, text: str) -> Encoded:
        if text in self.logits:
            self.read.append(text)
        logits = np.full(len(LABELS), -9.0, np.float32)
        logits[LABELS.index("soft-no")] = self.logits.get(text, -9.0)
        return Encoded(
            logits,
            np.ones((1, len(LABELS)), np.float32),
            ((0, len(text)),),
            np.ones(2, np.float32),
            np.ones((1, 1, 2), np.float32),
            0,
        )


@pytest.mark.parametrize(
    ("logits", "found", "reads"),
    [
        ({"Maybe. At 10.30, no?": 0.5, "maybe at 10.30 no?": -2.0}, [], 2),
        ({"Maybe. At 10.30, no?": -0.5, "maybe at 10.30 no?": 2.0}, ["soft-no"], 2),
        ({"Maybe. At 10.30, no?": 5.0}, ["soft-no"], 1),
        ({"Maybe. At 10.30, no?": -5.0}, [], 1),
        ({"not this year": 0.5}, ["soft-no"], 1),
    ],
    ids=["a doubt that goes", "a doubt that settles", "sure", "surely not", "nothing to take away"],
)
def test_a_doubt_is_read_twice(monkeypatch, logits, found, reads):
    encoder = Scripted(logits)
    monkeypatch.setattr(module, "Encoder", lambda _: encoder)
    monkeypatch.setattr(module, "Replies", lambda _: SimpleNamespace(read=lambda _: NO_REPLY))
    reading = Labeller(Path()).read(Side.THEM, CallKind.PROSPECT, "", next(iter(logits)))
    assert [label.id for label in reading.labels] == found
    assert len(encoder.read) == reads
