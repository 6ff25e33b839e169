"""From the record of a call back to the call, its review and its row in the list."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from itertools import chain, pairwise
from pathlib import Path

from copilot.call.catalogue import SIGNALS, CallKind, Family
from copilot.call.events import CallEnded, CallStarted, Event, Tick
from copilot.call.rules import Playbook
from copilot.call.state import Call
from copilot.call.step import applied
from copilot.errors import KnownError, traced
from copilot.review.model import Promise, Review
from copilot.review.times import zone
from copilot.store.edits import Edits
from copilot.store.index import CallSummary, Listed, Passage
from copilot.store.log import EventLog, LogContents, read_log

log = logging.getLogger(__name__)
_LONGEST_MS = 24 * 3_600_000


class NothingRecorded(KnownError):
    """A record in which nothing was ever written whole."""


def set_up(contents: LogContents, path: Path) -> CallStarted:
    """The set-up the record begins with; where damage took it, a bare one with the hour its file name tells.

    KnownError when the record holds nothing at all.
    """
    for event in contents.events:
        if isinstance(event, CallStarted):
            return event
    if contents.events:
        return CallStarted(call_id=path.stem, started_utc=_begun(path).isoformat())
    raise NothingRecorded(
        f"The record {path.name} holds nothing that can be read. It was left as it is.",
        f"L'enregistrement {path.name} ne contient rien de lisible. Il a été laissé tel quel.",
    )


def _begun(path: Path) -> datetime:
    """When the call of that record began: from its name, else from the file."""
    try:
        return datetime.strptime(path.stem[:15], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return datetime.fromtimestamp(path.stat().st_mtime, UTC).replace(microsecond=0)


def read_call(path: Path, playbook_of: Callable[[CallKind], Playbook]) -> tuple[Call, LogContents, Playbook]:
    """The call of a record as it was, what its file holds, and its playbook. KnownError when it cannot be read."""
    contents = read_log(path)
    setup = believable(set_up(contents, path), path)
    playbook = playbook_of(setup.kind)
    rest = (e for e in contents.events if not isinstance(e, CallStarted))
    return as_recorded((setup, *rest), playbook), contents, playbook


def believable(setup: CallStarted, path: Path) -> CallStarted:
    """A set-up from a file, which may come from elsewhere: it is named as its file is, and has zones and an hour that exist."""
    theirs = setup.prospect.timezone
    return replace(
        setup,
        call_id=path.stem,
        started_utc=setup.started_utc if _is_instant(setup.started_utc) else _begun(path).isoformat(),
        your_timezone=setup.your_timezone if zone(setup.your_timezone) else "UTC",
        planned_ms=min(max(0, setup.planned_ms), _LONGEST_MS),
        prospect=replace(setup.prospect, timezone=theirs if zone(theirs) else ""),
    )


def _is_instant(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False


def as_recorded(events: Iterable[Event], playbook: Playbook) -> Call:
    """The call as it was: what was derived then is taken from the record, not derived again.

    An event that cannot be folded is left out, as it was while the call ran. Of ticks in a row only the last one counts.
    """
    call = Call()
    for event, following in pairwise(chain(events, [None])):
        if event is None or (isinstance(event, Tick) and isinstance(following, Tick)):
            continue
        try:
            call = applied(call, event, playbook)
        except Exception as error:  # noqa: BLE001 one event that meets a bug must not close the whole call to its owner
            log.error("an event is left out: %s", traced(error))
    return call


def finish(path: Path) -> LogContents:
    """Ends a record that a crash cut short; what is damaged in it is set aside first. Returns what it holds now.

    KnownError when the disk does not let it; the record is then as it was, and can be opened.
    """
    contents = read_log(path)
    try:
        record = EventLog.reopen(path)
        try:
            last_ms = max((e.at_ms for e in contents.events), default=0)
            record.append(CallEnded(at_ms=last_ms, reason="crashed"), False)
        finally:
            record.close()
    except OSError as error:
        raise KnownError(
            f"The record {path.name} is safe, but its folder cannot be written ({error.strerror}):"
            " free some space or unlock it, then recover the call again.",
            f"L'enregistrement {path.name} est intact, mais son dossier est impossible à écrire ({error.strerror}) :"
            " libérez de la place ou déverrouillez-le, puis récupérez de nouveau l'appel.",
        ) from error
    return read_log(path)


def listed(review: Review, edits: Edits) -> list[Listed]:
    """The commitments, for lists over all calls."""
    setup = review.call.setup
    assert setup is not None
    done = {number for number, edit in edits.commitments.items() if edit.done}
    return [
        Listed(
            setup.call_id,
            p.commitment,
            p.who,
            p.what,
            p.moment.theirs.isoformat() if p.moment else "",
            p.moment is not None and p.moment.timed,
            p.meeting,
            p.accepted,
            p.commitment in done,
            p.quote.utterance,
        )
        for p in review.promises
    ]


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
        next_what=step_.what if step_ and not step_.meeting else "",
        warm=families.count(Family.WARMTH),
        evidence=families.count(Family.EVIDENCE),
        sent_utc=sent_utc,
        timezone=setup.prospect.timezone,
        your_timezone=setup.your_timezone,
    )


def passages(call: Call) -> list[Passage]:
    """What the search finds."""
    return [Passage(u.id, u.side, u.start_ms, u.text, tuple(x.id for x in u.labels)) for u in call.utterances if u.text]


def _next_step(review: Review) -> Promise | None:
    dated = [p for p in review.promises if p.moment]
    agreed = [p for p in dated if p.meeting and p.accepted]
    return min(agreed or dated, key=lambda p: p.moment.theirs.timestamp() if p.moment else 0.0, default=None)
