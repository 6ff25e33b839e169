"""Times and amounts as an American writes them, where Whisper does not. Pure text rules."""

import re

_DAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|tomorrow|today"
_PART = r"morning|afternoon|evening"
_ZONE = r"eastern|central|mountain|pacific|[ecmp][sd]?t\b|gmt|utc|(?:your|my|our|paris|local) time"
_CLOCK = r"(?P<hour>1?\d|2[0-3])\.(?P<minute>[0-5]\d)(?![\d%])"
_FINE = r"(?:is|would be) (?:good|fine|great|perfect|better|okay|ok)"
_SUITS = rf"(?:(?:would |does |still )?(?:works?|suits?)|{_FINE}|sharp|for (?:me|us|you))\b"
_QUARTER = r"(?=\d+\.(?:00|15|30|45)\b)"  # "6.50 for you" is as likely a price
_TIMES = (
    re.compile(rf"(?:^|(?<=[.?!,] )|(?<=how about )|(?<=make it )){_QUARTER}{_CLOCK}(?=,? {_SUITS})", re.I),
    re.compile(
        rf"(?<![\d$€£.]){_CLOCK}(?=\s*[ap]\.?m\b|\s+(?:{_ZONE}|in the (?:{_PART})|(?:on |this |next )?(?:{_DAY}|{_PART})))",
        re.I,
    ),
    re.compile(
        rf"(?<=day at |row at ){_CLOCK}(?!\s*(?:%|percent|million|billion|thousand|dollars|euros|times|per|an?\b(?!\.)))", re.I
    ),
)
_UNITS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_HALF = re.compile(
    r"(?<![\w.,-])(?<!ty )(?<!hundred )(?<!hundred and )"  # the end of a longer number
    rf"(?P<sign>\$?)(?P<count>{'|'.join(_UNITS)}|\d+) and a half (?P<scale>thousand|million|billion)(?P<dollars> dollars)?\b",
    re.I,
)


def written(text: str) -> str:
    """'10.30 a.m.' becomes '10:30 a.m.', 'two and a half million dollars' '$2.5 million'; all else stays."""
    for time in _TIMES:
        text = time.sub(r"\g<hour>:\g<minute>", text)
    return _HALF.sub(_amount, text)


def _amount(found: re.Match[str]) -> str:
    count = found["count"].lower()
    number = _UNITS.index(count) + 1 if count in _UNITS else int(count)
    return f"{'$' if found['sign'] or found['dollars'] else ''}{number}.5 {found['scale'].lower()}"
