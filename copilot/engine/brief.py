"""One screen before a call with somebody you spoke to: what is open, what they promised, what to ask this time."""

from dataclasses import dataclass

from copilot.call.catalogue import Side
from copilot.review.model import Promise, Question, Review, Verdict
from copilot.store.edits import Edits
from copilot.store.index import CallSummary


@dataclass(frozen=True, slots=True)
class Standing:
    """A commitment of an earlier call that nobody marked as kept. call_id: where it was said."""

    call_id: str
    promise: Promise


@dataclass(frozen=True, slots=True)
class Brief:
    """last: the newest call with them, whose verdict and questions these are. notes: yours from then."""

    company: str
    last: CallSummary
    calls: int
    verdict: Verdict
    theirs: tuple[Standing, ...]
    yours: tuple[Standing, ...]
    ask: tuple[Question, ...]
    notes: str
    email: str


def make_brief(calls: list[CallSummary], reviewed: list[tuple[Review, Edits]]) -> Brief:
    """calls: all with this company, newest first. reviewed: the newest of them, opened, in the same order; at least one."""
    review, edits = reviewed[0]
    standing = [
        Standing(setup.call_id, promise)
        for past, changed in reviewed
        if (setup := past.call.setup) is not None
        for promise in past.promises
        if not promise.meeting and not ((known := changed.commitments.get(promise.commitment)) and known.done)
    ]
    return Brief(
        company=calls[0].company or calls[0].name,
        last=calls[0],
        calls=len(calls),
        verdict=review.verdict,
        theirs=tuple(s for s in standing if s.promise.who is Side.THEM),
        yours=tuple(s for s in standing if s.promise.who is Side.YOU),
        ask=review.unasked,
        notes=edits.notes,
        email=next((e.email for _, e in reviewed if e.email), ""),
    )
