"""A thousand calls: how long the list, the deals, what is due and a search take. Prints; never fails.

python -m tests.bench.review
"""

import random
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from copilot.call.catalogue import CallKind, Side
from copilot.engine.deals import deals, tasks
from copilot.store.index import CallIndex, CallSummary, Listed, Passage

_WORDS = (
    "the", "a", "to", "of", "we", "you", "it", "that", "is", "in", "our", "your", "for", "on", "have", "with", "this", "they",
    "do", "can", "detention", "budget", "pilot", "invoice", "thursday",
)  # fmt: skip


def main() -> None:
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


if __name__ == "__main__":
    main()
