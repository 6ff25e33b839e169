# ruff: noqa: E501 - one pattern reads better on one line
"""Times of day said aloud: 'half past three Eastern', 'two thirty', '2 p.m. your time', 'noon'."""

import re
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from copilot.signals.numbers import CARDINAL, value_of

YOUR, MINE = "your", "my"
FOR_YOU, FOR_ME = "for you", "for me"

_NAMED_ZONES = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "pacific": "America/Los_Angeles",
    "et": "America/New_York",
    "est": "America/New_York",
    "edt": "America/New_York",
    "ct": "America/Chicago",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "mt": "America/Denver",
    "mst": "America/Denver",
    "pt": "America/Los_Angeles",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "gmt": "Europe/London",
    "utc": "UTC",
    "cet": "Europe/Paris",
    "east coast": "America/New_York",
    "west coast": "America/Los_Angeles",
    "french": "Europe/Paris",
    "california": "America/Los_Angeles",
    "texas": "America/Chicago",
    "boston": "America/New_York",
    "atlanta": "America/New_York",
    "miami": "America/New_York",
    "washington": "America/New_York",
    "philadelphia": "America/New_York",
    "austin": "America/Chicago",
    "dallas": "America/Chicago",
    "houston": "America/Chicago",
    "minneapolis": "America/Chicago",
    "seattle": "America/Los_Angeles",
    "san francisco": "America/Los_Angeles",
    "portland": "America/Los_Angeles",
    "lyon": "Europe/Paris",
    "milan": "Europe/Rome",
    "munich": "Europe/Berlin",
    "barcelona": "Europe/Madrid",
}
SPOKEN_HOURS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_HOUR = rf"(?P<hour>{CARDINAL})"
_MERIDIEM = r"(?P<meridiem>[ap]\.? ?m\b\.?)"
_MINUTE = r"(?P<minute>(?:oh |o')?(?:fifteen|thirty|forty[- ]five|five|ten|twenty)(?! (?:minutes|people|percent|thousand|hundred|seconds|days|dollars)))"
_ZONE = (
    r"(?:,? (?P<zone>your time|your side|my time|our time|my side|our side|for (?:me|you)(?=[,.;?!]|$| (?:and|so|it)\b)|(?:eastern|central|mountain|pacific)(?: (?:standard |daylight )?time)?"
    r"|(?-i:E[SD]?T|C[SD]?T|M[SD]?T|P[SD]?T|GMT|UTC|CET)\b|[a-z]+(?: [a-z]+)? time))?"
)
_DAYTIME = r"(?: (?:in the |at )(?P<daytime>morning|afternoon|evening|night))?"
_AT = r"(?P<at>(?:at|do|make it|say|around|about|for|by|before|from|like|maybe|till|until|to|between|either)(?: (?:like|say|about|around|maybe))? )"
_RANGE = rf"(?:(?: ?- ?| to | and | or )(?P<until>{CARDINAL}|noon))?"
_CLEAR_ZONE = (
    r"(?:your time|my time|our time|(?:eastern|central|mountain|pacific)\b(?: time)?|(?-i:E[SD]?T|C[SD]?T|P[SD]?T|GMT|CET)\b)"
)
_COUNTED = r"people|dollars|euros|thousand|hundred|million"
_END = r"(?=[ ,;?!]|\.(?!\d)|ish\b|$)"

_PATTERNS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?P<half>half past|half|quarter past|quarter after|quarter to|quarter of|quarter till) {_HOUR}{_END}(?: ?{_MERIDIEM})?{_DAYTIME}{_ZONE}",
        rf"\b(?P<minute>five|ten|twenty[- ]five|twenty) (?P<side>past|after|to|before) {_HOUR}{_END}(?: ?{_MERIDIEM})?{_DAYTIME}{_ZONE}",
        rf"\b{_HOUR}(?::(?P<digits>[0-5]\d)|[ -]{_MINUTE})?{_RANGE} ?{_MERIDIEM}{_ZONE}",
        rf"\b{_HOUR} ?o['’]?\s?clock{_DAYTIME}{_ZONE}",
        rf"\b(?P<hour>[01]?\d|2[0-3]):(?P<digits>[0-5]\d)\b{_DAYTIME}{_ZONE}",
        rf"(?:{_AT}|(?<=day )|(?<=day, ))\b(?P<hour>1?\d|2[0-3])(?:\.|-(?=00|15|30|45))(?P<digits>[0-5]\d)\b(?! ?(?:%|percent|percents|million|thousand|euros|dollars|points)){_DAYTIME}{_ZONE}",
        rf"(?:{_AT}|(?<=day )|(?<=day, ))\b(?P<hour>1[0-2]|[1-9]) ?(?P<digits>15|30|45)\b(?!,\d| ?(?:%|percent|{_COUNTED}|(?!works|is|sounds|does|suits|fits|was)[a-z]+s\b)){_DAYTIME}{_ZONE}",
        rf"(?:{_AT}|(?<=day )|(?<=day, ))\b(?P<hour>1[0-2]|[1-9])[.,] (?P<digits>15|30|45)(?P<needed> {_CLEAR_ZONE})",
        rf"\b(?P<hour>1?\d|2[0-3])(?:\.|-(?=00|15|30|45))(?P<digits>[0-5]\d)(?P<needed> {_CLEAR_ZONE})",
        rf"\b{_AT}?{_HOUR}[ -]{_MINUTE}{_END}{_DAYTIME}{_ZONE}",
        rf"\b(?P<hour>\d{{1,2}})h(?P<digits>[0-5]\d)?\b{_ZONE}",
        rf"\b{_AT}{_HOUR}{_RANGE}(?:ish)?{_END}(?! (?:minutes|percent|people|hours|days|weeks|months|years|dollars|thousand|hundred|million|of|other|more|units|seats|users|sites|per|a|(?!works|is|sounds|does|suits|fits|was)[a-z]+s\b)){_DAYTIME}{_ZONE}",
        rf"\b{_HOUR} (?:in the |at )(?P<daytime>morning|afternoon|evening|night)\b{_ZONE}",
        rf"(?:(?<=[a-z]day, )|(?<=\w(?:st|nd|rd|th) )|(?<=\w(?:st|nd|rd|th), ))(?P<hour>1[0-2]|[1-9]|{'|'.join(SPOKEN_HOURS)})(?=[.,;?!](?!\d)|$){_DAYTIME}{_ZONE}",
        rf"(?<=[a-z]day )(?:after |past )?(?P<hour>1[0-2]|[1-9]|{'|'.join(SPOKEN_HOURS)})(?=[.,;?!]|$| (?:works?|is|sharp|then|would|your|my|our|eastern|central|pacific)\b)(?!\.\d){_DAYTIME}{_ZONE}",
        rf"\b(?P<hour>1[0-2]|[1-9]|{'|'.join(SPOKEN_HOURS)})-?ish\b(?! [a-z]+s\b){_DAYTIME}{_ZONE}",
        rf"\b{_HOUR}{_DAYTIME}(?P<needed>,? {_CLEAR_ZONE})",
        rf"\b(?P<noon>noon(?:[- ]?ish)?|midday|lunch ?time)\b{_ZONE}",
    )
)

