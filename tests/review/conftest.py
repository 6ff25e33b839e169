"""Calls to review: the development scripts folded with their gold labels, and small calls made by hand."""

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallStarted, Hypothesis, Label, Labelled, Prospect, Stage, Tick
from copilot.call.rules import Playbook
from copilot.call.script import Turn, script_events
from copilot.call.state import Call
from copilot.call.step import advance
from copilot.playbook.loader import load_playbook
from copilot.review.build import build_review
from copilot.review.model import Review
from copilot.signals.cues import find_cues
from copilot.signals.dates import find_dates

sys.path.insert(0, str(Path(__file__).resolve().parent))  # for the modules beside the tests

SCRIPTS = Path(__file__).parent.parent / "data" / "dialogues.jsonl"
STARTED = "2026-03-02T15:00:00+00:00"
_TICK_EVERY_MS = 60_000  # enough for the clock's alerts, and quick

Say = tuple[str, str, list[str]]  # side, words, labels


@dataclass(frozen=True)
class Reviewed:
    script: dict[str, Any]
    call: Call
    playbook: Playbook
    review: Review


def fold(setup: CallStarted, turns: list[Turn], labels: list[list[str]], playbook: Playbook) -> Call:
    there = ZoneInfo(setup.prospect.timezone or "America/New_York")
    said_at = datetime.fromisoformat(setup.started_utc).astimezone(there)
    call = Call()
    for event in script_events(setup, turns):
        if isinstance(event, Tick) and event.at_ms % _TICK_EVERY_MS:
            continue
        call, _ = advance(call, event, playbook)
        if isinstance(event, Hypothesis):
            size = len(event.text)
            heard = Labelled(
                at_ms=event.at_ms,
                side=event.side,
                utterance=event.utterance,
                revision=event.revision,
                stage=Stage.FINAL,
                labels=tuple(Label(i, 1.0, 0, size) for i in labels[event.utterance - 1]),
                cues=find_cues(event.text),
                dates=find_dates(event.text, said_at),
            )
            call, _ = advance(call, heard, playbook)
    return call


@pytest.fixture(scope="session")
def scripts() -> list[Reviewed]:
    found = []
    for line in SCRIPTS.read_text(encoding="utf-8").splitlines():
        script = json.loads(line)
        playbook = load_playbook(CallKind(script["kind"]))
        setup = CallStarted(
            call_id=script["id"],
            kind=playbook.kind,
            planned_ms=script["planned_minutes"] * 60_000,
            started_utc=STARTED,
            prospect=Prospect(**script["prospect"]),
            origin="script",
        )
        turns = [Turn(round(t["t"] * 1000), Side(t["speaker"]), t["text"]) for t in script["turns"]]
        call = fold(setup, turns, [t["labels"] for t in script["turns"]], playbook)
        found.append(Reviewed(script, call, playbook, build_review(call, playbook)))
    return found


@pytest.fixture(scope="session")
def review_of() -> Callable[..., Reviewed]:
    """`review_of(("them", "words", ["label"]), ...)`: a call of these turns, ten seconds apart, reviewed."""

    def make(*said: Say, kind: CallKind = CallKind.PROSPECT, gap_ms: int = 10_000, **setup: Any) -> Reviewed:
        playbook = load_playbook(kind)
        who = setup.pop("prospect", Prospect("Karen Doyle", "Marlow Freight", "VP", "America/New_York"))
        started = CallStarted(call_id="c1", kind=kind, started_utc=STARTED, prospect=who, **setup)
        turns = [Turn(i * gap_ms, Side(side), words) for i, (side, words, _) in enumerate(said)]
        call = fold(started, turns, [labels for _, _, labels in said], playbook)
        return Reviewed({}, call, playbook, build_review(call, playbook))

    return make
