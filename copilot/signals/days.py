# ruff: noqa: E501 - one pattern reads better on one line
"""Days said aloud: 'a week from Thursday', 'the 14th', 'October twenty-first', 'end of day tomorrow'. Each hit is one day.

No library serves here: dateparser reads 'tuesday at 2' as a second of February and misses 'a week from Thursday'.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from copilot.signals.numbers import CARDINAL, ORDINAL, UNIT_ORDINALS, value_of

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_NTH = ("first", "second", "third", "fourth")
_WEEKDAY = (
    r"(?P<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday|(?-i:Mon|Tues?|Wed|Thur?s?|Fri)(?=[ ,.;?!]|$))"
)
_MONTH = r"(?P<month>january|february|march|april|may|june|july|august|september|october|november|december|(?-i:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
_COUNT = rf"(?P<count>an?|{CARDINAL})"
_EARLY = r"(?:(?P<early>first thing|bright and early|early)(?: on| in the morning)? )?"
_LATE = r"(?:(?P<late>end of (?:the )?(?:business )?day|e\.?o\.?d\.?|close of (?:business|play)|c\.?o\.?b\.?)(?: on)?,? )?"
_PART = r"(?:,? (?:in the |early |late |mid-?)?(?P<part>morning|afternoon|evening|night)\b| (?P<first>first thing)\b| (?P<eod>end of day|e\.?o\.?d\b\.?|close of business|c\.?o\.?b\b\.?))?"
_NOT_A_DAY = (
    r"(?! (?:floor|time|of|century|person|street|avenue|amendment|quarter|year|month|week|version|one|place|try|row|line|item|point|step"
    r"|call|meeting|largest|biggest|generation|grade|hole|inning|anniversary|birthday|edition|party|round|attempt|day)\b)(?!-)"
)

_LONG_ORDINAL = (
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)|(?:twenty|thirty)[- ](?:{UNIT_ORDINALS})|\w+teenth|eleventh|twelfth|twentieth|thirtieth)"
)

_MORE_THAN_A_WEEKDAY = ("number", "month", "next_month", "nth", "anchor", "which", "after")
_NEXT = re.compile(r"\b(?:you|i|we|he|she|they)\b(?:\W+\w+){2,}|[.;]\s", re.IGNORECASE)  # another task, another sentence
_INSTEAD = re.compile(
    r"\b(?:or|not|no|before|instead|rather|better|out|off|away|can't|won't|could|busy|bad|tough)\b|n['’]t\b|\?", re.IGNORECASE
)
_IN_THE_PAST = re.compile(
    r",? (?!(?:if|like|as|once|when|since|because|that|which|what|and|but|so|or|at)\b)(?:\w+ ){1,3}?"
    r"(?:was|were|had|broke|failed|went|lost|did|came|got)\b",
    re.IGNORECASE,
)  # "on the 9th, our update broke the menu", not "Thursday, as we had agreed"
_ANY_SUCH = re.compile(r"\b(?:an?|one|some|any ?(?:day|time|thing) (?:but|except)) $", re.IGNORECASE)  # "the 14th, a Tuesday"
_BEGAN = re.compile(
    r"\b(?:since|launched|started|founded|began|opened|joined|happened) (?:(?:back )?(?:on|around) )?$", re.IGNORECASE
)
_HABIT = re.compile(r"\b(?:(?:every|each|most) (?:\w+ )?|first |second |third |fourth )$", re.IGNORECASE)
_NEAR_DAYS = 14
_WEEK_OF = re.compile(r"\bweek of (?:the )?$", re.IGNORECASE)
_LATER = re.compile(
    r" after(?: that(?: one)?)?(?=[.,;:?!]|$| (?:at|or|works?|is|would|then|if|instead|maybe|when|for)\b)", re.IGNORECASE
)
_AFTER_WHAT = re.compile(r" after (?:the|our|your|my|this|his|her|their)\b", re.IGNORECASE)  # "the Monday after our trade show"
_TO = re.compile(r"\s*(?:to|till|until|through|and|or|-|–)\s*(?:the\s+)?", re.IGNORECASE)
_NUMBERED = re.compile(rf"(?:the )?{ORDINAL}", re.IGNORECASE)
_THE = re.compile(r"\bthe $", re.IGNORECASE)
_DATING = re.compile(r"(?:^|\b(?:on|by|of|for|until|before|the|say|day),? )$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayHit:
    """A day at text[start:end]. part: 'morning', 'afternoon', 'evening' or ''. bare: a weekday and no more."""

    start: int
    end: int
    day: date
    part: str
    bare: bool = False


def find_days(text: str, today: date, named: Sequence[date] = ()) -> list[DayHit]:
    """Every day named in the text, in order, none overlapping. Past days ('last Thursday') and habits ('Thursdays') are none.

    named: days that were named just before, oldest first: a bare 'Friday' or 'the 14th' is the newest of them that fits.
    """
    hits: list[DayHit] = []
    for pattern, resolve in _RULES:
        for found in pattern.finditer(text):
            if any(hit.start < found.end() and found.start() < hit.end for hit in hits):
                continue
            again = _again(found, named)
            day = again if again is not None and again >= today else resolve(found, today)
            if day is not None:
                hits.append(DayHit(found.start(), found.end(), day, _part(found), _names_only_a_weekday(found)))
    ahead = sorted((hit for hit in hits if _is_ahead(text, hit)), key=lambda hit: hit.start)
    return _in_sequence(text, _later(text, _one_month(text, ahead), today, named))


def _is_ahead(text: str, hit: DayHit) -> bool:
    """A certain day to come: not "the week of", "one Saturday", "every other Monday", "the second Monday", "the Monday after the show", or a day on
    which something was."""
    before = text[: hit.start]
    if _THE.search(before) and _AFTER_WHAT.match(text, hit.end):
        return False
    if any(pattern.search(before) for pattern in (_WEEK_OF, _ANY_SUCH, _BEGAN)) or (hit.bare and _HABIT.search(before)):
        return False
    return not _IN_THE_PAST.match(text, hit.end)


def _one_month(text: str, hits: list[DayHit]) -> list[DayHit]:
    """'From the 3rd to the 14th of November', 'November 3rd to the 14th': the month said once is that of both."""
    done = hits[:1]
    for hit in hits[1:]:
        before = done[-1]
        if _TO.fullmatch(text[before.end : hit.start]):
            number, month = _NUMBERED.fullmatch(text[before.start : before.end]), _NUMBERED.fullmatch(text[hit.start : hit.end])
            if number and not month and before.day.day < hit.day.day:
                done[-1] = replace(before, day=hit.day.replace(day=before.day.day))
            elif month and not number and before.day.day < hit.day.day:
                hit = _in_month_of(before.day, hit)
        done.append(hit)
    return done


def _in_month_of(day: date, hit: DayHit) -> DayHit:
    same = _valid(day.year, day.month, hit.day.day)
    return replace(hit, day=same) if same else hit


def _later(text: str, hits: list[DayHit], today: date, named: Sequence[date]) -> list[DayHit]:
    """'The Wednesday after' comes after the day named before it, and a week after the coming one when none was."""
    done: list[DayHit] = []
    for hit in hits:
        words = _LATER.match(text, hit.end) if _THE.search(text[: hit.start]) else None
        if words:
            known = [*named, *(d.day for d in done)]
            coming = today + timedelta(days=(hit.day.weekday() - today.weekday() - 1) % 7 + 1)
            base = known[-1] if known else coming
            days = (hit.day.weekday() - base.weekday() - 1) % 7 + 1
            hit = replace(hit, end=words.end(), day=base + timedelta(days=days), bare=False)
        done.append(hit)
    return done


def _in_sequence(text: str, hits: list[DayHit]) -> list[DayHit]:
    """'You send it Monday and I answer you Wednesday': the second is after the first, unless they are alternatives."""
    done: list[DayHit] = []
    for hit in hits:
        between = text[done[-1].end : hit.start] if done else ""
        if (
            done
            and hit.bare
            and done[-1].bare
            and hit.day < done[-1].day
            and _NEXT.search(between)
            and not _INSTEAD.search(between)
        ):
            hit = replace(hit, day=hit.day + timedelta(days=7))
        done.append(hit)
    return done


def _names_only_a_weekday(found: re.Match[str]) -> bool:
    return bool(found.groupdict().get("weekday")) and not any(found.groupdict().get(name) for name in _MORE_THAN_A_WEEKDAY)


def _again(found: re.Match[str], named: Sequence[date]) -> date | None:
    """The day named before that these words name again, when they give no month, no week and no count."""
    groups = found.groupdict()
    if any(groups.get(name) for name in _MORE_THAN_A_WEEKDAY if name != "number"):
        return None
    weekday = _weekday_index(found) if groups.get("weekday") else None
    number = value_of(groups["number"]) if groups.get("number") else None
    if weekday is None and number is None:
        return None
    fits = (d for d in reversed(named) if weekday in (None, d.weekday()) and number in (None, d.day))
    return next(fits, None) or (_in_the_month_of(named[-1], number, weekday) if named and number else None)


def _in_the_month_of(day: date, number: int, weekday: int | None) -> date | None:
    """'February the eleventh', 'the eighteenth, then': a number near the day named last is of its month."""
    same = _valid(day.year, day.month, number)
    near = same is not None and abs(number - day.day) <= _NEAR_DAYS and weekday in (None, same.weekday())
    return same if near else None


def _part(found: re.Match[str]) -> str:
    groups = found.groupdict()
    if groups.get("early") or groups.get("first"):
        return "morning"
    if groups.get("late") or groups.get("eod"):
        return "afternoon"
    said = (groups.get("part") or groups.get("now") or "").lower()
    if not said and "tonight" in found.group().lower():
        said = "evening"
    return "evening" if said == "night" else said


def _weekday_index(found: re.Match[str]) -> int:
    said = found["weekday"].lower()[:3]
    return next(i for i, name in enumerate(_DAYS) if name.startswith(said))


def _next_weekday(found: re.Match[str], today: date) -> date:
    """The next such day after today."""
    return today + timedelta(days=(_weekday_index(found) - today.weekday() - 1) % 7 + 1)


def _weekday(found: re.Match[str], today: date) -> date | None:
    before = (found["which"] or "").strip(" ,").lower()
    after = (found["after"] or "").strip(" ,").lower()
    if "last" in before or "last" in after or before in ("every", "each", "past", "previous"):
        return None
    monday = today - timedelta(days=today.weekday())
    index = _weekday_index(found)
    if after == "after next":
        return monday + timedelta(days=14 + index)
    if "week after next" in before or "week after next" in after:
        return monday + timedelta(days=14 + index)
    if "next" in before or "next" in after or "following" in before:
        return monday + timedelta(days=7 + index)
    if before == "this" and index == today.weekday():
        return today
    if after == "week":
        return _next_weekday(found, today) + timedelta(days=7)
    return _next_weekday(found, today)


def _weeks_from(found: re.Match[str], today: date) -> date:
    weeks = 1 if found["count"].lower() in ("a", "an") else value_of(found["count"])
    anchor = found["anchor"].lower()
    if anchor in ("today", "now"):
        start = today
    elif anchor == "tomorrow":
        start = today + timedelta(days=1)
    else:
        start = _next_weekday(found, today)
    return start + timedelta(days=7 * weeks)


def _near(found: re.Match[str], today: date) -> date:
    said = found["near"].lower().removeprefix("the ")
    if said.startswith("day after"):
        return today + timedelta(days=2)
    return today + timedelta(days=1 if said.startswith("tomorrow") else 0)


def _in_days(found: re.Match[str], today: date) -> date | None:
    count = found["days"] or found["ahead"]
    return today + timedelta(days=value_of(count))


def _month_day(found: re.Match[str], today: date) -> date | None:
    if found["month"] in ("may", "march") and not _DATING.search(found.string[: found.start("month")]):
        return None
    index = next(i for i, name in enumerate(_MONTHS) if name.startswith(found["month"].lower()[:3])) + 1
    number = value_of(found["number"])
    said = found.groupdict().get("year")
    year = int(said) if said else None
    return _ahead(year, index, number, today)


def _slashed(found: re.Match[str], today: date) -> date | None:
    return _ahead(None, int(found["m"]), int(found["d"]), today)


def _ahead(year: int | None, month: int, number: int, today: date) -> date | None:
    day = _valid(year or today.year, month, number)
    return day if year or (day and day >= today) else _valid(today.year + 1, month, number)


def _ordinal(found: re.Match[str], today: date) -> date | None:
    number = value_of(found["number"])
    groups = found.groupdict()
    month, year = today.month, today.year
    if number < today.day or (groups.get("next_month") or "").lower() == "next":
        month, year = (1, year + 1) if month == 12 else (month + 1, year)
    for _ in range(3):
        day = _valid(year, month, number)
        if day and (not groups.get("weekday") or day.weekday() == _weekday_index(found)):
            return day
        month, year = (1, year + 1) if month == 12 else (month + 1, year)
    return _next_weekday(found, today) if groups.get("weekday") else None


def _nth_weekday(found: re.Match[str], today: date) -> date | None:
    """'The second Tuesday of January', 'the first Monday of next month'."""
    said = found["of"].lower()
    if said.endswith("month"):
        month = (today.month + said.startswith("next") - 1) % 12 + 1
    else:
        month = next(i for i, name in enumerate(_MONTHS) if name.startswith(said[:3])) + 1
    first = date(today.year + (month < today.month), month, 1)
    days = (_weekday_index(found) - first.weekday()) % 7 + 7 * _NTH.index(found["nth"].lower())
    day = first + timedelta(days=days)
    return day if day >= today else None


def _valid(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _rule(
    pattern: str, resolve: Callable[[re.Match[str], date], date | None]
) -> tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]]:
    return re.compile(pattern, re.IGNORECASE), resolve


_RULES = (
    _rule(
        rf"\b(?P<nth>{'|'.join(_NTH)}) {_WEEKDAY} (?:of|in) (?P<of>(?:this|next|the) month|{'|'.join(_MONTHS)})\b{_PART}",
        _nth_weekday,
    ),
    _rule(
        rf"\b{_COUNT} weeks? (?:from|after|on) (?P<anchor>today|tomorrow|now|(?:this |next )?{_WEEKDAY})\b{_PART}", _weeks_from
    ),
    _rule(r"\b(?:this|same) (?:time|day) next week\b", lambda _, today: today + timedelta(days=7)),
    _rule(
        rf"\b{_EARLY}{_LATE}(?:(?:on |by )?{_WEEKDAY},? )?(?:the )?(?P<number>{ORDINAL}) (?:of |day of )?{_MONTH}(?:,? (?P<year>20\d\d))?{_PART}",
        _month_day,
    ),
    _rule(
        rf"\b(?:the )?(?P<number>{ORDINAL})(?= (?:and|or|to|through|until) (?:the )?(?P<last>{ORDINAL}) (?:of |day of )?{_MONTH})",
        lambda found, today: _month_day(found, today) if value_of(found["number"]) < value_of(found["last"]) else None,
    ),
    _rule(
        rf"\b{_EARLY}{_LATE}(?:{_WEEKDAY},? )?{_MONTH} (?:the )?(?P<number>{ORDINAL}|{CARDINAL})(?!\d|:| (?:percent|thousand|hundred|million|people))\b(?:,? (?P<year>20\d\d))?{_PART}",
        _month_day,
    ),
    _rule(rf"\b{_EARLY}{_LATE}(?:on |by |for )?{_WEEKDAY},? (?:the )?(?P<number>{ORDINAL})\b{_NOT_A_DAY}{_PART}", _ordinal),
    _rule(
        rf"\bthe (?P<number>{ORDINAL}) of (?P<next_month>this|next|the) month\b",
        _ordinal,
    ),
    _rule(rf"\b{_WEEKDAY},? (?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?![\d/])", _slashed),
    _rule(
        rf"\b{_EARLY}{_LATE}(?P<which>(?:the )?week after next,? (?:on )?|next week,? (?:on )?|(?:this (?:coming )?|the following |coming |next |last |past |previous |every |each |last week ?)?)"
        rf"(?<![\w-]){_WEEKDAY}(?P<after>(?: of)? next week| (?:the )?week after next| after next| last week|,? next week| week(?= at| then|[.,?!]|$))?(?!s\b|['’]s (?:meeting|call|demo|session|game|numbers|email))\b{_PART}",
        _weekday,
    ),
    _rule(
        rf"\b{_EARLY}{_LATE}(?P<near>(?:the )?day after tomorrow|tomorrow|today|tonight|this (?P<now>morning|afternoon|evening))(?!['’]s\b){_PART}",
        _near,
    ),
    _rule(
        r"\b(?:by |before |at )(?:the )?(?P<near>end of (?:the )?(?:business )?day|e\.?o\.?d\b\.?|close of business|c\.?o\.?b\b\.?)",
        _near,
    ),
    _rule(
        rf"\b(?:in (?P<days>{CARDINAL}) (?:business |working )?days|(?P<ahead>{CARDINAL}) days from (?:now|today))\b", _in_days
    ),
    _rule(r"(?<=on |by )(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[1-9])(?![\d/])", _slashed),
    _rule(r"(?<![\d/.$])\b(?P<m>1[0-2]|0?[1-9])/(?P<d>3[01]|[12]\d|0?[5-9])(?= at\b| around\b|[.,;?!]|$)(?!\.\d)", _slashed),
    _rule(
        rf"\b(?:the |on the )?(?P<part>morning|afternoon|evening) of (?:the (?P<number>{ORDINAL})\b{_NOT_A_DAY}|{_WEEKDAY})",
        lambda found, today: _ordinal(found, today) if found["number"] else _next_weekday(found, today),
    ),
    _rule(
        rf"\b{_EARLY}{_LATE}the (?P<number>{_LONG_ORDINAL})\b{_NOT_A_DAY}{_PART}",
        _ordinal,
    ),
    _rule(
        r"\b(?:on|by|until|before|for) the (?P<number>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?= at\b| around\b| or\b| then\b|[.,;?!]|$)",
        _ordinal,
    ),
    _rule(
        rf"(?:^|(?<=[.,;?!] )|(?<=for )|(?<=on ))(?P<number>{_LONG_ORDINAL})"
        r"(?=['’]s (?:fine|good|great|perfect|okay|ok|out|free|open)\b| (?:works?|is (?:fine|good|great|okay)|at \w+|then)\b|[,.?!] |[.?!]?$)",
        _ordinal,
    ),
    _rule(
        rf"(?:^|(?<=[.,;?!] )|(?<=and )|(?<=or )|\b(?<=do |or |to )the |\b(?<=take |make )the |(?<=about )the )(?P<number>{ORDINAL})"
        rf"(?= (?:and|or) (?:the )?{ORDINAL}[.,?!]| works?\b|['’]s (?:fine|good|out)\b|[.?!](?: |$))",
        lambda found, today: None,
    ),
)
