"""What a clause that speaks of a day says of it: a promise, an order, an absence, a refusal, a meeting."""

import re

from copilot.call.events import SpokenDate

_NAME = (
    r"(?-i:(?=[A-Z]))(?!(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|january|february|march|april|may|june|july|august|september"
    r"|october|november|december|i|you|it|that|this|there|what|the|a|an)\b)[\w-]+"
)
_PERSON = rf"(?:I|we|he|she|they|{_NAME})"
_IS_AM_ARE = r"(?:\b(?:am|is|are)|['’](?:s|m|re))"
_TO_COME = (
    rf"(?:['’]ll| will| can(?!['’]t)|{_IS_AM_ARE} going to|['’]d be happy to|(?: am| is| are|['’](?:s|m|re))? gonna| gotta"
    r"| (?:have|has|need|needs|want|wants) to|['’](?:ve|s) got to)"
)
_A_CALL = r"(?:an?|another) (?:\w+ )?(?:call|ring|demo|tour)\b"
_HAND_OVER = (
    rf"send|give(?! you {_A_CALL})|share(?! (?:a|my|the|our) screen)|write(?! (?:it|this|that) (?:down|in)\b)|forward|e-?mail"
    r"|prepare|answer|deliver|draft|ship"
)
_ASK_FOR = r"send|shoot|forward|e-?mail|give|call|ping|text|put|throw|get|bring|show|loop|copy|drop"
_ABSENT = r"out|away|gone|off(?! at\b)|closed|swamped|slammed|tied up|busy|booked|packed"
_TROUBLE = (
    r"bad|tough|tight|rough|tricky|packed|jammed|nuts|crazy|brutal|insane|a (?:mess|zoo|nightmare|bear|no-go|stretch)|no good"
    r"|impossible"
)

