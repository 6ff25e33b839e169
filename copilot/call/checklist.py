"""The wrap-up checklist ticks itself from what was said, at any time in the call, and keeps the words that earned the tick."""

from collections.abc import Sequence, Set
from dataclasses import replace

from copilot.call.catalogue import SIGNALS, Cue, Side
from copilot.call.events import StepDone, StepToggled, StepUndone
from copilot.call.exchange import agrees, anchors, answers, confirms, counters, dated, invites, previous, settles
from copilot.call.lines import filled, says
from copilot.call.rules import Needs, Playbook, StepRule
from copilot.call.state import Call, Row, Utterance
from copilot.call.transcript import words
from copilot.call.turns import TURN_WORDS

_MARKS = frozenset(s.id for s in SIGNALS.values() if not s.warning) | {Cue.TERMS.value, Cue.REVIEW.value}
"""What may start a tick: good signs and moves, terms, and a review that comes back."""


def fresh_rows(playbook: Playbook) -> tuple[Row, ...]:
    return tuple(Row(rule.step) for rule in playbook.checklist)


def ticks(call: Call, playbook: Playbook) -> tuple[StepDone | StepUndone, ...]:
    """What the words of the call change in the rows. Rows ticked by hand are left alone."""
    heard = call.memory.said
    marked = {at for at in call.memory.marked if not heard[at].found.isdisjoint(_MARKS)}
    found: list[StepDone | StepUndone] = []
    for rule in playbook.checklist:
        row = next((r for r in call.rows if r.step == rule.step), None)
        if row is None or row.by == "hand":
            continue
        lines = tuple(filled(rule.say, call.setup))
        told = {at for at, u in enumerate(heard) if u.side is Side.YOU and says(u.text, lines)}
        proof = _proof(rule, heard, sorted(marked | told), told, row.at_ms if not row.done else 0)
        if proof is not None and not row.done:
            found.append(StepDone(at_ms=call.now_ms, step=rule.step, utterance=proof.id, quote=proof.text))
        elif proof is None and row.by == "heard":
            found.append(StepUndone(at_ms=call.now_ms, step=rule.step))
    return tuple(found)


def changed(call: Call, event: StepDone | StepUndone | StepToggled) -> Call:
    """The call with that row ticked or cleared. A row cleared by hand may tick itself again on new words only."""
    match event:
        case StepDone():
            new = Row(event.step, "heard", event.quote, event.utterance, event.at_ms)
        case StepUndone():
            new = Row(event.step)
        case StepToggled():
            new = Row(event.step, "hand" if event.done else "", at_ms=event.at_ms)
    return replace(call, rows=tuple(new if row.step == event.step else row for row in call.rows))


def _proof(
    rule: StepRule, heard: Sequence[Utterance], marked: Sequence[int], told: Set[int], after_ms: int
) -> Utterance | None:
    """marked: where to look. told: where you said the row's own line, whatever it was labelled."""
    wanted = set(rule.ticked_by)
    for at in marked:
        utterance = heard[at]
        if utterance.end_ms < after_ms:
            continue
        begun = bool(wanted & utterance.found) and (utterance.side is Side.YOU or rule.needs is Needs.AGREEMENT)
        if begun or at in told:
            proof = _completed(rule.needs, heard, at)
        elif rule.needs is Needs.SLOT and utterance.side is Side.THEM:
            proof = _slot_given(heard, at)
        else:
            continue
        if proof is not None:
            return proof
    return None


def _completed(needs: Needs, heard: Sequence[Utterance], at: int) -> Utterance | None:
    if needs is Needs.SAID:
        return heard[at]
    for answer in answers(heard, at):
        if needs is Needs.ANSWER and (words(answer) >= TURN_WORDS or agrees(answer)):
            return _telling(heard[at], answer)
        if needs is Needs.YES and confirms(answer):
            return _telling(heard[at], answer)
        if needs is Needs.AGREEMENT and agrees(answer):
            return _telling(heard[at], answer)
        if needs is Needs.SLOT and settles(answer) and dated(heard, at, answer) and not counters(heard[at], answer):
            return _telling(heard[at], answer)
    return None


def _slot_given(heard: Sequence[Utterance], at: int) -> Utterance | None:
    """They put a slot on the table themselves and you confirmed it, or the other way round without a question."""
    utterance = heard[at]
    if not anchors(utterance):
        return None
    before = previous(heard, at, Side.YOU)
    if before is not None and invites(before) and not counters(before, utterance):
        return utterance
    confirming = [answer for answer in answers(heard, at) if "calendar-anchor" in answer.found]
    timed = any(d.timed for said in (utterance, *confirming) for d in said.dates)
    return utterance if confirming and timed else None


def _telling(question: Utterance, answer: Utterance) -> Utterance:
    """Their words, or yours when theirs are a bare yes."""
    return answer if words(answer) >= TURN_WORDS else question
