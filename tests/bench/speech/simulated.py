"""A live call in simulated time: every decode takes the processor time it took, whatever else the machine does meanwhile.

So latencies can be compared on a machine that is not idle. Two cores: one for what is said now, one for settling.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from conditions import RATE, Sound

from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, Stage
from copilot.speech import hearing
from copilot.speech.decode import Decoder, Word
from copilot.speech.vad import Samples, VoiceModel
from copilot.speech.weights import find_model

FRAME = 512
FRAME_S = FRAME / RATE
PORTION = 2  # frames of each side at a time
MODEL = "base"


@dataclass
class Late:
    """The result of a decode on the other core, there when its time has passed."""

    words: list[Word]
    clock: Callable[[], float]
    at: float

    def done(self) -> bool:
        return self.clock() >= self.at

    def result(self) -> list[Word]:
        return self.words

    def add_done_callback(self, tell: Callable[[Any], None]) -> None: ...


@dataclass
class Simulation:
    """final_s, interim_s: latencies as `transcribe` measures them. spent_s: processor time by kind of work."""

    now_s: float = 0.0
    final_s: list[float] = field(default_factory=list)
    interim_s: list[float] = field(default_factory=list)
    spent_s: dict[str, float] = field(default_factory=dict)
    shown_ms: dict[int, int] = field(default_factory=dict)

    def clock(self) -> float:
        return self.now_s

    def timed(self, kind: str, work: Callable[[], Any], waits: bool = True) -> Any:
        began = time.process_time()
        result = work()
        took = time.process_time() - began
        self.spent_s[kind] = self.spent_s.get(kind, 0.0) + took
        self.now_s += took if waits else 0.0
        return result

    def take(self, event: object) -> None:
        if not isinstance(event, Hypothesis) or event.stage is Stage.SETTLED or not event.text:
            return
        since = self.shown_ms.get(event.utterance, event.start_ms)
        if event.end_ms > since:
            self.interim_s.append(self.now_s - (since + event.end_ms) / 2000)
            self.shown_ms[event.utterance] = event.end_ms
        if event.stage is Stage.FINAL:
            self.final_s.append(self.now_s - event.end_ms / 1000)


class Timed:
    """The decoder, its time counted."""

    def __init__(self, decoder: Decoder, simulation: Simulation) -> None:
        self._decoder, self._simulation = decoder, simulation

    def interim(self, audio: Samples) -> Any:
        return self._simulation.timed("interim", lambda: self._decoder.interim(audio))

    def final(self, audio: Samples, voiced_s: float) -> Any:
        return self._simulation.timed("final", lambda: self._decoder.final(audio, voiced_s))

    def timed(self, audio: Samples) -> Any:
        return self._simulation.timed("settled", lambda: self._decoder.timed(audio), waits=False)


class OtherCore:
    """Stands in for the settling thread."""

    def __init__(self, simulation: Simulation) -> None:
        self._simulation = simulation

    def submit(self, work: Callable[[Samples], list[Word]], audio: Samples) -> Late:
        before = self._simulation.spent_s.get("settled", 0.0)
        words = work(audio)
        took = self._simulation.spent_s["settled"] - before
        return Late(words, self._simulation.clock, self._simulation.now_s + took)

    def shutdown(self) -> None: ...


def simulate(sound: dict[Side, Sound], minutes: float = 0.0, passed: Callable[[float], None] = lambda _: None) -> Simulation:
    """Hears both sides as if they were spoken now, over and over until so many minutes passed. passed: told after each one."""
    simulation = Simulation()
    hearing.ThreadPoolExecutor = lambda *_, **__: OtherCore(simulation)  # type: ignore[assignment,misc]
    decoder = Timed(Decoder(find_model(MODEL)), simulation)
    ears = hearing.Hearing(VoiceModel(find_model("silero-vad")), decoder, simulation.take, clock=simulation.clock)
    once = min(map(len, sound.values())) // FRAME
    frames = max(once, round(minutes * 60 / FRAME_S))

    def listen(begin: int, end: int) -> None:
        for at in range(begin, end):
            for side, samples in sound.items():
                begins = at % once * FRAME
                ears.hear(side, round(at * FRAME_S * 1000), samples[begins : begins + FRAME])

    heard = 0
    while heard < frames:
        simulation.now_s = max(simulation.now_s, (heard + PORTION) * FRAME_S)
        until = min(frames, int(simulation.now_s / FRAME_S))
        simulation.timed("voice", lambda begin=heard, end=until: listen(begin, end))  # type: ignore[misc]
        if until * FRAME_S // 60 > heard * FRAME_S // 60:
            passed(until * FRAME_S / 60)
        heard = until
        ears.step()
    ears.finish()
    return simulation
