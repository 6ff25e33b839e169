"""Speech to text for a recording: what live hearing would have given, two decodes at a time."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import NamedTuple

import numpy as np

from copilot.call.catalogue import Side
from copilot.call.events import SpeechStarted, Stage
from copilot.speech.channel import Channel, Opened, Utterance
from copilot.speech.decode import Word
from copilot.speech.hearing import Spoken
from copilot.speech.recognition import Models, load_models
from copilot.speech.settle import Gathering, Heard, joined, share
from copilot.speech.vad import WINDOW_MS, Samples

AT_ONCE = 2  # decodes
AHEAD = 6  # utterances that are decoded while the text of an earlier one is awaited
BLOCK_MS = 32 * WINDOW_MS  # of a side, listened to in one go
_JITTER_MS = 2  # of stamps that follow each other


class _Found(NamedTuple):
    """What was noticed at at_ms of call time. text: of an utterance, once it is decoded."""

    at_ms: int
    side: Side
    item: Opened | Utterance
    text: Future[str] | None


class RecordedSpeech:
    """Both sides of a recording. `feed` in order of time, then `finish`; `emit` is called on the same thread.

    The decodes run on threads of their own, ahead of what is told; what is told, and in which order, depends on the sound
    alone. `close` it, also when not everything was heard.
    """

    def __init__(
        self,
        model_dir: Path,
        emit: Callable[[Spoken], None],
        *,
        vocabulary: tuple[str, ...] = (),
        models: Models = load_models,
    ) -> None:
        """model_dir: from `find_model`. vocabulary: names and product words. KnownError when the models cannot be loaded."""
        net, self._decoder = models(model_dir, vocabulary)
        self._emit = emit
        numbers = count(1).__next__
        self._channels = {side: Channel(side, net, numbers) for side in Side}
        self._gathering = {side: Gathering() for side in Side}
        self._waiting: dict[Side, list[tuple[int, Samples]]] = {side: [] for side in Side}
        self._found: deque[_Found] = deque()
        self._ended = 0  # utterances among them
        self._settling: tuple[list[Heard], Future[list[Word]]] | None = None
        self._pool = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="decoding")
        self._now_ms = self._told_ms = 0

    def feed(self, side: Side, start_ms: int, samples: Samples) -> None:
        """Sound of one side: float32 mono 16 kHz in -1..1, beginning at start_ms of call time. Any length, in order."""
        waiting = self._waiting[side]
        waiting.append((start_ms, samples))
        if start_ms - waiting[0][0] >= BLOCK_MS:
            self._listen()
            while self._ended > AHEAD:
                self._tell()

    def finish(self) -> None:
        """Ends what is under way and gives every final and settled text."""
        self._listen()
        for side, channel in self._channels.items():
            for item in channel.stop():
                self._note(self._now_ms, side, item)
        while self._found:
            self._tell()
        for gathering in self._gathering.values():
            if group := gathering.rest():
                self._settle(group)
        self._settled()
        self.close()

    def close(self) -> None:
        """Waits for the decodes under way; the others are given up."""
        self._pool.shutdown(cancel_futures=True)

    def _listen(self) -> None:
        """To all sound that waits."""
        found: list[tuple[int, Side, Opened | Utterance]] = []
        for side, waiting in self._waiting.items():
            for start_ms, samples in _runs(waiting):
                found += [(at_ms, side, item) for at_ms, item in self._channels[side].listen(start_ms, samples)]
            waiting.clear()
        for at_ms, side, item in sorted(found, key=lambda each: each[0]):
            self._note(at_ms, side, item)
        self._now_ms = max(self._now_ms, *(channel.heard_ms for channel in self._channels.values()))

    def _note(self, at_ms: int, side: Side, item: Opened | Utterance) -> None:
        """Its text is asked for at once."""
        self._now_ms = max(self._now_ms, at_ms)
        text = None
        if isinstance(item, Utterance):
            text = self._pool.submit(self._decoder.final, item.audio, item.voiced_s)
            self._ended += 1
        self._found.append(_Found(self._now_ms, side, item, text))

    def _tell(self) -> None:
        """What was found first of what is not told yet."""
        self._told_ms, side, item, text = self._found.popleft()
        if isinstance(item, Opened):
            self._emit(SpeechStarted(at_ms=self._told_ms, side=side, utterance=item.number))
            return
        assert text is not None
        self._ended -= 1
        said = text.result()
        self._emit(item.ended(self._told_ms))
        while self._found and isinstance(self._found[0].item, Opened) and self._found[0].at_ms == self._told_ms:
            self._tell()  # talk that was cut goes on: never is all told while somebody speaks
        self._emit(item.said(Stage.FINAL, said, 1, self._told_ms))
        if said and (full := self._gathering[side].add(Heard(item, said))):
            self._settle(full)

    def _settle(self, group: list[Heard]) -> None:
        """Asks for the text of that group and gives that of the group before."""
        self._settled()
        self._settling = group, self._pool.submit(self._decoder.timed, joined(group))

    def _settled(self) -> None:
        if self._settling is None:
            return
        group, words = self._settling
        self._settling = None
        for heard, text in zip(group, share(words.result(), group), strict=True):
            self._emit(heard.utterance.said(Stage.SETTLED, text, 2, self._told_ms))


def _runs(waiting: list[tuple[int, Samples]]) -> list[tuple[int, Samples]]:
    """The portions that follow each other, joined."""
    runs: list[tuple[int, list[Samples]]] = []
    end_ms = 0
    for start_ms, samples in waiting:
        if not runs or abs(start_ms - end_ms) > _JITTER_MS:
            runs.append((start_ms, []))
        runs[-1][1].append(samples)
        end_ms = start_ms + len(samples) // 16
    return [(start_ms, np.concatenate(parts)) for start_ms, parts in runs]
