"""Faults put into a recorded call, one at a time, and what each of them costs.

Everything here runs the product's own code; only the system calls it makes are made to fail. `python -m tests.faults` makes the
table of the documentation from it, the tests beside it hold the limits.
"""

import os
import random
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from copilot.call.catalogue import CallKind, Side
from copilot.call.codec import encode
from copilot.call.events import CallStarted, Event, Input, Prospect
from copilot.call.script import Turn, script_events
from copilot.engine.desk import Desk
from copilot.engine.runner import Runner
from copilot.errors import KnownError
from copilot.playbook.loader import load_playbook
from copilot.store.log import EventLog, read_log
from copilot.store.paths import Paths

CALL_ID = "20260312-140000-abcdef"
SETUP = CallStarted(
    call_id=CALL_ID,
    kind=CallKind.PROSPECT,
    planned_ms=10 * 60_000,
    started_utc="2026-03-12T14:00:00+00:00",
    prospect=Prospect("Dana Whitlock", "Halden Foods", "COO", "America/New_York"),
)
TURNS = (
    Turn(1_000, Side.YOU, "So where does it cost you the most today?"),
    Turn(6_000, Side.THEM, "Detention, about ninety thousand a quarter."),
    Turn(11_000, Side.YOU, "Who else looks at that number?"),
    Turn(15_000, Side.THEM, "My CFO, she joins us on Thursday at ten."),
)
LIMIT_S = 2.0  # the record reaches at least to so long before a fault


@dataclass
class Cost:
    """What a fault cost at most, over all the places it was put.

    limit: of the seconds. tries: places. seen: what the user is told, in English.
    """

    fault: str
    limit: float = LIMIT_S
    tries: int = 0
    events: int = 0
    seconds: float = 0.0
    seen: list[str] = field(default_factory=list)

    def add(self, events: int, seconds: float, *seen: str) -> None:
        self.tries += 1
        self.events = max(self.events, events)
        self.seconds = max(self.seconds, seconds)
        self.seen += [s for s in seen if s and s not in self.seen]


def the_call() -> list[tuple[Event, bool]]:
    """A short call as the engine writes it: every event and whether it was derived."""
    runner = Runner(load_playbook(CallKind.PROSPECT))
    rows: list[tuple[Event, bool]] = []
    for event in script_events(SETUP, TURNS):
        assert isinstance(event, Input)
        rows.append((event, False))
        rows += [(derived, True) for derived in runner.put(event)]
    return rows


def written(folder: Path, rows: list[tuple[Event, bool]]) -> Path:
    """The record of those events, closed."""
    folder.mkdir(parents=True, exist_ok=True)
    log = EventLog.create(folder, CALL_ID)
    for event, derived in rows:
        log.append(event, derived)
    log.close()
    return log.path


def lost(path: Path, before: Sequence[Event]) -> tuple[int, float]:
    """Events of `before` that the record lacks, and the seconds of call time they cover."""
    kept = {encode(e) for e in read_log(path).events}
    missing = [e for e in before if encode(e) not in kept]
    if not missing:
        return 0, 0.0
    reached = [e.at_ms for e in before if encode(e) in kept and e.at_ms <= missing[0].at_ms]
    return len(missing), (missing[-1].at_ms - max(reached, default=0)) / 1000


# --- a disk that fails ----------------------------------------------------------------------------------------------


class Disk:
    """Makes the writes or syncs of files under `folder` fail. at: the first, from 1; for_: how many; half: some bytes pass."""

    def __init__(self, folder: Path, code: int, at: int, *, for_: int = 10**9, half: bool = False, sync: bool = False) -> None:
        self.folder, self.code, self.at, self.end, self.half, self.sync = folder, code, at, at + for_, half, sync
        self.count = 0

    def hit(self) -> bool:
        self.count += 1
        return self.at <= self.count < self.end

    def error(self) -> OSError:
        return OSError(self.code, os.strerror(self.code))

    @contextmanager
    def failing(self) -> Iterator[None]:
        write, fsync = os.write, os.fsync

        def broken_write(handle: int, data: Any) -> int:
            if self._ours(handle) and not self.sync and self.hit():
                if self.half and self.count == self.at and len(data) > 1:
                    return write(handle, data[: len(data) // 2])
                raise self.error()
            return write(handle, data)

        def broken_fsync(handle: int) -> None:
            if self._ours(handle) and self.sync and self.hit():
                raise self.error()
            fsync(handle)

        os.write, os.fsync = broken_write, broken_fsync
        try:
            yield
        finally:
            os.write, os.fsync = write, fsync

    def _ours(self, handle: int) -> bool:
        if not os.path.isdir("/proc/self/fd"):
            return handle > 2
        with suppress(OSError):
            return os.readlink(f"/proc/self/fd/{handle}").startswith(str(self.folder))
        return False


def with_a_failing_disk(folder: Path, rows: list[tuple[Event, bool]], disk: Disk) -> tuple[Path, Runner, bool]:
    """The call run while the disk fails: its record, its runner and whether the record was closed whole."""
    folder.mkdir(parents=True, exist_ok=True)
    log = EventLog.create(folder, CALL_ID)
    runner = Runner(load_playbook(CallKind.PROSPECT), log)
    with disk.failing():
        for event, derived in rows:
            if not derived:
                assert isinstance(event, Input)
                runner.put(event)
        saved = runner.close()
    return log.path, runner, saved


def killed_at(folder: Path, rows: list[tuple[Event, bool]], at: int) -> Path:
    """A process killed (SIGKILL) in the middle of its write number `at`. POSIX only."""
    folder.mkdir(parents=True, exist_ok=True)
    child = os.fork()
    if child == 0:
        write, count = os.write, 0

        def deadly(handle: int, data: Any) -> int:
            nonlocal count
            count += 1
            if count == at:
                write(handle, data[: len(data) // 2])
                os.kill(os.getpid(), signal.SIGKILL)
            return write(handle, data)

        try:
            os.write = deadly
            log = EventLog.create(folder, CALL_ID)
            for event, derived in rows:
                log.append(event, derived)
        finally:
            os._exit(1)
    os.waitpid(child, 0)
    return folder / f"{CALL_ID}.jsonl"


# --- a file that was damaged ----------------------------------------------------------------------------------------


def cut(raw: bytes, at: int) -> bytes:
    return raw[:at]


def flipped(raw: bytes, at: int, chance: random.Random) -> bytes:
    return raw[:at] + bytes([raw[at] ^ (1 << chance.randrange(8))]) + raw[at + 1 :]


def zeroed(raw: bytes, at: int, length: int = 512) -> bytes:
    return raw[:at] + b"\0" * len(raw[at : at + length]) + raw[at + length :]


def gone(raw: bytes, at: int, length: int = 512) -> bytes:
    return raw[:at] + raw[at + length :]


def events_of(rows: list[tuple[Event, bool]]) -> list[Event]:
    return [e for e, _ in rows]


# --- what the user sees ---------------------------------------------------------------------------------------------


def desk_over(home: Path) -> Desk:
    return Desk(Paths(home / "data", home / "config", home / "cache").ready())


def told(action: Callable[[], object]) -> str:
    """The sentence of the KnownError that this raises, or ''. Anything else that is raised is a bug and passes through."""
    try:
        action()
    except KnownError as error:
        return error.en
    return ""
