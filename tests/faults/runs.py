"""Each fault at every place it can strike. A run returns what it cost; it never judges."""

import errno
import random
import shutil
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from injected import (
    CALL_ID,
    LIMIT_S,
    Cost,
    Disk,
    cut,
    desk_over,
    events_of,
    flipped,
    gone,
    killed_at,
    lost,
    told,
    with_a_failing_disk,
    written,
    zeroed,
)

from copilot.call.events import CallEnded, Event, Trouble
from copilot.engine.desk import Desk
from copilot.store.log import read_log

Rows = list[tuple[Event, bool]]
SEEN_WHILE = {Trouble.DISK: "on the overlay: “This call cannot be saved. Free some disk space; alerts go on.”"}
SECTOR_S = 2.5  # a sector holds up to nine lines of the clock
RECOVERED = "at the next start: the call is offered, and opens"


def full_for_good(folder: Path, rows: Rows, step: int = 1) -> Iterator[Cost]:
    """The disk fails at write N and stays so. What was written before the fault must be there."""
    for code, name in ((errno.ENOSPC, "disk full"), (errno.EROFS, "folder turned read-only"), (errno.EIO, "disk broken (EIO)")):
        cost = Cost(f"{name} at write N, to the end of the call")
        for at in range(1, len(rows) + 1, step):
            path, runner, saved = with_a_failing_disk(folder / f"{code}-{at}", rows, Disk(folder, code, at))
            before = events_of(rows)[: at - 1]
            told_so = not saved or any(p.trouble is Trouble.DISK for p in runner.call.problems)
            assert told_so, "a call that is not saved must say so"
            cost.add(
                *lost(path, before), SEEN_WHILE[Trouble.DISK], "at the end: “This call could not be saved whole. Export it now”"
            )
        yield cost


def full_for_a_while(folder: Path, rows: Rows, step: int = 1) -> Iterator[Cost]:
    """The disk fails at write N, some bytes of it pass, and works again ten writes later: nothing may be missing."""
    for half in (False, True):
        cost = Cost(f"disk full at write N for ten writes{', the first half written' if half else ''}")
        for at in range(1, len(rows) - 12, step):
            path, _, saved = with_a_failing_disk(
                folder / f"{half}-{at}", rows, Disk(folder, errno.ENOSPC, at, for_=10, half=half)
            )
            assert saved
            contents = read_log(path)
            assert not contents.damage
            cost.add(*lost(path, events_of(rows)), SEEN_WHILE[Trouble.DISK], "it goes away by itself")
        yield cost


def sync_fails(folder: Path, rows: Rows) -> Iterator[Cost]:
    cost = Cost("the disk refuses to sync (EIO), from sync N on")
    for at in range(1, 20, 3):
        path, _, _ = with_a_failing_disk(folder / f"sync-{at}", rows, Disk(folder, errno.EIO, at, sync=True))
        cost.add(*lost(path, events_of(rows)), SEEN_WHILE[Trouble.DISK])
    yield cost


def killed(folder: Path, rows: Rows, step: int = 1) -> Iterator[Cost]:
    cost = Cost("kill -9 in the middle of write N")
    for at in range(2, len(rows) + 2, step):
        home = folder / f"killed-{at}"
        killed_at(home / "data" / "calls", rows, at)
        recovered(home, events_of(rows)[: at - 2], cost)
    yield cost


def damaged(
    folder: Path, rows: Rows, name: str, change: Callable[[bytes, int], bytes], places: list[int], whole: bytes
) -> Cost:
    """The file as a fault leaves it, opened and recovered by the next start."""
    cost = Cost(name, SECTOR_S if "block" in name else LIMIT_S)
    for at in places:
        home = folder / f"{abs(hash(name))}-{at}"
        calls = home / "data" / "calls"
        calls.mkdir(parents=True)
        (calls / f"{CALL_ID}.jsonl").write_bytes(change(whole, at))
        before = events_of(rows)
        if change is cut:
            before = before[: max(0, whole[:at].count(b"\n") - 1)]
        recovered(home, before, cost)
        shutil.rmtree(home)
    return cost


