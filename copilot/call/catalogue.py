"""Every signal the product knows: its id, who says it, its family. One list, used by rules, labels, screens and tests."""

from dataclasses import dataclass
from enum import StrEnum


class Side(StrEnum):
    """Who speaks. YOU is the microphone, THEM the system audio."""

    YOU = "you"
    THEM = "them"

    @property
    def other(self) -> "Side":
        return Side.THEM if self is Side.YOU else Side.YOU


class CallKind(StrEnum):
    PROSPECT = "prospect"
    PARTNER = "partner"
    REVIEW = "review"


class Family(StrEnum):
    """What a signal does to the user, and so its colour, icon and word on the screen."""

    WARMTH = "warmth"  # warmth without substance, amber
    DRIFT = "drift"  # the next step slips away, coral
    HABIT = "habit"  # the user's own habit, violet
    EVIDENCE = "evidence"  # something that counts, green
    CALL = "call"  # the call as a whole, accent
    ALARM = "alarm"  # missing next step, red


@dataclass(frozen=True, slots=True)
class SignalKind:
    """side: whose words carry it (None: the call as a whole). warning: draws an alert; otherwise a good sign or move."""

    id: str
    side: Side | None
    warning: bool
    family: Family


def _rows(side: Side | None, warning: bool, family: Family, ids: str) -> list[SignalKind]:
    return [SignalKind(i, side, warning, family) for i in ids.split()]


_ALL = [
    *_rows(Side.THEM, True, Family.WARMTH, "vague-enthusiasm tech-flattery"),
    *_rows(Side.THEM, True, Family.DRIFT, "vague-next-step unanchored-yes soft-no exclusivity-request catalog-syndrome"),
    *_rows(Side.THEM, False, Family.EVIDENCE, "friction pain owner-commitment"),
    *_rows(None, False, Family.EVIDENCE, "calendar-anchor"),  # either side may say it
    *_rows(
        Side.YOU,
        True,
        Family.HABIT,
        "passive-follow-up vague-capability over-promise home-market-proof product-centric activity-report",
    ),
    *_rows(
        Side.YOU,
        False,
        Family.EVIDENCE,
        "negative-validation priority-question business-pivot value-recap fit-check next-step-definition calendar-ask"
        " candor dated-acknowledgement",
    ),
    *_rows(None, True, Family.CALL, "no-friction pain-unknown priority-unasked small-talk-overrun wrap-up"),
    *_rows(None, True, Family.HABIT, "monologue talk-ratio"),
    *_rows(None, True, Family.ALARM, "missing-next-step"),
]

SIGNALS: dict[str, SignalKind] = {s.id: s for s in _ALL}


def family_of(signal: str) -> Family:
    """A signal of the user's own, known to the catalogue or not, is of the call as a whole: the accent."""
    known = SIGNALS.get(signal)
    return known.family if known else Family.CALL


CALL_WARNINGS: tuple[str, ...] = (
    "no-friction",
    "pain-unknown",
    "priority-unasked",
    "monologue",
    "talk-ratio",
    "small-talk-overrun",
    "wrap-up",
    "missing-next-step",
)


def utterance_labels(side: Side) -> tuple[str, ...]:
    """The label ids one utterance of this side can carry, in catalogue order."""
    return tuple(s.id for s in _ALL if s.id not in CALL_WARNINGS and s.side in (side, None))


class Stance(StrEnum):
    """What an utterance does with the next contact or delivery that is being arranged."""

    TAKES = "takes"  # it is settled as was proposed, or firmly promised
    OFFERS = "offers"  # another day or hour, or a first one: the other side must still agree
    REFUSES = "refuses"  # not that, and nothing in its place
    OPEN = "open"  # it depends on somebody or something, or is put off


class DayRole(StrEnum):
    """What a day or hour is in what is being arranged."""

    TAKEN = "taken"  # fixed for a meeting of the two sides
    OFFERED = "offered"  # asked for, for such a meeting
    REFUSED = "refused"
    DUE = "due"  # by then somebody here delivers, signs or answers
    ASIDE = "aside"  # anything else: an absence, a habit, somebody else's meeting, a condition


class Cue(StrEnum):
    """What the fold needs to hear besides the labels. Found by lexical patterns, never shown by themselves."""

    ASSENT = "assent"  # yes, correct, exactly, works for me
    DISSENT = "dissent"  # no, not really, afraid not
    FAREWELL = "farewell"  # closing words of a call: goodbye, talk soon, have a great day (not thanks alone)
    BUSINESS = "business"  # something of business was said, by either side
    DEMO = "demo"  # "let me share my screen": a long turn is legitimate
    QUESTION = "question"  # the utterance asks something
    TERMS = "terms"  # volumes, quota, trial, review: what answers an exclusivity request
    REVIEW = "review"  # a review every quarter, or as often
    CONSENT = "consent"  # the recording or note-taking sentence
