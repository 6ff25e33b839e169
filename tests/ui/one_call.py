"""A short call with evidence, a task of yours and a slot they accept."""

from datetime import datetime
from pathlib import Path

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallStarted, Label, Labelled, Prospect, Stage
from copilot.call.script import Turn, script_events
from copilot.engine.runner import Runner
from copilot.playbook.loader import built_in
from copilot.signals.cues import find_cues
from copilot.signals.dates import find_dates
from copilot.store.log import EventLog

TURNS = [
    (Side.YOU, "So where does it cost you the most today?", ()),
    (Side.THEM, "Detention, about ninety thousand a quarter.", ("pain",)),
    (Side.YOU, "I send you the plan by Wednesday. Tuesday at ten thirty your time, is it good?", ("calendar-ask",)),
    (Side.THEM, "Tuesday at ten thirty works, I'm accepting it now.", ("calendar-anchor",)),
    (Side.YOU, "We are the leader in France.", ("home-market-proof",)),
]


def recorded(folder: Path) -> Path:
    """Its record, in that folder."""
    setup = CallStarted(
        call_id="20260312-140000-abcdef", planned_ms=30 * 60_000, started_utc="2026-03-12T14:00:00+00:00",
        prospect=Prospect("Dana Whitlock", "Halden Foods", "COO", "America/New_York"),
    )  # fmt: skip
    log = EventLog.create(folder, setup.call_id)
    runner = Runner(built_in(CallKind.PROSPECT), log)
    said_at = datetime.fromisoformat("2026-03-12T10:00:00-04:00")
    for event in script_events(setup, [Turn(i * 20_000 + 1000, side, text) for i, (side, text, _) in enumerate(TURNS)]):
        runner.put(event)
        if hasattr(event, "text"):
            labels = TURNS[event.utterance - 1][2]
            runner.put(
                Labelled(
                    at_ms=event.at_ms, side=event.side, utterance=event.utterance, revision=1, stage=Stage.FINAL,
                    labels=tuple(Label(i, 1.0, 0, len(event.text)) for i in labels), cues=find_cues(event.text),
                    dates=find_dates(event.text, said_at, side=event.side),
                )
            )  # fmt: skip
    runner.close()
    return log.path