_REASON = re.compile(r"\b(?:because|since)\b|['’]cause\b", re.IGNORECASE)
_DELIVERY = re.compile(
    rf"\b({_HAND_OVER}|sends|sent|sending|deliver\w+|arrives?|e-?mail\w+|get you(?! on\b)|gives you(?! {_A_CALL})|answer\w+"
    r"|sign(?:s|ed|ing)?|wire\w*|ship\w+|pull\w*|prepare\w+|writ(?:es|ing|ten)|copy|invoice\w*"
    r"|(?:ll|will|can|to) confirm|let you know|tell (?:me|you|us)(?! (?:about|how|what|more)\b)"
    r"|at the latest|no later than|deadline)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(call|meet\w*|invit\w*|calendar|slot|see you|talk|session|demo|review|works?|free|placeholder|visit\w*|accept\w*"
    r"|book\w*|minutes|half an? hour|lunch|come|put (?:something|me|us) (?:on|in|down)|put (?:it|that) on|pencil\w*"
    r"|(?<!on )hold(?! on\b)|block|(?<!['’]m )(?<!am )(?<!is )(?<!are )block(?:ed|ing))\b",
    re.IGNORECASE,
)
_WITH_OTHERS = re.compile(
    r"\bI(?:['’]ll| will| can|['’]m going to)? (?:\w+ )?(?:call|see|meet|visit|catch|ping|sit down"
    rf" with) (?:him|her|them|{_NAME})\b"
    r"|\b(?:I|we)(?:['’]ll| will| can|['’](?:m|re) going to)? (?:talk|speak) (?:to|with) (?!you\b|y['’]all\b|each\b)\w"
    rf"|\bI(?:['’]ll| will| can| could)? (?:get|grab|find) (?!you\b)(?:[\w-]+ ){{1,3}}with (?:him|her|them|{_NAME})\b"
    r"|\bbook (?:my|a|the|our) (?:flight|ticket|hotel|room|train|car)\b",
    re.IGNORECASE,
)  # "I'll call him Thursday": nothing you are part of
_A_MEETING_OF = re.compile(
    r"\b(?:our|my|their|his|her) (?:\w+ )?(?:staff|team|leadership|management|exec\w*|ops|board|sales|budget|weekly|monthly"
    r"|internal|planning|\w+day) (?:call|meeting|sync|huddle|session|stand-?up)s?\b",
    re.IGNORECASE,
)  # "on our staff call Monday", not "our Monday call works"
_WITH_YOU = re.compile(r"\b(?:join|let['’]s|(?:with|see|and|both of) you|you and)\b", re.IGNORECASE)
_PLAINLY = re.compile(
    rf"(?:I|we)(?:['’]ll| will)? (?:{_HAND_OVER}|confirm (?:you|to you|by)|bring(?! {_NAME}\b))\b"
    r"|you(?:['’]ll| will)? (?:have|get|receive) (?:it|them|that|this|the|an?|my|our)\b",
    re.IGNORECASE,
)
_SENDS_NOW = re.compile(r"\b(?:send(?:ing)?|sent) (?:you )?(?:it|this|that)\b[^.?!]{0,12}\bnow\b", re.IGNORECASE)
_AWAY = re.compile(
    rf"{_IS_AM_ARE} (?:\w+ )?(?:{_ABSENT}|travel+ing|on (?:vacation|leave|holiday)|in {_NAME}|in (?:\w+ )?meetings"
    r"|heads[- ]down)\b",
    re.IGNORECASE,
)
_TAKEN = re.compile(
    r"\b(?:works?|fine|good|great|perfect|ideal|excellent|ok|okay|cool|sure|free|open|clear|available|better|best|easier|easiest"
    r"|doable|possible|feasible|an option|a go|the one|it is|can do|could do|let['’]s|yes|yeah|yep|sounds|suits?|be there"
    r"|see you|stands|holds|still on)\b",
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
    rf"|{_ABSENT}|{_TROUBLE}|cannot|too (?:early|late|soon|far))\b|n['’]t\b(?! (?:wait|mind|matter)\b)",
    re.IGNORECASE,
)
_BAD = re.compile(rf"\b(?:{_TROUBLE})\b", re.IGNORECASE)
_PROPOSES = re.compile(
    r"\b(?:do|make|meet|talk|speak|say|try|works?|instead|better|shoot for|push|move|free|open|available)\b", re.IGNORECASE
)
_WILL_DO = re.compile(
    rf"\b{_PERSON}{_TO_COME}\b(?! (?:be|do whatever|not|see|live|imagine|tell you|understand|hold you)\b)|\blet me\b",
    re.IGNORECASE,
)
_HAS_DONE = re.compile(r"\b(?:I|we)(?:['’]ve| have)\b", re.IGNORECASE)
_IS_DOING = re.compile(
    rf"\b{_PERSON}{_IS_AM_ARE} (?!travel|be|hav|go|work|think|hop|try|look)\w+ing\b"
    r"|\b(?:I|we) (?:meet|talk|speak|present|see|call|show|take|bring|tell|ask)\b",
    re.IGNORECASE,
)
_BIDS = re.compile(
    rf"\W*(?:just |please |go ahead and )?(?:{_ASK_FOR}) (?:it|that|this|me|us|him|her|them|over|an?|the|your|some)\b",
    re.IGNORECASE,
)
_TOWARDS_SPEAKER = re.compile(
    r"^(?:\S+ ){0,3}(?:gives?|sends?|tells?|writes?|shows?|gets?|brings?|calls?|e-?mails?|forwards?|shares?) (?:me|us)\b",
    re.IGNORECASE,
)
_TO_LISTENER = re.compile(r"\W*(?:(?:can|could|will|would|if) )?(?:you|your)\b", re.IGNORECASE)
_RECEIVES = re.compile(
    r"\W*you(?:['’]ve|['’]ll have|['’]ll get|['’]ll receive| have| get| receive| will (?:have|get|receive))\b", re.IGNORECASE
)
_DOES = re.compile(r"\b(?:I|we|you|he|she|they)\b|['’]ll\b|\b(?:will|sends?|gives?|gets?|calls?|writes?)\b", re.IGNORECASE)


def asks_listener(clause: str) -> bool:
    """The listener's side is to act ("you send me the list", "Marcus gives us a page"), not to receive ("you have it")."""
    return (bool(_TO_LISTENER.match(clause)) and not _RECEIVES.match(clause)) or bool(_TOWARDS_SPEAKER.match(clause))


def bids(clause: str) -> bool:
    """It tells the listener to do something, as an order does: "send it to me and Hector"."""
    return bool(_BIDS.match(clause))


def promises(clause: str) -> bool:
    """Somebody says what they, or a person they name, will do."""
    return bool(_WILL_DO.search(clause) or _HAS_DONE.search(clause))


def undertakes(clause: str) -> bool:
    """It says what somebody does on the day in it: not "Thursday that week I'm in town" or "Tuesday no"."""
    found = (_WILL_DO, _IS_DOING, _DELIVERY, _BIDS, _TO_LISTENER, _TOWARDS_SPEAKER)
    return any(pattern.search(clause) for pattern in found)


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


def is_trouble(clause: str, day: str) -> bool:
    """It says that the day is a bad one, and no more: "Friday's kinda tight", not "Friday's tight, but okay"."""
    told = clause[max(clause.find(day), 0) :]
    return bool(_BAD.search(told)) and not _TURNS.search(told)


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
    others = _WITH_OTHERS.search(clause) or (_A_MEETING_OF.search(clause) and not takes(clause))
    if others and not _WITH_YOU.search(clause):
        return False
    if _DELIVERY.search(clause) and not re.search(r"\binvit", clause, re.IGNORECASE):
        return False
    return slot or bool(_MEETING.search(clause))
