"""What a playbook says, as data: thresholds, lines to say, checklists. Loaded by `copilot.playbook`, read by the fold."""

from dataclasses import dataclass, replace
from enum import StrEnum

from copilot.call.catalogue import CallKind, Side


@dataclass(frozen=True, slots=True)
class Text:
    """One sentence in both interface languages."""

    en: str
    fr: str

    def of(self, language: str) -> str:
        return self.fr if language == "fr" else self.en


@dataclass(frozen=True, slots=True)
class SignalRule:
    """What to do about one warning.

    say: English lines, varied in turn, with {name} {company} {problem} {amount}; a line whose slot is empty is passed over.
    answered_by: label or cue ids, of either side, that answer it. priority: higher is shown first.
    threshold: least score of the label.
    """

    id: str
    title: Text
    why: Text
    say: tuple[str, ...]
    answered_by: tuple[str, ...]
    priority: int
    threshold: float
    enabled: bool = True


LEAST_EXAMPLES = 5
"""Different sentences that a signal of the user's own needs."""


@dataclass(frozen=True, slots=True)
class OwnSignal:
    """A signal of the user's own: whose words carry it, sentences it sounds like (five or more), and what to do about it."""

    rule: SignalRule
    side: Side
    examples: tuple[str, ...]

    @property
    def id(self) -> str:
        return self.rule.id


class Needs(StrEnum):
    """What completes a checklist row once its words were said."""

    SAID = "said"  # nothing more
    ANSWER = "answer"  # any answer of theirs
    YES = "yes"  # their assent, or a statement that does not contradict
    AGREEMENT = "agreement"  # the other side's assent in so many words, whoever proposed
    SLOT = "slot"  # a slot that both sides agreed to


@dataclass(frozen=True, slots=True)
class StepRule:
    """One row of the wrap-up checklist. ticked_by: label or cue ids of you that start it; none: ticked by hand only."""

    step: int
    title: Text
    say: tuple[str, ...]
    ticked_by: tuple[str, ...]
    needs: Needs


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds, and shares of the planned time (0..1)."""

    wrap_up_ms: int = 5 * 60_000
    last_ms: int = 2 * 60_000
    no_friction_share: float = 0.5
    pain_unknown_share: float = 1 / 3
    priority_unasked_share: float = 0.6
    monologue_ms: int = 90_000
    demo_ms: int = 9 * 60_000
    talk_ratio: float = 0.6
    talk_window_ms: int = 10 * 60_000
    small_talk_ms: int = 4 * 60_000
    alert_gap_ms: int = 90_000
    repeat_gap_ms: int = 5 * 60_000
    alert_card_ms: int = 20_000
    alert_chip_ms: int = 90_000
    yes_patience_ms: int = 45_000
    stale_ms: int = 45_000


@dataclass(frozen=True, slots=True)
class Playbook:
    """Everything the fold needs to know for one kind of call.

    signals: by id, every warning of the catalogue present, then the rules of `own`.
    """

    kind: CallKind
    signals: dict[str, SignalRule]
    checklist: tuple[StepRule, ...]
    timing: Timing
    labels: dict[str, Text]  # short names of the good signs and moves, for transcript and review
    own: tuple[OwnSignal, ...] = ()

    def with_own(self, own: tuple[OwnSignal, ...]) -> "Playbook":
        """With these signals of the user's own after those it has."""
        rules = {signal.id: signal.rule for signal in own}
        return replace(self, signals=self.signals | rules, own=(*self.own, *own))

    def rule(self, signal: str) -> SignalRule:
        """What to do about that signal; its bare id when an older record names one that is no more."""
        gone = Text(signal, signal)
        return self.signals.get(signal) or SignalRule(signal, gone, gone, (), (), 0, 1.0, enabled=False)
