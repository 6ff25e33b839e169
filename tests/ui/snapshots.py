"""Hand-made snapshots: one for each state of the overlay worth looking at."""

from dataclasses import replace

from copilot.call.catalogue import SIGNALS, CallKind, Side
from copilot.call.events import CallStarted, Label, Phase, Prospect, SlotHeard, SpokenDate, Stage, Trouble
from copilot.call.rules import Needs, Playbook, SignalRule, StepRule, Text, Timing
from copilot.call.state import Alert, AlertStatus, Call, Problem, Row, Talk, Utterance
from copilot.engine.snapshot import Lighter, Snapshot
from copilot.playbook.loader import built_in

MINUTE = 60_000

_TITLES = {
    "vague-enthusiasm": Text("Warm words, nothing behind them", "Des mots chaleureux, rien derrière"),
    "talk-ratio": Text("You talk more than they do", "Vous parlez plus qu'eux"),
    "wrap-up": Text("Five minutes left: take the floor", "Cinq minutes : prenez la parole"),
    "missing-next-step": Text("No date yet. Don't hang up.", "Pas encore de date. Ne raccrochez pas."),
}
_WHYS = {
    "vague-enthusiasm": Text("praise without a use, a number or a date", "compliment sans usage, ni chiffre, ni date"),
    "missing-next-step": Text("a call without a dated next step is a polite no", "sans date, l'appel vaut un non poli"),
}


def _rule(signal: str) -> SignalRule:
    title = _TITLES.get(signal, Text(signal, signal))
    return SignalRule(signal, title, _WHYS.get(signal, Text("why", "pourquoi")), ("Say it.",), (), 1, 0.5)


PLAYBOOK = Playbook(
    kind=CallKind.PROSPECT,
    signals={s.id: _rule(s.id) for s in SIGNALS.values() if s.warning},
    checklist=(
        StepRule(1, Text("Recap the value", "Résumer la valeur"), ("So {problem} cost you {amount}. Right?",), (), Needs.YES),
        StepRule(2, Text("Check the fit", "Vérifier l'adéquation"), ("Is that a fit for what you need now?",), (), Needs.YES),
        StepRule(
            3,
            Text("Who does what, when", "Qui fait quoi, et quand"),
            ("I send the security pack today; you take it to Dev by Wednesday?",),
            (),
            Needs.ANSWER,
        ),
        StepRule(
            4,
            Text("Open the calendar", "Ouvrir l'agenda"),
            ("Shall we put 20 minutes on Friday while we're on?",),
            (),
            Needs.SLOT,
        ),
    ),
    timing=Timing(),
    labels={s.id: Text(s.id, s.id) for s in SIGNALS.values() if not s.warning},
)

SETUP = CallStarted(
    call_id="halden",
    started_utc="2026-03-12T14:00:00Z",
    prospect=Prospect(name="Dana Whitlock", company="Halden Foods", role="Operations director", timezone="America/New_York"),
    problem="manual stock counts",
    amount="6 hours a week per site",
)

PRAISE = "Honestly that's a really interesting angle, I have to say, we have not seen anybody do it"
WARMTH = Alert(
    id=1,
    signal="vague-enthusiasm",
    side=Side.THEM,
    utterance=4,
    at_ms=11 * MINUTE,
    quote=PRAISE,
    start=PRAISE.index("really"),
    end=PRAISE.index(", I have"),
    say="Glad it speaks to you. Where would you use it first, and what would stop you?",
    loud=False,
    changed_ms=11 * MINUTE,
)
GOODBYE = "So great chatting, we'll circle back!"
LOUD = Alert(
    id=5,
    signal="missing-next-step",
    side=Side.THEM,
    utterance=30,
    at_ms=28 * MINUTE,
    quote=GOODBYE,
    start=GOODBYE.index("we'll"),
    end=len(GOODBYE) - 1,
    say="Before we go: 15 minutes Tuesday, cancel it if it's a no by then. Fair?",
    loud=True,
    changed_ms=28 * MINUTE,
)
WRAP_UP = Alert(
    id=4,
    signal="wrap-up",
    side=None,
    utterance=None,
    at_ms=25 * MINUTE,
    quote="",
    start=0,
    end=0,
    say="We have five minutes left: may I sum up where we are?",
    loud=False,
    changed_ms=25 * MINUTE,
)
ROWS = (
    Row(1, "heard", "So 6 h a week per site. Correct? — Yeah, exactly.", 20, 25 * MINUTE),
    Row(2, "heard", "It is. Procurement will want SOC 2.", 22, 25 * MINUTE),
    Row(3),
    Row(4),
)
SLOT = SlotHeard(
    at_ms=25 * MINUTE,
    utterance=24,
    date=SpokenDate("Friday at two", 0, 13, "2026-03-13T14:00:00-04:00", timed=True),
    accepted=False,
)
SAID = (
    Utterance(3, Side.YOU, 10 * MINUTE, 11 * MINUTE, False, "So that is how the counts sync with NetSuite.", Stage.FINAL, 1),
    Utterance(4, Side.THEM, 11 * MINUTE, 11 * MINUTE + 6000, True, PRAISE, Stage.INTERIM, 3),
)


