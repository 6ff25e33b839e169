"""What a person is called, from how directories, calendars and people in a hurry write it."""

import re
from itertools import takewhile

_TITLES = {"mr", "mrs", "ms", "miss", "dr", "prof", "professor", "sir", "madam", "m", "mme", "mlle", "monsieur", "madame"}
_ROLE = re.compile(
    r"(?:c[efimort]o|[es]?vp|jr|sr|esq|ph\.?d|md|mba|cpa|pe|inc|llc|ltd|gmbh|corp|co|vice|president|chief|head|director|manager"
    r"|(?:co-?)?founder|owner|partner|lead|senior|sales|operations|marketing|engineering|finance)\b",
    re.IGNORECASE,
)
"""After a comma it is no first name: "CFO", "PhD", "Head of Sales"."""


def in_order(full: str) -> str:
    """'Doyle, Karen' is Karen Doyle; what else stands behind a comma stays there."""
    parts = [part.strip() for part in full.split(",")]
    person = [*parts[:1], *takewhile(lambda part: part and not _ROLE.match(part), parts[1:])]
    if len(person) != 2 or any(c.isdigit() for c in full):
        return full.strip()
    return ", ".join((f"{person[1]} {person[0]}".strip(), *parts[2:]))


def first_name(full: str) -> str:
    """Without a title or an initial; '' for an address or a row of signs."""
    names: list[str] = re.findall(r"[^\W\d_][\w'’-]*\.?", in_order(full).partition(",")[0])
    called = [n.rstrip(".") for n in names if n.lower().rstrip(".") not in _TITLES and len(n.rstrip(".")) > 1]
    return "" if not called or "@" in full else called[0][0].upper() + called[0][1:]
