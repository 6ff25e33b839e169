"""Turns nobody wrote, of turns that were: cut, joined, put after another turn's context, with words replaced by near ones. They
need not make sense to carry what a teacher knows and its student does not."""

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from augment import augment
from rows import Row

REAL = 0.3  # share of turns that start from real talk
_SENTENCE = re.compile(r"(?<=[.?!])\s+")
_CLAUSE = re.compile(r",\s+|\s+(?=(?:but|and|because|so|if|until|unless|though|although|once|when)\b)")
_JOINTS = ("", "", "But", "And", "So", "Anyway,", "That said,", "Honestly,", "I mean,")

Replacing = Callable[[str, random.Random], str]


def variants(rows: Sequence[Row], count: int, replaced: Replacing, rng: random.Random) -> list[Row]:
    """So many different variants of turns of one side, written and real. replaced: a text with some words replaced."""
    written = [r for r in rows if not _real(r)]
    real = [r for r in rows if _real(r)]
    neutral = [r.text for r in real if not r.labels and len(r.text.split()) < 25]
    made: dict[tuple[str, str], Row] = {}
    while len(made) < count:
        pool = real if rng.random() < REAL else written
        row, other = rng.choice(pool), rng.choice(pool)
        text, context = _text(row.text, other.text, rng), row.context
        if rng.random() < 0.3:
            text = replaced(text, rng)
        if rng.random() < 0.35:
            context = rng.choice((other.context, rng.choice(rows).context, ""))
        row = augment(replace(row, text=text, context=context), neutral if rng.random() < 0.5 else (), rng)
        made[row.context, row.text] = row
    return list(made.values())


def _real(row: Row) -> bool:
    return row.source.startswith(("real", "background"))


def _text(one: str, other: str, rng: random.Random) -> str:
    choice = rng.random()
    sentences, clauses = _SENTENCE.split(one), _CLAUSE.split(one)
    if choice < 0.2 and len(sentences) > 1:
        return rng.choice(sentences)
    if choice < 0.35:
        return f"{one} {rng.choice(_JOINTS)} {other}"
    if choice < 0.5:
        return f"{rng.choice(sentences)} {rng.choice(_JOINTS)} {rng.choice(_SENTENCE.split(other))}"
    if choice < 0.65 and len(clauses) > 1:
        cut = rng.randrange(1, len(clauses))
        return ", ".join(clauses[:cut] + _CLAUSE.split(other)[-1:])
    if choice < 0.75 and len(clauses) > 1:
        return ", ".join(clauses[: rng.randrange(1, len(clauses))])
    return one
