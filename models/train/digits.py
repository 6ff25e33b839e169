"""Numbers in words as a recogniser writes them: 9:30, 200, 14,000, 30 %, 30th."""

import random
import re

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen"
)
_UNITS = {word: n for n, word in enumerate(f"{_SMALL} nineteen".split())}
_TENS = {f"{word}ty": 10 * n for n, word in enumerate(("twen", "thir", "for", "fif", "six", "seven", "eigh", "nine"), 2)}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
_ORDINALS = {"first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12}
_ORDINALS |= {f"{w}th": n for w, n in _UNITS.items() if n not in (0, 1, 2, 3, 5, 8, 9, 12)}
_ORDINALS |= {f"{w[:-1]}ieth": n for w, n in _TENS.items()}
_WORD = f"(?:{'|'.join((*_UNITS, *_TENS, *_SCALES))})"
_NUMBER = re.compile(
    rf"(?<![\w'-])(?:a (?=hundred|thousand|million))?{_WORD}(?:(?:-| (?:and )?){_WORD})*"
    r"(?: (?P<unit>percent|per cent|dollars))?(?![\w'-])",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"\b(?:(?P<tens>{tens})[- ])?(?P<last>{last})\b".format(tens="|".join(_TENS), last="|".join(_ORDINALS)), re.I
)
_DATED = re.compile(r"\b(?:the|january|february|march|april|may|june|july|august|september|october|november|december) $", re.I)
LEAST = 10  # numbers below are left in words now and then


def in_digits(text: str, rng: random.Random) -> str:
    return _ORDINAL.sub(_day, _NUMBER.sub(lambda match: _figures(match, rng), text))


def _figures(match: re.Match[str], rng: random.Random) -> str:
    unit = match["unit"] or ""
    words = re.split(r"[ -]", match.group().removesuffix(unit).strip().lower())
    parts = _values([word for word in words if word not in ("a", "and")])
    if "and" in words and not set(words) & set(_SCALES):
        return match.group()
    if not unit and len(parts) == 1 and parts[0] < LEAST and rng.random() < 0.6:
        return match.group()
    if len(parts) == 2 and 0 < parts[0] <= 12 and 9 < parts[1] < 60 and not unit:
        return f"{parts[0]}:{parts[1]}"
    figures = " ".join(f"{part:,}" for part in parts)
    return f"${figures}" if unit == "dollars" else f"{figures}%" if unit else figures


def _values(words: list[str]) -> list[int]:
    """The numbers that words in a row make: ["nine", "thirty"] are two, ["fourteen", "thousand"] one."""
    values: list[int] = []
    before = "scale"
    for word in words:
        if word in _SCALES:
            scale = _SCALES[word]
            whole = values.pop() if values else 1
            values.append(whole - whole % 1000 + (whole % 1000) * scale if scale == 100 else whole * scale)
            before = "scale"
        elif word in _TENS or word in _UNITS:
            number = _TENS.get(word, _UNITS.get(word, 0))
            joins = values and ((before == "tens" and 0 < number < 10) or (before == "scale" and values[-1] > 0))
            values[-1:] = [values[-1] + number] if joins else [*values[-1:], number]
            before = "tens" if word in _TENS else "unit"
    return values


def _day(match: re.Match[str]) -> str:
    """The thirtieth of a month; "the first thing" stays."""
    number = _ORDINALS[match["last"].lower()] + (_TENS[match["tens"].lower()] if match["tens"] else 0)
    if number > 31 or (number < 4 and not match["tens"]) or not _DATED.search(match.string[: match.start()]):
        return match.group()
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"