_TRAILING = re.compile(_ZONE, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class TimeHit:
    """A time at text[start:end]. zone: IANA name, YOUR, MINE, FOR_YOU, FOR_ME or ''. sure: it is a time even with no day beside it."""

    start: int
    end: int
    hour: int
    minute: int
    zone: str
    sure: bool


def find_times(text: str, part: str = "") -> list[TimeHit]:
    """Every time of day in the text, in order. part: 'morning', 'afternoon', 'evening' settles a bare hour."""
    hits: list[TimeHit] = []
    for pattern in _PATTERNS:
        for found in pattern.finditer(text):
            if any(hit.start < found.end() and found.start() < hit.end for hit in hits):
                continue
            hit = _time(found, part)
            if hit is not None:
                hits.append(hit)
    return sorted(hits, key=lambda hit: hit.start)


def _time(found: re.Match[str], part: str) -> TimeHit | None:
    groups = found.groupdict()
    said_zone = (groups.get("zone") or groups.get("needed") or "").strip(" ,")
    zone = zone_of(said_zone)
    end = found.end()
    if said_zone and not zone:
        end = found.start("zone")
    if groups.get("noon"):
        return TimeHit(found.start("noon"), end, 12, 0, zone, bool(zone))
    hour = value_of(groups["hour"])
    minute = int(groups.get("digits") or 0) if groups.get("digits") else _minute(groups.get("minute") or "")
    half = (groups.get("half") or "").lower()
    if half:
        minute = 30 if half.startswith("half") else 15
        if half.endswith((" to", " of", " till")):
            hour, minute = hour - 1, 45
    if (groups.get("side") or "").lower() in ("to", "before"):
        hour, minute = hour - 1, 60 - minute
    meridiem = (groups.get("meridiem") or "").lower()
    daytime = (groups.get("daytime") or part).lower()
    if meridiem and not 1 <= hour <= 12:
        return None
    if meridiem:
        hour = hour % 12 + (12 if meridiem.startswith("p") else 0)
        if groups.get("until") and hour >= 12 and _hour_of(groups["until"]) % 12 + 12 < hour:
            hour -= 12  # eleven to one p.m.
    elif daytime in ("afternoon", "evening", "night") and hour < 12:
        hour += 12
    elif daytime != "morning" and 0 <= hour <= 6 and not (groups.get("digits") and groups["hour"].startswith("0")):
        hour += 12  # nobody meets at two at night
    if not 0 <= hour <= 23:
        return None
    at = groups.get("at")
    start = found.start() + (len(at) if at else 0)
    clear = bool(meridiem or half or zone or "clock" in found.group().lower())
    return TimeHit(start, end, hour, minute, zone, clear)


def _hour_of(words: str) -> int:
    return 12 if words.lower() == "noon" else value_of(words)


def _minute(words: str) -> int:
    bare = words.lower().removeprefix("oh ").removeprefix("o'")
    return value_of(bare) if bare else 0


def zone_of(said: str) -> str:
    """IANA name of a zone as said ('Eastern', 'Chicago time'), YOUR, MINE, FOR_YOU, FOR_ME, or '' when it names none."""
    words = said.lower().removesuffix(" time").removesuffix(" side").removesuffix(" standard").removesuffix(" daylight")
    if words in (FOR_YOU, FOR_ME):
        return words
    if words == "your":
        return YOUR
    if words in ("my", "our"):
        return MINE
    return _NAMED_ZONES.get(words, "") or _cities().get(words, "")


def trailing_zone(text: str) -> tuple[str, int]:
    """(zone, characters) when the text begins with ' Paris time', ', your time'; ('', 0) otherwise."""
    found = _TRAILING.match(text)
    zone = zone_of(found["zone"].strip(" ,")) if found and found["zone"] else ""
    return (zone, found.end()) if found and zone else ("", 0)


@cache
def _cities() -> dict[str, str]:
    """'new york' -> 'America/New_York', from the zone database."""
    names = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc", "SystemV", "posix")))
    return {name.rsplit("/", 1)[1].replace("_", " ").lower(): name for name in names}
