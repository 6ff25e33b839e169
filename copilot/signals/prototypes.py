"""The user's own signals: five or more example sentences make a trigger, with no training.

An utterance carries the signal when it is nearer to one of the examples than real talk ever is by chance.
"""

from collections.abc import Sequence

import numpy as np

from copilot.call.catalogue import CallKind, Side
from copilot.call.rules import LEAST_EXAMPLES, OwnSignal
from copilot.errors import KnownError
from copilot.signals.encoder import Encoder, Floats

_RARE = 0.998  # share of real talk that must stay below the threshold


class Prototype:
    """One learned signal. Owned by the thread that labels."""

    def __init__(self, signal: OwnSignal, encoder: Encoder, background: Floats) -> None:
        """background: (turns, 384), unit length: real talk, where the signal is taken not to occur."""
        examples = [text for text in dict.fromkeys(e.strip() for e in signal.examples) if text]
        if len(examples) < LEAST_EXAMPLES:
            raise KnownError(
                f"The signal “{signal.id}” has {len(examples)} examples: write at least {LEAST_EXAMPLES} different sentences.",
                f"Le signal « {signal.id} » a {len(examples)} exemples : il en faut {LEAST_EXAMPLES} différents.",
            )
        self.id = signal.id
        self.side = signal.side
        self._examples = embed_all(encoder, signal.side, examples)
        self._threshold = _threshold(self._examples, background)

    def score(self, embedding: Floats) -> float:
        """0..1 for the embedding of an utterance; 0.5 is where the signal is said to be there."""
        nearest = float(np.max(self._examples @ embedding))
        room = 1 - self._threshold
        return float(np.clip(0.5 + 0.5 * (nearest - self._threshold) / max(room, 1e-6), 0, 1))


def embed_all(encoder: Encoder, side: Side, texts: Sequence[str]) -> Floats:
    """(texts, 384), unit length. Said in a prospect call with nothing before."""
    return np.stack([encoder.encode(f"{side} {CallKind.PROSPECT} :", "", text).embedding for text in texts])


def _threshold(examples: Floats, background: Floats) -> float:
    """Above nearly all real talk, and half way from there to how near the examples are to each other."""
    chance = float(np.quantile((background @ examples.T).max(axis=1), _RARE))
    alike = examples @ examples.T - 2 * np.eye(len(examples), dtype=np.float32)
    own = float(np.median(alike.max(axis=1)))
    return chance + max(0.0, own - chance) / 2
