"""From the user's last word to their first sound, and to the answer itself, by voice on this machine's default devices.

    python tests/bench/practice/by_voice.py SINK [--turns 12] [--system]

SINK: what is played there comes out of the default microphone (a null sink whose monitor it is). espeak-ng speaks for the user.
--system: their voice is one of the system's, even where the natural one would be taken.
"""

import argparse
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

ROOT = Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT))

from copilot.call.catalogue import Side  # noqa: E402
from copilot.engine.setups import practice_setup  # noqa: E402
from copilot.engine.spoken_practice import SpokenPractice  # noqa: E402
from copilot.playbook.loader import load_playbook  # noqa: E402
from copilot.practice.scenario import load_scenarios  # noqa: E402
from copilot.speech.voice import find_voice, system_voice  # noqa: E402

QUESTIONS = (
    "What does it cost you when customers leave?",
    "What would stop you from using this tomorrow?",
    "We are not certified yet, but the audit ends in March, and I can send you the date in writing.",
    "How big is your team?",
    "Who signs the contract on your side?",
    "Are you looking at other tools?",
    "How do you follow your customers today?",
    "What would a success look like for you?",
    "Is it a priority for you now, or more of an exploration?",
    "What made you ask for this call?",
    "So if I sum up, you lost three accounts, and it costs you three hundred thousand dollars a year.",
    "Does Tuesday at ten work for you?",
)


class Sounds:
    """When each sound began, on the call's clock."""

    def __init__(self, practice: SpokenPractice) -> None:
        self.begun: list[int] = []
        self._practice = practice
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        conversation = self._practice._conversation
        while not self._over.wait(0.01):
            count = conversation._playback.played().begun
            self.begun += [conversation._now()] * (count - len(self.begun))

    def stop(self) -> None:
        self._over.set()
        self._thread.join()


def said(practice: SpokenPractice, side: Side) -> list[tuple[int, int]]:
    """(start, end) of what was said so far."""
    return [(u.start_ms, u.end_ms) for u in practice.latest().call.utterances if u.side is side and u.text and not u.open]


def wait(told: threading.Event, true: Callable[[], bool], seconds: float = 60.0) -> bool:
    """told: set whenever the call has something new."""
    end = time.monotonic() + seconds
    while not true():
        if not told.wait(max(0.0, end - time.monotonic())):
            return False
        told.clear()
    return True


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sink")
    parser.add_argument("--turns", type=int, default=len(QUESTIONS))
    parser.add_argument("--system", action="store_true")
    chosen = parser.parse_args()
    scenario = next(s for s in load_scenarios() if s.id == "saas-buyer")
    find = system_voice if chosen.system else find_voice
    practice = SpokenPractice(scenario, practice_setup(scenario, datetime.now(UTC)), load_playbook(scenario.kind), 1, find=find)
    told = threading.Event()
    practice.wake = told.set
    practice.start()
    sounds = Sounds(practice)
    first, answer = [], []
    try:
        wait(told, lambda: bool(said(practice, Side.THEM)), 120)
        with tempfile.TemporaryDirectory() as folder:
            for question in QUESTIONS[: chosen.turns]:
                file = Path(folder, "said.wav")
                subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "-w", file, question], check=True)
                before = len(said(practice, Side.THEM))
                subprocess.run(["paplay", f"--device={chosen.sink}", file], check=True)
                if not wait(told, lambda before=before: len(said(practice, Side.THEM)) > before):
                    sys.stdout.write(f"no answer: {question}\n")
                    continue
                end = said(practice, Side.YOU)[-1][1]
                first.append(min(at for at in sounds.begun if at > end) - end)
                answer.append(said(practice, Side.THEM)[-1][0] - end)
                sys.stdout.write(f"first sound {first[-1]:5} ms, answer {answer[-1]:5} ms   {question}\n")
    finally:
        sounds.stop()
        practice.stop()
        practice.join(30)
    for name, values in (("first sound", first), ("answer", answer)):
        p95 = quantiles(values, n=20)[-1] if len(values) > 1 else values[0]
        sys.stdout.write(f"{name}: p50 {median(values):.0f} ms, p95 {p95:.0f} ms, {len(values)} turns\n")


if __name__ == "__main__":
    main()
