"""What a teacher makes of each word piece of an utterance, kept beside its word on the turn: a second target for its student.

Teacher and student cut a text into the same pieces. TOLD.vectors has them in the order of TOLD.jsonl's turns: (pieces, KEPT)
float16, the teacher's last layer along its own main directions.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch
from net import SignalNet, Tokens
from numpy.typing import NDArray
from rows import Row, read_turns

KEPT = 128  # directions: 86 % of the variance of mpnet-base
PART = 32


def vectors_of(told: Path) -> Path:
    return told.with_suffix(".vectors")


def read_told(path: Path, tokens: Tokens) -> list[Row]:
    """Turns a teacher judged, with its vectors where they were kept."""
    rows = read_turns(path)
    if not vectors_of(path).exists():
        return rows
    stored = np.memmap(vectors_of(path), np.float16, "r").reshape(-1, KEPT)
    ends = np.cumsum([tokens.pieces(row) for row in rows])
    return [replace(row, vectors=part) for row, part in zip(rows, np.split(stored, ends[:-1]), strict=True)]


def keep_after(path: Path, pieces: int, vectors: NDArray[np.float16]) -> None:
    """After the vectors of so many pieces: what an interrupted run wrote beyond them is written over."""
    path.touch()
    with path.open("r+b") as out:
        out.truncate(pieces * KEPT * vectors.itemsize)
        out.seek(0, 2)
        out.write(vectors.tobytes())


def inside(hidden: torch.Tensor, types: torch.Tensor, mask: torch.Tensor) -> list[torch.Tensor]:
    """Of each row the vectors (pieces, width) of its utterance, without the mark of its end."""
    return [h[kept][:-1] for h, kept in zip(hidden, (types * mask) == 1, strict=True)]


@torch.no_grad()
def last_layer(net: SignalNet, rows: Sequence[Row], tokens: Tokens) -> tuple[torch.Tensor, list[torch.Tensor]]:
    """Logits (rows, labels), and of each row the vectors (pieces, width) of its utterance."""
    logits, vectors = [], []
    for at in range(0, len(rows), PART):
        ids, mask, types = tokens.batch_of([tokens.encode(row) for row in rows[at : at + PART]])
        with torch.autocast("cpu", torch.bfloat16):
            hidden, share, peak = net.pooled(ids, mask, types)
            logits.append(net.judged(hidden, share, peak).float())
        vectors += inside(hidden, types, mask)
    return torch.cat(logits), vectors


class Directions:
    """The main directions of a teacher's vectors, kept beside its net: all it tells is along the same."""

    def __init__(self, path: Path, teacher: SignalNet, rows: Sequence[Row], tokens: Tokens) -> None:
        """path: of the teacher's net. rows: what the directions are found on when they are not kept yet."""
        kept = path.with_suffix(".directions.pt")
        if not kept.exists():
            vectors = torch.cat(last_layer(teacher, rows, tokens)[1]).double()
            centred = vectors - vectors.mean(0)
            torch.save((vectors.mean(0), torch.linalg.eigh(centred.T @ centred).eigenvectors[:, -KEPT:]), kept)
        self._mean, self._main = torch.load(kept)

    def along(self, vectors: Sequence[torch.Tensor]) -> NDArray[np.float16]:
        return ((torch.cat(list(vectors)).double() - self._mean) @ self._main).half().numpy()


class Likeness(torch.nn.Module):
    """How far a student's vectors are from telling its teacher's: the share of their variance a linear map leaves open."""

    def __init__(self, student: SignalNet, rows: Sequence[Row], tokens: Tokens) -> None:
        """The map begins at the least squares of some of the rows, which have vectors."""
        super().__init__()
        x = torch.cat(last_layer(student.eval(), rows, tokens)[1])
        y = torch.from_numpy(np.concatenate([row.vectors for row in rows if row.vectors is not None])).float()
        x = torch.cat([x, torch.ones(len(x), 1)], 1)
        solved = torch.linalg.solve(x.T @ x + torch.eye(x.shape[1]), x.T @ y)
        self.mapping = torch.nn.Linear(x.shape[1] - 1, KEPT)
        self.mapping.weight.data, self.mapping.bias.data = solved[:-1].T.contiguous(), solved[-1]
        self.spread = float(y.var(0).sum())

    def forward(self, hidden: torch.Tensor, types: torch.Tensor, mask: torch.Tensor, rows: Sequence[Row]) -> torch.Tensor:
        """Of a batch, counted on the rows that have vectors; 0 when none has."""
        parts = [(h, row.vectors) for h, row in zip(inside(hidden, types, mask), rows, strict=True) if row.vectors is not None]
        if not parts:
            return torch.zeros(())
        told = torch.from_numpy(np.concatenate([v for _, v in parts])).float()
        left = (self.mapping(torch.cat([h for h, _ in parts])) - told).square().sum(1).mean() / self.spread
        return left * len(parts) / len(rows)
