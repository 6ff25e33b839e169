"""Words that say a thing is for now: an answer to "is it a priority?" that the signal model takes for a polite no."""

import re

_NOW = r"(?:this (?:week|month|quarter|semester|season|year|spring|summer|fall|winter)|right now|right away|today|now)"
_THING = r"(?:it|this|that|fixing (?:it|this|that))"
_URGENT = re.compile(
    rf"^\W*(?:(?:oh|well|yeah|yes|definitely|absolutely|for sure|for)\W+)*{_NOW}(?=[.,!;]|$)"
    rf"|\b{_THING}(?:['’]s got to| has(?: got)? to| must| needs to|['’]ll have to) (?:be|happen|get|run|go|work)\b"
    rf"|\b{_THING}(?:['’]s| is) (?:for )?(?:(?:really|very|super|so|definitely|absolutely) )*"
    rf"(?:urgent|{_NOW}|number one|my first|our first|a fire|on fire)\b"
    r"|\b(?:at|near) the (?:very )?top of (?:my|our|the) list\b|\b(?:my|our) (?:first|number one|top) (?:priority|problem)\b"
    r"|^\W*(?:in )?(?:(?:the|my|our) )?(?:number one|top (?:two|three))(?=[.,!;]|$)|\bi(?:['’]d| would) call it a fire\b"
    r"|\b(?:can['’]t|cannot) (?:wait|do nothing|put (?:it|this|that) off"
    r"|(?:go|do|have|take|afford) another (?:week|month|quarter|season|year|winter|summer))\b|\bthe sooner the better\b"
    r"|\b(?:this is|it['’]s) the (?:year|quarter|month|season) (?:we|i) (?:finally )?(?:fix|solve|do|get|sort)\b",
    re.IGNORECASE,
)
_TAKEN_BACK = re.compile(
    r"\b(?:not|no(?!,? question)|never|nothing(?<!do nothing)|but|except|later|next (?:year|quarter|spring|summer|fall)"
    r"|some ?day|unless|if|frozen|pass|rather|wish|used to|was|were)\b|(?:isn|wasn|doesn|don|won|wouldn|didn|aren)['’]t\b",
    re.IGNORECASE,
)


def is_urgent(text: str) -> bool:
    """They say that it is for now, and take nothing of it back."""
    return bool(_URGENT.search(text)) and not _TAKEN_BACK.search(text)
