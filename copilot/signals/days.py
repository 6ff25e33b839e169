# ruff: noqa: E501 - one pattern reads better on one line
"""Days said aloud: 'a week from Thursday', 'the 14th', 'October twenty-first', 'end of day tomorrow'. Each hit is one day.

No library serves here: dateparser reads 'tuesday at 2' as a second of February and misses 'a week from Thursday'.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from copilot.call.acts import declines, delivers, is_away, is_meeting
from copilot.call.clauses import SENTENCE_GAP, sentences_at
from copilot.signals.day_patterns import DOUBTFUL, MONTHS, RULES, nth_of, valid, weekday_index
from copilot.signals.numbers import ORDINAL, value_of

_THAT = re.compile(r"\bthat $", re.IGNORECASE)
_MORE_THAN_A_WEEKDAY = ("number", "month", "next_month", "nth", "anchor", "which", "after")
_GOES_ON = re.compile(
    r"^\W*(?:(?:ok|okay|perfect|great|good|fine|very good)\W+)?(?:so|then|and)(?: (?:then|can|could|do|shall|maybe))*"
    r"(?: we(?: \w+){0,3})? (?:on )?$|\bafter (?:you|that|this|he|she|they|it|your|his|her|their)\b[^.?!]*[.?!]? $",
    re.IGNORECASE,
)  # "and Wednesday we look at it", "we speak after you have tried it. Wednesday?"
_IN_DAYS = re.compile(r"in (?:\w+|\d+) ", re.IGNORECASE)  # from when, after another day: "Friday, and the result in ten days"
_NEXT = re.compile(r"\b(?:you|i|we|he|she|they)\b(?:\W+\w+){2,}|[.;]\s", re.IGNORECASE)  # another task, another sentence
_INSTEAD = re.compile(
    r"\b(?:or|not|no|before|instead|rather|better|out|off|away|can't|won't|could|busy|bad|tough)\b|n['’]t\b|\?", re.IGNORECASE
)
_IN_THE_PAST = re.compile(
    r",? (?!(?:if|like|as|once|when|since|because|that|which|what|and|but|so|or|at)\b)(?:\w+ ){1,3}?"
    r"(?:was|were|had|broke|failed|went|lost|did|came|got(?! (?:an?|my|another|nothing|some|to)\b))\b",
    re.IGNORECASE,
)  # "on the 9th, our update broke the menu", not "Thursday, as we had agreed"
_ANY_SUCH = re.compile(r"\b(?:an?|one|some|any ?(?:day|time|thing) (?:but|except)) $", re.IGNORECASE)  # "the 14th, a Tuesday"
_BEGAN = re.compile(
    r"\b(?:since|launched|started|founded|began|opened|joined|happened) (?:(?:back )?(?:on|around) )?$", re.IGNORECASE
)
_HAPPENED = re.compile(
    r"\b(?<!if )(?:I|we|he|she|they|you) (?:signed|bought|went|closed|launched|sent|met|saw|spoke|talked|installed|decided|chose"
    r"|picked|lost|started|opened|left|finished|shipped|called|tried)\b(?: (?!and\b|so\b|but\b)[\w'’-]+){0,4} (?:on )?$",
    re.IGNORECASE,
)  # "we signed with somebody on Friday"
_HABIT = re.compile(r"\b(?:(?:every|each|most) (?:\w+ )?|first |second |third |fourth )$", re.IGNORECASE)
_NEAR_DAYS = 14
_WEEK_OF = re.compile(r"\bweek of (?:the )?$", re.IGNORECASE)
_WEEK = re.compile(r"\b(?:next week|the week after(?P<after> next)?)\b", re.IGNORECASE)
_CLAUSE_END = re.compile(r"[,;.?!]|\b(?:so|but)\b")
_MONTH_ALONE = re.compile(
    rf"\b(?:in|by|mid|mid-|early|late|of|until|till|before|for|start of|end of) ?(?P<month>{'|'.join(MONTHS)})\b(?! (?:the )?\d| the)",
    re.IGNORECASE,
)
_NO_WEEK = re.compile(r"\b(?:not|until|till|through)(?: the)? $|n['’]t (?:\w+ )?$", re.IGNORECASE)  # "I can't do next week"
_DONE = re.compile(
    r"\b(?:since|last|back|ago|was|were|had|did|been|went|bought|began|lost|got|came"
    r"|(?!need|plann|schedul|expect|suppos|slat|target|indeed|interest)\w+ed)\b"
    r"(?:(?!\b(?:so|but|then)\b)[^.?!;]){0,60}$",
    re.IGNORECASE,
)  # "we launched in March"
_THAT_WEEK = re.compile(r"\bweek of (?=the |\w)", re.IGNORECASE)
_LATER = re.compile(
    r" after(?: that(?: one)?)?(?=[.,;:?!]|$| (?:at|or|works?|is|would|then|if|instead|maybe|when|for)\b)", re.IGNORECASE
)
_AFTER_WHAT = re.compile(r" after (?:the|our|your|my|this|his|her|their)\b", re.IGNORECASE)  # "the Monday after our trade show"
_TO = re.compile(r"\s*(?:to|till|until|through|and|or|-|–)\s*(?:the\s+)?", re.IGNORECASE)
_NUMBERED = re.compile(rf"(?:the )?{ORDINAL}", re.IGNORECASE)
_THE = re.compile(r"\bthe $", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DayHit:
    """A day at text[start:end]. part: 'morning', 'afternoon', 'evening' or ''. bare: a weekday and no more, and none named before."""

    start: int
    end: int
    day: date
    part: str
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Talk:
    """What was said of days just before.

    named: oldest first: a bare 'Friday' or 'the 14th' is the newest of them that fits, 'that Friday' the one after the newest.
    asked: the day the other side has just asked for: another weekday is the one next to it. month: the first of the month in the
    talk, for 'the eighteenth' when no day was named. task: the day of what the other side has just said they do: 'and Wednesday
    we look at it' is after it.
    """

    named: Sequence[date] = ()
    asked: date | None = None
    month: date | None = None
    task: date | None = None


NO_TALK = Talk()


def find_days(
    text: str,
    today: date,
    talk: Talk = NO_TALK,
    meant: Callable[[int, int], bool] = lambda start, end: False,
) -> list[DayHit]:
    """Every day named in the text, in order, none overlapping. Past days ('last Thursday') and habits ('Thursdays') are none.

    meant: whether a doubtful text[start:end] ('the ninth') is a day.
    """
    hits: list[DayHit] = []
    for pattern, resolve in (*RULES, DOUBTFUL):
        for found in pattern.finditer(text):
            if pattern is DOUBTFUL[0] and not meant(*found.span("number")):
                continue
            if any(hit.start < found.end() and found.start() < hit.end for hit in hits):
                continue
            bare = _names_only_a_weekday(found)
            again = _again(found, talk.named) or _of_month(found, talk.month)
            if again is not None and again >= today + timedelta(days=bare):  # "Monday", said on a Monday, is the next one
                hits.append(DayHit(found.start(), found.end(), again, _part(found)))
            elif (day := resolve(found, today)) is not None:
                day = _beside(day, _sentence(text, found.start()), today, talk) if bare else day
                hits.append(DayHit(found.start(), found.end(), day, _part(found), bare))
    ahead = sorted((hit for hit in hits if _is_ahead(text, hit)), key=lambda hit: hit.start)
    certain = [hit for hit in ahead if not (_IN_DAYS.match(text, hit.start) and any(one.start < hit.start for one in ahead))]
    return _in_sequence(text, _later(text, _one_month(text, certain), today, talk.named), talk.task)


def _sentence(text: str, end: int) -> str:
    """What is said of its sentence before `end`."""
    return SENTENCE_GAP.split(text[:end])[-1]


def _of_month(found: re.Match[str], month: date | None) -> date | None:
    groups = found.groupdict()
    if month is None or any(groups.get(name) for name in ("month", "next_month", "of")):
        return None
    if groups.get("nth"):
        return nth_of(found, month)
    bare = groups.get("number") and not groups.get("weekday")
    return valid(month.year, month.month, value_of(groups["number"])) if bare else None


def find_month(text: str, today: date) -> date | None:
    """The first of the month that the text names last without a day: 'mid January'."""
    ahead = (said for said in _MONTH_ALONE.finditer(text) if not _DONE.search(text[: said.start()]))
    names = [MONTHS.index(said["month"].lower()) + 1 for said in ahead]
    return date(today.year + (names[-1] < today.month), names[-1], 1) if names else None


def find_week(text: str, today: date) -> date | None:
    """The middle of the week that the text names last, and no day of it: 'next week', 'the week of December the seventh'."""
    for said in reversed(list(_THAT_WEEK.finditer(text))):
        days = (day for pattern, resolve in RULES if (hit := pattern.match(text, said.end())) and (day := resolve(hit, today)))
        if (day := next(days, None)) is not None:
            return day + timedelta(days=3 - day.weekday())
    for said in reversed(list(_WEEK.finditer(text))):
        told = _CLAUSE_END.split(text[said.end() :], maxsplit=1)[0]
        refused = _NO_WEEK.search(text[: said.start()]) or declines(told) or is_away(sentences_at(text, *said.span()), said[0])
        if not refused:
            return today + timedelta(days=3 - today.weekday() + (14 if said["after"] else 7))
    return None


def _beside(day: date, before: str, today: date, talk: Talk) -> date:
    """A bare weekday by the day it answers."""
    named, asked = talk.named, talk.asked
    if named and _THAT.search(before):
        return named[-1] + timedelta(days=(day.weekday() - named[-1].weekday()) % 7)
    if asked is None or delivers(before) or not is_meeting(before, True):  # "I'll send you the list Friday" answers no day
        return day
    after = asked + timedelta(days=(day.weekday() - asked.weekday()) % 7)
    earlier = after - timedelta(days=7)
    return earlier if (asked - earlier) < (after - asked) and earlier > today else after


def _is_ahead(text: str, hit: DayHit) -> bool:
    """A certain day to come: not "the week of", "one Saturday", "every other Monday", "the second Monday", "the Monday after the show", or a day on
    which something was."""
    before = text[: hit.start]
    if _THE.search(before) and _AFTER_WHAT.match(text, hit.end):
        return False
    if any(pattern.search(before) for pattern in (_WEEK_OF, _ANY_SUCH, _BEGAN)):
        return False
    if hit.bare and (_HABIT.search(before) or _HAPPENED.search(before)):
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
    same = valid(day.year, day.month, hit.day.day)
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


def _in_sequence(text: str, hits: list[DayHit], task: date | None) -> list[DayHit]:
    """'You send it Monday and I answer you Wednesday': the second is after the first, unless they are alternatives; so is
    'and Wednesday we look at it' after what the other side does by then."""
    done: list[DayHit] = []
    if hits and task is not None and hits[0].bare and hits[0].day < task and _GOES_ON.search(text, 0, hits[0].start):
        hits = [replace(hits[0], day=task + timedelta(days=(hits[0].day.weekday() - task.weekday()) % 7)), *hits[1:]]
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
    weekday = weekday_index(found) if groups.get("weekday") else None
    number = value_of(groups["number"]) if groups.get("number") else None
    if weekday is None and number is None:
        return None
    fits = (d for d in reversed(named) if weekday in (None, d.weekday()) and number in (None, d.day))
    return next(fits, None) or (_in_the_month_of(named[-1], number, weekday) if named and number else None)


def _in_the_month_of(day: date, number: int, weekday: int | None) -> date | None:
    """'February the eleventh', 'the eighteenth, then': a number near the day named last is of its month."""
    same = valid(day.year, day.month, number)
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
