"""Every day said in the call scripts, resolved as in a call: tests/data/spoken_dates.jsonl holds what a reader expects."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallStarted, Hypothesis, Prospect, SpokenDate, Stage
from copilot.engine.understanding import Understanding
from copilot.signals.labeller import Reading

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "models" / "corpus"
PARIS = ZoneInfo("Europe/Paris")
LEAST_SHARE = 0.95


class Silent:
    """Dates need no labels."""

    def read(self, side: Side, kind: CallKind, context: str, text: str) -> Reading:
        return Reading()


@pytest.mark.thorough
def test_the_days_of_the_scripts_are_resolved_in_both_zones() -> None:
    lines = (ROOT / "tests" / "data" / "spoken_dates.jsonl").read_text(encoding="utf-8").splitlines()
    wanted = {(row["call"], row["turn"]): row["dates"] for row in map(json.loads, lines)}
    right, needless, missed = 0, 0, []
    for script in scripts():
        zone = ZoneInfo(script["prospect"]["timezone"])
        for turn, found in enumerate(heard(script)):
            want = wanted.get((script["id"], turn))
            if want is None:
                continue
            ours = [moment(d, zone) for d in found]
            right += sum(1 for day in want if day in ours and in_paris(day, zone) in [moment(d, PARIS) for d in found])
            needless += sum(1 for day in ours if day not in want)
            missed += [(script["id"], turn, want, ours)] if want != ours else []
    total = sum(len(days) for days in wanted.values())
    assert right >= LEAST_SHARE * total, missed
    assert needless <= (1 - LEAST_SHARE) * total, missed


def scripts() -> list[dict]:
    names = ("dialogues", "calls", "short_calls")
    return [json.loads(line) for name in names for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def heard(script: dict) -> list[tuple[SpokenDate, ...]]:
    """The dates of each turn of a call that begins on Tuesday, 3 March 2026, at four in the afternoon in Paris."""
    setup = CallStarted(
        call_id=script["id"],
        kind=CallKind(script["kind"]),
        planned_ms=1_800_000,
        started_utc="2026-03-03T15:00:00+00:00",
        your_timezone="Europe/Paris",
        prospect=Prospect(**script["prospect"]),
    )
    understanding = Understanding(Silent(), setup)
    return [
        understanding.read(
            Hypothesis(
                at_ms=round(turn["t"] * 1000),
                side=Side(turn["speaker"]),
                utterance=number,
                revision=1,
                stage=Stage.FINAL,
                start_ms=round(turn["t"] * 1000),
                end_ms=round(turn["t"] * 1000) + 400 * len(turn["text"].split()),
                text=turn["text"],
            )
        ).dates
        for number, turn in enumerate(script["turns"])
    ]


def moment(date: SpokenDate, zone: ZoneInfo) -> str:
    """'2026-03-04T12:00' on the clock of the zone, or the day alone."""
    return datetime.fromisoformat(date.at).astimezone(zone).isoformat()[:16] if date.timed else date.at[:10]


def in_paris(day: str, zone: ZoneInfo) -> str:
    if "T" not in day:
        return day
    return datetime.fromisoformat(day).replace(tzinfo=zone).astimezone(PARIS).isoformat()[:16]
