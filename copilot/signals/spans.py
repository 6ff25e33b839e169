"""Which words carry a label: the contiguous words whose share of the logit stands out."""

import re
from collections.abc import Sequence

import numpy as np

from copilot.signals.encoder import Floats

_WORD = re.compile(r"\S+")
_CLAUSE_END = (".", "?", "!", ",", ";", ":", "…")
_SENTENCE_END = (".", "?", "!", "…")
_LEAST_WORDS = 4


def carrying_span(text: str, offsets: Sequence[tuple[int, int]], shares: Floats) -> tuple[int, int]:
    """Character span of the evidence. shares: (tokens,), what each token adds to the logit; offsets: its characters."""
    words = [(m.start(), m.end()) for m in _WORD.finditer(text)]
    if len(words) <= _LEAST_WORDS:
        return (words[0][0], words[-1][1]) if words else (0, len(text))
    weights = np.zeros(len(words), dtype=np.float32)
    word = 0
    for (start, _), share in zip(offsets, shares, strict=True):
        while word + 1 < len(words) and words[word + 1][0] <= start:
            word += 1
        weights[word] += share
    weights -= weights.mean()
    low, high = max(_sentences(text, words), key=lambda part: _heaviest_run(weights[part[0] : part[1]])[2])
    first, last, _ = _heaviest_run(weights[low:high])
    first, last = _to_clause(text, words[low:high], first, last)
    return words[low + first][0], words[low + last][1]


def _sentences(text: str, words: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Word ranges [first, past the last)."""
    ends = [i + 1 for i, (_, end) in enumerate(words) if text[end - 1] in _SENTENCE_END or i == len(words) - 1]
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _heaviest_run(weights: Floats) -> tuple[int, int, float]:
    """(first, last, sum) of the contiguous run of the greatest sum."""
    best = (0, 0, float("-inf"))
    total, start = 0.0, 0
    for i, weight in enumerate(weights):
        if total <= 0:
            total, start = 0.0, i
        total += float(weight)
        if total > best[2]:
            best = (start, i, total)
    return best


def _to_clause(text: str, words: Sequence[tuple[int, int]], first: int, last: int) -> tuple[int, int]:
    """Grown to the clause around it when that is near, so that a quote reads as words somebody said."""
    reach = 8
    low = next(
        (i for i in range(first, max(-1, first - reach), -1) if i == 0 or text[words[i - 1][1] - 1] in _CLAUSE_END), first
    )
    high = next(
        (i for i in range(last, min(len(words), last + reach)) if i == len(words) - 1 or text[words[i][1] - 1] in _CLAUSE_END),
        last,
    )
    while high - low + 1 < _LEAST_WORDS and (low > 0 or high < len(words) - 1):
        low, high = max(0, low - 1), min(len(words) - 1, high + 1)
    return low, high
