"""A typed practice call: the same fold, alerts and verdict as a real call, then the hidden truth. Here in a terminal."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count

from copilot.call.catalogue import Side
from copilot.call.events import (
    CallEnded,
    CallResumed,
    CallStarted,
    Derived,
    Hypothesis,
    Input,
    Labelled,
    SpeechEnded,
    SpeechStarted,
    Stage,
    Tick,
)
from copilot.call.rules import Playbook
from copilot.call.script import READ_MS, WORD_MS
from copilot.call.state import Call
from copilot.engine.own_words import OwnWords
from copilot.engine.runner import Runner
from copilot.engine.setups import practice_setup
from copilot.engine.timeline import Timeline, review_lines
from copilot.engine.understanding import Understanding, load_labeller
from copilot.errors import KnownError
from copilot.playbook.loader import load_playbook
from copilot.practice.counterpart import Counterpart, Reply
from copilot.practice.matching import by_embedding
from copilot.practice.reveal import Reveal
from copilot.practice.scenario import Scenario, load_scenarios
from copilot.review.build import build_review
from copilot.store.paths import find_paths

_THINKING_MS = 1500  # what a turn costs besides its words


def practise(name: str | None, read: Callable[[str], str], write: Callable[[str], None], language: str, seed: int) -> None:
    """Plays one scenario until either side leaves; without a name, lists them.

    An empty line is a silence, the end of the input hangs up. Call time passes as if the words were spoken.
    KnownError for a scenario that is not there.
    """
    scenarios = load_scenarios(find_paths().scenarios)
    if name is None:
        for s in scenarios:
            write(f"{s.id:24} {s.kind.value:9} {s.title.of(language)}")
        return
    scenario = next((s for s in scenarios if s.id == name), None)
    if scenario is None:
        names = ", ".join(s.id for s in scenarios)
        raise KnownError(f"There is no scenario {name}. There are: {names}.", f"Pas de scénario {name}. Il y a : {names}.")
    playbook, timeline = load_playbook(scenario.kind), Timeline(language)

    def tell(practice: PracticeCall, event: Input, derived: tuple[Derived, ...]) -> None:
        if isinstance(event, Hypothesis) and event.side is Side.THEM:
            write(f"{scenario.person.name}> {event.text}")
        for each in derived:
            for line in timeline.lines(each, practice.call, playbook):
                write(line)

    practice = PracticeCall(scenario, practice_setup(scenario, datetime.now(UTC)), playbook, seed, tell)
    write(f"# {scenario.person.name}, {scenario.person.role}, {scenario.person.company}")
    write(scenario.brief.of(language))
    practice.begin()
    while not practice.call.ended:
        try:
            practice.say(read("you> "))
        except EOFError:
            practice.hang_up("finished")
    for line in (
        *review_lines(build_review(practice.call, playbook), language),
        *_reveal(practice.reveal, language),
    ):
        write(line)


class PracticeCall:
    """Call time is counted in words. Owned by one thread: the terminal's, or the session's of a window.

    heard: called there after each event that was folded, with what it derived; ticks too. Making one loads the signal model,
    half a second; KnownError when it is missing.
    """

    def __init__(
        self,
        scenario: Scenario,
        setup: CallStarted,
        playbook: Playbook,
        seed: int,
        heard: "Heard",
        words: OwnWords | None = None,
    ) -> None:
        """words: a language model that speaks for the counterpart."""
        labeller = load_labeller(playbook.own)
        self._other = Counterpart(scenario, seed, by_embedding(labeller.nearness().score))
        self._setup, self._before = setup, scenario.before
        self._words = words
        self._heard = heard
        self._numbers = count(1)
        self._understanding = Understanding(labeller, setup)
        self._runner = Runner(playbook)

    @property
    def call(self) -> Call:
        return self._runner.call

    @property
    def reveal(self) -> Reveal:
        return self._other.reveal()

    def begin(self) -> None:
        """They pick up and speak first."""
        self._other.prepare()
        self.put(self._setup)
        for said in self._before:
            self._speak(said.side, said.text)
        self._answer(self._other.open())

    def say(self, text: str) -> None:
        """One turn of the user and the reply to it; empty text is a silence. After the end, nothing."""
        if self.call.ended:
            return
        if self.call.paused:
            self.put(CallResumed(at_ms=self.call.now_ms))
        text = text.strip()
        labelled = self._speak(Side.YOU, text) if text else None
        labels, cues = (labelled.labels, labelled.cues) if labelled else ((), ())
        reply = self._other.hear(text, labels, cues, self.call.now_ms)
        if self._words is not None:
            reply = self._words.say(self._other, reply)
        self._answer(reply)
        if reply.ended:
            self.hang_up("finished")

    def wait_until(self, at_ms: int) -> None:
        """Lets the clock run on to that call time, in which nobody speaks."""
        self._pass(max(0, at_ms - self.call.now_ms))

    def hang_up(self, reason: str) -> None:
        self.put(CallEnded(at_ms=self.call.now_ms + _THINKING_MS, reason=reason))

    def put(self, event: Input) -> None:
        """Folds one event, the user's clicks too; those say nothing of the time (at_ms 0)."""
        self._heard(self, event, self._runner.put(event))

    def _answer(self, reply: Reply) -> None:
        self._pass(reply.pause_ms)
        self._speak(Side.THEM, reply.text)

    def _speak(self, side: Side, text: str) -> Labelled:
        """One turn: it takes the time its words take, then it is read and labelled."""
        number, start = next(self._numbers), self.call.now_ms
        self.put(SpeechStarted(at_ms=start, side=side, utterance=number))
        end = start + WORD_MS * max(1, len(text.split()))
        self._pass(end - start)
        self.put(SpeechEnded(at_ms=end, side=side, utterance=number, start_ms=start, end_ms=end))
        said = Hypothesis(
            at_ms=end, side=side, utterance=number, revision=1, stage=Stage.FINAL, text=text, start_ms=start, end_ms=end
        )
        labelled = self._understanding.read(said)
        self.put(said)
        self.put(labelled)
        self._pass(READ_MS + _THINKING_MS)
        return labelled

    def _pass(self, ms: int) -> None:
        for derived in self._runner.ticks_until(self.call.now_ms + ms):
            self._heard(self, Tick(at_ms=self.call.now_ms), derived)


Heard = Callable[[PracticeCall, Input, tuple[Derived, ...]], None]


def _reveal(reveal: Reveal, language: str) -> Iterator[str]:
    french = language == "fr"
    yield ""
    yield f"{'LA VÉRITÉ' if french else 'THE TRUTH'}: {reveal.secret.of(language)}"
    yield f"{'ISSUE' if french else 'OUTCOME'}: {reveal.outcome} ({'au mieux' if french else 'at best'}: {reveal.best})"
    for u in reveal.unasked:
        why = ("demandé trop tôt", "asked too early") if u.early else ("non demandé", "left unasked")
        yield f'  {why[0] if french else why[1]}: "{u.question}" -> "{u.answer}"'
    for skill, points in reveal.score.skills.items():
        yield f"  {skill:15} {points:3d}"
    yield f"{'À CHANGER' if french else 'DO DIFFERENTLY'}: {reveal.score.advice.of(language)}"
