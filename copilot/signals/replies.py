"""What a turn does with the next contact that is being arranged, and what each day in it is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from copilot.call.catalogue import DayRole, Stance
from copilot.signals.encoder import Encoded, session

STANCES: tuple[Stance | None, ...] = (*Stance, None)
"""The outputs of the model, in order; the last: nothing is being arranged."""
_CLEAR = 0.5  # least probability of what is said to be so


@dataclass(frozen=True, slots=True)
class Reply:
    """stance: None where nothing is arranged or it is not clear. pieces: (start, end, probability of each role) of each word
    piece, in characters of the text."""

    stance: Stance | None = None
    pieces: tuple[tuple[int, int, tuple[float, ...]], ...] = ()

    def role(self, start: int, end: int) -> DayRole | None:
        """Of the day said in text[start:end]; None where it is not clear."""
        inside = [roles for a, b, roles in self.pieces if a < end and b > start]
        if not inside:
            return None
        mean = np.mean(inside, axis=0)
        best = int(mean.argmax())
        return tuple(DayRole)[best] if mean[best] >= _CLEAR else None


NO_REPLY = Reply()


class Replies:
    """The branch of the signal model that reads replies. May be asked on several threads at once.

    model_dir holds replies.onnx, made for the model.onnx beside it; KnownError when it is missing or damaged.
    """

    def __init__(self, model_dir: Path) -> None:
        self._session = session(model_dir, "replies.onnx")

    def read(self, parts: Sequence[tuple[int, Encoded]]) -> Reply:
        """parts: (offset, encoded) of the windows of one text. Its last words say where it stands."""
        pieces: list[tuple[int, int, tuple[float, ...]]] = []
        stance: NDArray[np.float32] = np.zeros(len(STANCES), np.float32)
        for offset, encoded in parts:
            types = np.zeros((1, encoded.middle.shape[1]), np.int64)
            types[0, encoded.before :] = 1
            given, roles = self._session.run(["stance", "roles"], {"middle": encoded.middle, "token_type_ids": types})
            stance = given[0]
            for (start, end), each in zip(encoded.offsets, roles[0, encoded.before :], strict=False):
                pieces.append((start + offset, end + offset, tuple(float(p) for p in each)))
        best = int(stance.argmax())
        return Reply(STANCES[best] if stance[best] >= _CLEAR else None, tuple(pieces))
