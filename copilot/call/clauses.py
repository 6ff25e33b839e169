"""The part of an utterance that speaks of one day, as it is told afterwards."""

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

_WISH = r"let (?:me|us) know\b|tell (?:me|us)\b|please\b"
_CLAUSE = re.compile(
    rf",?\s+(?:and|then|but|so)\s+(?={_SUBJECT}|{_WISH})|,\s+(?:and|then|but|so)\s+|[,:]\s+(?={_SUBJECT})", re.IGNORECASE
)
_JOINT = re.compile(r",\s+(?:and\s+)?|\s+(?:and|but)\s+", re.IGNORECASE)
_LEAD = re.compile(
    r"^(?:(?:and|so|then|but|okay|ok|yeah|yes|yep|sure|great|perfect|good|well|right|alright|all right|oh)\b[\s,.]*"
    r"|(?:in parallel|meanwhile|in the meantime|(?:on|from) (?:my|our|your) side),?\s+(?=\w)"
    r"|(?:(?:we(?:['’]re| are)?|it(?:['’]s| is)) agreed?|we said|i note) that (?=\w)"
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
_STANDS_FOR = re.compile(
    r"^(?:(?:I|we|you|he|she|they)(?:'ll| will| can| could|'d| would)? )?(?:do|send|get|give|share|write|sign|have|make|bring"
    r"|forward|deliver|finish|put|receive)\w* (?:you |to you )?(?:it|that|this|them|those)\b",
    re.IGNORECASE,
)


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
        further = min((before for before, _ in cuts if before > right), default=end)
        right = right if any(right <= d.start < further for d in dates) else further
    if _only_date(text[left:right], date):
        left = max((after for before, after in cuts if after < left), default=begin)
    elif _STANDS_FOR.match(_trimmed(text[left:right])):
        noun = max((after for before, after in cuts if after < left), default=begin)
        alone = not any(noun <= d.start < left for d in dates)
        left = noun if alone and len(text[noun:right].split()) <= _MOST_WORDS else left
    return _trimmed(text[left:right])


def alike(one: str, two: str) -> bool:
    """They share a word of substance."""
    return bool(_substance(one) & _substance(two))


def restates(again: str, known: str) -> bool:
    """It shares a word of substance with the other, or has none of its own: "I send it Monday"."""
    return alike(again, known) or not _substance(again)


def _substance(text: str) -> set[str]:
    return {w for w in re.findall(r"[^\W\d_]{4,}", text.lower()) if not _COMMON.fullmatch(w)}


_COMMON = re.compile(
    r"will|with|have|that|this|then|than|your|from|them|they|what|when|there|before|after|until|sends?|gets|\w*day"
)


def _only_date(text: str, date: SpokenDate) -> bool:
    return len(_trimmed(text).split()) <= len(date.text.split()) + 1


def _trimmed(clause: str) -> str:
    """Fluent, without words that only open and a conjunction that leads nowhere."""
    bare = _DANGLING.sub("", _LEAD.sub("", fluent(clause))).strip(" ,;:-") or clause.strip()
    return bare if len(bare) <= WHAT_CHARS else bare[:WHAT_CHARS].rsplit(" ", 1)[0] + "…"
