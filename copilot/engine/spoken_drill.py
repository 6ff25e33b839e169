"""A drill by voice: their line aloud, the answer through the microphone, and how long it took to come."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from queue import Empty, SimpleQueue
from typing import TypeVar

from copilot.audio.capture import Capture
from copilot.audio.frames import AudioFrame
from copilot.audio.microphone import microphone_source
from copilot.audio.playback import Playback
from copilot.audio.source import Source
from copilot.call.catalogue import Side
from copilot.call.events import AudioGap, Hypothesis, SpeechEnded, SpeechStarted, Stage, Trouble, TroubleBegan, TroubleEnded
from copilot.engine.mind import DEFAULT_MODEL
from copilot.errors import KnownError, traced
from copilot.practice.floor import Floor, Move, Turn
from copilot.speech.recognition import Emitted, Recognition
from copilot.speech.speaker import Speaker
from copilot.speech.voice import Sound, Voice, find_voice
from copilot.speech.weights import find_model

VOICE = "af_heart"
_STEP_S = 0.03
_NOTICED_MS = 700  # after a first word until the recognizer has told of it
_DEAF = {Trouble.LOST, Trouble.ABSENT, Trouble.REFUSED, Trouble.STUCK}
T = TypeVar("T")
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Listening:
    """Their line is over: the seconds run."""


@dataclass(frozen=True, slots=True)
class Began:
    """The user's first word was heard."""


@dataclass(frozen=True, slots=True)
class Answered:
    """text: '' when the seconds ran out. took_ms: from the end of their line to the user's first word."""

    text: str
    took_ms: int


@dataclass(frozen=True, slots=True)
class Unheard:
    """The answer must be typed: there is no microphone, or nothing recognizes."""

    error: KnownError


Told = Listening | Began | Answered | Unheard


