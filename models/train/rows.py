"""The training corpus as rows: one utterance with its labels, what may not be learned from it, and its group for splits."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

THEM_WARNINGS = (
    "vague-enthusiasm",
    "tech-flattery",
    "vague-next-step",
    "unanchored-yes",
    "soft-no",
    "exclusivity-request",
    "catalog-syndrome",
)
THEM_GOOD = ("friction", "pain", "calendar-anchor", "owner-commitment")
YOU_WARNINGS = (
    "passive-follow-up",
    "vague-capability",
    "over-promise",
    "home-market-proof",
    "product-centric",
    "activity-report",
)
YOU_GOOD = (
    "negative-validation",
    "priority-question",
    "business-pivot",
    "value-recap",
    "fit-check",
    "next-step-definition",
    "calendar-ask",
    "candor",
    "dated-acknowledgement",
)
LABELS = (*THEM_WARNINGS, *THEM_GOOD, *YOU_WARNINGS, *YOU_GOOD)
OF_SIDE = {"them": (*THEM_WARNINGS, *THEM_GOOD), "you": (*YOU_WARNINGS, *YOU_GOOD, "calendar-anchor")}
NOT_RARE = {"friction", "pain", "candor", "next-step-definition"}  # in unlabelled talk a missing label proves nothing
WARNINGS = frozenset((*THEM_WARNINGS, *YOU_WARNINGS))
UNLABELLED = ("background", "realtalk_unread", "meetings")
UNHELD = ("extra", "realtalk_read", "heard")  # found through a model's errors, or said by a machine: never measured on


@dataclass(frozen=True)
class Row:
    """free: labels that count neither way. source: file name without suffix. group: never split over train and test.

    weight: of its loss. only: labels the row says anything about (all of the side when empty). told: a teacher's logits by
    label, instead of labels. vectors: its vectors of the text's word pieces (vectors.py).
    """

    side: str
    kind: str
    context: str
    text: str
    labels: frozenset[str]
    free: frozenset[str]
    source: str
    group: str
    weight: float = 1.0
    only: frozenset[str] = frozenset()
    told: tuple[float, ...] = ()
    vectors: NDArray[np.float16] | None = field(default=None, compare=False)


def read_corpus(folder: Path) -> list[Row]:
    """Every labelled row of the folder. A line with turns is a whole call; the file's name is the source of its rows."""
    rows: list[Row] = []
    for path in sorted(folder.glob("*.jsonl")):
        if path.stem in UNLABELLED:
            continue
        for number, item in enumerate(_items(path)):
            rows += _call_rows(item, path.stem) if "turns" in item else [_row(item, path.stem, number)]
    return rows


def read_background(folder: Path) -> list[Row]:
    """Unlabelled turns of real talk, as weak negatives: nine turns in ten deserve no label. Those read since are left out.

    Whoever said it in the meeting, a turn is one of each side: what is wrong on one is wrong on the other.
    """
    read = folder / "realtalk_read.jsonl"
    known = {item["text"] for item in _items(read)} if read.exists() else set()
    return [
        replace(_row({**item, "speaker": side}, "background", 0), weight=weight, only=frozenset(OF_SIDE[side]) - NOT_RARE)
        for item in _items(folder / "background.jsonl")
        for side, weight in (("them", 0.3), ("you", 0.5))
        if item["text"] not in known
    ]


def read_turns(path: Path) -> list[Row]:
    """Turns of one file, each its own group, with a teacher's word where it has one."""
    return [_row(item, path.stem, number) for number, item in enumerate(_items(path))]


def kept_groups(folder: Path) -> frozenset[str]:
    """The meetings that are replayed to measure: no model learns from them."""
    return frozenset(f"real:{item['meeting']}" for item in _items(folder / "meetings.jsonl"))


def digest(row: Row) -> str:
    return digest_of(row.side, row.kind, row.context, row.text, row.group)


def digest_of(side: str, kind: str, context: str, text: str, group: str) -> str:
    """A short name for a turn, whatever else the corpus holds."""
    return hashlib.sha256("\n".join((side, kind, context, text, group)).encode()).hexdigest()[:16]


def fold_of(group: str, folds: int) -> int:
    """A stable fold for a group, whatever else the corpus holds."""
    return int(hashlib.sha256(group.encode()).hexdigest(), 16) % folds


def _items(path: Path) -> Iterator[dict]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def _row(item: dict, source: str, number: int) -> Row:
    if source == "heard":
        group = item["group"]
    elif "meeting" in item:
        group = f"real:{item['meeting']}"
    elif "group" in item:
        group = f"{source}:{item['group']}"
    else:
        group = f"{source}:{number}"
    return Row(
        side=item["speaker"],
        kind=item.get("call", "prospect"),
        context=item.get("context", ""),
        text=item["text"],
        labels=frozenset(item.get("labels", ())),
        free=frozenset(item.get("maybe", ())),
        source=source,
        group=group,
        told=tuple(item.get("logits", ())),
        only=frozenset(item.get("only", ())) or (frozenset(THEM_WARNINGS) if source == "realtalk_read" else frozenset()),
    )


def _call_rows(call: dict, source: str) -> Iterator[Row]:
    """Context of a turn: what the other side said last, all of it when they had several turns in a row."""
    context: list[str] = []
    run: list[str] = []
    speaker = ""
    for turn in call["turns"]:
        if turn["speaker"] != speaker:
            context, run, speaker = run, [], turn["speaker"]
        yield Row(
            side=speaker,
            kind=call["kind"],
            context=" ".join(context),
            text=turn["text"],
            labels=frozenset(turn["labels"]),
            free=frozenset(turn.get("tolerated", ())),
            source=source,
            group=f"{source}:{call['id']}",
        )
        run.append(turn["text"])
