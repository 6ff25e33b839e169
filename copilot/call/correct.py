"""A call as it should have been heard: ticks, commitments and the ground of alerts follow the corrected words."""

from collections.abc import Sequence
from dataclasses import replace

from copilot.call import checklist, commitments, transcript, warnings
from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, Labelled
from copilot.call.rules import Playbook
from copilot.call.state import AlertStatus, Call


def with_sides(call: Call, sides: dict[int, Side]) -> Call:
    """Utterances given to the other side, by number, without what was found in them."""
    return replace(
        call,
        utterances=tuple(
            replace(u, side=sides[u.id], labels=(), cues=(), dates=(), stance=None, found=frozenset()) if u.id in sides else u
            for u in call.utterances
        ),
    )


def with_readings(call: Call, read: Sequence[Hypothesis | Labelled], playbook: Playbook) -> Call:
    """The call after new texts and what was found in them; both of a revision above the last."""
    for event in read:
        call = transcript.heard(call, event)
    grounds = {u.id: u.found for u in call.utterances if u.id in {event.utterance for event in read}}
    call = replace(
        call,
        alerts=tuple(
            replace(a, status=AlertStatus.WITHDRAWN)
            if a.signal not in grounds.get(a.utterance or 0, frozenset({a.signal}))
            else a
            for a in call.alerts
        ),
        memory=warnings.remember(call),
    )
    for tick in checklist.ticks(call, playbook):
        call = checklist.changed(call, tick)
    for news in commitments.news(call):
        call = commitments.changed(call, news)
    return call
