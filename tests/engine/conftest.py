import pytest

from copilot.call.catalogue import CallKind
from copilot.call.events import CallStarted, Prospect
from copilot.playbook.loader import load_playbook


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
