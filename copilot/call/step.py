"""The fold: one event in, the call after it and what follows from it out."""

from collections.abc import Iterator
from dataclasses import replace

from copilot.call import alerts, checklist, commitments, transcript, turns, warnings
from copilot.call.clock import phase_at
from copilot.call.events import (
    AlertAnswered,
    AlertDismissed,
    AlertExpired,
    AlertMarkedWrong,
    AlertRaised,
    AlertShrunk,
    AlertWithdrawn,
    AudioGap,
    Bookmarked,
    CallEnded,
    CallPaused,
    CallResumed,
    CallStarted,
    CommitmentDropped,
    CommitmentHeard,
    Derived,
    Event,
    Hypothesis,
    Labelled,
    PhaseChanged,
    PlannedEndChanged,
    SlotHeard,
    SpeechEnded,
    SpeechStarted,
    Stage,
    StepDone,
    StepToggled,
    StepUndone,
    Tick,
    TroubleBegan,
    TroubleEnded,
)
from copilot.call.rules import Playbook
from copilot.call.state import Call, Mark, Problem


def advance(call: Call, event: Event, playbook: Playbook) -> tuple[Call, tuple[Derived, ...]]:
    """The call after one input and all that it derives, and what was derived, in order."""
    call, derived = step(call, event, playbook)
    for each in derived:
        call, _ = step(call, each, playbook)
    return call, derived


def step(call: Call, event: Event, playbook: Playbook) -> tuple[Call, tuple[Derived, ...]]:
    """The call after that one event, and what an input derives (not yet applied). Derived events derive nothing."""
    call = applied(call, event, playbook)
    if isinstance(event, Derived) or call.setup is None:
        return call, ()
    after = call
    out: list[Derived] = []
    for stage in (_phase, _words, alerts.leaving, alerts.rising):
        for each in tuple(stage(after, event, playbook)):
            after = applied(after, each, playbook)
            out.append(each)
    return call, tuple(out)


def _phase(call: Call, event: Event, playbook: Playbook) -> Iterator[Derived]:
    phase = phase_at(call.now_ms, call.planned_ms, playbook.timing)
    if phase is not call.phase and not call.ended:
        yield PhaseChanged(at_ms=call.now_ms, phase=phase)


def _words(call: Call, event: Event, playbook: Playbook) -> Iterator[Derived]:
    if isinstance(event, Labelled) and event.stage is not Stage.INTERIM:
        yield from checklist.ticks(call, playbook)
        yield from commitments.news(call)


def applied(call: Call, event: Event, playbook: Playbook) -> Call:
    """The call with that event in it; nothing is derived from it."""
    call = replace(call, now_ms=max(call.now_ms, event.at_ms))
    match event:
        case CallStarted():
            if call.setup is not None:
                return call
            return replace(call, setup=event, planned_ms=event.planned_ms, rows=checklist.fresh_rows(playbook))
        case SpeechStarted() | SpeechEnded() | Hypothesis() | Labelled():
            return _heard(call, event)
        case Tick():
            return replace(call, talk=turns.talk(call, playbook.timing))
        case AlertRaised() | AlertShrunk() | AlertExpired() | AlertAnswered() | AlertWithdrawn():
            return alerts.changed(call, event)
        case AlertDismissed() | AlertMarkedWrong():
            return alerts.changed(call, event)
        case StepDone() | StepUndone() | StepToggled():
            return checklist.changed(call, event)
        case CommitmentHeard() | CommitmentDropped() | SlotHeard():
            return commitments.changed(call, event)
        case _:
            return _managed(call, event)


def _heard(call: Call, event: SpeechStarted | SpeechEnded | Hypothesis | Labelled) -> Call:
    before = transcript.find(call, event.utterance)
    call = transcript.heard(call, event)
    if isinstance(event, SpeechEnded | Hypothesis):
        after = transcript.find(call, event.utterance)
        return replace(call, talk=turns.totalled(call.talk, before, after))
    if isinstance(event, Labelled) and event.stage is not Stage.INTERIM:
        return replace(call, memory=warnings.remember(call))
    return call


def _managed(call: Call, event: Event) -> Call:
    """What the user and the devices do to the call."""
    match event:
        case PhaseChanged():
            return replace(call, phase=event.phase)
        case PlannedEndChanged():
            return replace(call, planned_ms=max(0, event.planned_ms))
        case AudioGap():
            return replace(call, gaps=(*call.gaps, event))
        case TroubleBegan():
            problem = Problem(event.trouble, event.side, event.detail, event.at_ms)
            return replace(call, problems=(*_without(call, event), problem))
        case TroubleEnded():
            return replace(call, problems=_without(call, event))
        case Bookmarked():
            return replace(call, marks=(*call.marks, Mark(event.at_ms, event.note)))
        case CallPaused() | CallResumed():
            return replace(call, paused=isinstance(event, CallPaused))
        case CallEnded():
            return replace(call, ended=True, end_reason=event.reason)
        case _:
            return call


def _without(call: Call, event: TroubleBegan | TroubleEnded) -> tuple[Problem, ...]:
    return tuple(p for p in call.problems if (p.trouble, p.side) != (event.trouble, event.side))
