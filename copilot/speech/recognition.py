"""The recognizer: sound of both sides in, speech events and hypotheses out, on a thread of its own."""

import logging
import threading
import time
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

from copilot.call.catalogue import Side
from copilot.call.events import Trouble, TroubleBegan
from copilot.errors import KnownError, traced
from copilot.speech.decode import Decoder, Understanding
from copilot.speech.hearing import Hearing, Spoken
from copilot.speech.vad import Samples, VoiceModel, VoiceNet
from copilot.speech.weights import find_model

log = logging.getLogger(__name__)

Emitted = Spoken | TroubleBegan
Models = Callable[[Path, tuple[str, ...]], tuple[VoiceNet, Understanding]]

PORTION_MS = 96  # of sound, both sides together, that is worth waking up for


def load_models(folder: Path, vocabulary: tuple[str, ...]) -> tuple[VoiceNet, Understanding]:
    """The voice network and the speech model in folder. About a second.

    KnownError when either cannot be loaded.
    """
    return VoiceModel(find_model("silero-vad")), Decoder(folder, vocabulary)


def _notify(changed: threading.Condition) -> None:
    with changed:
        changed.notify_all()


class Recognition:
    """Recognizes both sides of a call with one model: one core for what is said now, a second at times for settling.

    `start`, then `feed` and `gap` from the capture threads; the recognizer thread does the work and calls `emit`.
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

        interim: text while the talk goes on, too.
        """
        self._model_dir, self._vocabulary, self._models = model_dir, vocabulary, models
        self._emit = emit
        self._interim, self._settle, self._clock = interim, settle, clock
        self._changed = threading.Condition()
        self._inbox: deque[tuple[Side, int, Samples | None]] = deque()
        self._inbox_ms = 0
        self._fed_ms = 0
        self._thread: threading.Thread | None = None
        self._loaded: tuple[VoiceNet, Understanding] | None = None
        self._hearing: Hearing | None = None
        self._next: Understanding | None = None
        self._closing = self._finishing = self._stopped = False

    # --- from any thread ---------------------------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        """Whether the models are loaded."""
        return self._loaded is not None

    def load(self) -> None:
        """Loads the models now, on this thread, before `start` or the first `feed`. KnownError when that fails."""
        if self._loaded is None:
            self._loaded = self._models(self._model_dir, self._vocabulary)

    def change_model(self, model_dir: Path) -> None:
        """Loads another model on this thread; the recognizer goes on with it from its next decode. What waits is kept.

        Once the models are loaded, from any thread. KnownError when the new one cannot be loaded: nothing changes then.
        """
        net, decoder = self._models(model_dir, self._vocabulary)
        with self._changed:
            self._loaded = net, decoder
            self._next = decoder

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
            hearing = self._hearing
            waiting = [start for _, start, s in list(self._inbox)[:1] if s is not None]
            if hearing is not None and (oldest := hearing.waiting_ms) is not None:
                waiting.append(oldest)
            return max(0, self._fed_ms - min(waiting)) if waiting else 0

    def finish(self) -> None:
        """Ends what is under way, gives every final and settled text, then returns. Sound may follow afterwards."""
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
        if self._hearing:
            self._hearing.close()

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

    # --- the recognizer thread ---------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            hearing = self._ears()
            while self._wait(hearing):
                if not self._step(hearing) and self._finishing:
                    self._end_all(hearing)
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
                if self._hearing:
                    self._hearing.give_up()
                self._changed.notify_all()

    def _ears(self) -> Hearing:
        if self._hearing is None:
            self.load()
            assert self._loaded is not None
            self._hearing = Hearing(
                *self._loaded,
                self._emit,
                interim=self._interim,
                settle=self._settle,
                clock=self._clock,
                wake=partial(_notify, self._changed),
            )
        return self._hearing

    def _wait(self, hearing: Hearing) -> bool:
        """Sleeps until there is something to do; False when closing."""
        with self._changed:
            self._changed.wait_for(lambda: self._closing or self._finishing or self._inbox_ms >= PORTION_MS or hearing.busy)
            return not self._closing

    def _finished(self) -> None:
        with self._changed:
            self._finishing = False
            self._changed.notify_all()

    def _fail(self, detail: str) -> None:
        at_ms = self._hearing.now_ms if self._hearing else 0
        self._emit(TroubleBegan(at_ms=at_ms, trouble=Trouble.RECOGNIZER, detail=detail))

    def _step(self, hearing: Hearing) -> bool:
        """Listens to all that came, then the most urgent piece of work; False when there is none."""
        while True:
            with self._changed:
                if not self._inbox:
                    self._inbox_ms = 0
                    break
                side, start_ms, samples = self._inbox.popleft()
            hearing.hear(side, start_ms, samples)
        with self._changed:
            decoder, self._next = self._next, None
        if decoder is not None:
            hearing.use(decoder)
        return hearing.step()

    def _end_all(self, hearing: Hearing) -> None:
        while self._step(hearing):
            pass
        hearing.finish(lambda: self._closing)
