"""How well and how fast speech is heard: python tests/bench/speech [--realtime|--simulated] [--seconds N] FOLDER

FOLDER holds recordings with their words: NAME.flac and NAME.txt. They are spoken in turn by both sides, with pauses. Printed
are word error rates (final, each utterance in full context, settled, offline `transcribe`), speech missed on bad lines,
text invented without speech, and with --realtime latencies, processor time and memory. The numbers mean something only on a
machine that does nothing else.
"""

import argparse
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from faster_whisper import WhisperModel
from faster_whisper.audio import decode_audio

sys.path.insert(0, str(Path(__file__).parent))

from conditions import LINES, NO_SPEECH, RATE, Sound
from simulated import simulate

from copilot.call.catalogue import Side
from copilot.engine.memory import share_heaps
from copilot.engine.metrics import Meter
from copilot.speech.command import transcribe
from copilot.speech.weights import find_model


@dataclass
class Frame:
    side: Side
    start_ms: int
    samples: Sound


@dataclass
class Talk:
    """Both sides' sound, and their words."""

    sound: dict[Side, Sound]
    said: dict[Side, list[str]]


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def plain(text: str) -> list[str]:
    return re.sub(r"[^a-z0-9 ]", " ", text.lower().replace("'", "").replace("-", " ")).split()


def errors(said: list[str], heard: list[str]) -> int:
    """Words to insert, delete or replace."""
    row = np.arange(len(heard) + 1)
    for i, word in enumerate(said, 1):
        before, row[0] = row.copy(), i
        for j, other in enumerate(heard, 1):
            row[j] = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (word != other))
    return int(row[-1])


def missed(said: list[str], heard: list[str]) -> int:
    """Words said that are nowhere in what was heard, in order: the longest common part left out."""
    row = [0] * (len(heard) + 1)
    for word in said:
        before = row[:]
        for j, other in enumerate(heard):
            row[j + 1] = before[j] + 1 if word == other else max(before[j + 1], row[j])
    return len(said) - row[-1]


def talk(folder: Path, seconds: float) -> Talk:
    rng = random.Random(3)
    files = sorted(folder.glob("*.flac"))
    rng.shuffle(files)
    clips: list[tuple[Side, int, Sound]] = []
    said: dict[Side, list[str]] = {side: [] for side in Side}
    at = 1.0
    for file, side in zip(files, list(Side) * len(files), strict=False):
        if at > seconds:
            break
        clip = np.asarray(decode_audio(str(file), sampling_rate=RATE), np.float32)
        clips.append((side, int(at * RATE), clip))
        said[side] += plain(file.with_suffix(".txt").read_text("utf-8"))
        at += len(clip) / RATE + rng.choice([0.3, 0.5, 0.8, 1.2, 2.0])
    noise = np.random.default_rng(1)
    sound = {side: np.asarray(noise.normal(0, 3e-4, int((at + 1) * RATE)), np.float32) for side in Side}
    for side, start, clip in clips:
        sound[side][start : start + len(clip)] += clip
    return Talk(sound, said)


