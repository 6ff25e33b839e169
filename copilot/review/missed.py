"""Moments to win back: alerts that nobody answered, the words behind them, what you said instead, and a better line."""

from copilot.call.catalogue import Side, family_of
from copilot.call.rules import Playbook
from copilot.call.state import Alert, AlertStatus, Call
from copilot.review.evidence import by_id, heard, quote, whole
from copilot.review.model import Missed, Quote

_MISSED = (AlertStatus.CARD, AlertStatus.CHIP, AlertStatus.EXPIRED, AlertStatus.DISMISSED)
_SHOWN_ELSEWHERE = ("wrap-up",)  # the checklist says it
_SOON_MS = 60_000  # later words of yours are no answer


def missed(call: Call, playbook: Playbook) -> tuple[Missed, ...]:
    """In the order of the call. Alerts answered, withdrawn or marked wrong are none."""
    return tuple(
        _moment(call, alert, playbook)
        for alert in call.alerts
        if alert.status in _MISSED and alert.signal not in _SHOWN_ELSEWHERE and alert.signal in playbook.signals
    )


def _moment(call: Call, alert: Alert, playbook: Playbook) -> Missed:
    spoken = heard(call)
    utterance = by_id(call).get(alert.utterance) if alert.utterance is not None else None
    words = None
    if utterance is not None:
        words = whole(Quote(utterance.start_ms, utterance.side, alert.quote, utterance.id, alert.start, alert.end), spoken)
    after = utterance.start_ms if utterance is not None else alert.at_ms
    said = None
    if alert.side is not Side.YOU:
        said = next((u for u in spoken if u.side is Side.YOU and after < u.start_ms <= after + _SOON_MS), None)
    return Missed(
        alert=alert.id,
        signal=alert.signal,
        family=family_of(alert.signal),
        at_ms=utterance.start_ms if utterance is not None else alert.at_ms,
        title=playbook.rule(alert.signal).title,
        quote=words,
        yours=whole(quote(said), spoken) if said is not None else None,
        better=alert.say,
    )
