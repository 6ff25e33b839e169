"""The mind of a spoken practice call: understands the user as on a real call, and answers aloud."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from queue import Empty, SimpleQueue

from copilot.audio.frames import AudioFrame
from copilot.audio.playback import Playback
from copilot.call.catalogue import Side
from copilot.call.events import (
    AudioGap,
    CallStarted,
    Hypothesis,
    Input,
    Labelled,
    SpeechEnded,
    SpeechStarted,
    Stage,
    Trouble,
    TroubleBegan,
)
from copilot.call.rules import OwnSignal
from copilot.call.script import LEAST_MS
from copilot.engine.mind import Labelling, LiveMind
from copilot.engine.own_words import OwnWords
from copilot.engine.snapshot import Lighter
from copilot.engine.understanding import load_labeller
from copilot.errors import KnownError
from copilot.practice.counterpart import Counterpart, Reply
from copilot.practice.floor import Floor, Move, Turn
from copilot.practice.matching import by_embedding
from copilot.practice.reveal import Reveal
from copilot.practice.scenario import Scenario, load_manners
from copilot.speech.pauses import PauseWatch, Stretch
from copilot.speech.speaker import Speaker
from copilot.speech.vad import VoiceModel
from copilot.speech.voice import Sound, Voice
from copilot.speech.weights import find_model

_STEP_S = 0.03
_THEIRS = 100_000  # utterance numbers of what was never recognized: theirs
_TYPED = 200_000  # and the user's typed lines
log = logging.getLogger(__name__)


@dataclass(slots=True)
class _Line:
    """What they are saying. parts: its sentences; begun: how many of them. ends: they leave after it."""

    number: int
    parts: tuple[str, ...]
    ends: bool
    begun: int = 0
    start_ms: int = 0
    revision: int = 0

    @property
    def text(self) -> str:
        return " ".join(self.parts[: self.begun])


class Conversation:
    """The call belongs to the thread `counterpart`, which `start` begins. `feed` and `gap`: capture threads.

    now_ms: call time. finish: called when they have left. find_voice: gives their voice, on the voice's own thread; without one
    the call goes on in captions, and `silent` says why. own: the user's own signals.
    words: a language model that speaks for the counterpart.
    """

    def __init__(
        self,
        scenario: Scenario,
        setup: CallStarted,
        seed: int,
        emit: Callable[[Input], None],
        playback: Playback,
        now_ms: Callable[[], int],
        finish: Callable[[], None],
        find_voice: Callable[[], Voice],
        own: Sequence[OwnSignal] = (),
        make_ear: Callable[[CallStarted, Callable[[Input], None], Labelling], LiveMind] | None = None,
        words: OwnWords | None = None,
    ) -> None:
        self.silent: KnownError | None = None
        self.paused = False
        self._scenario, self._setup, self._seed, self._own = scenario, setup, seed, own
        self._words = words
        self._emit, self._playback, self._now, self._finish = emit, playback, now_ms, finish
        self._make_ear = make_ear or (lambda setup, emit, labelling: LiveMind(setup, emit, labelling=labelling))
        self._manners = load_manners(scenario.temper)
        self._inbox: SimpleQueue[Input | Stretch] = SimpleQueue()
        self._floor = Floor()
        self._texts: dict[int, str] = {}
        self._interim: Hypothesis | None = None  # the newest text of what the user is saying
        self._unlabelled = False
        self._line: _Line | None = None
        self._due_ms: int | None = None  # when the reply that waits begins
        self._waiting: Reply | None = None
        self._numbers, self._typed = count(_THEIRS + 1), count(_TYPED + 1)
        self._nods = count(seed)
        self._sounds: list[int] = []  # line numbers of the sounds given to the playback, in order; 0 for a nod
        self._stopping = threading.Event()
        self._ear: LiveMind | None = None
        self._watch: PauseWatch | None = None
        self._open = False  # they have picked up
        self._other: Counterpart | None = None
        self._labelling: Labelling | None = None
        self._speaker = Speaker(find_voice, self._play, self._no_voice)
        self._thread = threading.Thread(target=self._run, name="counterpart", daemon=True)

    # --- from other threads -------------------------------------------------------------------------------------------

    @property
    def ready(self) -> bool:
        return self._ear is not None and self._ear.ready and self._speaker.ready

    @property
    def reveal(self) -> Reveal | None:
        """The truth so far; None before the call began."""
        return self._other.reveal() if self._other is not None else None

    def start(self) -> None:
        self._speaker.start()
        self._thread.start()

    def feed(self, frame: AudioFrame) -> None:
        if not self._open or self._ear is None or self._watch is None or frame.side is Side.THEM:  # what they say is known
            return
        self._watch.feed(frame.start_ms, frame.samples)
        self._ear.feed(frame)

    def gap(self, gap: AudioGap) -> None:
        if self._ear is not None and gap.side is Side.YOU:
            self._ear.gap(gap)

    def pending_ms(self) -> int:
        return self._ear.pending_ms() if self._ear is not None else 0

    @property
    def lighter(self) -> Lighter:
        return self._ear.lighter if self._ear is not None else Lighter.NO

    def lighten(self) -> None:
        if self._ear is not None:
            self._ear.lighten()

    def stop(self, patience_s: float) -> None:
        """They fall silent; what the user said is heard out."""
        self._stopping.set()
        self._thread.join()
        self._playback.stop()
        self._speaker.stop()
        if self._ear is not None:
            self._ear.stop(patience_s)

    def say(self, text: str) -> None:
        """A typed line, heard like a spoken one. Nothing before they picked up, and nothing for empty text."""
        number, now = next(self._typed), self._now()
        start = max(0, now - LEAST_MS)
        if self._labelling is None or not self._open or not text.strip():
            return
        self._labelling(SpeechStarted(at_ms=now, side=Side.YOU, utterance=number))
        self._labelling(SpeechEnded(at_ms=now, side=Side.YOU, utterance=number, start_ms=start, end_ms=now))
        self._labelling(_hypothesis(Side.YOU, number, 1, Stage.FINAL, text.strip(), start, now))

    # --- the counterpart's thread -------------------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            self._begin()
            while not self._stopping.wait(_STEP_S):
                self._step()
        except KnownError as error:
            log.error("the practice call broke off: %s", error.en)
            self._emit(TroubleBegan(at_ms=self._now(), trouble=Trouble.ENGINE, detail=error.en))
            self._finish()
        except Exception as error:  # noqa: BLE001 top of the thread
            log.error("the practice call broke off: %s", type(error).__name__)
            self._emit(TroubleBegan(at_ms=self._now(), trouble=Trouble.ENGINE))
            self._finish()

    def _begin(self) -> None:
        labeller = load_labeller(self._own)
        self._other = Counterpart(self._scenario, self._seed, by_embedding(labeller.nearness().score))
        self._other.prepare()
        self._labelling = Labelling(labeller, self._setup, self._heard)
        self._watch = PauseWatch(VoiceModel(find_model("silero-vad")), self._inbox.put)
        self._ear = self._make_ear(self._setup, self._heard, self._labelling)
        self._ear.start()
        opening = self._other.open()
        self._speaker.expect((opening.text, *self._manners.nods))
        while not self.ready and not self._stopping.wait(_STEP_S):
            continue
        self._speaker.expect((opening.text, *self._manners.nods, *_lines(self._scenario)))
        self._recall()
        self._open = True
        self._answer(opening)

    def _recall(self) -> None:
        """What was said before the call is taken up: written, not heard."""
        assert self._labelling is not None
        for said in self._scenario.before:
            number, now = next(self._numbers), self._now()
            self._labelling(SpeechStarted(at_ms=now, side=said.side, utterance=number))
            self._labelling(SpeechEnded(at_ms=now, side=said.side, utterance=number, start_ms=now, end_ms=now))
            self._labelling(_hypothesis(said.side, number, 1, Stage.FINAL, said.text, now, now))

    def _heard(self, event: Input) -> None:
        """From the recognizer's thread, the interface's, or our own."""
        self._emit(event)
        if isinstance(event, TroubleBegan) or (self._open and getattr(event, "side", None) is Side.YOU):
            self._inbox.put(event)

    def _step(self) -> None:
        self._take_in()
        stretch = self._watch.stretch if self._watch is not None else None
        self._floor.voice(stretch.voiced_ms if stretch is not None else 0)
        self._speaker.rest(self._floor.hearing)
        self._follow()
        if self.paused:
            return
        now = self._now()
        if self._waiting is not None and self._due_ms is not None and now >= self._due_ms:
            reply, self._waiting = self._waiting, None
            self._speak(reply)
            return
        if self._waiting is not None:
            return
        match self._floor.due(now):
            case Move.NOD:
                nods = self._manners.nods
                self._speaker.say(next(self._numbers), nods[next(self._nods) % len(nods)])
            case Move.STOP:
                self._stop_talking(now)
            case Move.ANSWER | Move.SILENCE:
                self._hear(self._floor.take(now), now)

    def _take_in(self) -> None:
        while True:
            try:
                event = self._inbox.get_nowait()
            except Empty:
                return
            match event:
                case Stretch():
                    self._floor.you_paused(event.end_ms, event.voiced_ms)
                case SpeechStarted():
                    self._floor.you_began(event.utterance)
                case SpeechEnded():
                    self._floor.you_ended(event.utterance, event.end_ms)
                case Hypothesis(stage=Stage.FINAL):
                    self._texts[event.utterance] = event.text
                    if self._unlabelled:
                        self._floor.you_said(event.utterance, Turn(event.text))
                case Labelled(stage=Stage.FINAL):
                    text = self._texts.pop(event.utterance, "")
                    self._floor.you_said(event.utterance, Turn(text, event.labels, event.cues))
                case Hypothesis(stage=Stage.INTERIM):
                    self._interim = event
                case Labelled(stage=Stage.INTERIM):
                    self._foresee(event)
                case TroubleBegan(trouble=Trouble.LABELLER):
                    self._unlabelled = True

    def _foresee(self, reading: Labelled) -> None:
        """If the user stopped here, this is what they would answer: it is made while the user may still be speaking."""
        assert self._other is not None
        said = self._interim
        if said is None or (said.utterance, said.revision) != (reading.utterance, reading.revision) or self._other.mind.ended:
            return
        turn = self._floor.so_far()
        reply = self._other.foresee(
            f"{turn.text} {said.text}".strip(), (*turn.labels, *reading.labels), (*turn.cues, *reading.cues), self._now()
        )
        self._speaker.hurry(reply.text)

    def _hear(self, turn: Turn, now: int) -> None:
        assert self._other is not None
        if self._other.mind.ended:
            return
        reply = self._other.hear(turn.text, turn.labels, turn.cues, now)
        self._answer(self._words.say(self._other, reply) if self._words is not None else reply)

    def _answer(self, reply: Reply) -> None:
        """After their pause, of which the time it took to understand is a part."""
        self._waiting = reply
        self._due_ms = self._floor.last_ms + reply.pause_ms

    def _speak(self, reply: Reply) -> None:
        number = next(self._numbers)
        self._line = _Line(number, (), reply.ended)
        self._line.parts = self._speaker.say(number, reply.text)
        self._floor.they_began(self._now())

    def _play(self, number: int, sentence: str, sound: Sound) -> None:
        """On the voice's thread."""
        self._sounds.append(number)
        self._playback.play(sound)

    def _no_voice(self, error: KnownError) -> None:
        """On the voice's thread."""
        log.warning("no voice: %s", error.en)
        self.silent = error

    def _follow(self) -> None:
        """Tells what of their line has been heard by now."""
        line, played = self._line, self._playback.played()
        if line is None:
            return
        if self.silent is not None:
            line.begun = len(line.parts)
            self._begin_line(line)
            self._end_line(line)
            return
        begun = self._sounds[: played.begun].count(line.number)
        if begun > line.begun:
            first, line.begun = line.begun == 0, begun
            if first:
                self._begin_line(line)
            self._tell(line, Stage.INTERIM)
        if self._sounds[: played.ended].count(line.number) == len(line.parts):
            self._end_line(line)

    def _begin_line(self, line: _Line) -> None:
        line.start_ms = self._now()
        self._floor.they_began(line.start_ms)
        self._emit(SpeechStarted(at_ms=line.start_ms, side=Side.THEM, utterance=line.number))

    def _end_line(self, line: _Line) -> None:
        now = self._now()
        self._line = None
        self._floor.they_ended(now)
        if line.begun:
            self._emit(SpeechEnded(at_ms=now, side=Side.THEM, utterance=line.number, start_ms=line.start_ms, end_ms=now))
            self._tell(line, Stage.FINAL)
        if line.ends:
            self._finish()

    def _tell(self, line: _Line, stage: Stage) -> None:
        assert self._labelling is not None
        line.revision += 1
        self._labelling(_hypothesis(Side.THEM, line.number, line.revision, stage, line.text, line.start_ms, self._now()))

    def _stop_talking(self, now: int) -> None:
        if self._line is not None:
            self._speaker.hush(self._line.number)
            self._playback.stop()
            self._end_line(self._line)
        else:
            self._floor.they_ended(now)


def _hypothesis(side: Side, number: int, revision: int, stage: Stage, text: str, start_ms: int, end_ms: int) -> Hypothesis:
    return Hypothesis(
        at_ms=end_ms,
        side=side,
        utterance=number,
        revision=revision,
        stage=stage,
        text=text,
        start_ms=start_ms,
        end_ms=end_ms,
    )


def _lines(scenario: Scenario) -> Iterator[str]:
    """What they may say, the likeliest first; a line with a slot is known only when it is said."""
    for fact in scenario.facts:
        yield from (*fact.guarded, *fact.told)
    for objection in scenario.objections:
        yield from (*objection.said, *objection.met, *objection.unmet)
    lines = scenario.lines
    groups = (lines.praise, lines.asks, lines.drift, lines.slot_no, lines.slot_tight, lines.recap_yes, lines.recap_unsure)
    for group in (*groups, lines.fit_yes, lines.fit_unsure, lines.plan_yes, lines.plan_unsure, lines.truth, lines.farewell):
        yield from group
