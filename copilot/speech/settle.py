"""The settling pass: neighbouring utterances of a side decoded together, the text given back to each. Pure."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

import numpy as np

from copilot.speech.channel import Utterance
from copilot.speech.decode import SETTLING_S, Word
from copilot.speech.guards import repeated_tail, words
from copilot.speech.vad import Samples

SKIPPED = 4  # words missing in one place that make a settled text worse than the final one
_ENDED = re.compile(r"[.?!][\"”’']*$")
_REACH = 3  # words a boundary may move to agree with the final texts


@dataclass(frozen=True, slots=True)
class Heard:
    """An utterance with its final text, which is not empty."""

    utterance: Utterance
    text: str


class Gathering:
    """The utterances of one side that wait to be settled. Used by the recognizer thread alone."""

    def __init__(self) -> None:
        self._open: list[Heard] = []

    def add(self, heard: Heard) -> list[Heard]:
        """Takes the next utterance. Returns the group that is full without it, or []."""
        if sum(h.utterance.seconds for h in self._open) + heard.utterance.seconds <= SETTLING_S:
            self._open.append(heard)
            return []
        full, self._open = self._open, [heard]
        return full

    def rest(self) -> list[Heard]:
        """What still waits; nothing waits any more."""
        full, self._open = self._open, []
        return full


def joined(group: list[Heard]) -> Samples:
    """The sound of the group, one utterance after the other, at most SETTLING_S seconds unless it is a single one."""
    return np.concatenate([h.utterance.audio for h in group])


def share(found: list[Word], group: list[Heard]) -> list[str]:
    """The settled text of each utterance of the group.

    found: the words of the joined sound. A word goes to the utterance it overlaps most; a boundary then moves by a few words
    where that agrees better with the final texts. Where the settled text lost an utterance, its final text stays.
    """
    spans: list[tuple[float, float]] = []
    at = 0.0
    for h in group:
        u = h.utterance
        spans.append((at + u.lead, at + u.seconds - u.tail))
        at += u.seconds
    owners: list[int] = []
    for word in found:
        owners.append(max(_owner(word, spans), owners[-1] if owners else 0))
    cuts = [sum(o <= i for o in owners) for i in range(len(group) - 1)]
    cuts = _agreed(cuts, [_plain(w) for w in found], group)
    texts = [" ".join(w.text for w in found[a:b]) for a, b in zip([0, *cuts], [*cuts, len(found)], strict=True)]
    return [_better(text, h) for text, h in zip(texts, group, strict=True)]


def _owner(word: Word, spans: list[tuple[float, float]]) -> int:
    middle = (word.start + word.end) / 2

    def closeness(i: int) -> tuple[float, float]:
        start, end = spans[i]
        return (min(word.end, end) - max(word.start, start) if word.end > word.start else 0.0, -abs(middle - (start + end) / 2))

    inside = [i for i, (start, end) in enumerate(spans) if word.start < end and word.end > start]
    if inside:
        return max(inside, key=closeness)
    return min(range(len(spans)), key=lambda i: max(spans[i][0] - middle, middle - spans[i][1]))


def _agreed(cuts: list[int], found: list[str], group: list[Heard]) -> list[int]:
    moved: list[int] = []
    for i, cut in enumerate(cuts):
        before, after = words(group[i].text), words(group[i + 1].text)
        low = moved[-1] if moved else 0
        places = range(max(low, cut - _REACH), min(len(found), cut + _REACH) + 1)

        def score(k: int, cut: int = cut, before: list[str] = before, after: list[str] = after) -> float:
            left = _matching(found[max(0, k - 3) : k][::-1], before[-3:][::-1])
            right = _matching(found[k : k + 3], after[:3])
            return left + right - 0.3 * abs(k - cut)

        moved.append(max(places, key=score, default=max(low, cut)))
    return moved


def _matching(a: list[str], b: list[str]) -> int:
    """How many words agree from the start on."""
    count = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        count += 1
    return count


def _plain(word: Word) -> str:
    return "".join(words(word.text))


def _better(settled: str, heard: Heard) -> str:
    """The settled text, unless it skipped a stretch of what the final text has, breaks off before its end, or ran away."""
    said, was = words(settled), words(heard.text)
    if repeated_tail(said) and not repeated_tail(was):
        return heard.text
    if _ENDED.search(heard.text) and settled[-1:].isalnum() and said[-1:] != was[-1:]:
        return heard.text
    changes = SequenceMatcher(None, was, said, autojunk=False).get_opcodes()
    if any(b - a - (d - c) >= SKIPPED for _, a, b, c, d in changes) or len(said) > 2 * len(was) + 4:
        return heard.text
    return settled or heard.text
