"""Numbers said aloud: cardinals and ordinals up to thirty-one, as patterns and values."""

import re

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
eighteen nineteen"""
_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth"
    " sixteenth seventeenth eighteenth nineteenth"
)

CARDINALS: dict[str, int] = {word: value for value, word in enumerate(_ONES.split())} | {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
}
ORDINALS: dict[str, int] = {word: value for value, word in enumerate(_ORDINALS.split()) if value} | {
    "twentieth": 20,
    "thirtieth": 30,
}

_UNITS = "one|two|three|four|five|six|seven|eight|nine"
UNIT_ORDINALS = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"
CARDINAL = rf"(?:(?:twenty|thirty|forty|fifty)(?:[- ](?:{_UNITS}))?|{'|'.join(reversed(_ONES.split()[1:]))}|\d{{1,2}})"
ORDINAL = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?:twenty|thirty)[- ](?:{UNIT_ORDINALS})|twentieth|thirtieth"
    rf"|{'|'.join(reversed(_ORDINALS.split()[1:]))})"
)


def value_of(words: str) -> int:
    """The value of a CARDINAL or ORDINAL match."""
    digits = re.match(r"\d+", words)
    if digits:
        return int(digits.group())
    parts = re.split(r"[- ]+", words.lower())
    return sum(CARDINALS.get(part, 0) or ORDINALS.get(part, 0) for part in parts)