def frames(sound: dict[Side, Sound]) -> Iterator[Frame]:
    for at in range(0, max(map(len, sound.values())) - 511, 512):
        for side, samples in sound.items():
            yield Frame(side, at // 16, samples[at : at + 512])


def hear(sound: dict[Side, Sound], realtime: bool = False) -> dict[str, Any]:
    return transcribe(frames(sound), find_model("base"), Meter().read, realtime=realtime)


def heard(found: dict[str, Any], side: Side, stage: str) -> list[str]:
    return plain(" ".join(u[stage] for u in found["utterances"] if u["channel"] == side))


def rate(wrong: int, said: dict[Side, list[str]]) -> str:
    return f"{100 * wrong / sum(map(len, said.values())):.1f} %"


def words_table(spoken: Talk) -> None:
    found = hear(spoken.sound)
    meter = found["metrics"]
    tell(
        f"as a recording: {meter['audio_s']:.0f} s of both sides in {meter['wall_s']:.0f} s,"
        f" {meter['cpu_s'] / meter['audio_s']:.3f} CPU s a second, {meter['max_rss_mb']:.0f} MB at most"
    )
    for stage in ("final", "settled"):
        tell(
            f"word error rate, {stage}: {rate(sum(errors(spoken.said[s], heard(found, s, stage)) for s in Side), spoken.said)}"
        )
    model = WhisperModel(str(find_model("base")), device="cpu", compute_type="int8", cpu_threads=1)
    wrong = 0
    took: list[float] = []
    texts: dict[Side, list[str]] = {side: [] for side in Side}
    for side in Side:
        cut = [
            spoken.sound[side][int(u["t"] * RATE) - 5120 : int(u["end"] * RATE) + 3072]
            for u in found["utterances"]
            if u["channel"] == side
        ]
        for sound in cut:
            began = time.process_time()
            texts[side] += plain(" ".join(s.text for s in model.transcribe(sound, language="en", beam_size=1)[0]))
            took.append(time.process_time() - began)
        wrong += errors(spoken.said[side], texts[side])
    tell(
        f"plain WhisperModel.transcribe of each utterance, full context: word error rate {rate(wrong, spoken.said)},"
        f" {np.percentile(took, 50):.2f} s (p50), {np.percentile(took, 95):.2f} s (p95) of processor time each"
    )
    for gate in (False, True):
        wrong = 0
        for side in Side:
            segments = list(model.transcribe(spoken.sound[side], language="en", beam_size=5, vad_filter=gate)[0])
            wrong += errors(spoken.said[side], plain(" ".join(s.text for s in segments)))
        tell(f"word error rate, offline, beam 5, {'with' if gate else 'without'} voice filter: {rate(wrong, spoken.said)}")


def lines_table(spoken: Talk) -> None:
    model = WhisperModel(str(find_model("base")), device="cpu", compute_type="int8", cpu_threads=1)
    for name, damage in LINES.items():
        sound = {Side.THEM: damage(spoken.sound[Side.THEM])}
        said = {Side.THEM: spoken.said[Side.THEM]}
        ours = missed(said[Side.THEM], heard(hear(sound), Side.THEM, "final"))
        open_gate = plain(" ".join(s.text for s in model.transcribe(sound[Side.THEM], language="en", beam_size=5)[0]))
        tell(f"{name}: words missed {rate(ours, said)}, without a gate {rate(missed(said[Side.THEM], open_gate), said)}")


def invention_table(seconds: float) -> None:
    for name, make in NO_SPEECH.items():
        found = hear({Side.THEM: make(int(seconds * RATE))})
        meter = found["metrics"]
        cpu = meter["cpu_s"] / meter["audio_s"]
        tell(f"{name}: {len(found['utterances'])} invented in {seconds:.0f} s, {cpu:.3f} CPU s a second")


def simulated_table(spoken: Talk) -> None:
    found = simulate(spoken.sound)
    seconds = max(map(len, spoken.sound.values())) / RATE
    for name, row in (("final", found.final_s), ("interim", found.interim_s)):
        tell(f"{name} latency, simulated: p50 {np.percentile(row, 50):.2f} s, p95 {np.percentile(row, 95):.2f} s of {len(row)}")
    spent = ", ".join(f"{kind} {took / seconds:.3f}" for kind, took in found.spent_s.items())
    tell(f"of a core, both sides: {sum(found.spent_s.values()) / seconds:.3f} ({spent})")


def live_table(spoken: Talk) -> None:
    meter = hear(spoken.sound, realtime=True)["metrics"]
    for name in ("final", "interim"):
        row = meter[f"{name}_latency_s"]
        tell(f"{name} latency: p50 {np.percentile(row, 50):.2f} s, p95 {np.percentile(row, 95):.2f} s of {len(row)}")
    tell(f"live, both sides: {meter['cpu_s'] / meter['audio_s']:.3f} of a core, {meter['max_rss_mb']:.0f} MB at most")


def main() -> None:
    share_heaps()  # as the app does
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=600.0, help="of talk, and of each sound without speech")
    parser.add_argument("--realtime", action="store_true", help="live only: latency, processor time, memory")
    parser.add_argument("--simulated", action="store_true", help="the same in simulated time, for a machine that is busy")
    parser.add_argument("--only", choices=("words", "lines", "invention"))
    given = parser.parse_args()
    if given.realtime:
        live_table(talk(given.folder, given.seconds))
        return
    if given.simulated:
        simulated_table(talk(given.folder, given.seconds))
        return
    if given.only in (None, "words"):
        words_table(talk(given.folder, given.seconds))
    if given.only in (None, "lines"):
        lines_table(talk(given.folder, given.seconds))
    if given.only in (None, "invention"):
        invention_table(given.seconds)


main()
