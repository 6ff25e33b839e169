"""What the page after a call shows, as frozen data. `copilot.review.build.build_review` makes it from a folded call.

Everything here rests on words that were said: a `Quote` points back to its utterance. Times are milliseconds of call time
unless they are `datetime`s, which are always aware.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from copilot.call.catalogue import Family, Side
from copilot.call.events import Phase
from copilot.call.rules import Text
from copilot.call.state import AlertStatus, Call


@dataclass(frozen=True, slots=True)
class Quote:
    """Words as they were said. start, end: character offsets of the evidence in `text`; (0, 0) marks nothing."""

    at_ms: int
    side: Side
    text: str
    utterance: int
    start: int = 0
    end: int = 0


class VerdictValue(StrEnum):
    SIGNED = "signed next step"
    OPEN = "open"
    POLITE_NO = "polite no"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Never without quotes, except OPEN on a call where nothing was heard."""

    value: VerdictValue
    quotes: tuple[Quote, ...]
    reason: Text


@dataclass(frozen=True, slots=True)
class Moment:
    """A day or a slot in both zones. timed: an hour was said; otherwise only the days count (00:00)."""

    theirs: datetime
    yours: datetime
    timed: bool


@dataclass(frozen=True, slots=True)
class Promise:
    """One commitment. when: the words said; moment: the resolved day, or None."""

    commitment: int
    who: Side
    what: str
    when: str
    moment: Moment | None
    meeting: bool
    accepted: bool
    quote: Quote


@dataclass(frozen=True, slots=True)
class Step:
    """A wrap-up checklist row. by: '' not done, 'heard' or 'hand'; quote: the words that earned it."""

    step: int
    title: Text
    by: str
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Question:
    """Something left unasked. id: the signal or step it comes from; ask: the English sentence for next time."""

    id: str
    ask: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Missed:
    """An alert nobody answered. quote: the words behind it (None for the call as a whole); yours: what you said next."""

    alert: int
    signal: str
    family: Family
    at_ms: int
    title: Text
    quote: Quote | None
    yours: Quote | None
    better: str


@dataclass(frozen=True, slots=True)
class Band:
    """A published range to compare a figure with. low, high: in the figure's unit. source: who published it, and on what."""

    low: float
    high: float
    source: Text


@dataclass(frozen=True, slots=True)
class Figure:
    """id: talk-share, longest-you, longest-them, questions-you, questions-them, pace-you, pace-them, turns.

    value: share 0..1, milliseconds, a count, or words per minute, by `unit`: 'share', 'ms', 'count', 'wpm'.
    at_ms: where it happened, when it happened somewhere.
    """

    id: str
    unit: str
    value: float
    title: Text
    at_ms: int | None = None
    band: Band | None = None


class Tone(StrEnum):
    WARM = "warm"
    BRIEF = "brief"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the email. grounds: the quotes it says again; set_up: it rests on the call's set-up, its hour included.

    A sentence with neither holds no fact: a courtesy, or a question.
    """

    text: str
    grounds: tuple[Quote, ...] = ()
    set_up: bool = False


@dataclass(frozen=True, slots=True)
class Email:
    """asks: nothing was agreed, so the note asks for a yes or a no. paragraphs: in order, greeting and sign-off included."""

    tone: Tone
    subject: str
    paragraphs: tuple[tuple[Sentence, ...], ...]
    asks: bool

    @property
    def body(self) -> str:
        """Plain text; a paragraph with list lines has each on its own line."""
        return "\n\n".join(
            ("\n" if any(s.text.startswith("- ") for s in p) else " ").join(s.text for s in p) for p in self.paragraphs
        )


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of speech in a lane of the picture."""

    start_ms: int
    end_ms: int
    utterance: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A label in the picture: warm words above, evidence below."""

    at_ms: int
    signal: str
    family: Family
    side: Side
    utterance: int
    text: str


@dataclass(frozen=True, slots=True)
class AlertMark:
    """An alert in the picture. answered_ms: when it was answered, or None."""

    at_ms: int
    alert: int
    signal: str
    family: Family
    status: AlertStatus
    answered_ms: int | None


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    phase: Phase
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class TickMark:
    """A checklist row was ticked."""

    at_ms: int
    step: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """The picture of the call. monologues: stretches of yours without a turn of theirs, past the playbook's limit."""

    end_ms: int
    planned_ms: int
    you: tuple[Span, ...]
    them: tuple[Span, ...]
    warm: tuple[Dot, ...]
    evidence: tuple[Dot, ...]
    habits: tuple[Dot, ...]
    alerts: tuple[AlertMark, ...]
    phases: tuple[PhaseSpan, ...]
    ticks: tuple[TickMark, ...]
    monologues: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Review:
    """The page after the call. emails: one per tone, the first is the one to show. slot: the meeting for the invite, if any."""

    call: Call
    verdict: Verdict
    promises: tuple[Promise, ...]
    steps: tuple[Step, ...]
    unasked: tuple[Question, ...]
    missed: tuple[Missed, ...]
    figures: tuple[Figure, ...]
    emails: tuple[Email, ...]
    slot: Moment | None
    consent: Quote | None
    timeline: Timeline

    @property
    def email(self) -> Email:
        return self.emails[0]
