"""The recognizer: sound of both sides in, speech events and hypotheses out."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from copilot.call.catalogue import Side
from copilot.call.events import Hypothesis, SpeechEnded, SpeechStarted, Stage, Trouble, TroubleBegan
from copilot.errors import KnownError, traced
from copilot.speech.channel import Channel, Opened, Utterance
from copilot.speech.decode import Decoder, Understanding, Word
from copilot.speech.settle import Gathering, Heard, joined, share
from copilot.speech.vad import WINDOW_MS, Samples, VoiceModel, VoiceNet
from copilot.speech.weights import find_model

log = logging.getLogger(__name__)

Emitted = SpeechStarted | SpeechEnded | Hypothesis | TroubleBegan
Models = Callable[[Path, tuple[str, ...], int], tuple[VoiceNet, Understanding]]

FIRST_INTERIM_MS = 640
INTERIM_MS = 500
INTERIM_SHARE = 4.0  # an interim pass rests this many times its own length
PORTION_MS = 96  # of sound, both sides together, that is worth waking up for
PAUSE_MS = 6 * WINDOW_MS  # a pause after which the final text is prepared


def load_models(folder: Path, vocabulary: tuple[str, ...], threads: int) -> tuple[VoiceNet, Understanding]:
    """The voice network and the speech model in folder, for so many threads at once. About a second.

    KnownError when either cannot be loaded.
    """
    return VoiceModel(find_model("silero-vad")), Decoder(folder, vocabulary, threads)


@dataclass(slots=True)
class _Growing:
    """What was already made of the utterance under way on a side."""

    number: int = 0
    interim_at: int = 0  # its length at the last interim pass
    early: tuple[int, int] | None = None  # (number, end_ms) of `early_text`
    early_text: str = ""


class Recognition:
    """Recognizes both sides of a call with one model on one core.

    Live: `start`, then `feed` and `gap` from the capture threads; the recognizer thread does the work and calls `emit`.
    From a file: without `start`, `feed` does the work itself; same segments and same text, as fast as possible, with a helper
    thread that settles one group while the next is heard. Its events come at the same place in every run.
    """

    def __init__(
        self,
        model_dir: Path,
        emit: Callable[[Emitted], None],
        *,
        vocabulary: tuple[str, ...] = (),
        interim: bool = True,
        settle: bool = True,
        models: Models = load_models,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """model_dir: from `find_model`. vocabulary: names and product words. Loads nothing yet.

        interim: text while the talk goes on; without, as for a recording, speed goes before memory.
        """
        self._model_dir, self._vocabulary, self._models = model_dir, vocabulary, models
        self._emit = emit
        self._interim, self._settle, self._clock = interim, settle, clock
        self._changed = threading.Condition()
        self._inbox: deque[tuple[Side, int, Samples | None]] = deque()
        self._inbox_ms = 0
        self._thread: threading.Thread | None = None
        self._closing = self._finishing = self._stopped = False
        self._decoder: Understanding | None = None
        self._channels: dict[Side, Channel] = {}
        self._growing = {side: _Growing() for side in Side}
        self._gathering = {side: Gathering() for side in Side}
        self._finals: list[Utterance] = []
        self._groups: deque[list[Heard]] = deque()
        self._helper: ThreadPoolExecutor | None = None
        self._settling: tuple[list[Heard], Future[list[Word]]] | None = None
        self._revisions: dict[int, int] = {}
        self._interim_texts: dict[int, str] = {}
        self._rest_until = 0.0
        self._now_ms = 0
        self._fed_ms = 0
        self._numbers = count(1)

    # --- from any thread ---------------------------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether the models are loaded."""
        return self._decoder is not None

    def load(self) -> None:
        """Loads the models now, on this thread, before `start` or the first `feed`. KnownError when that fails."""
        if self._decoder is None:
            net, decoder = self._models(self._model_dir, self._vocabulary, 1 if self._interim else 2)
            self._channels = {side: Channel(side, net, self._numbers.__next__) for side in Side}
            self._decoder = decoder

    def start(self) -> None:
        """Starts the recognizer thread, which loads the models first if need be."""
        self._thread = threading.Thread(target=self._run, name="recognizer", daemon=True)
        self._thread.start()

    def feed(self, side: Side, start_ms: int, samples: Samples) -> None:
        """Sound of one side: float32 mono 16 kHz in -1..1, beginning at start_ms of call time. Any length, in order."""
        self._put(side, start_ms, samples)

    def gap(self, side: Side, start_ms: int, end_ms: int) -> None:
        """A stretch of one side was not heard: the utterance under way ends."""
        self._put(side, end_ms, None)

    def pending_ms(self) -> int:
        """How far behind the text is: from the end of what waits for a final text, or was not listened to, until now."""
        with self._changed:
            waiting = [u.end_ms for u in self._finals] + [start for _, start, s in list(self._inbox)[:1] if s is not None]
            return max(0, self._fed_ms - min(waiting)) if waiting else 0

    def finish(self) -> None:
        """Ends what is under way, gives every final and settled text, then returns. Sound may follow afterwards."""
        if self._thread is None:
            self._end_all()
            return
        with self._changed:
            self._finishing = True
            self._changed.notify_all()
            self._changed.wait_for(lambda: self._stopped or not self._finishing)

    def close(self) -> None:
        """Stops the recognizer thread after the decode under way; what waits is dropped."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        if self._thread:
            self._thread.join()
            self._thread = None
        if self._helper:
            self._helper.shutdown()
            self._helper = None

    def _put(self, side: Side, start_ms: int, samples: Samples | None) -> None:
        with self._changed:
            if self._stopped:
                return  # it failed: what nobody will hear is not kept
            self._inbox.append((side, start_ms, samples))
            length_ms = PORTION_MS if samples is None else len(samples) // 16
            self._inbox_ms += length_ms
            self._fed_ms = max(self._fed_ms, start_ms if samples is None else start_ms + length_ms)
            if self._inbox_ms >= PORTION_MS:
                self._changed.notify_all()
        if self._thread is None:
            while self._step():
                pass

    # --- the recognizer thread ---------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self.load()
            while self._wait():
                if not self._step() and self._finishing:
                    self._end_all()
                    self._finished()
        except KnownError as error:
            log.error("recognizer: %s", error.en)
            self._fail("")
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("recognizer stopped: %s", traced(error))
            self._fail(type(error).__name__)
        finally:
            with self._changed:
                self._stopped = True
                self._inbox.clear()
                self._finals.clear()
                self._changed.notify_all()

    def _wait(self) -> bool:
        """Sleeps until there is something to do; False when closing."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._finishing or self._inbox_ms >= PORTION_MS or self._busy())
            return not self._closing

    def _finished(self) -> None:
        with self._changed:
            self._finishing = False
            self._changed.notify_all()

    def _fail(self, detail: str) -> None:
        self._emit(TroubleBegan(at_ms=self._now_ms, trouble=Trouble.RECOGNIZER, detail=detail))

    def _busy(self) -> bool:
        return bool(self._finals) or (bool(self._groups) and self._quiet())

    def _quiet(self) -> bool:
        """Whether a long decode delays nobody: all are silent, or too much waits."""
        return not any(c.speaking for c in self._channels.values()) or len(self._groups) > 3

    def _step(self) -> bool:
        """The most urgent piece of work; False when there is none."""
        self.load()
        self._listen()
        if self._finals:
            self._finalize(self._most_urgent())
        elif self._interim and (channel := self._due()):
            self._show(channel)
        elif self._groups and (self._thread is None or self._quiet()):
            self._settle_group(self._groups.popleft())
        else:
            return False
        return True

    def _listen(self) -> None:
        while True:
            with self._changed:
                if not self._inbox:
                    self._inbox_ms = 0
                    return
                side, start_ms, samples = self._inbox.popleft()
            channel = self._channels[side]
            found = channel.stop() if samples is None else channel.hear(start_ms, samples)
            self._now_ms = max(self._now_ms, channel.heard_ms)
            for item in found:
                self._note(side, item)

    def _note(self, side: Side, item: Opened | Utterance) -> None:
        if isinstance(item, Opened):
            self._growing[side] = _Growing(item.number)
            self._emit(SpeechStarted(at_ms=self._now_ms, side=side, utterance=item.number))
            return
        with self._changed:
            self._finals.append(item)
        self._emit(
            SpeechEnded(at_ms=self._now_ms, side=side, utterance=item.number, start_ms=item.start_ms, end_ms=item.end_ms)
        )

    def _most_urgent(self) -> Utterance:
        """The side that just stopped first; within a side in order."""
        latest = max(self._finals, key=lambda u: u.end_ms).side
        return next(u for u in self._finals if u.side == latest)

    def _finalize(self, utterance: Utterance) -> None:
        growing = self._growing[utterance.side]
        prepared = growing.early == (utterance.number, utterance.end_ms)
        text = growing.early_text if prepared else self._understand(utterance)
        with self._changed:
            self._finals.remove(utterance)
        self._hypothesis(utterance, Stage.FINAL, text)
        self._interim_texts.pop(utterance.number, None)
        if self._settle and text:
            full = self._gathering[utterance.side].add(Heard(utterance, text))
            if full:
                self._groups.append(full)

    def _due(self) -> Channel | None:
        """The side whose interim text is the oldest, if it is time for one."""
        due = [c for c in self._channels.values() if c.speaking and not c.doubtful and self._wants(c)]
        return max(due, key=lambda c: c.spoken_ms - self._growing[c.side].interim_at, default=None)

    def _wants(self, channel: Channel) -> bool:
        growing = self._growing[channel.side]
        if channel.silence_ms >= PAUSE_MS:
            return growing.early != (growing.number, channel.paused_end_ms)
        if self._thread is not None and self._clock() < self._rest_until:
            return False
        return channel.spoken_ms >= FIRST_INTERIM_MS and channel.spoken_ms - growing.interim_at >= INTERIM_MS

    def _show(self, channel: Channel) -> None:
        growing = self._growing[channel.side]
        growing.interim_at = channel.spoken_ms
        began = self._clock()
        if channel.silence_ms >= PAUSE_MS:
            utterance = channel.paused()
            growing.early_text = text = self._understand(utterance)
            growing.early = (utterance.number, utterance.end_ms)
        else:
            utterance = channel.so_far()
            assert self._decoder is not None
            text = self._decoder.interim(utterance.audio[-28 * 16_000 :])
        now = self._clock()
        self._rest_until = now + INTERIM_SHARE * (now - began)
        if text and text != self._interim_texts.get(utterance.number):
            self._interim_texts[utterance.number] = text
            self._hypothesis(utterance, Stage.INTERIM, text)

    def _understand(self, utterance: Utterance) -> str:
        assert self._decoder is not None
        return self._decoder.final(utterance.audio, utterance.voiced_s)

    def _settle_group(self, group: list[Heard]) -> None:
        assert self._decoder is not None
        if self._thread is not None:
            self._give_back(group, self._decoder.timed(joined(group)))
            return
        self._settled()
        if self._helper is None:
            self._helper = ThreadPoolExecutor(1, thread_name_prefix="settling")
        self._settling = group, self._helper.submit(self._decoder.timed, joined(group))

    def _settled(self) -> None:
        """Waits for the helper and gives its texts."""
        if self._settling:
            group, words = self._settling
            self._settling = None
            self._give_back(group, words.result())

    def _give_back(self, group: list[Heard], found: list[Word]) -> None:
        texts = share(found, group) if found else [h.text for h in group]
        for heard, text in zip(group, texts, strict=True):
            self._hypothesis(heard.utterance, Stage.SETTLED, text)

    def _end_all(self) -> None:
        self.load()
        self._listen()
        for side, channel in self._channels.items():
            for item in channel.stop():
                self._note(side, item)
        while self._finals and not self._closing:
            self._finalize(min(self._finals, key=lambda u: u.end_ms))
        self._groups.extend(g for g in self._rests() if g)
        while self._groups and not self._closing:
            self._settle_group(self._groups.popleft())
        self._settled()
        if self._helper:
            self._helper.shutdown()
            self._helper = None

    def _rests(self) -> Iterator[list[Heard]]:
        return (g.rest() for g in self._gathering.values())

    def _hypothesis(self, utterance: Utterance, stage: Stage, text: str) -> None:
        revision = self._revisions[utterance.number] = self._revisions.get(utterance.number, 0) + 1
        self._emit(
            Hypothesis(
                at_ms=self._now_ms,
                side=utterance.side,
                utterance=utterance.number,
                revision=revision,
                stage=stage,
                text=text,
                start_ms=utterance.start_ms,
                end_ms=utterance.end_ms,
            )
        )
