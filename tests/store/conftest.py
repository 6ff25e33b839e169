import pytest

from copilot.call.catalogue import Side
from copilot.call.events import CallEnded, CallStarted, Event, Hypothesis, Phase, PhaseChanged, Stage, Tick


@pytest.fixture(scope="session")
def recorded() -> list[tuple[Event, bool]]:
    """A short call as the engine writes it: events and whether each was derived."""
    rows: list[tuple[Event, bool]] = [(CallStarted(call_id="c1", started_utc="2026-03-12T14:00:00+00:00"), False)]
    for n in range(1, 6):
        words = f"that's {n} hours a week, “café” at 100 %\n"
        rows.append((Tick(at_ms=n * 250), False))
        rows.append(
            (
                Hypothesis(
                    at_ms=n * 250,
                    side=Side.THEM,
                    utterance=n,
                    revision=1,
                    stage=Stage.FINAL,
                    text=words,
                    start_ms=n * 200,
                    end_ms=n * 240,
                ),
                False,
            )
        )
    rows.append((PhaseChanged(at_ms=1500, phase=Phase.MIDDLE), True))
    rows.append((CallEnded(at_ms=2000), False))
    return rows
