"""Warnings about the call as a whole: when each is due, and when its ground is gone."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from copilot.call.catalogue import CALL_WARNINGS, CallKind, Cue, Side
from copilot.call.clock import wrapping_up
from copilot.call.events import Phase
from copilot.call.exchange import agrees, anchors, answers, dated, previous, settles
from copilot.call.grounds import SUBSTANCE, Candidate
from copilot.call.rules import Playbook, Timing
from copilot.call.state import Call, Memory, Utterance
from copilot.call.transcript import GOOD_SCORE, judged, said, since
from copilot.call.turns import in_demo, is_turn, monologue_ms, spoken_since

LOUD = "missing-next-step"
URGENT = ("wrap-up", LOUD)
"""Outside the budget: shown at once."""

_OF_THE_CALL = frozenset(CALL_WARNINGS)
_ONCE = {"no-friction", "pain-unknown", "priority-unasked", "small-talk-overrun"}
_SATISFIED_BY = {"no-friction": "friction", "pain-unknown": "pain"}
_SURE = 0.75  # one sign that sure is evidence, or two less sure ones
_ANCHORS = {"calendar-anchor", "calendar-ask", "owner-commitment"}
_CLOSES = {"value-recap", "next-step-definition", "calendar-ask"}
_PUT_OFF = {"vague-next-step", "passive-follow-up", "soft-no"}
LEAST_SPEECH_MS = 60_000  # a balance over less speech than that says nothing
GOODBYE_MS = 60_000
CLOSING_MS = 90_000  # for so long after a recap or a slot the talk is yours by right


def remember(call: Call) -> Memory:
    """The notes after new labels: what has ever been heard, and the accepted anchor. Only what changed is gone through."""
    old, now = call.memory, call.utterances
    same = _unchanged(old.seen, now)
    before, changed = said(old.seen[same:]), said(now[same:])
    kept = len(old.said) - len(before)
    everything = (*old.said[:kept], *changed)
    gone, come = _marks(before), _marks(changed)
    heard = old.heard | come if gone <= come else _marks(everything)
    marked = old.marked[: bisect_left(old.marked, kept)]
    marked = (*marked, *(at for at in range(kept, len(everything)) if everything[at].found or everything[at].dates))
    given = (at for at in reversed(marked) if not everything[at].found.isdisjoint(_ANCHORS) and _anchors(everything, at))
    anchor = next((everything[at].id for at in given), None)
    return Memory(now, everything, marked, heard, anchor, old.commitments)


def _unchanged(old: Sequence[Utterance], new: Sequence[Utterance]) -> int:
    """A length up to which both are the same: what changes is mostly at the end."""
    same, back = min(len(old), len(new)), 1
    while old[:same] != new[:same]:
        same, back = max(0, same - back), 2 * back
    return same


def _marks(utterances: Sequence[Utterance]) -> frozenset[tuple[Side, str]]:
    return frozenset((u.side, name) for u in utterances for name in u.found)


def due(call: Call, playbook: Playbook) -> Iterator[Candidate]:
    """Call warnings whose condition holds now."""
    seen = {a.signal for a in call.alerts}
    for rule in playbook.signals.values():
        if rule.id not in _OF_THE_CALL or not rule.enabled or (rule.id in _ONCE and rule.id in seen):
            continue
        if holds(call, playbook, rule.id):
            yield Candidate(rule.id, rule.priority, call.now_ms)


def holds(call: Call, playbook: Playbook, signal: str) -> bool:
    timing, now, prospect = playbook.timing, call.now_ms, playbook.kind is CallKind.PROSPECT
    match signal:
        case "no-friction":
            return now >= timing.no_friction_share * call.planned_ms and not satisfied(call, signal)
        case "pain-unknown":
            return prospect and now >= timing.pain_unknown_share * call.planned_ms and not satisfied(call, signal)
        case "priority-unasked":
            return prospect and now >= timing.priority_unasked_share * call.planned_ms and not satisfied(call, signal)
        case "small-talk-overrun":
            return now >= timing.small_talk_ms and not satisfied(call, signal)
        case "monologue":
            return monologue_ms(call) >= timing.monologue_ms and not in_demo(call, timing)
        case "talk-ratio":
            return now >= timing.talk_window_ms and _outtalks(call, timing) and not in_demo(call, timing)
        case "wrap-up":
            return wrapping_up(call.phase)
        case "missing-next-step":
            return call.memory.anchor is None and (call.phase in (Phase.LAST, Phase.OVERTIME) or goodbyes(call))
        case _:
            return False


def satisfied(call: Call, signal: str) -> bool:
    """The evidence that a call warning asks for has been heard."""
    heard = call.memory.heard
    match signal:
        case "priority-unasked":
            return (Side.YOU, "priority-question") in heard
        case "small-talk-overrun":
            return any(name in SUBSTANCE for _, name in heard)
        case "missing-next-step":
            return call.memory.anchor is not None
        case "no-friction" | "pain-unknown":
            return (Side.THEM, _SATISFIED_BY[signal]) in heard and _evident(call.memory, _SATISFIED_BY[signal])
        case _:
            return False


def _evident(memory: Memory, label: str) -> bool:
    theirs = (memory.said[at] for at in memory.marked if memory.said[at].side is Side.THEM)
    scores = [l.score for u in theirs for l in u.labels if l.id == label and l.score >= GOOD_SCORE]
    return len(scores) > 1 or any(score >= _SURE for score in scores)


def goodbyes(call: Call) -> bool:
    """Both sides are closing: a farewell that is returned, or one in the wrap-up, or after the next contact was put off, or
    theirs when more than half of the time has gone."""
    start = call.now_ms - GOODBYE_MS
    recent = [u for u in since(call, start) if judged(u)]
    leaving = {u.side for u in recent if Cue.FAREWELL in u.cues}
    if not leaving:
        return False
    if len(leaving) == 2 or wrapping_up(call.phase) or (Side.THEM in leaving and 2 * call.now_ms > call.planned_ms):
        return True
    return any(u.found & _PUT_OFF for u in recent)


def _outtalks(call: Call, timing: Timing) -> bool:
    """You hold too much of the speech of the window, and of what was said since you were last told; not while you close or have
    just asked them something."""
    share, spoken = call.talk.you_share, call.talk.you_ms + call.talk.them_ms
    if share is None or share <= timing.talk_ratio or spoken < LEAST_SPEECH_MS:
        return False
    if wrapping_up(call.phase) or _asked_last(call) or _closing(call):
        return False
    told_ms = max((a.at_ms for a in call.alerts if a.signal == "talk-ratio"), default=0)
    if call.now_ms - told_ms >= timing.talk_window_ms:
        return True
    you, them = spoken_since(call, told_ms)
    return you + them >= LEAST_SPEECH_MS and you > timing.talk_ratio * (you + them)


def _closing(call: Call) -> bool:
    recent = since(call, call.now_ms - CLOSING_MS)
    return any(u.side is Side.YOU and not u.found.isdisjoint(_CLOSES) for u in recent if judged(u))


def _asked_last(call: Call) -> bool:
    """The last turn is a question of yours: the floor is already theirs."""
    last = next((u for u in reversed(call.memory.said) if is_turn(u, call.now_ms)), None)
    return last is not None and last.side is Side.YOU and Cue.QUESTION in last.cues


def _anchors(said: Sequence[Utterance], at: int) -> bool:
    """They gave a day, or agreed to the slot you proposed."""
    found = said[at].found
    if said[at].side is Side.THEM:
        asks = Cue.QUESTION in said[at].cues and said[at].text.endswith("?")
        if asks and not any(r.dates or agrees(r) for r in answers(said, at)):
            return False
        return anchors(said[at]) or ("owner-commitment" in found and bool(said[at].dates))
    if "calendar-ask" in found:
        return any(settles(reply) and dated(said, at, reply) for reply in answers(said, at))
    if "calendar-anchor" not in found:
        return False
    before = previous(said, at, Side.THEM)
    asked = before is not None and bool(before.dates) and not before.found & _PUT_OFF
    return asked and any(settles(reply) for reply in answers(said, at))
