"""What the practice call was really about, told at its end."""

from dataclasses import dataclass

from copilot.call.rules import Text
from copilot.practice.mind import Beat, Mind, Outcome, best_outcome
from copilot.practice.scenario import Scenario, Topic, Truth
from copilot.practice.scoring import Score, score

VERDICTS = {
    Outcome.SIGNED: "signed next step",
    Outcome.OPEN: "open",
    Outcome.GHOSTED: "polite no",
    Outcome.HONEST_NO: "polite no",
}


@dataclass(frozen=True, slots=True)
class Unasked:
    """Something they knew and did not tell. question: one that would have found it. answer: what they would have said.

    early: it was asked, while they were still guarded.
    """

    id: str
    topic: str
    question: str
    answer: str
    early: bool = False


@dataclass(frozen=True, slots=True)
class Reveal:
    """start: readiness before the first turn; beats: each turn with what it moved. verdict: in the words of the review page."""

    truth: Truth
    secret: Text
    outcome: Outcome
    best: Outcome
    verdict: str
    slot: str
    start: int
    beats: tuple[Beat, ...]
    unasked: tuple[Unasked, ...]
    score: Score


def reveal(scenario: Scenario, mind: Mind) -> Reveal:
    return Reveal(
        truth=scenario.truth,
        secret=scenario.secret,
        outcome=mind.outcome,
        best=best_outcome(scenario),
        verdict=VERDICTS[mind.outcome],
        slot=mind.slot,
        start=scenario.readiness.start,
        beats=mind.beats,
        unasked=_unasked(scenario, mind),
        score=score(scenario, mind),
    )


def _unasked(scenario: Scenario, mind: Mind) -> tuple[Unasked, ...]:
    answered = (
        {Topic.OTHER, Topic.PRIORITY} if mind.honest else {Topic.OTHER}
    )  # a no said plainly answers the priority question
    facts = [f for f in scenario.facts if f.id not in mind.told and f.topic not in answered]
    asked = {e.move for beat in mind.beats for e in beat.effects}
    held = [o for o in scenario.objections if o.id not in mind.told]
    return (
        *(Unasked(f.id, f.topic.value, f.asked[0], f.told[0], early=f"asked:{f.id}" in asked) for f in facts),
        *(Unasked(o.id, "objection", "What would stop you from going ahead?", o.said[0]) for o in held),
    )
