"""Whole sentences around an utterance: speech is cut where it pauses, not where a sentence ends."""

import re
from collections.abc import Iterator, Sequence

from copilot.call.state import Utterance
from copilot.call.transcript import words
from copilot.call.turns import TURN_WORDS

BREATH_MS = 1_500  # a pause inside one sentence
_MOST_WORDS = 60  # of a quote: beyond, a speaker who is never heard to finish is cut
_FINISHED = re.compile(r"[.?!][\"”’')]*$")
_TRAILS_OFF = re.compile(r"(?:\.\.|…)[\"”’')]*$")


def around(heard: Sequence[Utterance], at: int) -> tuple[str, int]:
    """The words of `heard[at]` with what its speaker said just before and after in the same sentences, and how many
    characters stand before its own. Too few words to be a turn stand with those before them: "10:30 works." says no day.
    heard: utterances with text, by start."""
    own = heard[at]
    size = words(own)
    head: list[str] = []
    first = own
    for before in _next_to(heard, range(at - 1, -1, -1), own):
        size += words(before)
        joined = _runs_on(before, first) or (first is own and words(own) < TURN_WORDS)
        if not joined or first.start_ms - before.end_ms > BREATH_MS or size > _MOST_WORDS:
            break
        head.insert(0, before.text)
        first = before
    tail: list[str] = []
    last = own
    for after in _next_to(heard, range(at + 1, len(heard)), own):
        size += words(after)
        if not _runs_on(last, after) or after.start_ms - last.end_ms > BREATH_MS or size > _MOST_WORDS:
            break
        tail.append(after.text)
        last = after
    return " ".join((*head, own.text, *tail)), sum(len(text) + 1 for text in head)


def _next_to(heard: Sequence[Utterance], places: range, own: Utterance) -> Iterator[Utterance]:
    """The speaker's other utterances in that direction, until the other side takes the floor."""
    for place in places:
        if heard[place].side is own.side:
            yield heard[place]
        elif words(heard[place]) >= TURN_WORDS:
            return


def _runs_on(one: Utterance, two: Utterance) -> bool:
    """The first stops in the middle of a sentence, or the second begins in one."""
    finished = _FINISHED.search(one.text) and not _TRAILS_OFF.search(one.text)
    return not finished or two.text[:1].islower()
