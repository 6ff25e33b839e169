"""Talk of two sides: recordings with their words spoken in turn, or whole calls with the times of their turns."""

import json
import random
import wave
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from conditions import RATE, Sound
from faster_whisper.audio import decode_audio
from words import plain

from copilot.call.catalogue import Side

Sounds = dict[Side, Sound]


@dataclass
class Frame:
    side: Side
    start_ms: int
    samples: Sound


@dataclass
class Talk:
    """Both sides' sound, and their words."""

    sound: Sounds
    said: dict[Side, list[str]]

    @property
    def seconds(self) -> float:
        return max(map(len, self.sound.values())) / RATE

    def first(self, seconds: float) -> "Talk":
        """Its beginning. The words stay whole: for times and costs, not for rates of error."""
        return Talk({side: sound[: int(seconds * RATE)] for side, sound in self.sound.items()}, self.said)


def frames(sound: Sounds) -> Iterator[Frame]:
    for at in range(0, max(map(len, sound.values())) - 511, 512):
        for side, samples in sound.items():
            yield Frame(side, at // 16, samples[at : at + 512])


def read_talk(folder: Path, seconds: float) -> Talk:
    """NAME.flac with NAME.txt: voices that take turns, with pauses, over a little noise."""
    rng = random.Random(3)
    files = sorted(f for f in folder.glob("*.flac") if f.with_suffix(".txt").exists())
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


def read_calls(folder: Path) -> dict[str, Talk]:
    """NAME.flac, left you and right them, with NAME.truth.json: {"turns": [{"side", "text"}, ...]}."""
    calls: dict[str, Talk] = {}
    for truth in sorted(folder.glob("*.truth.json")):
        turns = json.loads(truth.read_text("utf-8"))["turns"]
        file = truth.with_name(truth.name.removesuffix(".truth.json") + ".flac")
        both = decode_audio(str(file), sampling_rate=RATE, split_stereo=True)
        calls[file.stem] = Talk(
            dict(zip((Side.YOU, Side.THEM), (np.asarray(s, np.float32) for s in both), strict=True)),
            {side: plain(" ".join(t["text"] for t in turns if t["side"] == str(side))) for side in Side},
        )
    return calls


def write_call(file: Path, sound: Sounds) -> None:
    """A WAV file: left you, right them."""
    both = np.stack([sound[Side.YOU], sound[Side.THEM]], axis=1)
    with wave.open(str(file), "wb") as out:
        out.setnchannels(2)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes((both.clip(-1, 1) * 32767).astype("<i2").tobytes())
