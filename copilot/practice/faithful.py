"""Does a line in other words still say what the scenario says, and nothing it does not? Pure; strict rather than clever."""

import re
from collections.abc import Iterable

OWN_WORDS = frozenset(
    {"fact-guarded", "fact-told", "bridge", "objection", "unsure", "small-talk", "nod", "asks", "praise", "after-truth"}
)  # what decides the call (a date, a plan, a truth, a goodbye) is said as it is written
_MOST_WORDS = 70
_NUMBERS = """
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
thirty forty fifty sixty seventy eighty ninety hundred thousand million billion third dozen percent
"""
_WHEN = """
today tonight tomorrow yesterday monday tuesday wednesday thursday friday saturday sunday weekend week month quarter year
"""
_FIGURES = re.compile(rf"\d+|\b(?:{'|'.join(_NUMBERS.split())})(?:s|th)?\b", re.I)
_DATES = re.compile(rf"\b(?:{'|'.join(_WHEN.split())})s?\b", re.I)
_NAME = re.compile(r"(?<![.?!…:\"“]\s)(?<!^)\b[A-Z][\w&'-]+")
_WORD = re.compile(r"[\w&'-]+")
_OUT_OF_ROLE = re.compile(
    r"\b(?:AI|language model|assistant|chatbot|script|scenario|role-?play|hidden truth|prompt)\b|[*\[\]{}<>#]", re.I
)


def faithful(said: str, written: str, known: Iterable[str]) -> bool:
    """written: the line of the scenario. known: what was said on the call so far, and the brief.

    Every figure and name of the written line is in it, and no figure, date or name that nobody has mentioned; it is one short
    line, in the role.
    """
    if not said or "\n" in said.strip() or len(said.split()) > _MOST_WORDS or _OUT_OF_ROLE.search(said):
        return False
    talk = " ".join((written, *known))
    mentioned, words = set(_WORD.findall(talk.lower())), set(_WORD.findall(said.lower()))
    return (
        _found(_FIGURES, written) <= _found(_FIGURES, said) <= _found(_FIGURES, talk)
        and _found(_DATES, said) <= _found(_DATES, talk)
        and _names(written) <= words
        and _names(said) <= mentioned
    )


def _found(pattern: re.Pattern[str], text: str) -> set[str]:
    return {figure.lower().removesuffix("th").removesuffix("s") for figure in pattern.findall(text.replace(",", ""))}


def _names(text: str) -> set[str]:
    """Words with a capital that do not begin a sentence."""
    return {name.lower() for name in _NAME.findall(text)} - {"i", "i'm", "i'll", "i've", "i'd", "ok"}
