"""The development dialogues with their own labels: what the fold makes of them when nobody errs."""

import json
from itertools import pairwise
from pathlib import Path

import pytest

from copilot.call.catalogue import CALL_WARNINGS, CallKind
from copilot.call.events import AlertRaised
from copilot.call.state import Call
from copilot.call.step import advance
from copilot.playbook.loader import built_in

FILE = Path(__file__).parent.parent / "data" / "dialogues.jsonl"
SCRIPTS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]


@pytest.mark.thorough
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda s: s["id"])
def test_call_alerts_checklist_and_shown_alerts(script, events_of):
    book, call = built_in(CallKind(script["kind"])), Call()
    raised = []
    for event in events_of(script):
        call, derived = advance(call, event, book)
        raised += [e for e in derived if isinstance(e, AlertRaised)]
    truth = script["truth"]
    assert {a.signal for a in raised} & set(CALL_WARNINGS) == {e["id"] for e in truth["expected_call_alerts"]}
    assert {r.step for r in call.rows if r.done and r.step <= 4} == set(truth["checklist_done"])
    budget = [a.at_ms for a in raised if a.signal not in ("wrap-up", "missing-next-step")]
    assert all(two - one >= 90_000 for one, two in pairwise(budget))
    for alert in raised:
        if alert.signal not in CALL_WARNINGS:
            turns = [t for t in script["turns"] if alert.signal in t["labels"]]
            assert any(-5 <= alert.at_ms / 1000 - t["t"] <= 60 for t in turns), alert