class SpokenDrills:
    """`start`, `ask`, `hush` and `stop` from any thread; the rest belongs to the thread `drill`, which calls `tell`.

    A voice that fails leaves the line to be read: the seconds then run at once.
    """

    def __init__(
        self,
        tell: Callable[[Told], None],
        microphone: str = "",
        find: Callable[[str], Voice] = find_voice,
        make_ears: Callable[["SpokenDrills", Playback], Capture] | None = None,
    ) -> None:
        """microphone: a device of the settings, '' for the default one."""
        self._tell = tell
        self._playback = Playback()
        self._inbox: SimpleQueue[Emitted] = SimpleQueue()
        self._orders: SimpleQueue[tuple[str, int] | None] = SimpleQueue()  # a line and its milliseconds; None ends the card
        self._floor = Floor()
        self._line = 0  # the number of the line that is said, 0 for none
        self._parts: tuple[str, ...] = ()
        self._limit_ms = 0
        self._since: int | None = None  # the end of their line
        self._first_ms: int | None = None
        self._mine: set[int] = set()  # utterances of this card
        self._sounds: list[int] = []
        self._numbers = count(1)
        self._silent = self._unheard = False
        self._stopping = threading.Event()
        self._speaker = Speaker(lambda: find(VOICE), self._play, self._no_voice)
        self._recognition: Recognition | None = None
        sources: list[Source] = [microphone_source(microphone), self._playback]
        self._ears = (
            make_ears(self, self._playback)
            if make_ears
            else Capture(sources, self.on_frame, self.on_gap, self.on_trouble, lambda side, level: None)
        )
        self._thread = threading.Thread(target=self._run, name="drill", daemon=True)

    def start(self, lines: Sequence[str]) -> None:
        """lines: those of the round, made ready while nothing is asked."""
        self._speaker.start()
        self._speaker.expect(lines)
        self._thread.start()

    def ask(self, line: str, seconds: int) -> None:
        self._orders.put((line, seconds * 1000))

    def hush(self) -> None:
        """The card is over: the answer was typed, or the round left."""
        self._orders.put(None)

    def stop(self) -> None:
        """Asks for the end and returns at once: a sentence being made is finished first."""
        self._stopping.set()

    def join(self, timeout_s: float) -> None:
        self._thread.join(timeout_s)

    # --- from the capture threads ---------------------------------------------------------------------------------

    def on_frame(self, frame: AudioFrame) -> None:
        if frame.side is Side.YOU and self._line and self._recognition is not None:
            self._recognition.feed(frame.side, frame.start_ms, frame.samples)

    def on_gap(self, gap: AudioGap) -> None:
        if gap.side is Side.YOU and self._recognition is not None:
            self._recognition.gap(gap.side, gap.start_ms, gap.end_ms)

    def on_trouble(self, event: TroubleBegan | TroubleEnded) -> None:
        if not isinstance(event, TroubleBegan) or event.trouble not in _DEAF:
            return
        if event.side is Side.THEM:
            self._silent = True
        else:
            self._inbox.put(event)

    # --- the drill's thread ---------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._begin()
            while not self._stopping.wait(_STEP_S):
                self._step()
        except KnownError as error:
            self._fail(error)
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("the drill stopped: %s", traced(error))
            self._fail(_broken())
        finally:
            self._ears.stop()
            self._playback.stop()
            self._speaker.stop()
            if self._recognition is not None:
                self._recognition.close()

    def _begin(self) -> None:
        recognition = Recognition(find_model(DEFAULT_MODEL), self._inbox.put, interim=False, settle=False)
        recognition.load()
        recognition.start()
        self._recognition = recognition
        self._ears.start()

    def _step(self) -> None:
        for order in _drained(self._orders):
            self._take(order)
        for event in _drained(self._inbox):
            self._hear(event)
        if not self._line:
            return
        now = self._ears.now_ms()
        if self._since is None:
            if self._silent or self._sounds[: self._playback.played().ended].count(self._line) == len(self._parts):
                self._since = now
                self._tell(Listening())
            return
        if self._floor.due(now) is Move.ANSWER:
            self._over(self._floor.take(now).text)
        elif self._first_ms is None and now - self._since >= self._limit_ms + _NOTICED_MS:
            self._over("")

    def _take(self, order: tuple[str, int] | None) -> None:
        """The next card; what is still said of the one before falls silent."""
        if self._line:
            self._speaker.hush(self._line)
            self._playback.stop()
        self._floor, self._mine = Floor(), set()
        self._since = self._first_ms = None
        self._line = 0
        if order is not None and not self._unheard:
            line, self._limit_ms = order
            self._line = next(self._numbers)
            self._parts = self._speaker.say(self._line, line)

    def _over(self, text: str) -> None:
        assert self._since is not None
        took = self._limit_ms if self._first_ms is None else max(0, self._first_ms - self._since)
        self._line = 0
        self._tell(Answered(text, took))

    def _hear(self, event: Emitted) -> None:
        match event:
            case TroubleBegan():
                self._fail(_broken())
            case SpeechStarted() if self._line:
                self._mine.add(event.utterance)
                self._floor.you_began(event.utterance)
                if self._first_ms is None:
                    self._first_ms = event.at_ms
                    self._tell(Began())
            case SpeechEnded() if event.utterance in self._mine:
                self._floor.you_ended(event.utterance, event.end_ms)
            case Hypothesis(stage=Stage.FINAL) if event.utterance in self._mine:
                self._floor.you_said(event.utterance, Turn(event.text))

    def _fail(self, error: KnownError) -> None:
        if not self._unheard:
            log.warning("drills must be typed: %s", error.en)
            self._unheard, self._line = True, 0
            self._tell(Unheard(error))

    def _play(self, number: int, sentence: str, sound: Sound) -> None:
        """On the voice's thread."""
        self._sounds.append(number)
        self._playback.play(sound)

    def _no_voice(self, error: KnownError) -> None:
        """On the voice's thread."""
        log.warning("no voice: %s", error.en)
        self._silent = True


def _drained(queue: SimpleQueue[T]) -> Iterator[T]:
    while True:
        try:
            yield queue.get_nowait()
        except Empty:
            return


def _broken() -> KnownError:
    return KnownError(
        "The microphone cannot be heard: type your answers, or choose another microphone in Settings.",
        "Le micro ne s'entend pas : écrivez vos réponses, ou choisissez un autre micro dans les réglages.",
    )
