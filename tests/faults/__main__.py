"""Writes docs/faults.md: each fault injected, what was lost, what the user sees; hostile inputs tried for each importer."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "fuzz")]

import runs  # noqa: E402 after its folder is known
from fuzzing import fuzz  # noqa: E402
from injected import LIMIT_S, Cost, the_call  # noqa: E402
from targets import targets  # noqa: E402

PAGE = HERE.parents[1] / "docs" / "faults.md"
HEAD = f"""# Faults injected, and what they cost

Written by `packaging/faults`. A call of twenty seconds and some hundred events is run through each fault at every place it can
strike. *Lost* is the worst of all places: events that were written before the fault and are not in the record after it, and the
seconds of the call they cover. The limit is {LIMIT_S:g} seconds, and {runs.SECTOR_S:g} for a
lost sector of the disk. Events that a failing disk never took stay in memory while the
app runs, and the review can be exported from there.

| fault | places | events lost | seconds lost | what the user sees |
|---|---|---|---|---|
"""
THREADS = """
Bugs on a thread (`tests/faults/test_threads.py` puts one into each): the other threads go on, the record is whole, the stop
takes under two seconds.

| thread that meets a bug | what is lost | what the user sees |
|---|---|---|
| the pump of one side | that side, until the next call | “The microphone went away” / “The call's sound went away” |
| the recogniser, or loading its models | words from then on | “The words are not being recognised” |
| the labeller | labels from then on, no word | “The words are not being judged” |
| the engine, at one event | what follows from that event; it is recorded | “Something broke inside” |
| the engine, at every event | the rest of the call | the same; the call ends, saved |
| a window, or any other thread | that action | a line on the home page with the place of the report |
| none: other programs take the cores | text of talk under way; no sentence | “Captions are N s behind”; they catch up |
| none: the computer sleeps in mid-call | what was said meanwhile: a gap on both sides | the time left counts on |
| a device or a decode that hangs at the stop | words under way | nothing: the call ends after 1.5 s |
"""
FUZZ = """
Hostile input: good files broken in one to six places at random. Each must be read, or refused with one calm sentence.

| importer | inputs tried | refused | slowest | anything else raised |
|---|---|---|---|---|
"""


def costs(folder: Path) -> Iterator[Cost]:
    rows = the_call()
    yield from runs.full_for_good(folder / "full", rows)
    yield from runs.full_for_a_while(folder / "while", rows)
    yield from runs.sync_fails(folder / "sync", rows)
    yield from runs.killed(folder / "killed", rows)
    yield from runs.file_faults(folder / "file", rows)
    yield from runs.start_faults(folder / "start")


def main() -> int:
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 5.0
    lines, wrong = [HEAD], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for cost in costs(folder):
            seen = "; ".join(cost.seen).replace(name, "…").replace("|", "/")
            lines.append(f"| {cost.fault} | {cost.tries} | {cost.events} | {cost.seconds:.2f} | {seen} |\n")
            wrong += cost.seconds > cost.limit
        lines += [THREADS, FUZZ]
        for target in targets(folder):
            found = fuzz(target, seconds)
            raised = type(found.failure[1]).__name__ if found.failure else "nothing"
            lines.append(f"| {target.name} | {found.tried} | {found.refused} | {found.slowest_s:.2f} s | {raised} |\n")
            wrong += found.failure is not None
    PAGE.write_text("".join(lines), encoding="utf-8")
    sys.stdout.write(f"{PAGE.name}: {wrong} beyond the limits\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
