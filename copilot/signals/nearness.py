"""How near two sentences are in what they talk about: the signal model's embedding with what all talk shares taken out."""

from collections.abc import Sequence

import numpy as np

from copilot.signals.encoder import Encoder, Floats

_KEPT = 0.3  # of the mean variance, added to each direction: rare directions are amplified, noise is not


class Nearness:
    """Remembers the sentences it has seen: those of a scenario and of a call. Owned by one thread.

    The model was trained to tell signals apart, so that its embeddings mostly say how a turn sounds. Whitened over real talk
    they say what it is about.
    """

    def __init__(self, encoder: Encoder) -> None:
        background = encoder.background()
        self._encoder = encoder
        self._mean = background.mean(axis=0)
        spread = np.cov((background - self._mean).T)
        spread += _KEPT * spread.trace() / len(spread) * np.eye(len(spread))
        self._whiten: Floats = np.linalg.inv(np.linalg.cholesky(spread)).T.astype(np.float32)
        self._seen: dict[str, Floats] = {}

    def score(self, text: str, choices: Sequence[str]) -> list[float]:
        """Cosine for each choice, -1..1. A new sentence takes some milliseconds."""
        mine = self._embed(text)
        return [float(mine @ self._embed(choice)) for choice in choices]

    def _embed(self, text: str) -> Floats:
        found = self._seen.get(text)
        if found is None:
            raw = self._encoder.encode("", "", text).embedding
            whitened = (raw - self._mean) @ self._whiten
            found = self._seen[text] = (whitened / max(float(np.linalg.norm(whitened)), 1e-6)).astype(np.float32)
        return found
