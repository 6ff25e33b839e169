"""The life of an alert: raised within the budget, shrunk, answered, withdrawn, expired."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from copilot.call.catalogue import CALL_WARNINGS, Cue, Family, Side, family_of
from copilot.call.clock import wrapping_up
from copilot.call.events import (
    AlertAnswered,
    AlertDismissed,
    AlertExpired,
    AlertMarkedWrong,
    AlertRaised,
    AlertShrunk,
    AlertWithdrawn,
    CallEnded,
    Labelled,
)
from copilot.call.grounds import Candidate, candidates, interrupts_them
from copilot.call.lines import filled, fullest, next_line, says
from copilot.call.rules import Playbook
from copilot.call.state import Alert, AlertStatus, Call, Utterance
from copilot.call.transcript import find, judged, since
from copilot.call.turns import is_turn
from copilot.call.warnings import LOUD, URGENT, due, goodbyes, satisfied

STRONGER = 0.15  # by how much a score must pass the earlier one to show the same signal again soon

Change = AlertRaised | AlertShrunk | AlertExpired | AlertAnswered | AlertWithdrawn
_AFTER = {
    AlertShrunk: AlertStatus.CHIP,
    AlertExpired: AlertStatus.EXPIRED,
    AlertAnswered: AlertStatus.ANSWERED,
    AlertWithdrawn: AlertStatus.WITHDRAWN,
    AlertDismissed: AlertStatus.DISMISSED,
    AlertMarkedWrong: AlertStatus.WRONG,
}


def changed(call: Call, event: Change | AlertDismissed | AlertMarkedWrong) -> Call:
    """The call with that alert added or moved to its new status. What has left the screen only changes to 'wrong'."""
    if isinstance(event, AlertRaised):
        if any(a.id == event.alert for a in call.alerts):
            return call  # a record from elsewhere
        return replace(call, alerts=(*call.alerts, _alert(event)))
    status = _AFTER[type(event)]
    answer = event.quote if isinstance(event, AlertAnswered) else ""
    return replace(
        call,
        alerts=tuple(
            replace(a, status=status, changed_ms=event.at_ms, answer=answer)
            if a.id == event.alert and (a.status.on_screen or status is AlertStatus.WRONG)
            else a
            for a in call.alerts
        ),
    )


def _alert(event: AlertRaised) -> Alert:
    return Alert(
        id=event.alert,
        signal=event.signal,
        side=event.side,
        utterance=event.utterance,
        at_ms=event.at_ms,
        quote=event.quote,
        start=event.start,
        end=event.end,
        say=event.say,
        loud=event.loud,
        changed_ms=event.at_ms,
    )


def leaving(call: Call, event: object, playbook: Playbook) -> Iterator[Change]:
    """What takes alerts off the screen or makes them smaller."""
    timing = playbook.timing
    for alert in call.alerts[-20:]:
        if not alert.status.on_screen:
            continue
        age = call.now_ms - alert.changed_ms
        if isinstance(event, CallEnded):
            yield AlertExpired(at_ms=call.now_ms, alert=alert.id)
        elif (end := _end(call, alert, event, playbook)) is not None:
            yield end
        elif alert.loud:
            continue
        elif alert.status is AlertStatus.CARD and age >= timing.alert_card_ms:
            yield AlertShrunk(at_ms=call.now_ms, alert=alert.id)
        elif alert.status is AlertStatus.CHIP and age >= timing.alert_chip_ms:
            yield AlertExpired(at_ms=call.now_ms, alert=alert.id)


def rising(call: Call, event: object, playbook: Playbook) -> tuple[Change, ...]:
    """The alerts to show now: at most one of the budget, and the urgent ones. A new card makes the old one a chip."""
    if call.ended or call.setup is None:
        return ()
    whole = list(due(call, playbook))
    chosen = [c for c in whole if c.signal in URGENT and _may_repeat_urgent(call, c.signal)]
    free = _within_budget(call, playbook) and not interrupts_them(call)
    if free and not call.paused and not any(c.signal == LOUD for c in chosen):
        usual = _weightiest(call, playbook, (*candidates(call, playbook), *(w for w in whole if w.signal not in URGENT)))
        chosen += [usual] if usual else []
    return tuple(_raised(call, playbook, chosen))


def waiting(call: Call, playbook: Playbook) -> Alert | None:
    """What the budget, then an answer of theirs, keeps back though it outweighs the alert that used the budget up. Its number
    is below 0: it is no alert yet."""
    last = next((a for a in reversed(call.alerts) if a.signal not in URGENT), None)
    if last is None or call.ended or call.paused or (_within_budget(call, playbook) and not interrupts_them(call)):
        return None
    shown = playbook.signals.get(last.signal)
    least = shown.priority if shown else 0
    heavier = (c for c in candidates(call, playbook) if playbook.signals[c.signal].priority > least)
    kept = _weightiest(call, playbook, heavier)
    return None if kept is None or kept.utterance is None else _alert(_raising(call, playbook, kept, -kept.utterance.id))


def _weightiest(call: Call, playbook: Playbook, some: Iterable[Candidate]) -> Candidate | None:
    fitting = (c for c in some if _fits(call, playbook, c))
    return max(fitting, key=lambda c: (c.priority, c.since_ms), default=None)


def _raised(call: Call, playbook: Playbook, chosen: Sequence[Candidate]) -> Iterator[Change]:
    if chosen:
        for alert in call.alerts[-20:]:
            if alert.status is AlertStatus.CARD and not alert.loud:
                yield AlertShrunk(at_ms=call.now_ms, alert=alert.id)
    first = max((a.id for a in call.alerts), default=0) + 1  # not their count: a record from elsewhere may skip numbers
    for number, candidate in enumerate(chosen, start=first):
        yield _raising(call, playbook, candidate, number)


def _raising(call: Call, playbook: Playbook, candidate: Candidate, number: int) -> AlertRaised:
    utterance, label = candidate.utterance, candidate.label
    quote = utterance.text if utterance else ""
    start = min(label.start, len(quote)) if label else 0
    return AlertRaised(
        at_ms=call.now_ms,
        alert=number,
        signal=candidate.signal,
        side=utterance.side if utterance else None,
        utterance=utterance.id if utterance else None,
        quote=quote,
        start=start,
        end=max(start, min(label.end, len(quote))) if label else 0,
        say=_to_say(call, playbook, candidate.signal),
        loud=candidate.signal == LOUD,
    )


def _to_say(call: Call, playbook: Playbook, signal: str) -> str:
    """The signal's own line; in the wrap-up that of the next row when the first was ticked just now, and none when all are."""
    open_rows = {row.step for row in call.rows if not row.done}
    begun = any(row.done and row.step == 1 and call.now_ms - row.at_ms <= playbook.timing.wrap_up_ms for row in call.rows)
    if signal != "wrap-up" or (open_rows and not begun):
        return next_line(call, playbook.signals[signal])
    return next((fullest(rule.say, call.setup) for rule in playbook.checklist if rule.step in open_rows), "")


