"""Does what they answer fit what was asked? Three times a hundred questions, judged by hand.

    python tests/bench/practice            the share of fitting answers, and the others one by one
    python tests/bench/practice --minutes 30   memory and the slowest turn over so many minutes of typed calls

`plain.txt` was written after the scenarios and used in writing nothing; `oblique.txt` too, in words as far from theirs as
could be, but the matching was tuned on it; `used.txt` is what the ways of asking in the scenarios were written from. Each line
holds the facts and objections that would answer it. A question is the user's first one: what they answer to it may be guarded,
but must be about what was asked. The label of the turn counts, as on a call.
"""

import argparse
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from copilot.call.catalogue import Side  # noqa: E402
from copilot.engine.practising import PracticeCall  # noqa: E402
from copilot.engine.setups import practice_setup  # noqa: E402
from copilot.engine.understanding import load_labeller  # noqa: E402
from copilot.playbook.loader import load_playbook  # noqa: E402
from copilot.practice.counterpart import Counterpart  # noqa: E402
from copilot.practice.matching import Matcher, by_embedding  # noqa: E402
from copilot.practice.scenario import Scenario, load_scenarios  # noqa: E402
from copilot.signals.labeller import Labeller  # noqa: E402

SCENARIOS = {s.id: s for s in load_scenarios()}


def questions(name: str) -> list[tuple[str, str, set[str]]]:
    """(scenario, question, ids that fit)."""
    lines = (Path(__file__).parent / "questions" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    rows = [[part.strip() for part in line.split("|")] for line in lines if line and not line.startswith("#")]
    return [(scenario, question, set(fits.split())) for scenario, question, fits in rows]


def answered(scenario: Scenario, labeller: Labeller, matcher: Matcher, question: str) -> str:
    """What the answer is about: the id of a fact or an objection, else the kind of answer."""
    them = Counterpart(scenario, 0, matcher)
    opening = them.open()
    reading = labeller.read(Side.YOU, scenario.kind, opening.text, question)
    reply = them.hear(question, reading.labels, reading.cues, 30_000)
    about = {line: f.id for f in scenario.facts for line in (*f.guarded, *f.told)}
    about |= {line: o.id for o in scenario.objections for line in (*o.said, *o.met, *o.unmet)}
    return about.get(reply.text, reply.intent)


def fitting() -> None:
    labeller = load_labeller()
    matcher = by_embedding(labeller.nearness().score)
    for name in ("plain", "oblique", "used"):
        fitting_of(name, labeller, matcher)


def fitting_of(name: str, labeller: Labeller, matcher: Matcher) -> None:
    rows = questions(name)
    wrong = []
    for scenario, question, fits in rows:
        found = answered(SCENARIOS[scenario], labeller, matcher, question)
        if found not in fits:
            wrong.append((scenario, question, found, " or ".join(sorted(fits))))
    for row in wrong:
        sys.stdout.write("{:22} {:75} answered {:14} wanted {}".format(*row) + "\n")
    sys.stdout.write(f"{name}: {len(rows) - len(wrong)} of {len(rows)} answers fit" + "\n")


def endurance(minutes: int) -> None:
    """Calls one after the other, each with the questions of its scenario, until so much call time has passed."""
    passed, slowest, call_number = 0, 0.0, 0
    while passed < minutes * 60_000:
        scenario = list(SCENARIOS.values())[call_number % len(SCENARIOS)]
        setup = practice_setup(scenario, datetime.now(UTC))
        call = PracticeCall(scenario, setup, load_playbook(scenario.kind), call_number, lambda *_: None)
        call.begin()
        for _, question, _ in questions("plain"):
            began = time.perf_counter()
            call.say(question)
            slowest = max(slowest, time.perf_counter() - began)
        call.hang_up("finished")
        passed, call_number = passed + call.call.now_ms, call_number + 1
        size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        sys.stdout.write(
            f"call {call_number}: {passed / 60_000:5.1f} minutes, {size:4.0f} MB, slowest turn {slowest * 1000:.0f} ms" + "\n"
        )


if __name__ == "__main__":
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--minutes", type=int, default=0)
    chosen = options.parse_args()
    if chosen.minutes:
        endurance(chosen.minutes)
    else:
        fitting()
