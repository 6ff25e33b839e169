"""What goes on in the counterpart: readiness, what was said, what is pending. Frozen; a new value for each turn."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from copilot.practice.scenario import Scenario, Truth

POINTS: dict[str, int] = {
    "negative-validation": 12,
    "priority-question": 10,
    "business-pivot": 8,
    "value-recap": 8,
    "fit-check": 6,
    "next-step-definition": 8,
    "calendar-ask": 4,
    "candor": 8,
    "dated-acknowledgement": 6,
    "calendar-anchor": 2,
    "passive-follow-up": -10,
    "vague-capability": -8,
    "over-promise": -10,
    "home-market-proof": -5,
    "product-centric": -6,
    "activity-report": -8,
}
ASKED, MET, UNMET = 4, 8, -6


class Outcome(StrEnum):
    SIGNED = "signed"  # a dated slot was accepted
    HONEST_NO = "honest-no"  # a polite no, said plainly
    OPEN = "open"  # a plan without a date
    GHOSTED = "ghosted"  # warm words, then silence


@dataclass(frozen=True, slots=True)
class Effect:
    """A move and what it earned. move: a label id, 'asked:<fact>', 'met:<objection>' or 'unmet:<objection>'."""

    move: str
    points: int


@dataclass(frozen=True, slots=True)
class Beat:
    """One turn of the user and what it did. readiness: after it. intent: what kind of reply it drew."""

    at_ms: int
    text: str
    effects: tuple[Effect, ...]
    readiness: int
    intent: str
    reply: str


@dataclass(frozen=True, slots=True)
class Mind:
    """told: ids of facts and objections said so far. met: objections settled. pending: the objection being discussed.

    used: how often each set of lines was used, so that none repeats before all were heard.
    """

    readiness: int
    beats: tuple[Beat, ...] = ()
    told: frozenset[str] = frozenset()
    met: frozenset[str] = frozenset()
    pending: str = ""
    slot: str = ""
    planned: bool = False
    honest: bool = False
    leaving: bool = False
    ended: bool = False
    silences: int = 0
    last_line: str = ""
    used: tuple[tuple[str, int], ...] = ()

    def moved(self, effects: Iterable[Effect]) -> "Mind":
        return replace(self, readiness=max(0, min(100, self.readiness + sum(e.points for e in effects))))

    def uses(self, key: str) -> int:
        return dict(self.used).get(key, 0)

    def using(self, key: str) -> "Mind":
        return replace(self, used=tuple({**dict(self.used), key: self.uses(key) + 1}.items()))

    @property
    def outcome(self) -> Outcome:
        if self.slot:
            return Outcome.SIGNED
        if self.honest:
            return Outcome.HONEST_NO
        return Outcome.OPEN if self.planned else Outcome.GHOSTED


def best_outcome(scenario: Scenario) -> Outcome:
    return Outcome.HONEST_NO if scenario.truth is Truth.POLITE_NO else Outcome.SIGNED


def worth(scenario: Scenario, mind: Mind, labels: Iterable[str]) -> tuple[Effect, ...]:
    """Good moves earn less each time they are repeated; habits cost the same each time."""
    seen = [e.move for beat in mind.beats for e in beat.effects]
    effects = []
    for label in labels:
        points = scenario.moves.get(label, POINTS.get(label, 0))
        if points > 0:
            points >>= seen.count(label)
        if points:
            effects.append(Effect(label, points))
    return tuple(effects)
