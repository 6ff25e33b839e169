"""What a screen needs of a call that runs, whether it is heard or typed."""

from collections.abc import Callable, Sequence
from typing import Protocol

from copilot.call.events import CallStarted
from copilot.engine.snapshot import Snapshot
from copilot.errors import KnownError
from copilot.practice.reveal import Reveal
from copilot.practice.scenario import Scenario


class RunningCall(Protocol):
    """Asked from the interface's thread; `wake` is called on the call's own when `latest` has something new."""

    setup: CallStarted
    wake: Callable[[], None]

    def start(self) -> None: ...
    def stop(self, reason: str = "stopped") -> None: ...
    def join(self, timeout_s: float | None = None) -> bool: ...
    def latest(self) -> Snapshot: ...
    def dismiss(self, alert: int) -> None: ...
    def mark_wrong(self, alert: int) -> None: ...
    def toggle(self, step: int, done: bool) -> None: ...
    def bookmark(self, note: str = "") -> None: ...
    def set_planned(self, planned_ms: int) -> None: ...
    def pause(self) -> None: ...
    def resume(self) -> None: ...
    def go_on(self) -> None: ...
    def lighten(self) -> None: ...


class PracticeCall(RunningCall, Protocol):
    """A call against a simulated counterpart. failure: why it could not go on, or None."""

    scenario: Scenario
    failure: KnownError | None

    @property
    def reveal(self) -> Reveal | None:
        """The truth; None before the end."""
        ...

    @property
    def silent(self) -> KnownError | None:
        """Why they are read and not heard, or None."""
        ...

    @property
    def sent(self) -> Sequence[str]:
        """What went to the user's own language model, each as the JSON that was sent; empty without one."""
        ...

    def say(self, text: str) -> None:
        """A typed turn of the user."""
        ...