def _within_budget(call: Call, playbook: Playbook) -> bool:
    """The last alert of the budget is old enough, and nothing loud is on the screen."""
    for alert in reversed(call.alerts):
        if alert.loud and alert.status.on_screen:
            return False
        if alert.signal not in URGENT:
            return call.now_ms - alert.at_ms >= playbook.timing.alert_gap_ms
    return True


def _fits(call: Call, playbook: Playbook, candidate: Candidate) -> bool:
    """The same signal was not shown lately, unless it is stronger now."""
    for alert in reversed(call.alerts):
        if alert.signal != candidate.signal:
            continue
        recent = call.now_ms - alert.at_ms < playbook.timing.repeat_gap_ms or alert.status is AlertStatus.WRONG
        return not recent or candidate.score >= _score(call, alert) + STRONGER
    return True


def _score(call: Call, alert: Alert) -> float:
    utterance = find(call, alert.utterance)
    if utterance is None:
        return 1.0
    return max((l.score for l in utterance.labels if l.id == alert.signal), default=1.0)


def _may_repeat_urgent(call: Call, signal: str) -> bool:
    """Wrap-up once; the loud one again at the goodbyes when it left the screen before they began."""
    last = next((a for a in reversed(call.alerts) if a.signal == signal), None)
    if last is None or last.status is AlertStatus.WITHDRAWN:
        return True
    if signal != LOUD or last.status.on_screen or last.status is AlertStatus.WRONG:
        return False
    return goodbyes(call) and not any(u.end_ms <= last.at_ms for u in since(call, 0) if Cue.FAREWELL in u.cues)


def _end(call: Call, alert: Alert, event: object, playbook: Playbook) -> AlertAnswered | AlertWithdrawn | None:
    if alert.signal == "wrap-up" and not wrapping_up(call.phase):
        return AlertWithdrawn(at_ms=call.now_ms, alert=alert.id)
    if alert.signal == LOUD:
        return _loud_end(call, alert)
    if not isinstance(event, Labelled):
        return None
    utterance = find(call, event.utterance)
    if utterance is None or not judged(utterance):
        return None
    if utterance.id == alert.utterance:
        lost = all(l.id != alert.signal for l in utterance.labels)
        return AlertWithdrawn(at_ms=call.now_ms, alert=alert.id) if lost else None
    if alert.signal in CALL_WARNINGS and satisfied(call, alert.signal) and utterance.end_ms <= alert.at_ms - 5_000:
        return AlertWithdrawn(at_ms=call.now_ms, alert=alert.id)
    return _answer(call, alert, utterance, playbook)


def _answer(call: Call, alert: Alert, utterance: Utterance, playbook: Playbook) -> AlertAnswered | None:
    ground = find(call, alert.utterance)
    follows = utterance.start_ms > ground.start_ms if ground else utterance.end_ms > alert.at_ms
    found = set(playbook.rule(alert.signal).answered_by) & utterance.found
    if utterance.side is Side.THEM:
        found.discard(Cue.QUESTION.value)
        if alert.signal == "monologue" and is_turn(utterance, call.now_ms):
            found.add("turn")
    drifts = family_of(alert.signal) is Family.DRIFT and "passive-follow-up" in utterance.found
    told = utterance.side is Side.YOU and says(utterance.text, tuple(filled(playbook.rule(alert.signal).say, call.setup)))
    if not follows or not (told or (found and not drifts)):
        return None
    return AlertAnswered(at_ms=call.now_ms, alert=alert.id, utterance=utterance.id, quote=utterance.text)


def _loud_end(call: Call, alert: Alert) -> AlertAnswered | AlertWithdrawn | None:
    anchor = find(call, call.memory.anchor)
    if anchor is not None:
        return AlertAnswered(at_ms=call.now_ms, alert=alert.id, utterance=anchor.id, quote=anchor.text)
    if wrapping_up(call.phase) or goodbyes(call):
        return None
    goes_on = any(u.start_ms > alert.at_ms and is_turn(u, call.now_ms) for u in since(call, alert.at_ms))
    return AlertWithdrawn(at_ms=call.now_ms, alert=alert.id) if goes_on else None
