"""An hour alone, said about a day that is already in the talk: 'ten's no good. Eleven?', 'make it two thirty', 'four works'."""

import re
from dataclasses import dataclass
from datetime import time

from copilot.signals.clock import SPOKEN_HOURS
from copilot.signals.day_patterns import MONTHS
from copilot.signals.numbers import value_of

_HOUR = (
    rf"(?:(?P<hour>1[0-2]|[1-9]|{'|'.join(SPOKEN_HOURS)})"
    r"(?:[:. ](?P<digits>00|15|30|45)|[ -](?P<minute>fifteen|thirty|forty[- ]five))?(?: ?o['’]?\s?clock)?"
    r"|(?P<noon>noon|midday))"
    rf"(?:(?: to |-| ?- ?)(?:1[0-2]|[1-9]|{'|'.join(SPOKEN_HOURS)})(?: thirty| fifteen| forty[- ]five|:[0-5]\d)?)?(?:ish)?"
)
_AGREEING = (
    r"(?:yes|yeah|yep|ok|okay|sure|perfect|great|good|fine|noted|right|all right|alright|so|then|or|and|but|maybe|well|oh|ooh"
    r"|actually|better|rather|also)"
)
_ASKING = (
    r"(?:(?:could|can|shall|should|may|let|would)(?:['’]s| us)? ?(?:we|you|i)?"
    r"|(?:i|we)(?: can|['’]d| could| would)?(?: only| also| rather)?|how|what|let['’]s)? ?"
    r"(?:only |also |rather |just |both )?"
    r"(?:do|make it|make that|say|about|why not|go (?:for|with)|take|prefer|move it to|push it to|aim for|try|start at|at)"
)
_LEAD = rf"(?:(?:{_AGREEING}|{_ASKING}|around|like|(?:it|that)['’]s(?! (?:about|around|like)\b)) )*+"
_TAIL = (
    r"(?:,? ?(?:then|instead|please|sharp|too|also|already|noted|it is|it['’]s|(?:['’]s|is|would be|looks|sounds)(?: \w+)?"
    r" ?(?:good|fine|perfect|great|best|okay|ok|possible|open|free|noted|ideal|\w+er)|works?(?: \w+)?|would work|suits?"
    r"|does it|for (?:me|us|you|everyone)|on (?:my|our|your) (?:end|side)|(?:your|my|our) time|eastern|central|mountain|pacific"
    r"|(?:on |that )?\w+day))*+"
)
_GOES_ON = r"(?: (?:and|but|if|because|so|with|to|as|on|for|when|that)\b.*)"
_OFFERED = re.compile(rf"{_LEAD}{_HOUR}{_TAIL}\W*", re.IGNORECASE)
_ASKED_FOR = re.compile(rf"(?:.*\b(?:make it|make that|let['’]s (?:do|say)|can (?:only )?do) ){_HOUR}{_GOES_ON}", re.IGNORECASE)
_MEETING = (
    r"(?:meet|talk|speak|chat|connect|catch up|see you|call (?:me|you)|do|anything|free|open|available|slots?|openings?"
    r"|something|start|book|set|put|invite|back|join|hop|jump|get together)"
)
_AT = re.compile(rf"(?:.*\b{_MEETING}\b.*\b(?:at|around) ){_HOUR}{_TAIL}\W*", re.IGNORECASE)
_TAKEN = (
    r"(?:(?<!why do)n['’]t\b|(?<!why )\bnot\b|\b(?:no|never|cannot|busy|booked|taken|conflict\w*|stop|leav\w+|flights?|trains?"
    r"|planes?|fly\w*|land\w*|arriv\w+|picks?|picking|clos\w+|ends?|ended|finish\w*|starts|opens|(?:we|they) start"
    r"|(?:have|has|had|got|['’]ve) (?:to|(?:an?|another|my|the|our)\b(?! (?:\w+ )?(?:slot|opening|gap|window|spot|half))))\b)"
)
_REFUSED_OR_TAKEN = re.compile(_TAKEN, re.IGNORECASE)
_ELSEWHERE = re.compile(rf"{_TAKEN}|\b(?:by|until|till|was|were|been|did|left)\b", re.IGNORECASE)
"""An hour beside it is one that is refused, past, due, or of something else: "I have a hard stop at four"."""
_REFUSED = re.compile(
    rf"{_LEAD}{_HOUR}(?:['’]s| is| was| would be| at| on|,)?\b.*\b(?:no|not|difficult|hard\w*|tough\w*|trick\w+|earl\w+"
    r"|late\w*|bad|worse|taken|full|impossible|out|booked|brutal|complicated|busy|conflict|meeting|thing|call|cannot|(?:can|doesn|won|isn)['’]t"
    r"|i['’]m|i['’]ve)\b.*",
    re.IGNORECASE,
)
_NOT = re.compile(r"(?:no|not|nope|nah|can['’]t|can not|hmm,? no)\b(?! (?:a )?(?:problem|worries|doubt))", re.IGNORECASE)
_COUNTING = re.compile(
    r"\bhow (?:many|much|long|often|big|large|old|far|fast)\b"
    r"|\b(?:what|which)\b[^.?!]{0,30}\b(?:prices?|pricing|costs?|fees?|rate|budget|number|percent\w*|share|size|headcount|version|floor)\b",
    re.IGNORECASE,
)
_DIGIT = rf"(?:\d+|oh?|zero|{'|'.join(SPOKEN_HOURS)})"
_DIGIT_AFTER = re.compile(rf",? {_DIGIT}\b(?! ?o['’])", re.IGNORECASE)
_DIGIT_BEFORE = re.compile(rf"\b{_DIGIT},? $", re.IGNORECASE)
_DAY_BEFORE = re.compile(rf"\b(?:(?:{'|'.join(MONTHS)}) \d\d?|\w+(?:st|nd|rd|th)) (?:or|and) (?:the )?$", re.IGNORECASE)
_A_ONE = (
    r"(?<!\bat )(?<!\baround )(?<!\babout )(?<!\bsay )(?<!\bit )(?<![.?!,…;] )(?<!\A)one\b(?! (?:thirty|fifteen|forty|o['’]))"
)
"""It stands for something: "have a good one", "keep one"."""
_COUNTED = (
    r" ?(?:[ap]\.?m\b|percent|point|people|men|women|grand|thousand|hundred|million|dollar|euro|minute|hour|day|week|month|year"
    r"|time|person|of\b|(?:more |other )?(?!(?:works|suits|sounds|is|was|as)\b)[a-z]{2,}s\b)"
)
_POSSIBLE = re.compile(rf"(?<![\w.,:$-])(?<!o['’])(?!{_A_ONE}){_HOUR}(?![\w:%-]|[.,]\d)(?!{_COUNTED})", re.IGNORECASE)
_NEAR = 24  # characters before a number that say what it is
_SEGMENT = re.compile(r"[^.?!,;…—]+(?:(?<=\d)\.(?=\d)[^.?!,;…—]+)*")


