"""What the counterpart understands of one turn of the user: the labels and cues that came with it, and a few plain patterns."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from copilot.call.catalogue import Cue

CHALLENGES = frozenset({"negative-validation", "priority-question", "fit-check"})
CLOSINGS = frozenset({"value-recap", "fit-check", "next-step-definition", "calendar-ask"})
HABITS = frozenset(
    {"vague-capability", "over-promise", "home-market-proof", "product-centric", "activity-report", "passive-follow-up"}
)
FOG = frozenset({"vague-capability", "over-promise"})

_REPEAT = re.compile(
    r"\b(?:can|could|would) you (?:please )?repeat|\bsay (?:that|it) again\b|\bpardon\b|\bcome again\b|^\s*sorry\s*\?"
    r"|\b(?:didn't|did not|couldn't|could not) (?:catch|hear|get) (?:that|you|it|the last)|\bonce more,? please\b",
    re.I,
)
_HOUR = (
    r"(?:noon|(?:\d{1,2}(?::\d\d)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    r"(?:[ -](?:fifteen|thirty|forty-five))?(?: o'clock)?(?: ?[ap]\.?m\b\.?)?)"
)
_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DAY = (
    rf"(?:next |this )?(?:monday|tuesday|wednesday|thursday|friday|tomorrow)(?: the \w+| {_MONTH} \w+)?"
    rf"|{_MONTH} (?:the )?\w+|the \d{{1,2}}(?:st|nd|rd|th)"
)
_SLOT = re.compile(
    rf"\b(?P<day>{_DAY})\b(?:,? (?:at |around )?(?P<hour>{_HOUR}))?(?: in the (?P<part>morning|afternoon))?", re.I
)
_SHORT = re.compile(r"\bplaceholder\b|\b(?:fifteen|15)[- ]min|\bcancel\b|\bhold (?:the|a) slot\b|\bpencil\b", re.I)
_MEETING = re.compile(r"\b(?:invite|invitation|call|meet\w*|calendar|review|session|speak|talk|see you|booked|slot)\b", re.I)
_BYE = re.compile(r"\b(?:good ?)?bye\b", re.I)
_PLAN = re.compile(r"\bnext steps?(?: is| are|:|,| would be)", re.I)
_ASKING = re.compile(
    r"\?|^\W*(?:so |and |but |okay,? )*(?:what|how|who|why|when|where|which|is|are|do|does|can|could|would)\b|\btell me\b"
    r"|\bwalk me through\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Heard:
    """One turn of the user. labels: ids, as shown to the user. at_ms: call time when the turn ended."""

    text: str
    labels: frozenset[str]
    cues: frozenset[Cue]
    at_ms: int

    @property
    def silent(self) -> bool:
        return not self.text.strip()

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def asks_to_repeat(self) -> bool:
        return self.words <= 14 and bool(_REPEAT.search(self.text))

    @property
    def is_question(self) -> bool:
        return Cue.QUESTION in self.cues or bool(_ASKING.search(self.text))

    @property
    def says_goodbye(self) -> bool:
        return Cue.FAREWELL in self.cues or (self.words <= 8 and bool(_BYE.search(self.text)))

    @property
    def plans(self) -> bool:
        """Who does what next, by its label or because it says so."""
        return "next-step-definition" in self.labels or (self.words >= 8 and bool(_PLAN.search(self.text)))

    @property
    def slot(self) -> str:
        """The day, and the hour if there is one, in the user's words; '' without a day."""
        found = _SLOT.search(self.text)
        if not found:
            return ""
        day = found["day"][0].upper() + found["day"][1:]
        hour = f" at {found['hour']}" if found["hour"] else ""
        return day + hour + (f" in the {found['part']}" if found["part"] else "")

    @property
    def is_placeholder(self) -> bool:
        return bool(_SHORT.search(self.text))

    @property
    def asks_for_slot(self) -> bool:
        """By its label, or because it asks with a day and an hour."""
        found = _SLOT.search(self.text)
        timed = found is not None and bool(found["hour"]) and self.text.rstrip().endswith("?")
        return "calendar-ask" in self.labels or timed or ("calendar-anchor" in self.labels and bool(_MEETING.search(self.text)))

    @property
    def confirms_slot(self) -> bool:
        """Words about a slot that is already agreed: the invite leaves, see you then."""
        return self.any_of({"calendar-anchor", "calendar-ask"}) or bool(re.search(r"\binvit", self.text, re.I))

    def any_of(self, labels: Collection[str]) -> bool:
        return not self.labels.isdisjoint(labels)