def file_faults(folder: Path, rows: Rows, step: int = 1) -> Iterator[Cost]:
    unfinished = [r for r in rows if not isinstance(r[0], CallEnded)]
    whole = written(folder / "whole", unfinished).read_bytes()
    chance = random.Random(8)
    ends = [i + 1 for i, byte in enumerate(whole) if byte == 10]
    middles = [chance.randrange(a, b) for a, b in zip([0, *ends], ends, strict=False)]
    spots = sorted({*ends, *(e - 1 for e in ends), *middles})[:: max(1, step)]
    yield damaged(folder, unfinished, "power cut: the file ends anywhere", cut, spots, whole)
    one = middles[:: max(1, step)]
    yield damaged(folder, unfinished, "one byte flipped, in each line", lambda raw, at: flipped(raw, at, chance), one, whole)
    yield damaged(folder, unfinished, "a block of 512 bytes zeroed", zeroed, list(range(0, len(whole), 512 * step)), whole)
    yield damaged(folder, unfinished, "a block of 512 bytes gone", gone, list(range(0, len(whole), 512 * step)), whole)
    tail = Cost("power cut: the tail is blank blocks")
    home = folder / "tail"
    (home / "data" / "calls").mkdir(parents=True)
    (home / "data" / "calls" / f"{CALL_ID}.jsonl").write_bytes(whole + b"\0" * 4096)
    recovered(home, events_of(unfinished), tail)
    yield tail


def recovered(home: Path, before: list[Event], cost: Cost) -> None:
    """Starts the app over what the fault left, recovers the call, and adds what is missing of it."""
    path = home / "data" / "calls" / f"{CALL_ID}.jsonl"
    desk = desk_over(home)
    try:
        offered = [c.call_id for c in desk.recoverable()]
        if not offered:
            raw = path.read_bytes() if path.exists() else b""
            assert not before or desk.notice is not None, f"a record of {len(raw)} bytes is neither offered nor named"
            cost.add(len(before), before[-1].at_ms / 1000 if before else 0.0, *([desk.notice.en] if desk.notice else []))
            return
        damage = [d for d in read_log(path).damage if d.length]
        review = desk.recover(CALL_ID)
        assert review.call.ended
        if damage:
            assert path.with_suffix(".damaged").exists(), "the damaged part is not set aside"
        if any(d.reason != "torn" for d in damage):
            assert desk.notice is not None, "the damage is not named"
        again = read_log(path)
        assert isinstance(again.events[-1], CallEnded)
        cost.add(*lost(path, before), RECOVERED, "a notice names the damaged line" if desk.notice else "")
    finally:
        desk.close()


def start_faults(folder: Path) -> Iterator[Cost]:
    """Files that are wrong before a call starts: each costs a sentence, and the file stays as it is."""

    def over(name: str, prepare: Callable[[Path], object], action: Callable[[Desk], object]) -> Cost:
        home = folder / name.replace(" ", "-").replace("/", "-")
        desk = desk_over(home)
        desk.close()
        prepare(home / "data")
        cost = Cost(name)
        seen = ""

        def go() -> None:
            nonlocal seen
            opened = desk_over(home)
            try:
                action(opened)
                seen = opened.notice.en if opened.notice else ""
            finally:
                opened.close()

        words = told(go) or seen
        cost.add(0, 0.0, f"“{words}”" if words else "nothing: it mends itself")
        return cost

    body = b'"n":0,"schema":99,"app":"9.0","call":"' + CALL_ID.encode() + b'"'
    line = b'{"crc":"%08x",%s}\n' % (zlib.crc32(body), body)

    def newer_record(data: Path) -> None:
        (data / "calls" / f"{CALL_ID}.jsonl").write_bytes(line)

    yield over("a record of a newer version", newer_record, lambda d: d.review(CALL_ID))
    assert (folder / "a-record-of-a-newer-version" / "data" / "calls" / f"{CALL_ID}.jsonl").read_bytes() == line
    yield over(
        "the list of calls is no database",
        lambda data: (data / "index.sqlite").write_bytes(b"nonsense " * 900),
        lambda d: d.calls(),
    )
    yield over(
        "settings that are no settings",
        lambda data: (data.parent / "config" / "settings.json").write_text("[1,2"),
        lambda d: d.calls(),
    )