@dataclass(frozen=True, slots=True)
class HourHit:
    """An hour at text[start:end]."""

    start: int
    end: int
    hour: time


def counts(text: str) -> bool:
    """It asks how many, how long or at what price: a number near it is no hour."""
    return bool(_COUNTING.search(text))


def offers(text: str, at: int) -> bool:
    """The hour that is named at text[at] is not refused, past, due or of something else, in the words it is said with."""
    return not _ELSEWHERE.search(_segment(text, at))


def is_taken(text: str, at: int) -> bool:
    """The hour that is named at text[at] is refused, or that of something else: "I have a hard stop at four"."""
    return bool(_REFUSED_OR_TAKEN.search(_segment(text, at)))


def _segment(text: str, at: int) -> str:
    return next((part.group() for part in _SEGMENT.finditer(text) if part.start() <= at < part.end()), "")


def find_hours(text: str, bare: bool = True) -> list[HourHit]:
    """The hours that are offered or taken, in order; an hour that is named to be refused is none, nor is a count of things.

    bare: a number with no other word beside it may be one, too; one that stands for a refused hour may be so anyway.
    """
    if counts(text):
        return []
    hits: list[HourHit] = []
    for segment in _SEGMENT.finditer(text):
        words = segment.group().strip()
        if hits and _NOT.match(words):
            hits.pop()
            bare = True
        if _REFUSED.fullmatch(words):
            bare = True
            continue
        found = _OFFERED.fullmatch(words) or _told_of(_ASKED_FOR, words) or _told_of(_AT, words)
        if found is None or not (bare or len(words) > len(found["hour"] or found["noon"])):
            continue
        begin = segment.start() + segment.group().index(words)
        start, end = found.span("noon" if found["noon"] else "hour")
        end = max(end, found.end("digits"), found.end("minute"))
        hits.append(HourHit(begin + start, begin + end, _time(found)))
    return hits


def possible_hours(text: str) -> list[HourHit]:
    """Every number that can be an hour by itself, in order; a count of things is none, nor a number said digit by digit, nor
    the second of two days: "December 8 or 9"."""
    found = [m for m in _POSSIBLE.finditer(text) if not _DIGIT_AFTER.match(text, m.end())]
    before = ((m, text[max(0, m.start() - _NEAR) : m.start()]) for m in found)
    return [HourHit(m.start(), m.end(), _time(m)) for m, b in before if not (_DIGIT_BEFORE.search(b) or _DAY_BEFORE.search(b))]


def _told_of(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    found = pattern.fullmatch(words)
    if found is None or _ELSEWHERE.search(words, 0, max(found.start("hour"), found.start("noon"))):
        return None
    return found


def _time(found: re.Match[str]) -> time:
    if found["noon"]:
        return time(12)
    hour = value_of(found["hour"])
    minute = int(found["digits"] or 0) if not found["minute"] else value_of(found["minute"])
    return time(hour + 12 if hour <= 6 else hour, minute)  # nobody meets at two at night
