"""The simulated American: polite, with a hidden truth. Hears a turn with its labels, answers within the scenario."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from zlib import crc32

from copilot.call.catalogue import Cue
from copilot.call.events import Label
from copilot.practice.asking import nearest
from copilot.practice.hearing import CHALLENGES, CLOSINGS, FOG, HABITS, Heard
from copilot.practice.matching import LEXICAL, Matcher, group_scores
from copilot.practice.mind import ASKED, MET, UNMET, Beat, Effect, Mind, worth
from copilot.practice.reveal import Reveal, reveal
from copilot.practice.scenario import Fact, Lines, Manners, Objection, Scenario, SmallTalk, Temper, Topic, Truth, load_manners

LAST_MS = 120_000  # with this little left they look at the clock
GRACE_MS = 60_000  # this long after the planned end they leave
TIGHT = 12  # points under `ready`: they hesitate, and take a placeholder
ANSWERING = 12  # words of an answer that says something
PRESENTING = 18  # words of a turn that shows or explains something
BRIDGED = 0.7  # of the nearness of an answer: worth telling after "I don't know that"
SLOTS = ("Tuesday at ten", "Thursday at two", "Wednesday at eleven")
PAUSES = {
    "truth": 1400,
    "objection": 900,
    "slot": 1100,
    "fit": 1000,
    "fact": 700,
    "bridge": 900,
    "plan": 800,
    "recap": 600,
    "repeat": 400,
}


@dataclass(frozen=True, slots=True)
class Reply:
    """pause_ms: silence before the first word. ended: they leave after it. intent: what kind of reply, for tests and logs."""

    text: str
    pause_ms: int
    ended: bool
    intent: str


class Counterpart:
    """Owned by one thread, the caller's. Reads no clock and no chance: the same seed and turns give the same call."""

    def __init__(self, scenario: Scenario, seed: int = 0, matcher: Matcher = LEXICAL, manners: Manners | None = None) -> None:
        self.scenario = scenario
        self.mind = Mind(readiness=scenario.readiness.start)
        self._seed = seed
        self._matcher = matcher
        self._manners = manners or load_manners(scenario.temper)

    def prepare(self) -> None:
        """Looks once at all there is to compare the user's words with: a matcher may be slow at what it has never seen."""
        nearest(self._matcher, self.scenario.brief.en, False, self.scenario, self._manners.small_talk)
        group_scores(self._matcher, self.scenario.brief.en, [o.answers for o in self.scenario.objections])

    def open(self) -> Reply:
        """Their first words."""
        return self._reply("opening", self._pick("opening", self.scenario.lines.opening))

    def hear(self, text: str, labels: Iterable[Label] = (), cues: Iterable[Cue] = (), at_ms: int = 0) -> Reply:
        """One turn of the user; empty text is a silence long enough to be felt. labels: those the user is shown.

        at_ms: call time at the end of the turn. After the end of the call, raises ValueError.
        """
        if self.mind.ended:
            raise ValueError("the call is over")
        heard = Heard(text, frozenset(label.id for label in labels), frozenset(cues), at_ms)
        effects = list(worth(self.scenario, self.mind, sorted(heard.labels)))
        self.mind = self.mind.moved(effects)
        intent, line, more = self._answer(heard)
        self.mind = self.mind.moved(more)
        reply = self._reply(intent, line)
        beat = Beat(at_ms, text, (*effects, *more), self.mind.readiness, intent, reply.text)
        self.mind = replace(self.mind, beats=(*self.mind.beats, beat))
        return reply

    def foresee(self, text: str, labels: Iterable[Label], cues: Iterable[Cue], at_ms: int) -> Reply:
        """What `hear` would reply, without having heard it."""
        mind = self.mind
        try:
            return self.hear(text, labels, cues, at_ms)
        finally:
            self.mind = mind

    def in_other_words(self, reply: Reply, text: str) -> Reply:
        """The last reply, said so: it is what they repeat when asked to, and what the reveal shows."""
        beat = replace(self.mind.beats[-1], reply=text)
        self.mind = replace(self.mind, last_line=text, beats=(*self.mind.beats[:-1], beat))
        return replace(reply, text=text)

    def reveal(self) -> Reveal:
        """The truth, as far as the call went."""
        return reveal(self.scenario, self.mind)

    # --- which reply -------------------------------------------------------------------------------------------------

    def _answer(self, heard: Heard) -> tuple[str, str, tuple[Effect, ...]]:
        if heard.silent:
            return self._silence()
        self.mind = replace(self.mind, silences=0)
        if heard.asks_to_repeat and not heard.labels:
            line = self._pick("repeat", self._manners.repeat).replace("{line}", self.mind.last_line)
            return "repeat", line, ()
        if heard.at_ms > self.scenario.minutes * 60_000 + GRACE_MS:
            return self._leave(self._pick("time", self._manners.time) + " ")
        if self._is_leaving(heard):
            return self._leave()
        came_back = self.mind.leaving
        self.mind = replace(self.mind, leaving=False)
        intent, line, effects = self._react(heard)
        if came_back:
            line = f"{self._pick('stay', self._manners.stay)} {line}"
        return intent, line, effects

    def _is_leaving(self, heard: Heard) -> bool:
        holds_on = heard.any_of(CLOSINGS | CHALLENGES)
        if heard.says_goodbye:
            return bool(self.mind.slot) or self.mind.honest or not holds_on
        return self.mind.leaving and not holds_on

    def _react(self, heard: Heard) -> tuple[str, str, tuple[Effect, ...]]:
        """Closing moves first, then what is being discussed, then challenges, questions, habits, chat."""
        if self.mind.slot and heard.confirms_slot:
            return "invite", self._pick("invite", self._manners.invite), ()
        if heard.asks_for_slot:
            return self._slot(heard)
        if heard.plans:
            return self._plan(heard)
        if "fit-check" in heard.labels:
            return self._fit()
        if "value-recap" in heard.labels:
            return self._recap()
        if answer := self._settle(heard):
            return answer
        if asked := self._asked(heard, self._matcher.sure):
            return asked
        if "negative-validation" in heard.labels:
            return self._challenged()
        if "priority-question" in heard.labels:
            return self._priority()
        settled = self.mind.slot or self.mind.honest
        if not settled and ("passive-follow-up" in heard.labels or self._time_is_up(heard)):
            return self._drift()
        return self._asked(heard) or self._chat(heard)

    def _slot(self, heard: Heard) -> tuple[str, str, tuple[Effect, ...]]:
        lines, level = self.scenario.lines, self.scenario.readiness
        if self.scenario.truth is Truth.POLITE_NO or self.mind.readiness < level.ready - TIGHT:
            return "slot-no", self._pick("slot_no", lines.slot_no), ()
        if blocker := self._unmet_must():
            return self._object(blocker)
        if self.mind.readiness < level.ready and not heard.is_placeholder:
            return "slot-tight", self._pick("slot_tight", lines.slot_tight), ()
        slot = heard.slot or SLOTS[self._draw("slot", len(SLOTS))]
        self.mind = replace(self.mind, slot=slot, leaving=False)
        return "slot-yes", self._pick("slot_yes", lines.slot_yes).replace("{slot}", slot), ()

    def _plan(self, heard: Heard) -> tuple[str, str, tuple[Effect, ...]]:
        if self.mind.pending and heard.words >= ANSWERING and not heard.any_of(FOG):
            self._meet(self.mind.pending)  # who will answer it and by when is an answer
        near = self.mind.readiness >= self.scenario.readiness.ready - TIGHT
        if self.scenario.truth is Truth.POLITE_NO or not near:
            return "plan-unsure", self._pick("plan_unsure", self.scenario.lines.plan_unsure), ()
        self.mind = replace(self.mind, planned=True)
        return "plan-yes", self._pick("plan_yes", self.scenario.lines.plan_yes), ()

    def _fit(self) -> tuple[str, str, tuple[Effect, ...]]:
        if truth := self._truth():
            return truth
        if self._is_open and (blocker := self._unmet_must()):
            return self._object(blocker)
        if self._is_open and self.scenario.truth is not Truth.POLITE_NO:
            return "fit-yes", self._pick("fit_yes", self.scenario.lines.fit_yes), ()
        return "fit-unsure", self._pick("fit_unsure", self.scenario.lines.fit_unsure), ()

    def _recap(self) -> tuple[str, str, tuple[Effect, ...]]:
        pains = {f.id for f in self.scenario.facts if f.topic is Topic.PAIN}
        if self._is_open and (not pains or pains & self.mind.told):
            return "recap-yes", self._pick("recap_yes", self.scenario.lines.recap_yes), ()
        return "recap-unsure", self._pick("recap_unsure", self.scenario.lines.recap_unsure), ()

    def _settle(self, heard: Heard) -> tuple[str, str, tuple[Effect, ...]] | None:
        """The answer to an objection, raised or foreseen; None when the turn is no answer.

        Candour and what comes near a good answer settle it; any other answer of some length does too, for half the points,
        since nobody can foresee every good answer. Fog, blank cheques and evasions do not.
        """
        open_still = [o for o in self.scenario.objections if o.id not in self.mind.met]
        scores = group_scores(self._matcher, heard.text, [o.answers for o in open_still])
        best = max(zip(scores, open_still, strict=True), key=lambda row: row[0], default=None)
        pending = next((o for o in open_still if o.id == self.mind.pending), None)
        near = best is not None and best[0] >= self._least_answer(heard, best[1])
        objection = best[1] if best is not None and near else pending
        if objection is None:
            return None
        good = near or heard.any_of({"candor", "dated-acknowledgement"})
        if heard.is_question and not good and not heard.any_of(HABITS):
            return None
        evades = heard.any_of(FOG) or (heard.any_of(HABITS) and not good)
        if not evades and (good or heard.words >= ANSWERING):
            self._meet(objection.id)
            points = MET if good else MET // 2
            return "met", self._pick(f"met:{objection.id}", objection.met), (Effect(f"met:{objection.id}", points),)
        if pending is None:
            return None
        self.mind = replace(self.mind, pending="")
        return "unmet", self._pick(f"unmet:{pending.id}", pending.unmet), (Effect(f"unmet:{pending.id}", UNMET),)

    def _least_answer(self, heard: Heard, objection: Objection) -> float:
        """How near to a good answer: a question is none while it asks something, and what was not raised needs more."""
        if heard.is_question:
            _, _, asked = nearest(self._matcher, heard.text, True, self.scenario, self._manners.small_talk)
            return max(self._matcher.answered, asked)
        unraised = objection.id not in self.mind.told
        return self._matcher.answered + (self._matcher.statement if unraised else 0)

    def _meet(self, objection: str) -> None:
        pending = "" if self.mind.pending == objection else self.mind.pending
        told = self.mind.told | {objection}
        self.mind = replace(self.mind, pending=pending, told=told, met=self.mind.met | {objection})

    def _challenged(self) -> tuple[str, str, tuple[Effect, ...]]:
        if truth := self._truth():
            return truth
        waiting = [o for o in self.scenario.objections if o.id not in self.mind.told]
        return self._object(waiting[0]) if waiting else self._fit()

    def _priority(self) -> tuple[str, str, tuple[Effect, ...]]:
        return self._truth() or self._tell(next(f for f in self.scenario.facts if f.topic is Topic.PRIORITY))

    def _drift(self) -> tuple[str, str, tuple[Effect, ...]]:
        self.mind = replace(self.mind, leaving=True)
        return "drift", self._pick("drift", self.scenario.lines.drift), ()

    def _asked(self, heard: Heard, least: float | None = None) -> tuple[str, str, tuple[Effect, ...]] | None:
        """The fact, objection or small talk nearest to a question; a statement must come nearer still. Habits draw praise.

        least: how near it must come for a turn that may mean something else.
        """
        if heard.any_of(HABITS):
            return None
        small = self._manners.small_talk
        found, hinted, plain = nearest(self._matcher, heard.text, heard.is_question, self.scenario, small)
        if least is not None and plain < least:
            return None
        if hinted < self._matcher.near + (0 if heard.is_question else self._matcher.statement):
            return self._unsure(found, hinted) if heard.is_question else None
        if isinstance(found, SmallTalk):
            return "small-talk", self._pick(f"small:{small.index(found)}", found.told), ()
        if isinstance(found, Objection) and found.id in self.mind.met:
            return self._challenged() if heard.any_of(CHALLENGES) else ("met", self._pick(f"met:{found.id}", found.met), ())
        if isinstance(found, Objection):
            return (self._truth() if heard.any_of(CHALLENGES) else None) or self._object(found)
        return self._priority() if found.topic is Topic.PRIORITY else self._tell(found)

    def _unsure(self, found: Fact | Objection | SmallTalk, near: float) -> tuple[str, str, tuple[Effect, ...]]:
        """They cannot know, and say so; what comes nearest is told with it, once they tell the truth."""
        untold = isinstance(found, Fact) and found.topic is not Topic.PRIORITY and found.id not in self.mind.told
        if isinstance(found, Fact) and untold and self._is_open and near >= self._matcher.near * BRIDGED:
            _, line, effects = self._tell(found)
            return "bridge", self._pick("bridge", self._manners.bridge).replace("{line}", line), effects
        return "unsure", self._pick("unsure", self._manners.unsure), ()

    def _chat(self, heard: Heard) -> tuple[str, str, tuple[Effect, ...]]:
        """Nothing to answer: an objection they volunteer, a nod, a question of their own, or warm words."""
        lines = self.scenario.lines
        if self.mind.honest:
            return "after-truth", self._pick("after_truth", self._manners.after_truth), ()
        if not heard.any_of(HABITS):
            if waiting := [o for o in self.scenario.objections if o.volunteered and o.id not in self.mind.told]:
                return self._object(waiting[0])
            if self.mind.slot or heard.words < PRESENTING:
                return "nod", self._pick("nod", self._manners.nod), ()
            if self.mind.uses("praise") > self.mind.uses("asks") < len(lines.asks):
                return "asks", self._pick("asks", lines.asks), ()
        return "praise", self._pick("praise", lines.praise), ()

    # --- what they say of it -------------------------------------------------------------------------------------------

    def _tell(self, fact: Fact) -> tuple[str, str, tuple[Effect, ...]]:
        asked_before = any(e.move == f"asked:{fact.id}" for b in self.mind.beats for e in b.effects)
        effects = () if asked_before else (Effect(f"asked:{fact.id}", ASKED),)
        if self.mind.readiness < self.scenario.readiness.open:
            return "fact-guarded", self._pick(f"guarded:{fact.id}", fact.guarded), effects
        self.mind = replace(self.mind, told=self.mind.told | {fact.id})
        key = f"told:{fact.id}"
        again = self.mind.uses(key) >= len(fact.told)
        line = self._pick(key, fact.told)
        return "fact-told", self._pick("again", self._manners.again).replace("{line}", line) if again else line, effects

    def _object(self, objection: Objection) -> tuple[str, str, tuple[Effect, ...]]:
        first = objection.id not in self.mind.told
        self.mind = replace(self.mind, told=self.mind.told | {objection.id}, pending=objection.id)
        line = self._pick(f"said:{objection.id}", objection.said)
        return "objection", line, (Effect(f"asked:{objection.id}", ASKED),) if first else ()

    def _truth(self) -> tuple[str, str, tuple[Effect, ...]] | None:
        if self.scenario.truth is not Truth.POLITE_NO or not self._is_open:
            return None
        if self.mind.honest:
            return "after-truth", self._pick("after_truth", self._manners.after_truth), ()
        self.mind = replace(self.mind, honest=True)
        return "truth", self._pick("truth", self.scenario.lines.truth), ()

    def _silence(self) -> tuple[str, str, tuple[Effect, ...]]:
        self.mind = replace(self.mind, silences=self.mind.silences + 1)
        if self.mind.silences < 3:
            return "silence", self._pick("silence", self._manners.silence), ()
        self.mind = replace(self.mind, ended=True)
        return "gone", self._pick("gone", self._manners.gone), ()

    def _leave(self, before: str = "") -> tuple[str, str, tuple[Effect, ...]]:
        self.mind = replace(self.mind, ended=True)
        if self.mind.slot:
            line = self._pick("bye", self._manners.farewell_signed).replace("{slot}", self.mind.slot)
        elif self.mind.honest:
            line = self._pick("bye", self._manners.farewell_honest)
        else:
            line = self._pick("bye", self.scenario.lines.farewell)
        return "farewell", before + line, ()

    # --- small things --------------------------------------------------------------------------------------------------

    @property
    def _is_open(self) -> bool:
        return self.mind.readiness >= self.scenario.readiness.open

    def _unmet_must(self) -> Objection | None:
        return next((o for o in self.scenario.objections if o.must and o.id not in self.mind.met), None)

    def _time_is_up(self, heard: Heard) -> bool:
        return heard.at_ms >= self.scenario.minutes * 60_000 - LAST_MS and not self.mind.uses("drift")

    def _draw(self, key: str, count: int) -> int:
        return crc32(f"{self._seed}:{self.scenario.id}:{key}".encode()) % count

    def _pick(self, key: str, lines: Lines) -> str:
        """The next way of saying it; which comes first depends on the seed."""
        line = lines[(self._draw(key, len(lines)) + self.mind.uses(key)) % len(lines)]
        self.mind = self.mind.using(key)
        return line

    def _reply(self, intent: str, line: str) -> Reply:
        if intent not in ("repeat", "silence"):
            self.mind = replace(self.mind, last_line=line)
        pause = PAUSES.get(intent.partition("-")[0], 450)
        blunt = self.scenario.temper is Temper.BLUNT
        return Reply(line, pause // 2 if blunt else pause, self.mind.ended, intent)
