"""The part of an utterance that speaks of one day, and what kind of promise it is."""

import re
from collections.abc import Sequence
from itertools import pairwise

from copilot.call.events import SpokenDate

WHAT_CHARS = 160
_MOST_WORDS = 20  # of a clause with what its "it" stands for
_SUBJECT = r"(?:you|your|we|our|i|i'll|we'll|he|she|they|he'll|she'll|they'll)\b"
SENTENCE_GAP = re.compile(
    r"(?:(?<=[!?;…])|(?<=\.\.)|(?<=\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMrs\.)(?<!\bMs\.)(?<!\bSt\.)(?!\s+[a-z]))\s+"
)
"""Between two sentences: not after "Dr." or in "2 p.m. your time"."""

_CLAUSE = re.compile(
    rf",?\s+(?:and|then|but|so)\s+(?={_SUBJECT})|,\s+(?:and|then|but|so)\s+|[,:]\s+(?={_SUBJECT})", re.IGNORECASE
)
_JOINT = re.compile(r",\s+(?:and\s+)?|\s+(?:and|but)\s+", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:and|so|then|but|okay|ok|yeah|yes|yep|sure|great|perfect|good|well|right|alright|all right|oh)\b[\s,.]*"
    r"|(?:in parallel|meanwhile|in the meantime|(?:on|from) (?:my|our|your) side),?\s+(?=\w)"
    r"|(?:you know|i mean|look|listen|actually|honestly|anyway),\s*)+",
    re.IGNORECASE,
)
_HESITATION = re.compile(r",?\s*\b(?:[Uu]+m+|[Uu]+h+m*|[Ee]rm*|[Ee]uh|[Hh]m+)\b(?![-'’])[,.]?")  # "the ER" is a place
_STAMMER = re.compile(r"\b(the|a|an|i|i'll|we|we'll|you|it|to|and|that)(?: \1\b)+", re.IGNORECASE)
_DANGLING = re.compile(
    r"(?:[\s,;:-]+(?:and|but|or|because|'cause|to)\b"
    r"|(?<!work)(?<!live)(?<!deal)[\s,;:-]+with\b|,\s*(?:so|then|you know|i mean|like|right|okay)\b)+[\s,;:.…?-]*$",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:because|since)\b|['’]cause\b", re.IGNORECASE)
_A_CALL = r"(?:an?|another) (?:\w+ )?(?:call|ring|demo|tour)\b"
_SHARE = r"share(?! (?:a|my|the|our) screen)"
_WRITE = r"write(?! (?:it|this|that) (?:down|in)\b)"
_DELIVERY = re.compile(
    rf"\b(send|sends|sent|sending|deliver\w*|arrives?|e-?mail\w*|{_SHARE}|forward|get you(?! on\b)"
    rf"|gives? you(?! {_A_CALL})|answer\w*"
    rf"|sign(?:s|ed|ing)?|wire\w*|ship\w*|pull\w*|prepare\w*|{_WRITE}|writ(?:es|ing|ten)|draft|copy|invoice\w*"
    r"|(?:ll|will|can|to) confirm|let you know|at the latest|no later than|deadline)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(call|meet\w*|invit\w*|calendar|slot|see you|talk|session|demo|review|works?|free|placeholder|visit\w*|accept\w*"
    r"|book\w*|minutes|half an? hour|lunch|come|put (?:something|me|us) (?:on|in|down)|put (?:it|that) on|pencil\w*"
    r"|(?<!on )hold(?! on\b)|block|(?<!['’]m )(?<!am )(?<!is )(?<!are )block(?:ed|ing))\b",
    re.IGNORECASE,
)
_NO_NAME = (
    r"(?!(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september|october"
    r"|november|december|i)\b)"
)
_NAME = rf"(?-i:(?=[A-Z])){_NO_NAME}[\w-]+"
_WITH_OTHERS = re.compile(
    r"\bI(?:['’]ll| will| can|['’]m going to)? (?:\w+ )?(?:call|see|meet|visit|catch|ping|(?:talk|speak) (?:to|with)|sit down"
    rf" with) (?:him|her|them|{_NAME})\b"
    r"|\b(?:our|my|their|his|her) (?:\w+ )?(?:staff|team|leadership|management|exec\w*|ops|board|sales|budget|weekly|monthly"
    r"|internal|planning|\w+day) (?:call|meeting|sync|huddle|session|stand-?up)s?\b"
    rf"|\bI(?:['’]ll| will| can| could)? (?:get|grab|find) (?!you\b)(?:[\w-]+ ){{1,3}}with (?:him|her|them|{_NAME})\b"
    r"|\bbook (?:my|a|the|our) (?:flight|ticket|hotel|room|train|car)\b",
    re.IGNORECASE,
)  # "I'll call him Thursday", "on our staff call Monday": nothing you are part of
_WITH_YOU = re.compile(r"\b(?:join|let['’]s|(?:with|see|and|both of) you|you and)\b", re.IGNORECASE)
_PLAINLY = re.compile(
    rf"(?:I|we)(?:['’]ll| will)? (?:send|give(?! you {_A_CALL})|{_SHARE}|{_WRITE}|forward|e-?mail|prepare"
    rf"|confirm (?:you|to you|by)|answer|deliver|draft|ship|bring(?! {_NAME}\b))\b"
    r"|you(?:['’]ll| will)? (?:have|get|receive) (?:it|them|that|this|the|an?|my|our)\b",
    re.IGNORECASE,
)
_SENDS_NOW = re.compile(r"\b(?:send(?:ing)?|sent) (?:you )?(?:it|this|that)\b[^.?!]{0,12}\bnow\b", re.IGNORECASE)
_AWAY = re.compile(
    r"(?:\b(?:am|is|are)|['’](?:s|m|re)) (?:\w+ )?(?:out|away|gone|off|closed|travel+ing|on (?:vacation|leave|holiday)"
    rf"|in {_NAME}|in (?:\w+ )?meetings|heads[- ]down|swamped|slammed|tied up|busy|booked)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:works?|fine|good|great|perfect|ideal|excellent|ok|okay|cool|sure|free|open|clear|available|better|best|easier|easiest"
    r"|doable|possible|feasible|an option|a go|the one|it is|can do|could do|let['’]s|yes|yeah|yep|sounds|suits?|be there"
    r"|see you)\b",
    re.IGNORECASE,
)
_TURNS = re.compile(r",(?! (?:back|until|till|through|not)\b)|;|\b(?:so|but)\b", re.IGNORECASE)
_IS = re.compile(
    r"(?<!\bit)(?<!\bthat)(?<!\blet)(?<!\bhere)['’]s \w|(?<!\bit )(?<!\bthat )\bis (?!it\b)\w"
    r"|\b(?:is|wo|does)n['’]t\b(?! (?:be )?(?:a problem|an issue)\b)|\b(?:supposed|expected|slated) (?:to|for)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:no(?!,| (?:problem|worries|issue|doubt)\b)|not(?! (?:a problem|an issue|before|after|until|till)\b)"
    r"|out|bad|busy|packed|tough|booked"
    r"|off(?! at\b)|away|cannot|too (?:early|late|soon|far))\b|n['’]t\b(?! (?:wait|mind|matter)\b)",
    re.IGNORECASE,
)
_PROPOSES = re.compile(
    r"\b(?:do|make|meet|talk|speak|say|try|works?|instead|better|shoot for|push|move|free|open|available)\b", re.IGNORECASE
)
_PROMISE = re.compile(
    r"\b(?!(?:it|that|this|there|what|you)\b)(?:I|we|he|she|they|(?-i:[A-Z])[\w-]+)"
    r"(?:['’]ll| will| can(?!['’]t)|['’](?:m|re) going to|['’]d be happy to)\b"
    r"(?! (?:be|do whatever|not|see|live|imagine|tell you|understand|hold you)\b)"
    r"|\blet me\b|\b(?:I|we)(?:['’]ve| have)\b",
    re.IGNORECASE,
)
_BIDS = re.compile(
    r"\W*(?:just |please |go ahead and )?(?:send|shoot|forward|e-?mail|give|call|ping|text|put|throw|get|bring|show|loop|copy"
    r"|drop) (?:it|that|this|me|us|him|her|them|over|an?|the|your|some)\b",
    re.IGNORECASE,
)
_STANDS_FOR = re.compile(
    r"^(?:(?:I|we|you|he|she|they)(?:'ll| will| can| could|'d| would)? )?(?:do|send|get|give|share|write|sign|have|make|bring"
    r"|forward|deliver|finish|put)\w* (?:you |to you )?(?:it|that|this|them|those)\b",
    re.IGNORECASE,
)
_TOWARDS_SPEAKER = re.compile(
    r"^(?:\S+ ){0,3}(?:gives?|sends?|tells?|writes?|shows?|gets?|brings?|calls?|e-?mails?|forwards?|shares?) (?:me|us)\b",
    re.IGNORECASE,
)
_TO_LISTENER = re.compile(r"\W*(?:(?:can|could|will|would|if) )?(?:you|your)\b", re.IGNORECASE)
_RECEIVES = re.compile(
    r"\W*you(?:'ve|'ll have|'ll get|'ll receive| have| get| receive| will (?:have|get|receive))\b", re.IGNORECASE
)


_DOES = re.compile(r"\b(?:I|we|you|he|she|they)\b|'ll\b|\b(?:will|sends?|gives?|gets?|calls?|writes?)\b", re.IGNORECASE)


def fluent(text: str) -> str:
    """Without hesitations, little words said twice and needless spaces."""
    return _STAMMER.sub(r"\1", " ".join(_HESITATION.sub("", text).split()))


def sentences_at(text: str, start: int, end: int) -> str:
    """The sentences that text[start:end] touches, shortened."""
    starts = [0, *(m.end() for m in SENTENCE_GAP.finditer(text)), len(text)]
    touched = [text[a:b] for a, b in pairwise(starts) if a < max(end, start + 1) and b > start]
    return _trimmed("".join(touched) or text)


def clause_of(text: str, date: SpokenDate, dates: Sequence[SpokenDate] = ()) -> str:
    """The words around that date, up to those around the other dates."""
    starts = [0, *(m.end() for m in SENTENCE_GAP.finditer(text))]
    begin = max(s for s in starts if s <= date.start)
    end = min((s for s in starts if s > date.start), default=len(text))
    cuts = [(m.start() + begin, m.end() + begin) for m in _CLAUSE.finditer(text[begin:end])]
    others = sorted({date.start, *(d.start for d in dates if begin <= d.start < end)})
    for one, two in pairwise(others):
        between = [(m.start() + one, m.end() + one) for m in _JOINT.finditer(text[one:two])]
        if between and not any(one <= cut[0] < two for cut in cuts):
            cuts.append(between[-1])
    left = max((after for before, after in cuts if before < date.start), default=begin)
    right = min((before for before, _ in cuts if before >= date.end), default=end)
    if _only_date(text[left:right], date):
        right = min((before for before, _ in cuts if before > right), default=end)
    if _only_date(text[left:right], date):
        left = max((after for before, after in cuts if after < left), default=begin)
    elif _STANDS_FOR.match(_trimmed(text[left:right])):
        noun = max((after for before, after in cuts if after < left), default=begin)
        alone = not any(noun <= d.start < left for d in dates)
        left = noun if alone and len(text[noun:right].split()) <= _MOST_WORDS else left
    return _trimmed(text[left:right])


def asks_listener(clause: str) -> bool:
    """The listener's side is to act ("you send me the list", "Marcus gives us a page"), not to receive ("you have it")."""
    return (bool(_TO_LISTENER.match(clause)) and not _RECEIVES.match(clause)) or bool(_TOWARDS_SPEAKER.match(clause))


def bids(clause: str) -> bool:
    """It tells the listener to do something, as an order does: "send it to me and Hector"."""
    return bool(_BIDS.match(clause))


def promises(clause: str) -> bool:
    """Somebody says what they, or a person they name, will do."""
    return bool(_PROMISE.search(clause))


def delivers(clause: str) -> bool:
    """You say plainly that you send or give something: "I send you the list this afternoon", "you have it today"."""
    return bool(_PLAINLY.match(clause)) and not clause.endswith("?")


def sends_now(clause: str) -> bool:
    """What is sent leaves now, and is due on no day beside it: "I send it now, Friday the fourth, nine Central"."""
    return bool(_SENDS_NOW.search(clause))


def is_away(clause: str, day: str) -> bool:
    """It says that somebody is not there on that day or until then, and nothing else: "she's out till Monday", not "I'm in
    Boston Thursday, so Friday"."""
    away = _AWAY.search(clause)
    rest = clause if away is None else clause[: away.start()] + clause[away.end() :]
    return _is_of(away, clause, day) and not (_MEETING.search(rest) or _DELIVERY.search(rest))


def remarks(clause: str, day: str) -> bool:
    """It says what that day is, not that somebody does something on it or takes it: "Thursday's Thanksgiving"."""
    return names_only(clause) and _is_of(_IS.search(clause), clause, day) and not takes(clause)


def _is_of(found: re.Match[str] | None, clause: str, day: str) -> bool:
    """Nothing turns to that day between those words and its name."""
    if found is None:
        return False
    at = clause.find(day, found.end())
    return at < 0 or not _TURNS.search(clause[found.end() : at])


def declines(clause: str) -> bool:
    """Its words refuse the days in it: "Tuesday and Wednesday are out"."""
    return bool(_REFUSED.search(clause))


def takes(clause: str) -> bool:
    """The day in it is agreed to by its own words."""
    return bool(_TAKEN.search(clause)) and not declines(clause)


def proposes(clause: str) -> bool:
    """It asks for the day in it: "Wednesday?", "could we do Friday?", not "will he have the figures by Friday?"."""
    return clause.endswith("?") and bool(names_only(clause) or _PROPOSES.search(clause)) and is_meeting(clause, True)


def gives_reason(clause: str, date: SpokenDate) -> bool:
    """The day is only why: "not later, because the auditors land on the eleventh"."""
    return bool(_REASON.search(clause[: max(clause.find(date.text), 0)]))


def names_only(clause: str) -> bool:
    """It names a day and what for, and nobody who does anything."""
    return not _DOES.search(clause)


def is_meeting(clause: str, slot: bool) -> bool:
    """A meeting rather than a delivery. slot: that day or hour is already in the talk for a meeting."""
    if _WITH_OTHERS.search(clause) and not _WITH_YOU.search(clause):
        return False
    if _DELIVERY.search(clause) and not re.search(r"\binvit", clause, re.IGNORECASE):
        return False
    return slot or bool(_MEETING.search(clause))


def alike(one: str, two: str) -> bool:
    """They share a word of substance."""
    return bool(_substance(one) & _substance(two))


def _substance(text: str) -> set[str]:
    return {w for w in re.findall(r"[^\W\d_]{4,}", text.lower()) if not _COMMON.fullmatch(w)}


_COMMON = re.compile(
    r"will|with|have|that|this|then|than|your|from|them|they|what|when|there|before|after|until|sends?|gets|\w*day"
)


def _only_date(text: str, date: SpokenDate) -> bool:
    return len(text.split()) <= len(date.text.split()) + 1


def _trimmed(clause: str) -> str:
    """Fluent, without words that only open and a conjunction that leads nowhere."""
    bare = _DANGLING.sub("", _LEAD.sub("", fluent(clause))).strip(" ,;:-") or clause.strip()
    return bare if len(bare) <= WHAT_CHARS else bare[:WHAT_CHARS].rsplit(" ", 1)[0] + "…"
