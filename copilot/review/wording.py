"""A commitment as a line of an email: who does what by when, in the words it was said in, with the day written out.

What would not read as a task by itself gives no line: a clause about "her" or "it", a question, two tasks in one breath.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import datetime

from copilot.call.catalogue import Side
from copilot.call.clauses import alike, fluent
from copilot.review.model import Moment, Promise

_LEAST_WORDS, _MOST_WORDS = 3, 20  # besides the day
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_DO = (
    r"(?:send|write|ship|ask|make|prepare|call|come|check|share|give|get|build|bring|train|draft|test|show|deliver|invite|run"
    r"|do|look|find|start|take|confirm|answer|review|introduce|plan|schedule|book|add|pull|talk|speak|put|sign|tell|choose"
    r"|propose|forward|email|text|report|explain|measure|install|finish|fix|set|pay|order|print|translate|update)"
)
_LEAD = re.compile(
    r"(?:(?:and|so|then|but|well|okay|ok|yeah|yes|also|first|second|finally|meanwhile|me|in parallel|at least|in the meantime"
    r"|(?:on|from) (?:my|our|your) side)\b[\s,:]*)+",
    re.IGNORECASE,
)
_ACTION = re.compile(rf"\b(?:I|we|you|he|she|they)(?:'ll|'d)?\s+(?:can |will |could )?{_DO}\b", re.IGNORECASE)
_PLAIN = re.compile(rf"(I|we)\s+(?={_DO}\b)", re.IGNORECASE)  # "I send you": what a French speaker says for "I'll send you"
_PROMISED = re.compile(
    r"(?:(?!from what\b)(?:by|via|with|from|in|at|before|after|for) (?:[\w'’-]+ ){0,2}[\w'’-]+,? )?"  # "By air I can"
    r"(?:I|we)(?:'ll| will| can|'m going to| am going to|'re going to| are going to)\b",
    re.IGNORECASE,
)
_RECEIVES = re.compile(r"you(?:'ve got|'ve| have|'ll have| will have|'ll get| get|'ll receive| receive)\b", re.IGNORECASE)
_THING = re.compile(
    rf"(?:(?:The|Our|My)(?: \w+){{1,3}}|(?-i:[A-Z])[\w-]+)"
    rf"(?:'ll\b| will\b| (?:{_DO}|arrive|leave|follow|go)e?s\b(?! (?:us|me)\b)"
    rf"| (?:is|are|has|have) (?:\w+(?:ed|en)|ready|done|in|with|on|at)\b)",
    re.IGNORECASE,
)
_FRONTED = re.compile(
    r"(?:for )?(?P<thing>(?:the|my|our|your|an?|this) (?!(?:(?:next|same|other|very|first) )?"
    rf"(?:moment|minute|second|hour|day|week|month|quarter|time|morning|afternoon|evening|{'|'.join(_DAYS)})\b)"
    r"(?:(?!(?:I|you|we|he|she|it|they|is|are|when|if|that)\b)[\w'’-]+ ){0,4}[\w'’-]+), "
    rf"(?:(?P<who>I|we)(?:['’]ll| will)? (?P<verb>{_DO})(?: you)?|you(?:['’]ll| will)? (?:have|get|receive)) (?:it|them)\b",
    re.IGNORECASE,
)  # "The contract, I send it Wednesday"
_THEIR_OWN = re.compile(
    r"(?:I|we|my|our)\b(?!(?:['’]ll)? (?:want|need|expect|hope|think|wish|could do|can do)\b|['’]d (?:want|need|like)\b)"
    r"|(?!we\b)(?-i:[A-Z])[\w-]+(?:'ll| will)\b",
    re.IGNORECASE,
)
_WILL_DO = re.compile(
    r"(?!you\b|what\b)(?:I|we|(?-i:[A-Z])[\w-]+)(?:'ll| will| can(?!'t))\b"
    r"(?! (?:be|have to|need|not|see|try|think|let|live)\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"(?:(?:can|could|will|would) )?you (?={_DO}\b)", re.IGNORECASE)
_NAMED = re.compile(rf"(?P<name>(?-i:[A-Z])[\w-]+) (?P<verb>{_DO})e?s\b(?= (?:me|us)\b)", re.IGNORECASE)
_TODAY = re.compile(r"\b(?:today|tonight|this|now)\b", re.IGNORECASE)  # read on another day they need their date beside them
_LEADS_TO_DAY = re.compile(r"\b(?:for|than|around|about|from|after|and|or|to)$", re.IGNORECASE)  # "for Friday noon"
_UNCLEAR = re.compile(
    r"(?:he|she|it|they|this|that|there|these|those)(?:'\w+)?\b|.*\b(?:do|have) (?:it|that)\b"
    r"|.*\b(?:tell|ask|call|show|let|grab|get|bring|see|meet|ping) (?:him|her|them)\b",
    re.IGNORECASE,
)


def lines(promises: Sequence[Promise]) -> Iterator[tuple[str, Promise]]:
    """The lines for those commitments that make one, in their order; what they said themselves before what you said of them."""
    told = [(line, p) for p in promises if (line := _line(p, _several(p, promises))) is not None]
    own = [p.what for _, p in told if p.who is Side.THEM and p.quote.side is Side.THEM]
    seen = set()
    for line, p in told:
        repeated = p.who is Side.THEM and p.quote.side is Side.YOU and any(alike(p.what, what) for what in own)
        if line not in seen and not repeated:
            yield line, p
        seen.add(line)


def day(at: datetime) -> str:
    """Names of days and months never follow the machine's language."""
    return f"{_DAYS[at.weekday()]}, {_MONTHS[at.month - 1]} {at.day}"


