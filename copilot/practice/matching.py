"""Which of several sentences is nearest to what was said. By words here; a call passes the embeddings of the signal model."""

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9$%']+")
_COMMON_WORDS = """
a an the i you we they he she it me us them my your our their his her its to of in on at for with and or but so
if is are was were be been do does did have has had can could would will should may might that this these those
there here as by from up out about just well um uh oh okay ok yes no not than then too very really also please
"""
_COMMON = frozenset(_COMMON_WORDS.split())
_ENDINGS = ("ings", "ing", "ed", "es", "s", "ly")


@dataclass(frozen=True, slots=True)
class Matcher:
    """score: for each choice, in order; pure. near: from this score on, the choice is what was meant.

    hint: what the form of a question (who, when, how much) adds to the facts of that topic. spoken: what nearness to the words
    they would answer counts for, against nearness to a way of asking. answered: from this score on, an example of a good answer
    was given. statement: how much nearer a statement must be than a question. sure: this near, labels do not matter.
    """

    score: Callable[[str, Sequence[str]], Sequence[float]]
    near: float
    hint: float
    spoken: float
    answered: float
    statement: float
    sure: float


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=4096)
def _weights(text: str) -> dict[str, float]:
    """Stem -> weight; common words weigh little, long words more."""
    weights: dict[str, float] = {}
    for word in _WORD.findall(text.lower().replace("\u2019", "'")):
        weights[_stem(word)] = 0.15 if word in _COMMON else 1.0 + min(len(word), 10) / 20
    return weights


def overlap(text: str, choices: Sequence[str]) -> list[float]:
    """Cosine of weighted word stems."""
    mine = _weights(text)
    size = math.sqrt(sum(w * w for w in mine.values()))
    scores = []
    for choice in choices:
        theirs = _weights(choice)
        both = sum(w * theirs[k] for k, w in mine.items() if k in theirs)
        length = math.sqrt(sum(w * w for w in theirs.values()))
        scores.append(both / (size * length) if size and length else 0.0)
    return scores


LEXICAL = Matcher(overlap, near=0.3, hint=0.1, spoken=0.8, answered=0.3, statement=0.15, sure=0.75)


def group_scores(matcher: Matcher, text: str, groups: Sequence[Sequence[str]]) -> list[float]:
    """For each group: half its nearest sentence, half the mean of its three nearest. 0.0 for an empty one."""
    flat = [sentence for group in groups for sentence in group]
    scores = iter(matcher.score(text, flat) if flat else ())
    best = [sorted((float(next(scores)) for _ in group), reverse=True)[:3] for group in groups]
    return [(near[0] + sum(near) / len(near)) / 2 if near else 0.0 for near in best]


def by_embedding(score: Callable[[str, Sequence[str]], Sequence[float]]) -> Matcher:
    """score: cosines of whitened embeddings; words in common count half as much.

    The rest was chosen on questions judged by hand (`tests/bench/practice`).
    """

    def both(text: str, choices: Sequence[str]) -> list[float]:
        return [meant + 0.5 * said for meant, said in zip(score(text, choices), overlap(text, choices), strict=True)]

    return Matcher(both, near=0.36, hint=0.05, spoken=0.8, answered=0.4, statement=0.2, sure=0.55)
