"""The logits that models gave to turns their training had not seen, kept with the corpus: models/train/held_out/*.npz."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from keep import read_logits
from rows import LABELS, OF_SIDE, Row, digest

from copilot.call.catalogue import CallKind, Cue, Side, utterance_labels
from copilot.call.events import Label
from copilot.signals.cues import find_cues
from copilot.signals.labeller import Labeller
from copilot.signals.replies import Reply

Scores = dict[str, float]
Judged = list[tuple[Row, Scores]]


class HeldOut:
    """One file. Decisions are those of the shipped model's signals.json."""

    def __init__(self, path: Path, signals: Path) -> None:
        self._logits = read_logits(path)
        decided = json.loads(signals.read_text(encoding="utf-8"))["labels"]
        self._points = {d["id"]: (d["threshold"], d["slope"]) for d in decided}

    def has(self, row: Row) -> bool:
        return digest(row) in self._logits

    def logits(self, row: Row) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
        return self._logits[digest(row)]

    def labels(self, row: Row) -> Scores:
        """Label ids with their scores, those at or above the decision point."""
        found = {}
        for label in OF_SIDE[row.side]:
            if label == "activity-report" and row.kind != "review":
                continue
            threshold, slope = self._points[label]
            score = float(1 / (1 + np.exp(-slope * (self._logits[digest(row)][LABELS.index(label)] - threshold))))
            if score >= 0.5:
                found[label] = score
        return found

    def judged(self, rows: Iterable[Row]) -> Judged:
        """The rows of this file, with what is found on them that counts."""
        return [(r, {x: s for x, s in self.labels(r).items() if x not in r.free}) for r in rows if self.has(r)]


@dataclass(frozen=True)
class Given:
    labels: tuple[Label, ...]
    cues: tuple[Cue, ...]
    reply: Reply


class Recalled:
    """Reads the turns of one call as the model did that had not seen the call. shipped: reads replies, none of which is of a
    call."""

    def __init__(self, held: HeldOut, rows: Iterable[Row], shipped: Labeller) -> None:
        self._shipped = shipped
        self._said = [(r.side, r.text, held.labels(r)) for r in rows]

    def read(self, side: Side, kind: CallKind, context: str, text: str) -> Given:
        """text may begin with what the same side said just before."""
        known = [(said, scores) for who, said, scores in self._said if who == side and text.endswith(said)]
        _, scores = max(known, key=lambda k: len(k[0]))
        labels = [Label(x, scores[x], 0, len(text)) for x in utterance_labels(side) if x in scores]
        return Given(tuple(labels), find_cues(text), self._shipped.read(side, kind, context, text).reply)


def by_group(rows: Iterable[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return groups


def files(folder: Path, signals: Path) -> Iterator[tuple[str, HeldOut]]:
    for path in sorted(folder.glob("*.npz")):
        yield path.stem, HeldOut(path, signals)
