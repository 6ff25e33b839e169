import numpy as np
import pytest

from copilot.call.catalogue import Side
from copilot.errors import KnownError
from copilot.signals.prototypes import Prototype

RNG = np.random.default_rng(7)


class Points:
    """An encoder whose embedding is written in the text: 'x 3' is near axis x, apart from the others by its number."""

    def encode(self, marker: str, context: str, text: str):
        axis, _, number = text.partition(" ")
        vector = np.random.default_rng(int(number)).normal(size=32).astype(np.float32) * 0.08
        vector["xyz".index(axis)] += 1
        return type("Encoded", (), {"embedding": vector / np.linalg.norm(vector)})


def unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)


BACKGROUND = unit(RNG.normal(size=(800, 32)))


def test_new_words_near_the_examples_trigger_and_others_do_not(own_signal) -> None:
    signal = own_signal("asks-for-references", Side.THEM, tuple(f"x {i}" for i in range(5)))
    prototype = Prototype(signal, Points(), BACKGROUND)
    assert prototype.score(Points().encode("", "", "x 99").embedding) >= 0.5
    assert prototype.score(Points().encode("", "", "y 1").embedding) < 0.5
    assert np.mean([prototype.score(turn) >= 0.5 for turn in BACKGROUND]) <= 0.002


@pytest.mark.parametrize("examples", [(), ("a",) * 9, ("a", "b", "c", "d", " ")])
def test_fewer_than_five_different_examples_are_refused(own_signal, examples: tuple[str, ...]) -> None:
    with pytest.raises(KnownError, match="at least 5"):
        Prototype(own_signal("mine", Side.YOU, examples), Points(), BACKGROUND)
