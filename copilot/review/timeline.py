"""The picture of the call as data: two lanes of speech, warm words against evidence, alerts, ticks and the clock."""

from copilot.call.catalogue import Family, Side, family_of
from copilot.call.events import Phase
from copilot.call.rules import Playbook, Timing
from copilot.call.state import Alert, AlertStatus, Call
from copilot.review.evidence import Sign, heard, signs
from copilot.review.figures import stretches
from copilot.review.model import AlertMark, Dot, PhaseSpan, Span, TickMark, Timeline

_ABOVE = (Family.WARMTH, Family.DRIFT)


def timeline(call: Call, playbook: Playbook) -> Timeline:
    spoken = heard(call)
    end_ms = max([call.now_ms, *(u.end_ms for u in spoken)])
    lanes = {side: tuple(Span(u.start_ms, u.end_ms, u.id) for u in spoken if u.side is side) for side in Side}
    dots = [_dot(s) for s in signs(call, playbook)]
    return Timeline(
        end_ms=end_ms,
        planned_ms=call.planned_ms,
        you=lanes[Side.YOU],
        them=lanes[Side.THEM],
        warm=tuple(d for d in dots if d.family in _ABOVE),
        evidence=tuple(d for d in dots if d.family is Family.EVIDENCE),
        habits=tuple(d for d in dots if d.family is Family.HABIT),
        alerts=tuple(_mark(a) for a in call.alerts if a.status is not AlertStatus.WITHDRAWN),
        phases=phases(end_ms, call.planned_ms, playbook.timing),
        ticks=tuple(TickMark(r.at_ms, r.step) for r in call.rows if r.done),
        monologues=tuple(span for span, length in stretches(spoken, Side.YOU) if length >= playbook.timing.monologue_ms),
    )


def phases(end_ms: int, planned_ms: int, timing: Timing) -> tuple[PhaseSpan, ...]:
    """The phases of the planned time that the call went through, without gaps; a short call has no opening or middle."""
    wrap_up, last = max(0, planned_ms - timing.wrap_up_ms), max(0, planned_ms - timing.last_ms)
    opening = min(timing.small_talk_ms, wrap_up)
    limits = [
        (Phase.OPENING, 0, opening),
        (Phase.MIDDLE, opening, wrap_up),
        (Phase.WRAP_UP, wrap_up, last),
        (Phase.LAST, last, max(0, planned_ms)),
        (Phase.OVERTIME, max(0, planned_ms), end_ms),
    ]
    cut = [(phase, start, min(stop, end_ms)) for phase, start, stop in limits]
    return tuple(PhaseSpan(phase, start, stop) for phase, start, stop in cut if start < stop)


def _dot(sign: Sign) -> Dot:
    u = sign.utterance
    return Dot(u.start_ms, sign.id, family_of(sign.id), u.side, u.id, u.text)


def _mark(alert: Alert) -> AlertMark:
    answered = alert.changed_ms if alert.status is AlertStatus.ANSWERED else None
    return AlertMark(alert.at_ms, alert.id, alert.signal, family_of(alert.signal), alert.status, answered)
