"""Recognition and understanding of one live call, behind one door."""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from copilot.audio.frames import AudioFrame
from copilot.call.events import AudioGap, CallStarted, Hypothesis, Input, Trouble, TroubleBegan
from copilot.call.rules import OwnSignal
from copilot.engine.snapshot import Lighter
from copilot.engine.understanding import Reader, Understanding, load_labeller
from copilot.errors import KnownError, traced
from copilot.speech.manifest import LIGHT_MODEL
from copilot.speech.recognition import Recognition
from copilot.speech.weights import carried_model, find_model, has_model

DEFAULT_MODEL = carried_model() or "base"
_CLOSING_S = 0.3  # a decode under way ends by itself, later
log = logging.getLogger(__name__)


def words_to_expect(setup: CallStarted) -> tuple[str, ...]:
    """Names and product words of the set-up, for the recognizer."""
    return tuple(w for w in (setup.prospect.name, setup.prospect.company, *setup.vocabulary) if w)


class Labelling:
    """Passes events on, each hypothesis followed by its labels. Called from any thread: one event at a time.

    A labeller that fails costs its labels and a notice, never the words.
    """

    def __init__(self, reader: Reader, setup: CallStarted, emit: Callable[[Input], None]) -> None:
        self._understanding = Understanding(reader, setup)
        self._emit = emit
        self._failed = False
        self._lock = threading.Lock()

    def __call__(self, event: Input) -> None:
        with self._lock:
            self._pass(event)

    def _pass(self, event: Input) -> None:
        self._emit(event)
        if not isinstance(event, Hypothesis) or self._failed:
            return
        try:
            readings = self._understanding.readings(event)
        except Exception as error:  # noqa: BLE001 a bug here must not take the transcript with it
            self._failed = True
            log.error("labelling stopped: %s", traced(error))
            self._emit(TroubleBegan(at_ms=event.at_ms, trouble=Trouble.LABELLER))
            return
        for labelled in readings:
            self._emit(labelled)


class LiveMind:
    """The models load on a thread of their own; what is fed meanwhile waits. `feed` and `gap`: capture threads."""

    def __init__(
        self,
        setup: CallStarted,
        emit: Callable[[Input], None],
        model: str = DEFAULT_MODEL,
        own: Sequence[OwnSignal] = (),
        labelling: Labelling | None = None,
    ) -> None:
        """labelling: where what is heard goes, when the caller has made it; `emit` then has the troubles alone."""
        self._setup = setup
        self._labelling = labelling
        self._own = own
        self._emit = emit
        self._model = model
        self._lock = threading.Lock()
        self._waiting: list[AudioFrame | AudioGap] = []
        self._recognition: Recognition | None = None
        self._failed = False
        self._loading = threading.Thread(target=self._load, name="loading", daemon=True)
        self.lighter = Lighter.NO

    @property
    def ready(self) -> bool:
        return self._failed or (self._recognition is not None and self._recognition.ready)

    def start(self) -> None:
        self._loading.start()

    def feed(self, frame: AudioFrame) -> None:
        self._pass(frame)

    def gap(self, gap: AudioGap) -> None:
        self._pass(gap)

    def pending_ms(self) -> int:
        with self._lock:
            return self._recognition.pending_ms() if self._recognition else 0

    def lighten(self) -> None:
        """Goes on with the light model once it is loaded, on a thread of its own; nothing that was heard is lost."""
        if self.lighter is Lighter.READY:
            self.lighter = Lighter.ON
            threading.Thread(target=self._lighten, name="lightening", daemon=True).start()

    def stop(self, patience_s: float) -> None:
        """Hears out what was fed, for `patience_s` seconds at most, then ends its threads."""
        deadline = time.monotonic() + patience_s - _CLOSING_S
        self._loading.join(max(0.0, deadline - time.monotonic()))
        recognition = self._recognition
        if recognition is None:
            return
        hearing_out = threading.Thread(target=recognition.finish, name="finishing", daemon=True)
        hearing_out.start()
        hearing_out.join(max(0.0, deadline - time.monotonic()))
        closing = threading.Thread(target=recognition.close, name="closing", daemon=True)
        closing.start()
        closing.join(_CLOSING_S)

    def _load(self) -> None:
        try:
            emit = self._labelling or Labelling(load_labeller(self._own), self._setup, self._emit)
            recognition = Recognition(find_model(self._model), emit, vocabulary=words_to_expect(self._setup))
            recognition.load()
        except KnownError as error:
            log.error("no recognition: %s", error.en)
            self._fail(error.en)
            return
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("loading failed: %s", traced(error))
            self._fail(type(error).__name__)
            return
        recognition.start()
        with self._lock:
            for item in self._waiting:
                _hand_over(recognition, item)
            self._waiting.clear()
            self._recognition = recognition
        if self._model != LIGHT_MODEL:
            self.lighter = Lighter.READY if has_model(LIGHT_MODEL) else Lighter.MISSING

    def _lighten(self) -> None:
        recognition = self._recognition
        assert recognition is not None
        try:
            recognition.change_model(find_model(LIGHT_MODEL))
        except KnownError as error:
            log.error("no light model: %s", error.en)
            self.lighter = Lighter.MISSING
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("the light model failed: %s", traced(error))
            self.lighter = Lighter.MISSING

    def _fail(self, detail: str) -> None:
        with self._lock:
            self._failed = True
            self._waiting.clear()
        self._emit(TroubleBegan(at_ms=0, trouble=Trouble.RECOGNIZER, detail=detail))

    def _pass(self, item: AudioFrame | AudioGap) -> None:
        with self._lock:
            if self._recognition:
                _hand_over(self._recognition, item)
            elif not self._failed:
                self._waiting.append(item)


def _hand_over(recognition: Recognition, item: AudioFrame | AudioGap) -> None:
    if isinstance(item, AudioGap):
        recognition.gap(item.side, item.start_ms, item.end_ms)
    else:
        recognition.feed(item.side, item.start_ms, item.samples)
