"""What comes after a call, measured. Prints; never fails.

python -m tests.bench.review             a thousand calls: the list, the deals, what is due, a search
python -m tests.bench.review traced      the development scripts, heard: sentences of email and page that rest on nothing
python -m tests.bench.review hung-up     a call of an hour: from its last event to its review, listed
python -m tests.bench.review imported FILE...    transcripts: each imported, then its review opened
"""

import json
import os
import random
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from copilot.call.catalogue import CallKind, Side
from copilot.engine.deals import deals, tasks
from copilot.engine.desk import Desk
from copilot.engine.importing import look, order
from copilot.engine.record import listed, passages, summary
from copilot.engine.replay import from_turns, replay, run
from copilot.engine.setups import read_script
from copilot.review.build import build_review
from copilot.store.edits import Edits
from copilot.store.index import CallIndex, CallSummary, Listed, Passage
from tests.review.tracing import sentences, untraced

_SCRIPTS = Path(__file__).parents[2] / "data" / "dialogues.jsonl"

_WORDS = (
    "the", "a", "to", "of", "we", "you", "it", "that", "is", "in", "our", "your", "for", "on", "have", "with", "this", "they",
    "do", "can", "detention", "budget", "pilot", "invoice", "thursday",
)  # fmt: skip


def thousand() -> None:
    chance = random.Random(6)
    now = datetime.now(UTC)
    with tempfile.TemporaryDirectory() as folder, CallIndex(Path(folder) / "index.sqlite") as index:
        for n in range(1000):
            started = now - timedelta(hours=8 * n)
            call = CallSummary(
                f"c{n}", CallKind.PROSPECT, started.isoformat(), company=f"Company {n % 300}", duration_ms=1_800_000,
                ended=True, verdict="open", warm=3, evidence=4, timezone="America/New_York", your_timezone="Europe/Paris",
            )  # fmt: skip
            said = [
                Passage(i, chance.choice(list(Side)), i * 9000, " ".join(chance.choices(_WORDS, k=12)), ("pain",))
                for i in range(200)
            ]
            at = (started + timedelta(days=3)).isoformat()
            index.put(call, said, [Listed(f"c{n}", 1, Side.YOU, "send it", at, False, False, True, False, 1)])
        deals(index.list_calls(), index.promises(), now)  # the calendars of holidays are read once
        for name, work in (
            ("list of calls", index.list_calls),
            ("deals", lambda: deals(index.list_calls(), index.promises(), now)),
            ("due", lambda: tasks(index.list_calls(), index.promises(), now)),
            ("search, a rare word", lambda: index.search("detention thursday")),
            ("search, a stop word", lambda: index.search("the")),
            ("search, a stop word of one company", lambda: index.search("the", company="Company 7")),
        ):
            began = time.perf_counter()
            work()
            sys.stdout.write(f"{name:36} {(time.perf_counter() - began) * 1000:7.1f} ms\n")


def traced() -> None:
    said = nothing = 0
    with tempfile.TemporaryDirectory() as folder:
        for line in _SCRIPTS.read_text(encoding="utf-8").splitlines():
            script = Path(folder) / "script.json"
            script.write_text(line, encoding="utf-8")
            done = replay(script)
            review = build_review(done.call, done.playbook)
            found = untraced(review)
            said, nothing = said + sentences(review), nothing + len(found)
            sys.stdout.write("".join(f"{json.loads(line)['id']}: {each}\n" for each in found))
    sys.stdout.write(f"{nothing} of {said} sentences rest on nothing that was said or set up\n")


def hung_up() -> None:
    with tempfile.TemporaryDirectory() as folder, CallIndex(Path(folder) / "index.sqlite") as index:
        script = Path(folder) / "script.json"
        script.write_text(_SCRIPTS.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
        one = read_script(script, None, 60, datetime.now(UTC))
        turns, length = [], one.turns[-1].start_ms + 10_000
        for again in range(3_600_000 // length + 1):
            turns += [replace(t, start_ms=t.start_ms + again * length) for t in one.turns]
        done = run(from_turns(one.setup, tuple(turns)), clock=None, watch=lambda *_: None)
        began = time.perf_counter()
        review = build_review(done.call, done.playbook)
        index.put(summary(review), passages(review.call), listed(review, Edits()))
        took = time.perf_counter() - began
        minutes = done.call.now_ms / 60_000
        sys.stdout.write(f"{minutes:.0f} minutes, {len(done.call.utterances)} turns: review listed in {took * 1000:.0f} ms\n")


def imported(files: list[str]) -> None:
    os.environ["MONEYTIME_HOME"] = tempfile.mkdtemp(prefix="moneytime-bench-")
    desk = Desk.open()
    for file in map(Path, files):
        took, cpu = time.perf_counter(), time.process_time()
        job = desk.import_job(order(look(file, ""), now=datetime.now(UTC)), lambda share: None)
        turns = len(job.run().utterances)
        desk.imported(job.call_id)
        took, cpu = time.perf_counter() - took, time.process_time() - cpu
        sys.stdout.write(f"{file.name}: {turns} turns in {took:.1f} s, {cpu:.1f} s of processor time\n")
    desk.close()


if __name__ == "__main__":
    if sys.argv[1:2] == ["imported"]:
        imported(sys.argv[2:])
    else:
        {"traced": traced, "hung-up": hung_up}.get(sys.argv[-1], thousand)()