WAITING = Utterance(
    id=5,
    side=Side.THEM,
    start_ms=11 * MINUTE + 14_000,
    end_ms=11 * MINUTE + 20_000,
    open=False,
    text="Everything's pretty locked in through the fiscal year.",
    stage=Stage.FINAL,
    revision=1,
    labelled_revision=1,
    labelled_stage=Stage.FINAL,
    labels=(Label("soft-no", 0.9, 0, 54),),
)


def call(minute: float = 11.4, **changes: object) -> Call:
    base = Call(
        setup=SETUP,
        now_ms=round(minute * MINUTE),
        planned_ms=30 * MINUTE,
        phase=Phase.MIDDLE,
        utterances=SAID,
        rows=tuple(Row(step) for step in (1, 2, 3, 4)),
        talk=Talk(you_ms=58_000, them_ms=42_000),
    )
    return replace(base, **changes)


def snapshot(state: Call, **changes: object) -> Snapshot:
    return replace(Snapshot(state, PLAYBOOK, you_level=0.5, them_level=0.8), **changes)


def states() -> dict[str, Snapshot]:
    """Every state by name, in the order of a call."""
    chip = replace(WARMTH, id=2, signal="talk-ratio", side=None, quote="", start=0, end=0, status=AlertStatus.CHIP, say="Ask.")
    answered = replace(WARMTH, status=AlertStatus.ANSWERED, changed_ms=round(11.4 * MINUTE) - 500)
    wrap = call(25.8, phase=Phase.WRAP_UP, rows=ROWS, slot=SLOT, talk=Talk(you_ms=47_000, them_ms=53_000))
    return {
        "loading": snapshot(call(0.1, utterances=(), talk=Talk()), loading=True, you_level=0.0, them_level=0.0),
        "quiet": snapshot(call(5)),
        "alert": snapshot(call(alerts=(WARMTH,))),
        "alert-chip": snapshot(call(alerts=(chip, WARMTH))),
        "waiting": snapshot(
            call(alerts=(WARMTH,), utterances=(SAID[0], replace(SAID[1], open=False), WAITING)),
            playbook=built_in(CallKind.PROSPECT),
        ),
        "chips": snapshot(call(alerts=(replace(WARMTH, status=AlertStatus.CHIP), chip))),
        "answered": snapshot(call(alerts=(answered,))),
        "paused": snapshot(call(paused=True)),
        "wrap-up-opens": snapshot(replace(wrap, now_ms=25 * MINUTE, alerts=(WRAP_UP,), slot=None, rows=call().rows)),
        "wrap-up": snapshot(wrap),
        "wrap-up-alert": snapshot(replace(wrap, slot=None, alerts=(replace(WARMTH, id=6, at_ms=25 * MINUTE),))),
        "agreed": snapshot(replace(wrap, slot=replace(SLOT, accepted=True), rows=(*ROWS[:2], Row(3, "hand"), Row(4)))),
        "no-next-step": snapshot(call(28.4, phase=Phase.LAST, alerts=(LOUD,), rows=ROWS)),
        "overtime": snapshot(call(30.5, phase=Phase.OVERTIME, rows=ROWS)),
        "over-quiet": snapshot(call(problems=(Problem(Trouble.IDLE, None, "15", 0),))),
        "over-left": snapshot(call(problems=(Problem(Trouble.LEFT, None, "Microsoft Teams", 0),))),
        "later": snapshot(call(5, utterances=(), talk=Talk()), words=False),
        "behind": snapshot(call(), behind_ms=7000, lighter=Lighter.READY),
        "problem": snapshot(call(problems=(Problem(Trouble.SILENT, Side.THEM, "", 0), Problem(Trouble.DISK, None, "", 0)))),
    }