def hour(at: datetime) -> str:
    """American: 9 AM, 2:30 PM, noon."""
    if (at.hour, at.minute) == (12, 0):
        return "noon"
    minutes = f":{at.minute:02d}" if at.minute else ""
    return f"{(at.hour + 11) % 12 + 1}{minutes} {'AM' if at.hour < 12 else 'PM'}"


def on_clock(moment: Moment) -> str:
    """'2:30 PM your time'; the bare hour when both clocks agree, as they seem to while their zone is not known."""
    return hour(moment.theirs) + (" your time" if moment.theirs.utcoffset() != moment.yours.utcoffset() else "")


def _several(promise: Promise, promises: Sequence[Promise]) -> bool:
    """The same clause holds another day as well."""
    return sum(p.quote.utterance == promise.quote.utterance and p.what == promise.what for p in promises) > 1


def _line(promise: Promise, several: bool) -> str | None:
    what = " ".join(promise.what.split()).strip(" ,;:-.")
    moment = None if several else promise.moment
    if fluent(promise.what.rstrip("…")) not in fluent(promise.quote.text):  # your question, or the user's own wording
        asked = _asked(what.rstrip("?")) if what.endswith("?") else what
        return None if asked is None else f"{'Me' if promise.who is Side.YOU else 'You'}: {_dated(asked, promise.when, moment)}"
    clause = _LEAD.sub("", what, count=1) if _LEAD.match(what) else what
    if promise.when and (day_first := re.match(rf"(?:(?:on|by) )?{re.escape(promise.when)}\b[ ,]*", clause, re.IGNORECASE)):
        clause = clause[day_first.end() :]
    besides = len((clause.replace(promise.when, " ") if promise.when else clause).split())
    if (
        not _LEAST_WORDS <= besides <= _MOST_WORDS
        or len(_ACTION.findall(clause)) > 1
        or (_UNCLEAR.match(clause) and not _FRONTED.match(clause))
    ):
        return None
    if promise.who is Side.YOU:
        told = _yours(clause)
        return None if told is None else _dated(told, promise.when, moment)
    if promise.quote.side is Side.THEM:
        own = _THEIR_OWN if promise.when else _WILL_DO
        kept = own.match(clause) and not clause.endswith("?")
        return f"You: “{clause}”{'' if moment is None else f' ({_full(moment)})'}" if kept else None
    if m := _NAMED.match(clause):
        return _dated(f"{m['name']} will {m['verb']}{clause[m.end() :].rstrip('?')}", promise.when, moment)
    asked = _asked(clause.rstrip("?"))
    return None if asked is None else f"You: {_dated(asked, promise.when, moment)}"


def _yours(clause: str) -> str | None:
    """What you said you would do, as you would write it."""
    if clause.endswith("?"):
        return None
    if m := _PLAIN.match(clause):
        return f"{'We' if m[1].lower() == 'we' else 'I'}'ll {clause[m.end() :]}"
    if m := _RECEIVES.match(clause):
        verb = next((v for v in ("receive", "get") if m[0].endswith(v)), "have")
        return f"You'll {verb}{clause[m.end() :]}"
    if m := _FRONTED.match(clause):
        thing = m["thing"][0].lower() + m["thing"][1:]
        does = f"{'We' if m['who'].lower() == 'we' else 'I'}'ll {m['verb'].lower()}" if m["who"] else "You'll have"
        return f"{does} {thing}{clause[m.end() :]}"
    if _PROMISED.match(clause) or _THING.match(clause):
        return clause[0].upper() + clause[1:]
    return None


def _asked(clause: str) -> str | None:
    """What you asked them to do and they agreed to."""
    if m := _ASKED.match(clause):
        return clause[m.end() :]
    return clause if clause.lower().startswith("your ") else None


def _dated(clause: str, when: str, moment: Moment | None) -> str:
    """With the day on their clock in place of the words said for it, or after them."""
    if moment is None:
        return clause
    if _TODAY.search(when):
        return f"{clause} ({_full(moment)})"
    said = re.search(rf"\b(?:by|on|before|until|till) (?:the )?({re.escape(when)})", clause, re.IGNORECASE) if when else None
    if said is None and moment.timed and when and clause.endswith(f" {when}"):
        rest = clause.removesuffix(when).removesuffix(" at ").rstrip()
        due = "by " if re.search(r"\b(?:by|before)\b", when, re.IGNORECASE) else "on "
        return f"{rest} {'' if _LEADS_TO_DAY.search(rest) else due}{_full(moment)}"
    if said is None:
        return f"{clause} ({_full(moment)})"
    the = clause[: said.start(1)].lower().endswith(" the ")
    if the and when.capitalize() in _DAYS and re.match(r" \w", clause[said.end() :]):
        return f"{clause} ({_full(moment)})"  # "the Thursday loads" are no day
    start = said.start(1) - (4 if the else 0)
    return f"{clause[:start]}{_full(moment)}{clause[said.end() :]}"


def _full(moment: Moment) -> str:
    return f"{day(moment.theirs)}{f', {on_clock(moment)}' if moment.timed else ''}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
