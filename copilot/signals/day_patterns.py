# ruff: noqa: E501 - one pattern reads better on one line
"""The patterns of days said aloud, each with the day that it names, seen from today."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from copilot.signals.numbers import CARDINAL, ORDINAL, UNIT_ORDINALS, value_of

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = [
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
_DATING = re.compile(r"(?:^|\b(?:on|by|of|for|until|before|the|say|day),? )$", re.IGNORECASE)


def weekday_index(found: re.Match[str]) -> int:
    said = found["weekday"].lower()[:3]
    return next(i for i, name in enumerate(_DAYS) if name.startswith(said))


def _next_weekday(found: re.Match[str], today: date) -> date:
    """The next such day after today."""
    return today + timedelta(days=(weekday_index(found) - today.weekday() - 1) % 7 + 1)


def _weekday(found: re.Match[str], today: date) -> date | None:
    before = (found["which"] or "").strip(" ,").lower()
    after = (found["after"] or "").strip(" ,").lower()
    if "last" in before or "last" in after or before in ("every", "each", "past", "previous"):
        return None
    monday = today - timedelta(days=today.weekday())
    index = weekday_index(found)
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
    index = next(i for i, name in enumerate(MONTHS) if name.startswith(found["month"].lower()[:3])) + 1
    number = value_of(found["number"])
    said = found.groupdict().get("year")
    year = int(said) if said else None
    return _ahead(year, index, number, today)


def _slashed(found: re.Match[str], today: date) -> date | None:
    return _ahead(None, int(found["m"]), int(found["d"]), today)


def _ahead(year: int | None, month: int, number: int, today: date) -> date | None:
    day = valid(year or today.year, month, number)
    return day if year or (day and day >= today) else valid(today.year + 1, month, number)


def _ordinal(found: re.Match[str], today: date) -> date | None:
    number = value_of(found["number"])
    groups = found.groupdict()
    month, year = today.month, today.year
    if number < today.day or (groups.get("next_month") or "").lower() == "next":
        month, year = (1, year + 1) if month == 12 else (month + 1, year)
    for _ in range(3):
        day = valid(year, month, number)
        if day and (not groups.get("weekday") or day.weekday() == weekday_index(found)):
            return day
        month, year = (1, year + 1) if month == 12 else (month + 1, year)
    return _next_weekday(found, today) if groups.get("weekday") else None


def _nth_weekday(found: re.Match[str], today: date) -> date | None:
    """'The second Tuesday of January', 'the first Monday of next month'."""
    said = found["of"].lower()
    if said.endswith("month"):
        month = (today.month + said.startswith("next") - 1) % 12 + 1
    else:
        month = next(i for i, name in enumerate(MONTHS) if name.startswith(said[:3])) + 1
    day = nth_of(found, date(today.year + (month < today.month), month, 1))
    return day if day >= today else None


def _nth_weekday_alone(found: re.Match[str], today: date) -> date:
    """'The first Monday works': of this month while it is ahead, else of the next."""
    this = today.replace(day=1)
    day = nth_of(found, this)
    return day if day > today else nth_of(found, (this + timedelta(days=31)).replace(day=1))


def nth_of(found: re.Match[str], first: date) -> date:
    """That weekday of the month which begins on that day."""
    days = (weekday_index(found) - first.weekday()) % 7 + 7 * _NTH.index(found["nth"].lower())
    return first + timedelta(days=days)


def valid(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


def _rule(
    pattern: str, resolve: Callable[[re.Match[str], date], date | None]
) -> tuple[re.Pattern[str], Callable[[re.Match[str], date], date | None]]:
    return re.compile(pattern, re.IGNORECASE), resolve


RULES = (
    _rule(
        rf"\b(?P<nth>{'|'.join(_NTH)}) {_WEEKDAY} (?:of|in) (?P<of>(?:this|next|the) month|{'|'.join(MONTHS)})\b{_PART}",
        _nth_weekday,
    ),
    _rule(
        rf"\bthe (?P<nth>{'|'.join(_NTH)}) {_WEEKDAY}(?= (?:works?|would|then|at|suits?)\b|(?:['’]s| is) (?:good|fine|great|okay|ok|perfect|possible|free|open)\b|,(?! the\b)|\?|[.!]?$){_PART}",
        _nth_weekday_alone,
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
        rf"\b{_EARLY}{_LATE}(?:{_WEEKDAY}(?:s|['’]s)?,? (?:the )?|(?<=on )|(?<=by )|(?<=until ))(?P<number>{CARDINAL}) (?:of )?{_MONTH}{_PART}",
        _month_day,
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
        rf"\b{_EARLY}{_LATE}(?P<which>(?:the )?week after next,? (?:on )?(?:the )?|next week,? (?:on )?(?:the )?|(?:this (?:coming )?|the following |coming |next |last |past |previous |every |each |last week ?)?)"
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
        rf"(?=['’]s (?:fine|good|great|perfect|okay|ok|out|free|open)\b| (?:works?|is (?:fine|good|great|okay)|at \w+|then|first thing|(?:in the )?(?:morning|afternoon|evening))\b|[,.?!] |[.?!]?$){_PART}",
        _ordinal,
    ),
    _rule(
        rf"\bthe (?P<number>{ORDINAL})(?=(?:,? at |, ){CARDINAL}(?:[ :.]?(?:00|15|30|45)| thirty| fifteen| forty[- ]five)?(?:[.,?!]|$| (?:your|my|eastern|central|pacific|o['’]clock|[ap]\.?m)\b))",
        _ordinal,
    ),
    _rule(
        rf"(?:^|(?<=[.,;?!] )|(?<=and )|(?<=or )|\b(?<=do |or |to )the |\b(?<=take |make )the |(?<=about )the )(?P<number>{ORDINAL})"
        rf"(?= (?:and|or) (?:the )?{ORDINAL}[.,?!]| works?\b|['’]s (?:fine|good|out)\b|[.?!](?: |$))",
        lambda found, today: None,
    ),
)
DOUBTFUL = _rule(
    rf"(?:\bthe |^|(?<=[.,;?!] ))(?P<number>{ORDINAL})\b{_NOT_A_DAY}(?! (?:thing|question|option|reason|part|half|people|customer)s?\b)",
    _ordinal,
)
"""What is a day only where more than its words says so: "the ninth is good"."""
