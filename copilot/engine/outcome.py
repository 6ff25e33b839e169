"""What came out of a call, as the one JSON object that other programs read. Times are seconds from the start."""

from typing import Any

from copilot.call.state import Alert, AlertStatus, Utterance
from copilot.review.model import Review

_COMMON_STEPS = 4  # the steps every kind of call has; partners and reviews have rows of their own after them


def outcome(review: Review, metrics: dict[str, float]) -> dict[str, Any]:
    call = review.call
    assert call.setup is not None
    prospect = call.setup.prospect
    done = [r for r in call.rows if r.done and r.step <= _COMMON_STEPS]
    return {
        "call": {
            "kind": call.setup.kind.value,
            "planned_minutes": round(call.planned_ms / 60_000, 2),
            "duration_s": _s(call.now_ms),
            "prospect": {
                "name": prospect.name,
                "company": prospect.company,
                "role": prospect.role,
                "timezone": prospect.timezone,
            },
        },
        "utterances": [_utterance(u) for u in call.utterances if u.text],
        "alerts": [_alert(a) for a in call.alerts],
        "checklist": {
            "done": [r.step for r in done],
            "evidence": {str(r.step): r.quote for r in done},
        },
        "commitments": [
            {"who": c.who.value, "what": c.what, "when": c.when, "quote": c.quote, "t": _s(c.at_ms)} for c in call.commitments
        ],
        "verdict": {
            "value": review.verdict.value.value,
            "quotes": [{"t": _s(q.at_ms), "speaker": q.side.value, "text": q.text} for q in review.verdict.quotes],
        },
        "metrics": metrics,
    }


def _utterance(u: Utterance) -> dict[str, Any]:
    return {
        "t": _s(u.start_ms),
        "end": _s(u.end_ms),
        "speaker": u.side.value,
        "text": u.text,
        "labels": [{"id": x.id, "score": round(x.score, 3), "span": [x.start, x.end]} for x in u.labels],
    }


def _alert(a: Alert) -> dict[str, Any]:
    return {
        "id": a.signal,
        "t": _s(a.at_ms),
        "speaker": a.side.value if a.side else None,
        "quote": a.quote,
        "say": a.say,
        "withdrawn": a.status is AlertStatus.WITHDRAWN,
        "answered": a.status is AlertStatus.ANSWERED,
    }


def _s(ms: int) -> float:
    return round(ms / 1000, 2)
