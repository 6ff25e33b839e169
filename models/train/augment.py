"""Written lines made to look like what a recogniser prints, so that messy stops meaning anything. Labels are kept."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from rows import Row

_FILLERS = ("um", "uh", "you know", "I mean", "like", "so", "well", "yeah", "okay so", "right", "honestly", "actually")
_OPENERS = (
    "Yeah.",
    "Okay.",
    "Right.",
    "Mm-hmm.",
    "Yeah, yeah.",
    "Okay, yeah.",
    "Um, so.",
    "Sure.",
    "I see.",
    "Got it.",
    "Uh-huh.",
    "Yeah, no.",
)
_MARKS = re.compile(r"[^\w\s'$%]")


def augment(row: Row, neutral: Sequence[str], rng: random.Random) -> Row:
    """One random variant of the row. neutral: unlabelled turns of real talk, glued before or after now and then."""
    text, context = row.text, row.context
    real = row.source.startswith(("real", "background"))
    if context and rng.random() < (0.45 if real else 0.2):
        context = ""
    elif real and "\n" in context and rng.random() < 0.6:
        context = context.splitlines()[-1]
    if not real and rng.random() < 0.3:
        text = _disfluent(text, rng)
    if not real and rng.random() < 0.12:
        text = f"{rng.choice(_OPENERS)} {text}"
    if neutral and not real and len(text.split()) > 4 and rng.random() < 0.1:
        other = rng.choice(neutral)
        text = f"{other} {text}" if rng.random() < 0.5 else f"{text} {other}"
    if rng.random() < 0.35:
        text = _MARKS.sub(" ", text.replace("-", " "))
        if rng.random() < 0.5:
            context = _MARKS.sub(" ", context)
    return replace(row, text=" ".join(text.split()) or row.text, context=" ".join(context.split()))


def _disfluent(text: str, rng: random.Random) -> str:
    words = text.split()
    for _ in range(1 + len(words) // 12):
        at = rng.randrange(len(words))
        choice = rng.random()
        if choice < 0.5:
            words.insert(at, rng.choice(_FILLERS))
        elif choice < 0.8:
            words.insert(at, words[at])
        elif len(words[at]) > 3:
            words.insert(at, words[at][: rng.randint(1, 3)])
    return " ".join(words)
