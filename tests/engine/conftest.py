import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import CallEnded, CallStarted, Prospect
from copilot.call.script import Turn, script_events
from copilot.engine.runner import Runner
from copilot.playbook.loader import load_playbook
from copilot.store.log import EventLog


@pytest.fixture
def setup():
    return CallStarted(
        call_id="20260312-140000-abcdef",
        kind=CallKind.PROSPECT,
        planned_ms=30 * 60_000,
        started_utc="2026-03-12T14:00:00+00:00",
        your_timezone="Europe/Paris",
        prospect=Prospect("Dana Whitlock", "Halden Foods", "COO", "America/New_York"),
    )


@pytest.fixture
def playbook():
    return load_playbook(CallKind.PROSPECT)


@pytest.fixture
def record():
    """`record(desk, setup, playbook, end=True)`: the path of a recorded call; without its end as a crash leaves it."""

    def make(desk, setup, playbook, *, end):
        turns = [
            Turn(1000, Side.YOU, "So where does it cost you the most today?"),
            Turn(6000, Side.THEM, "Detention, about ninety thousand a quarter."),
        ]
        log = EventLog.create(desk.paths.calls, setup.call_id)
        runner = Runner(playbook, log)
        for event in script_events(setup, turns):
            if end or not isinstance(event, CallEnded):
                runner.put(event)
        runner.close()
        return log.path

    return make
