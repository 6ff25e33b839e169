"""From the record of a call back to the call, its review and its row in the list."""

from collections.abc import Iterable
from pathlib import Path

from copilot.call.catalogue import SIGNALS, Family
from copilot.call.events import CallEnded, CallStarted, Event
from copilot.call.rules import Playbook
from copilot.call.state import Call
from copilot.call.step import step
from copilot.errors import KnownError
from copilot.review.model import Promise, Review
from copilot.store.index import CallSummary, Passage
from copilot.store.log import EventLog, LogContents, read_log, set_aside


def set_up(contents: LogContents, path: Path) -> CallStarted:
    """The set-up the record begins with. KnownError when it is lost."""
    for event in contents.events:
        if isinstance(event, CallStarted):
            return event
    raise KnownError(
        f"The record {path.name} does not say how its call began, so it cannot be opened. Nothing in it was changed.",
        f"L'enregistrement {path.name} ne dit pas comment l'appel a commencé : impossible de l'ouvrir. Rien n'a été modifié.",
    )


def as_recorded(events: Iterable[Event], playbook: Playbook) -> Call:
    """The call as it was: what was derived then is taken from the record, not derived again."""
    call = Call()
    for event in events:
        call, _ = step(call, event, playbook)
    return call


def finish(path: Path) -> LogContents:
    """Ends a record that a crash cut short; what is damaged in it is set aside first. Returns what it holds now."""
    contents = read_log(path)
    set_aside(path, contents)
    log = EventLog.reopen(path)
    last_ms = contents.events[-1].at_ms if contents.events else 0
    log.append(CallEnded(at_ms=last_ms, reason="crashed"), False)
    log.close()
    return read_log(path)


def summary(review: Review, sent_utc: str = "") -> CallSummary:
    """The row of the list."""
    call, setup = review.call, review.call.setup
    assert setup is not None
    families = [SIGNALS[label.id].family for u in call.utterances for label in u.labels if label.id in SIGNALS]
    step_ = _next_step(review)
    return CallSummary(
        call_id=setup.call_id,
        kind=setup.kind,
        started_utc=setup.started_utc,
        title=setup.title,
        company=setup.prospect.company,
        name=setup.prospect.name,
        origin=setup.origin,
        planned_ms=call.planned_ms,
        duration_ms=call.now_ms,
        ended=call.ended,
        verdict=review.verdict.value.value,
        quote=review.verdict.quotes[0].text if review.verdict.quotes else "",
        next_at=step_.moment.theirs.isoformat() if step_ and step_.moment else "",
        next_what=step_.what if step_ else "",
        warm=families.count(Family.WARMTH),
        evidence=families.count(Family.EVIDENCE),
        sent_utc=sent_utc,
    )


def passages(call: Call) -> list[Passage]:
    """What the search finds."""
    return [Passage(u.id, u.side, u.start_ms, u.text, tuple(x.id for x in u.labels)) for u in call.utterances if u.text]


def _next_step(review: Review) -> Promise | None:
    dated = [p for p in review.promises if p.moment]
    agreed = [p for p in dated if p.meeting and p.accepted]
    return min(agreed or dated, key=lambda p: p.moment.theirs.timestamp() if p.moment else 0.0, default=None)
