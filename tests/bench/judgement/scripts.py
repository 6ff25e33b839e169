"""Call scripts replayed: verdict, alerts shown, call warnings and checklist against what is true of each call."""

import collections
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from replays import folded, labelled_events

from copilot.call.catalogue import CALL_WARNINGS, SIGNALS, CallKind, Side
from copilot.call.events import CallStarted, Prospect
from copilot.call.script import Turn
from copilot.call.state import Call
from copilot.engine.understanding import Reader
from copilot.playbook.loader import built_in
from copilot.review.build import build_review

EARLY_S, LATE_S = -5, 60  # an alert is right when a turn with its label began that long before it
STEPS, SLOT = 4, 4


@dataclass
class Score:
    """What a set of calls came to. wrong: lines to read.

    said: the steps but the slot, which most sets take for done when you propose it and the product when both agree.
    """

    calls: int = 0
    verdicts: int = 0
    shown: int = 0
    right: int = 0
    warnings: collections.Counter[str] = field(default_factory=collections.Counter)
    steps: collections.Counter[str] = field(default_factory=collections.Counter)
    said: collections.Counter[str] = field(default_factory=collections.Counter)
    kinds: int = 0
    kinds_seen: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        for name in ("calls", "verdicts", "shown", "right", "kinds", "kinds_seen"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.warnings += other.warnings
        self.steps += other.steps
        self.said += other.said
        self.wrong += other.wrong

    def lines(self) -> Iterator[str]:
        yield f"{self.calls} calls; verdict right {self.verdicts}/{self.calls}"
        yield f"kinds of warning seen {self.kinds_seen}/{self.kinds}"
        yield f"shown utterance alerts right {self.right}/{self.shown} ({self.right / max(1, self.shown):.2f})"
        yield f"call-level alerts F1 {f1(self.warnings):.2f}"
        yield f"checklist F1 {f1(self.steps):.2f}, without the slot {f1(self.said):.2f}"


def f1(counts: collections.Counter[str]) -> float:
    return 2 * counts["tp"] / max(1, 2 * counts["tp"] + counts["fp"] + counts["fn"])


def read_scripts(paths: Iterable[Path]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(group, script) of every call of these files; the group is that of its turns in models/train/rows.py."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            script = json.loads(line)
            yield f"{path.stem}:{script['id']}", script


def score(scripts: Iterable[dict[str, Any]], reader: Reader) -> Score:
    total = Score()
    for script in scripts:
        kind = CallKind(script["kind"])
        setup = CallStarted(
            call_id=script["id"],
            kind=kind,
            planned_ms=round(script["planned_minutes"] * 60_000),
            started_utc="2026-03-03T15:00:00+00:00",
            prospect=Prospect(**script["prospect"]),
        )
        turns = [Turn(round(t["t"] * 1000), Side(t["speaker"]), t["text"]) for t in script["turns"]]
        call = folded(labelled_events(setup, turns, reader), built_in(kind))
        _count(total, script, call)
    return total


def _count(total: Score, script: dict[str, Any], call: Call) -> None:
    name, truth = script["id"], script["truth"]
    verdict = build_review(call, built_in(CallKind(script["kind"]))).verdict.value.value
    total.calls += 1
    total.verdicts += verdict == truth["verdict"]
    if verdict != truth["verdict"]:
        total.wrong.append(f"{name}: verdict {verdict}, is {truth['verdict']}")
    want = [(label, t["t"]) for t in script["turns"] for label in t["labels"] if SIGNALS[label].warning]
    free = [(label, t["t"]) for t in script["turns"] for label in (*t.get("maybe", ()), *t.get("tolerated", ()))]
    total.kinds += len({label for label, _ in want})
    total.kinds_seen += len({label for label, _ in want} & {a.signal for a in call.alerts})
    for alert in call.alerts:
        if alert.signal in CALL_WARNINGS or _near(alert.signal, alert.at_ms / 1000, free):
            continue
        hit = _near(alert.signal, alert.at_ms / 1000, want)
        total.shown += 1
        total.right += hit
        if not hit:
            total.wrong.append(f"{name}: {alert.signal} at {alert.at_ms / 1000:.0f} s: {alert.quote[:140]}")
    if "expected_call_alerts" in truth:
        expected = {e["id"] for e in truth["expected_call_alerts"]}
        got = {a.signal for a in call.alerts} & set(CALL_WARNINGS)
        got -= set(truth.get("tolerated_call_alerts", ())) - expected
        _add(total.warnings, expected, got)
        if expected != got:
            total.wrong.append(f"{name}: call alerts missing {sorted(expected - got)}, too many {sorted(got - expected)}")
    done, wanted = {r.step for r in call.rows if r.done and r.step <= STEPS}, set(truth["checklist_done"])
    _add(total.steps, wanted, done)
    _add(total.said, wanted - {SLOT}, done - {SLOT})
    if done != wanted:
        total.wrong.append(f"{name}: checklist {sorted(done)}, is {sorted(wanted)}")


def _near(signal: str, at_s: float, said: list[tuple[str, float]]) -> bool:
    return any(label == signal and EARLY_S <= at_s - t <= LATE_S for label, t in said)


def _add(counts: collections.Counter[str], want: set[Any], got: set[Any]) -> None:
    counts.update(tp=len(want & got), fp=len(got - want), fn=len(want - got))
