"""The folded call: all a screen, a review or a test may ask. Frozen; a new value per event, sharing what did not change."""

from dataclasses import dataclass, field
from enum import StrEnum

from copilot.call.catalogue import Cue, Side, Stance
from copilot.call.events import AudioGap, CallStarted, Label, Phase, SlotHeard, SpokenDate, Stage, Trouble


@dataclass(frozen=True, slots=True)
class Utterance:
    """One stretch of speech of one side. end_ms grows while `open`. text is the newest revision; '' until first heard.

    labels, cues, dates and stance belong to revision `labelled_revision` (at most `revision`), which had `labelled_stage`.
    found: ids of the labels of score 0.5 or more, and of the cues. Empty text at a final stage: it was no speech.
    """

    id: int
    side: Side
    start_ms: int
    end_ms: int
    open: bool = True
    text: str = ""
    stage: Stage = Stage.INTERIM
    revision: int = 0
    labelled_revision: int = 0
    labelled_stage: Stage = Stage.INTERIM
    labels: tuple[Label, ...] = ()
    cues: tuple[Cue, ...] = ()
    dates: tuple[SpokenDate, ...] = ()
    stance: Stance | None = None
    found: frozenset[str] = frozenset()


class AlertStatus(StrEnum):
    CARD = "card"
    CHIP = "chip"
    DISMISSED = "dismissed"
    WRONG = "wrong"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"

    @property
    def on_screen(self) -> bool:
        return self in (AlertStatus.CARD, AlertStatus.CHIP)


@dataclass(frozen=True, slots=True)
class Alert:
    id: int
    signal: str
    side: Side | None
    utterance: int | None
    at_ms: int
    quote: str
    start: int
    end: int
    say: str
    loud: bool
    status: AlertStatus = AlertStatus.CARD
    changed_ms: int = 0  # when the status last changed
    answer: str = ""  # the words that answered it


@dataclass(frozen=True, slots=True)
class Row:
    """A checklist row. by: '' not done, 'heard' or 'hand'."""

    step: int
    by: str = ""
    quote: str = ""
    utterance: int | None = None
    at_ms: int = 0

    @property
    def done(self) -> bool:
        return self.by != ""


@dataclass(frozen=True, slots=True)
class Commitment:
    id: int
    who: Side
    what: str
    when: str
    date: SpokenDate | None
    quote: str
    utterance: int
    at_ms: int
    meeting: bool = False
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class Problem:
    trouble: Trouble
    side: Side | None
    detail: str
    at_ms: int


@dataclass(frozen=True, slots=True)
class Talk:
    """Milliseconds of speech over the last ten minutes and over the whole call."""

    you_ms: int = 0
    them_ms: int = 0
    you_total_ms: int = 0
    them_total_ms: int = 0

    @property
    def you_share(self) -> float | None:
        """0..1 over the window; None before anyone spoke."""
        total = self.you_ms + self.them_ms
        return self.you_ms / total if total else None


@dataclass(frozen=True, slots=True)
class Mark:
    at_ms: int
    note: str


@dataclass(frozen=True, slots=True)
class Memory:
    """The fold's own notes, not for screens.

    seen: all utterances when this was noted. said: those with final labels. marked: the places in it of those with a label or
    a cue. heard: the labels and cues they carry, by side. anchor: the utterance that holds an accepted anchor.
    commitments: how many were ever numbered.
    """

    seen: tuple[Utterance, ...] = ()
    said: tuple[Utterance, ...] = ()
    marked: tuple[int, ...] = ()
    heard: frozenset[tuple[Side, str]] = frozenset()
    anchor: int | None = None
    commitments: int = 0


@dataclass(frozen=True, slots=True)
class Call:
    """setup is None before CallStarted. utterances: by start of speech. planned_ms: as last changed."""

    setup: CallStarted | None = None
    now_ms: int = 0
    planned_ms: int = 0
    phase: Phase = Phase.OPENING
    paused: bool = False
    ended: bool = False
    end_reason: str = ""
    utterances: tuple[Utterance, ...] = ()
    alerts: tuple[Alert, ...] = ()
    rows: tuple[Row, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    slot: SlotHeard | None = None
    problems: tuple[Problem, ...] = ()
    talk: Talk = field(default_factory=Talk)
    marks: tuple[Mark, ...] = ()
    gaps: tuple[AudioGap, ...] = ()
    memory: Memory = field(default_factory=Memory, repr=False)

    @property
    def left_ms(self) -> int:
        """Milliseconds to the planned end; negative in overtime."""
        return self.planned_ms - self.now_ms
