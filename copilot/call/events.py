"""Every event of a call. Frozen; times are integer milliseconds of call time, stamped once at the edge.

Inputs come from the edge (audio, recognizer, labeller, clicks, the clock). Derived events come out of the fold; the log marks
them, and `replay --check` recomputes them.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from copilot.call.catalogue import CallKind, Cue, DayRole, Side, Stance


class Stage(StrEnum):
    """How settled a hypothesis is; each stage revises the one before."""

    INTERIM = "interim"
    FINAL = "final"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class Prospect:
    """The other side as set up before the call. timezone: IANA name or ''."""

    name: str = ""
    company: str = ""
    role: str = ""
    timezone: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """One label of one utterance. score: 0..1, calibrated. start, end: character offsets of the evidence in the text."""

    id: str
    score: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SpokenDate:
    """A day or slot said aloud. start, end: character offsets. at: ISO 8601 with offset, on their clock.

    timed: an hour was said; otherwise `at` is that day at 00:00. day_part: 'morning', 'afternoon', 'evening' or ''.
    role: None where it is not clear.
    """

    text: str
    start: int
    end: int
    at: str
    timed: bool
    day_part: str = ""
    role: DayRole | None = None


# --- inputs ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class CallStarted:
    """started_utc: ISO 8601 in UTC. your_timezone: IANA name. vocabulary: names and product words for the recognizer."""

    at_ms: int = 0
    call_id: str
    kind: CallKind = CallKind.PROSPECT
    planned_ms: int = 30 * 60_000
    started_utc: str
    your_timezone: str = "Europe/Paris"
    prospect: Prospect = field(default_factory=Prospect)
    title: str = ""
    problem: str = ""
    amount: str = ""
    vocabulary: tuple[str, ...] = ()
    origin: str = "live"  # live, file, script, transcript, practice, demo


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedEndChanged:
    at_ms: int
    planned_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Every 250 ms of call time: lets time-based rules look at the clock."""

    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechStarted:
    """Voice activity began. utterance: counts from 1 over both sides, unique in the call."""

    at_ms: int
    side: Side
    utterance: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeechEnded:
    """Voice activity ended; the speech lies in [start_ms, end_ms], end_ms <= at_ms."""

    at_ms: int
    side: Side
    utterance: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Hypothesis:
    """The text of an utterance as understood now. revision grows by one per utterance. Empty text: it was no speech."""

    at_ms: int
    side: Side
    utterance: int
    revision: int
    stage: Stage
    text: str
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Labelled:
    """What the labeller found in that revision of the text. stance: None where nothing is arranged or it is not clear."""

    at_ms: int
    side: Side
    utterance: int
    revision: int
    stage: Stage
    labels: tuple[Label, ...] = ()
    cues: tuple[Cue, ...] = ()
    dates: tuple[SpokenDate, ...] = ()
    stance: Stance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AudioGap:
    """A stretch of a channel that was not heard. reason: overrun, device, suspended."""

    at_ms: int
    side: Side
    start_ms: int
    end_ms: int
    reason: str


class Trouble(StrEnum):
    """What can go wrong while listening; each has its sentence on the overlay."""

    LOST = "lost"  # the device went away or the stream ended
    ABSENT = "absent"  # there is no device to listen to
    REFUSED = "refused"  # the device is there and does not open: held by another program, or not allowed
    STUCK = "stuck"  # the sound system does not answer
    WHOLE = "whole"  # the one application to be heard (detail) plays nothing: all that plays is heard
    SILENT = "silent"  # opens but delivers nothing but zeros
    ECHO = "echo"  # the microphone hears the other side
    RECOGNIZER = "recognizer"  # recognition failed or its weights are missing
    LABELLER = "labeller"
    BEHIND = "behind"  # captions lag; detail holds the seconds
    DISK = "disk"  # the record cannot be written
    ENGINE = "engine"
    IDLE = "idle"  # nobody has spoken for so many minutes (detail): is the call over?
    LEFT = "left"  # the call's application (detail) let the microphone go: is the call over?


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleBegan:
    """detail: a device name or a number for the sentence; never words from the call. side: None when it is not a channel's."""

    at_ms: int
    trouble: Trouble
    side: Side | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TroubleEnded:
    at_ms: int
    trouble: Trouble
    side: Side | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertDismissed:
    at_ms: int
    alert: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertMarkedWrong:
    at_ms: int
    alert: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepToggled:
    """The user ticks (or unticks) a checklist row by hand. step: 1..n."""

    at_ms: int
    step: int
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bookmarked:
    at_ms: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallPaused:
    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallResumed:
    at_ms: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CallEnded:
    """reason: stopped, finished (end of file), crashed (recovered later)."""

    at_ms: int
    reason: str = "stopped"


# --- derived --------------------------------------------------------------------------------------------------------


class Phase(StrEnum):
    OPENING = "opening"  # before small-talk-overrun could fire
    MIDDLE = "middle"
    WRAP_UP = "wrap-up"  # five minutes left
    LAST = "last"  # two minutes left
    OVERTIME = "overtime"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseChanged:
    at_ms: int
    phase: Phase


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRaised:
    """An alert is shown. alert: counts from 1 in the call. quote with [start, end) marked; say: the next sentence, in English.

    side, utterance: whose words; None for the call as a whole. line: index of the line within its playbook entry.
    """

    at_ms: int
    alert: int
    signal: str
    side: Side | None
    utterance: int | None
    quote: str
    start: int
    end: int
    say: str
    loud: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertShrunk:
    """Its 20 s are over: card to chip."""

    at_ms: int
    alert: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertExpired:
    """It left the screen without an answer."""

    at_ms: int
    alert: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertAnswered:
    """The user made the matching good move (or what it asked for was heard): tick, then fade."""

    at_ms: int
    alert: int
    utterance: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertWithdrawn:
    """Later text removed its ground."""

    at_ms: int
    alert: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDone:
    """A checklist row ticked itself, with the words that earned it."""

    at_ms: int
    step: int
    utterance: int
    quote: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepUndone:
    """Later text removed the ground of a tick that was heard."""

    at_ms: int
    step: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentHeard:
    """Somebody will do something by a day. commitment: counts from 1; the same number again revises it.

    when: the words; date: the resolved SpokenDate or None. meeting: the commitment is a meeting, not a task.
    accepted: both sides agreed to it.
    """

    at_ms: int
    commitment: int
    who: Side
    what: str
    when: str
    date: SpokenDate | None
    quote: str
    utterance: int
    meeting: bool = False
    accepted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentDropped:
    at_ms: int
    commitment: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotHeard:
    """The latest meeting slot in the talk, for the invite. accepted: the other side agreed."""

    at_ms: int
    utterance: int
    date: SpokenDate
    accepted: bool


Input = (
    CallStarted
    | PlannedEndChanged
    | Tick
    | SpeechStarted
    | SpeechEnded
    | Hypothesis
    | Labelled
    | AudioGap
    | TroubleBegan
    | TroubleEnded
    | AlertDismissed
    | AlertMarkedWrong
    | StepToggled
    | Bookmarked
    | CallPaused
    | CallResumed
    | CallEnded
)
Derived = (
    PhaseChanged
    | AlertRaised
    | AlertShrunk
    | AlertExpired
    | AlertAnswered
    | AlertWithdrawn
    | StepDone
    | StepUndone
    | CommitmentHeard
    | CommitmentDropped
    | SlotHeard
)
Event = Input | Derived
