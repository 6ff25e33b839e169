"""How well and how fast speech is heard: python tests/bench/speech [--only PART ...] [--seconds N] [--beside PYTHON] FOLDER

FOLDER holds recordings with their words, NAME.flac and NAME.txt, spoken in turn by both sides with pauses; and whole calls, if
there are any: NAME.flac (left you, right them) and NAME.truth.json. Parts:

words      word error rates: final, each utterance in full context, settled, offline `transcribe`, plain `transcribe`
lines      words missed on bad lines, against decoding without a gate
echo       their words under your name, and your words lost, when your microphone hears the loudspeaker
sayings    numbers, dates and times as they are written; names with and without the words of the call's set-up
invention  texts made of sounds without speech, and what silence costs
live       latencies, processor time and memory of `moneytime transcribe` at real time, a process of its own; --simulated: in
           simulated time, for a machine that is busy
memory     --minutes of live talk in simulated time: the memory held after each (Linux)
beside     a streaming library on the same sound: --beside names a Python that has it (see beside.py)

The last thing printed is the table of targets. Times mean something only on a machine that does nothing else.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

os.environ["OMP_NUM_THREADS"] = "1"  # as the package does, which is imported after numpy here

import numpy as np
from faster_whisper import WhisperModel

sys.path.insert(0, str(Path(__file__).parent))

from conditions import LINES, NO_SPEECH, RATE, Sound, echoed
from sayings import Sayings
from simulated import simulate
from talks import Sounds, Talk, frames, read_calls, read_talk, write_call
from targets import Targets
from words import errors, missed, plain, strangers

from copilot.audio.canceller import without_echo
from copilot.audio.frames import AudioFrame
from copilot.call.catalogue import Side
from copilot.engine.memory import free_large_blocks, give_back, share_heaps
from copilot.engine.metrics import Meter
from copilot.speech.command import transcribe
from copilot.speech.weights import find_model

MODEL = "base"
PARTS = ("words", "lines", "echo", "sayings", "invention", "live", "memory", "beside")
ECHOES_DB = (-10, -20, -30)


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def hear(sound: Sounds) -> dict[str, Any]:
    return transcribe(frames(sound), find_model(MODEL), Meter().read)


def hear_live(sound: Sounds) -> dict[str, Any]:
    """In a process that holds nothing else: neither the sound nor what this one works with."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "call.wav")
        write_call(file, sound)
        command = [sys.executable, "-m", "copilot", "transcribe", "--realtime", "--json", str(file)]
        found: dict[str, Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def heard(found: dict[str, Any], side: Side, stage: str) -> list[str]:
    return plain(" ".join(u[stage] for u in found["utterances"] if u["channel"] == side))


def plain_whisper() -> WhisperModel:
    return WhisperModel(str(find_model(MODEL)), device="cpu", compute_type="int8", cpu_threads=1)


def whole(model: WhisperModel, sound: Sound, gate: bool) -> list[str]:
    """Offline, as the library does it."""
    return plain(" ".join(s.text for s in model.transcribe(sound, language="en", beam_size=5, vad_filter=gate)[0]))


def share(count: int, of: list[str]) -> float:
    return 100 * count / max(1, len(of))


def percentile(row: list[float], percent: float) -> float:
    """Not a number where nothing was measured: no target is met then."""
    return float(np.percentile(row, percent)) if row else float("nan")


def words_part(name: str, talk: Talk, targets: Targets) -> None:
    found = hear(talk.sound)
    meter, count = found["metrics"], sum(map(len, talk.said.values()))
    tell(f"{name}, as a recording: {meter['audio_s']:.0f} s in {meter['wall_s']:.0f} s, {meter['max_rss_mb']:.0f} MB at most")
    model = plain_whisper()
    wrong = dict.fromkeys(("final", "settled", "each utterance in full", "offline", "offline, voice filter"), 0)
    took: list[float] = []
    for side in Side:
        said = talk.said[side]
        for stage in ("final", "settled"):
            wrong[stage] += errors(said, heard(found, side, stage))
        each: list[str] = []
        for u in (u for u in found["utterances"] if u["channel"] == side):
            sound = talk.sound[side][int(u["t"] * RATE) - 5120 : int(u["end"] * RATE) + 3072]
            began = time.process_time()
            each += plain(" ".join(s.text for s in model.transcribe(sound, language="en", beam_size=1)[0]))
            took.append(time.process_time() - began)
        wrong["each utterance in full"] += errors(said, each)
        wrong["offline"] += errors(said, whole(model, talk.sound[side], gate=False))
        wrong["offline, voice filter"] += errors(said, whole(model, talk.sound[side], gate=True))
    for stage, errs in wrong.items():
        tell(f"{name}, word error rate, {stage}: {100 * errs / count:.1f} % of {count}")
    tell(
        f"plain WhisperModel.transcribe of each utterance: processor time {percentile(took, 50):.2f} s (p50),"
        f" {percentile(took, 95):.2f} s (p95) each, {sum(took) / talk.seconds:.2f} of a core"
    )
    best = min(wrong["offline"], wrong["offline, voice filter"])
    targets.at_most(f"{name}: errors, final / each utterance in full", wrong["final"] / wrong["each utterance in full"], 1.1)
    targets.at_most(f"{name}: errors, settled / offline, the better", wrong["settled"] / best, 1.0)


def lines_part(talk: Talk, targets: Targets) -> None:
    model, said = plain_whisper(), talk.said[Side.THEM]
    for name, damage in LINES.items():
        sound = damage(talk.sound[Side.THEM])
        ours = share(missed(said, heard(hear({Side.THEM: sound}), Side.THEM, "settled")), said)
        free = share(missed(said, whole(model, sound, gate=False)), said)
        tell(f"{name}: words missed {ours:.1f} %, without a gate {free:.1f} %")
        targets.at_most(f"{name}: words missed more than without a gate", ours - free, 1.0, " %", 1)


def echo_part(name: str, talk: Talk, targets: Targets) -> None:
    said, theirs = talk.said[Side.YOU], talk.said[Side.THEM]
    lost: dict[int | None, float] = {}
    alien: dict[int | None, float] = {}
    for level in (None, *ECHOES_DB):
        you, them = talk.sound[Side.YOU], talk.sound[Side.THEM]
        both = {Side.YOU: you if level is None else echoed(you, them, level), Side.THEM: them}
        clean = without_echo((AudioFrame(f.side, f.start_ms, f.samples) for f in frames(both)), lambda _: None)
        found = transcribe((f for f in clean if f.side is Side.YOU), find_model(MODEL), Meter().read)
        words = heard(found, Side.YOU, "settled")
        lost[level], alien[level] = share(missed(said, words), said), share(strangers(said, words, theirs), theirs)
        tell(f"{name}, echo {level} dB: words under your name only they said {alien[level]:.1f} %, lost {lost[level]:.1f} %")
    for level in ECHOES_DB:
        targets.at_most(f"{name}, echo {level} dB: their words under your name", alien[level] - alien[None], 2.0, " %", 1)
        targets.at_most(f"{name}, echo {level} dB: more of your words lost", lost[level] - lost[None], 2.0, " %", 1)


def sayings_part(seconds: float, targets: Targets) -> None:
    sayings = Sayings(MODEL)
    rows = list(sayings.numbers())
    for right, said, written in rows:
        tell(f"{'  ' if right else 'NO'} {said} -> {written}")
    targets.all_of("sentences whose numbers, dates and times can be used", sum(r for r, _, _ in rows), len(rows))
    found = {told: list(sayings.names(told)) for told in (False, True)}
    for (before, name, without), (now, _, text) in zip(found[False], found[True], strict=True):
        tell(f"{name}: {'found' if before else 'not found'} in '{without}', told {'found' if now else 'not found'} in '{text}'")
    untold, told = (sum(right for right, _, _ in found[t]) for t in (False, True))
    targets.more("names found when they are in the set-up", told, untold, len(found[True]))
    targets.at_most("texts made of no speech while names are known", sayings.leaks(min(seconds, 60)), 0, digits=0)


def invention_part(seconds: float, targets: Targets) -> None:
    for name, make in NO_SPEECH.items():
        found = hear({Side.THEM: make(int(seconds * RATE))})
        cpu = found["metrics"]["cpu_s"] / found["metrics"]["audio_s"]
        tell(f"{name}: {len(found['utterances'])} invented in {seconds:.0f} s, {cpu:.3f} of a core")
        most = 0 if "silence" in name or name.startswith("noise") else 2
        targets.at_most(f"{name}: texts invented in {seconds:.0f} s", len(found["utterances"]), most, digits=0)
        if name == "silence":
            targets.at_most("silence: of a core", cpu, 0.03, digits=3)


def live_part(name: str, talk: Talk, simulated: bool, targets: Targets) -> None:
    if simulated:
        run = simulate(talk.sound)
        final, interim, cpu = run.final_s, run.interim_s, sum(run.spent_s.values()) / talk.seconds
        tell(", ".join(f"{kind} {took / talk.seconds:.3f}" for kind, took in run.spent_s.items()) + " of a core")
    else:
        meter = hear_live(talk.sound)["metrics"]
        final, interim = meter["final_latency_s"], meter["interim_latency_s"]
        cpu = meter["cpu_s"] / meter["audio_s"]
        targets.at_most(f"{name}: memory at most, the recognizer alone", meter["max_rss_mb"], 450, " MB", 0)
    tell(f"{name}, {'simulated' if simulated else 'live'}: {len(final)} final texts, {len(interim)} times words were shown")
    for percent, most in ((50, 0.6), (95, 0.9)):
        targets.at_most(f"{name}: end of speech to final text, p{percent}", percentile(final, percent), most, " s")
    targets.at_most(f"{name}: words spoken to words shown, p50", percentile(interim, 50), 0.8, " s")
    targets.at_most(f"{name}: of a core, both sides", cpu, 0.35)


def memory_part(name: str, talk: Talk, minutes: float, targets: Targets) -> None:
    held: list[float] = []

    def passed(minute: float) -> None:
        give_back()  # as the app does
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        held.append(pages * os.sysconf("SC_PAGE_SIZE") / 2**20)
        tell(f"{name}, minute {minute:.0f}: {held[-1]:.0f} MB")

    simulate(talk.sound, minutes, passed)
    half = len(held) // 2
    targets.at_most(f"{name}: memory, the recognizer alone", max(held), 450, " MB", 0)
    targets.at_most(
        f"{name}: more of it in the last half, the median minute", median(held[half:]) - median(held[:half]), 10, " MB", 0
    )


def beside_part(python: Path, talk: Talk) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sound = Path(folder, "sound.npy")
        np.save(sound, talk.sound[Side.THEM])
        command = [str(python), str(Path(__file__).with_name("beside.py")), str(sound), str(find_model(MODEL))]
        found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    late = found["latency_s"]
    tell(
        f"whisper-streaming, their side, simulated: {len(late)} words {percentile(late, 50):.1f} s late (p50),"
        f" {percentile(late, 95):.1f} s (p95),"
        f" {found['cpu_s'] / talk.seconds:.2f} of a core for one side, {found['max_rss_mb']:.0f} MB at most"
    )


def main() -> None:
    share_heaps()  # as the app does
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=600.0, help="of talk in turns, and of each sound without speech")
    parser.add_argument("--only", choices=PARTS, nargs="+", default=PARTS)
    parser.add_argument("--minutes", type=float, default=60.0, help="of talk whose memory is measured")
    parser.add_argument("--simulated", action="store_true", help="live in simulated time")
    parser.add_argument("--beside", type=Path, metavar="PYTHON", help="an interpreter that has the streaming library")
    given = parser.parse_args()
    if "memory" in given.only:
        free_large_blocks()
    targets = Targets()
    in_turns = read_talk(given.folder, given.seconds)
    talks = {**({"in turns": in_turns} if any(in_turns.said.values()) else {}), **read_calls(given.folder)}
    if "sayings" in given.only:
        sayings_part(given.seconds, targets)
    if "invention" in given.only:
        invention_part(given.seconds, targets)
    for name, talk in talks.items():
        if "words" in given.only:
            words_part(name, talk, targets)
        if "lines" in given.only:
            lines_part(talk, targets)
        if "echo" in given.only:
            echo_part(name, talk, targets)
        if "live" in given.only:
            live_part(name, talk.first(given.seconds), given.simulated, targets)
        if "memory" in given.only:
            memory_part(name, talk, given.minutes, targets)
        if "beside" in given.only and given.beside:
            beside_part(given.beside, talk.first(given.seconds))
    tell("")
    for line in targets.lines():
        tell(line)


main()
