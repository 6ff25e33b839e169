"""The body of `moneytime transcribe`: frames of a recording in, one JSON object out."""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, Stage
from copilot.speech.recognition import Emitted, Recognition
from copilot.speech.recorded import RecordedSpeech
from copilot.speech.vad import Samples


class Frame(Protocol):
    """A stretch of one side: float32 mono 16 kHz, beginning at start_ms."""

    @property
    def side(self) -> Side: ...
    @property
    def start_ms(self) -> int: ...
    @property
    def samples(self) -> Samples: ...


def transcribe(
    frames: Iterable[Frame],
    model_dir: Path,
    read_meter: Callable[[int], dict[str, float]],
    *,
    vocabulary: tuple[str, ...] = (),
    realtime: bool = False,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> dict[str, Any]:
    """Recognizes a recording. read_meter: from the length heard in ms to audio_s, cpu_s, wall_s and max_rss_mb.

    Returns {"utterances": [{"channel", "t", "end", "final", "settled"}], "metrics": {..., "final_latency_s",
    "interim_latency_s"}}; times in seconds. realtime: frames are fed as the clock passes, with interim texts, and the
    latencies are measured: from the end of speech to the final text; from the middle of the words new in a text to the
    moment it is there. KnownError when the model cannot be loaded.
    """
    table = _Table(clock)
    heard_ms = 0
    speech = (
        _started(model_dir, table.take, vocabulary)
        if realtime
        else RecordedSpeech(model_dir, table.take, vocabulary=vocabulary)
    )
    table.began = clock()
    try:
        for frame in frames:
            end_ms = frame.start_ms + len(frame.samples) // 16
            if realtime:
                sleep(max(0.0, table.began + end_ms / 1000 - clock()))
            speech.feed(frame.side, frame.start_ms, frame.samples)
            heard_ms = max(heard_ms, end_ms)
        speech.finish()
    finally:
        speech.close()
    metrics: dict[str, Any] = {**read_meter(heard_ms), "final_latency_s": [], "interim_latency_s": []}
    if realtime:
        metrics |= {"final_latency_s": table.final_latency, "interim_latency_s": table.interim_latency}
    return {"utterances": table.rows(), "metrics": metrics}


def _started(model_dir: Path, emit: Callable[[Emitted], None], vocabulary: tuple[str, ...]) -> Recognition:
    live = Recognition(model_dir, emit, vocabulary=vocabulary)
    live.load()
    live.start()
    return live


@dataclass(slots=True)
class _Table:
    """What was understood, and how late. Written by the thread that recognizes."""

    clock: Callable[[], float]
    began: float = 0.0
    finals: dict[int, Hypothesis] = field(default_factory=dict)
    settled: dict[int, str] = field(default_factory=dict)
    shown_ms: dict[int, int] = field(default_factory=dict)
    final_latency: list[float] = field(default_factory=list)
    interim_latency: list[float] = field(default_factory=list)

    def take(self, event: Emitted) -> None:
        if not isinstance(event, Hypothesis):
            return
        if event.stage is Stage.SETTLED:
            self.settled[event.utterance] = event.text
            return
        now_s = self.clock() - self.began
        since = self.shown_ms.get(event.utterance, event.start_ms)
        if event.text and event.end_ms > since:
            self.interim_latency.append(round(now_s - (since + event.end_ms) / 2000, 3))
            self.shown_ms[event.utterance] = event.end_ms
        if event.stage is Stage.FINAL:
            self.finals[event.utterance] = event
            if event.text:
                self.final_latency.append(round(now_s - event.end_ms / 1000, 3))

    def rows(self) -> list[dict[str, Any]]:
        said = sorted((f for f in self.finals.values() if f.text), key=lambda f: (f.start_ms, f.utterance))
        return [
            {
                "channel": str(f.side),
                "t": f.start_ms / 1000,
                "end": f.end_ms / 1000,
                "final": f.text,
                "settled": self.settled.get(f.utterance, f.text),
            }
            for f in said
        ]
