"""A typed practice call in a terminal: the same fold, alerts and verdict as a real call, then the hidden truth."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from itertools import count

from copilot.call.catalogue import Side
from copilot.call.events import (
    CallEnded,
    CallStarted,
    Derived,
    Hypothesis,
    Input,
    Labelled,
    SpeechEnded,
    SpeechStarted,
    Stage,
)
from copilot.call.script import READ_MS, WORD_MS
from copilot.engine.runner import Runner
from copilot.engine.setups import new_call_id
from copilot.engine.timeline import Timeline, review_lines
from copilot.engine.understanding import Understanding, load_labeller
from copilot.errors import KnownError
from copilot.playbook.loader import load_playbook
from copilot.practice.counterpart import Counterpart, Reply
from copilot.practice.reveal import Reveal
from copilot.practice.scenario import Scenario, load_scenarios
from copilot.review.build import build_review

_THINKING_MS = 1500  # what a turn costs besides its words


def practise(name: str | None, read: Callable[[str], str], write: Callable[[str], None], language: str, seed: int) -> None:
    """Plays one scenario until either side leaves; without a name, lists them.

    An empty line is a silence, the end of the input hangs up. Call time passes as if the words were spoken.
    KnownError for a scenario that is not there.
    """
    scenarios = load_scenarios()
    if name is None:
        for s in scenarios:
            write(f"{s.id:24} {s.kind.value:9} {s.title.of(language)}")
        return
    scenario = next((s for s in scenarios if s.id == name), None)
    if scenario is None:
        names = ", ".join(s.id for s in scenarios)
        raise KnownError(f"There is no scenario {name}. There are: {names}.", f"Pas de scénario {name}. Il y a : {names}.")
    call = _TypedCall(scenario, seed, write, language)
    call.play(read)
    for line in (
        *review_lines(build_review(call.runner.call, call.runner.playbook), language),
        *_reveal(call.reveal, language),
    ):
        write(line)


class _TypedCall:
    """Call time is counted in words. Owned by the terminal's thread."""

    def __init__(self, scenario: Scenario, seed: int, write: Callable[[str], None], language: str) -> None:
        self._scenario = scenario
        self._other = Counterpart(scenario, seed)
        self._write = write
        self._language = language
        self._timeline = Timeline(language)
        self._numbers = count(1)
        self._setup = _set_up(scenario)
        self._understanding = Understanding(load_labeller(), self._setup)
        self.runner = Runner(load_playbook(scenario.kind))

    @property
    def reveal(self) -> Reveal:
        return self._other.reveal()

    def play(self, read: Callable[[str], str]) -> None:
        person = self._scenario.person
        self._write(f"# {person.name}, {person.role}, {person.company}")
        self._write(self._scenario.brief.of(self._language))
        self._put(self._setup)
        reply = self._other.open()
        while True:
            self._answer(reply)
            if reply.ended:
                break
            try:
                text = read("you> ").strip()
            except EOFError:
                break
            labelled = self._say(Side.YOU, text) if text else None
            reply = self._other.hear(
                text, labelled.labels if labelled else (), labelled.cues if labelled else (), self.runner.call.now_ms
            )
        self._put(CallEnded(at_ms=self.runner.call.now_ms + _THINKING_MS))

    def _answer(self, reply: Reply) -> None:
        self._pass(reply.pause_ms)
        self._write(f"{self._scenario.person.name}> {reply.text}")
        self._say(Side.THEM, reply.text)

    def _say(self, side: Side, text: str) -> Labelled:
        """One turn: it takes the time its words take, then it is read and labelled."""
        number, start = next(self._numbers), self.runner.call.now_ms
        self._put(SpeechStarted(at_ms=start, side=side, utterance=number))
        end = start + WORD_MS * max(1, len(text.split()))
        self._pass(end - start)
        self._put(SpeechEnded(at_ms=end, side=side, utterance=number, start_ms=start, end_ms=end))
        said = Hypothesis(
            at_ms=end, side=side, utterance=number, revision=1, stage=Stage.FINAL, text=text, start_ms=start, end_ms=end
        )
        labelled = self._understanding.read(said)
        self._put(said)
        self._put(labelled)
        self._pass(READ_MS + _THINKING_MS)
        return labelled

    def _pass(self, ms: int) -> None:
        for derived in self.runner.ticks_until(self.runner.call.now_ms + ms):
            self._tell(derived)

    def _put(self, event: Input) -> None:
        self._tell(self.runner.put(event))

    def _tell(self, derived: Iterable[Derived]) -> None:
        for each in derived:
            for line in self._timeline.lines(each, self.runner.call, self.runner.playbook):
                self._write(line)


def _set_up(scenario: Scenario) -> CallStarted:
    now = datetime.now(UTC)
    return CallStarted(
        call_id=new_call_id(now),
        kind=scenario.kind,
        planned_ms=scenario.minutes * 60_000,
        started_utc=now.isoformat(),
        prospect=scenario.person,
        problem=scenario.problem,
        amount=scenario.amount,
        origin="practice",
    )


def _reveal(reveal: Reveal, language: str) -> Iterator[str]:
    french = language == "fr"
    yield ""
    yield f"{'LA VÉRITÉ' if french else 'THE TRUTH'}: {reveal.secret.of(language)}"
    yield f"{'ISSUE' if french else 'OUTCOME'}: {reveal.outcome} ({'au mieux' if french else 'at best'}: {reveal.best})"
    for u in reveal.unasked:
        yield f'  {"non demandé" if french else "left unasked"}: "{u.question}" -> "{u.answer}"'
    for skill, points in reveal.score.skills.items():
        yield f"  {skill:15} {points:3d}"
    yield f"{'À CHANGER' if french else 'DO DIFFERENTLY'}: {reveal.score.advice.of(language)}"
