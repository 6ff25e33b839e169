"""Which words deserve a warning now: resolution over the exchange, ripeness and staleness of what was said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from copilot.call.catalogue import SIGNALS, Cue, Family, Side, family_of
from copilot.call.clock import wrapping_up
from copilot.call.events import Label
from copilot.call.rules import Playbook, SignalRule
from copilot.call.state import Call, Utterance
from copilot.call.transcript import judged, since, words
from copilot.call.turns import TURN_WORDS, is_turn, speaking, turn_ms

QUIET_MS = 700  # a pause this long ends a turn for our purpose
BREATH_MS = 1_750  # praise is often followed, after a breath, by what it is about
LONG_ANSWER_MS = 2_500  # from then on they are not to be interrupted
KEEPS_TALKING_MS = 8_000  # your own habit is shown after that long, even if you go on
UNREAD_MS = 3_000  # how long to wait for the text of words that were just said
FRESH_MS = 5_000  # whatever ended that recently may be shown, however long it was
LONG_TURN_MS = 15_000  # of a longer turn, the words at its beginning go stale earlier
YES_GRACE_MS = 10_000  # an unanchored yes is old news this long after its patience ran out
SURE_BONUS = 10  # priority added to a label of score 1
LATE_BONUS = 15  # priority added in the wrap-up to what lets the deal slip

NOD_WORDS = 1  # "Great.": praise that short is a nod
MANY_WORDS = 40  # praise in a longer turn comes with something said
FEW_WORDS = 10  # praise, a yes or a no that short is about whatever was said just before it
AT_ONCE_MS = 10_000  # what begins within that after a question answers it
ASKED_MS = 60_000  # what they asked for longer ago is not what you promise now

SUBSTANCE = frozenset({i for i in SIGNALS if i not in ("vague-enthusiasm", "tech-flattery")} | {Cue.BUSINESS.value})
"""Labels and cues that show the talk is about business."""

_EVIDENCE = {"friction", "pain", "owner-commitment", "calendar-anchor"}
_SAME_WORDS = {"calendar-anchor", "owner-commitment", Cue.TERMS.value, Cue.REVIEW.value}
_PRAISE = {"vague-enthusiasm", "tech-flattery"}
_ANSWERING = {*_PRAISE, "unanchored-yes"}
_PUTS_OFF = {"vague-next-step", "passive-follow-up"}
_WHETHER_TO = {Cue.QUESTION, Cue.BUSINESS}  # "we'd want a pilot, don't you think?", asked of a colleague
_POLITE_EARLY = {"vague-enthusiasm", "unanchored-yes", "vague-next-step"}  # praise of the technology is never of the weather

_SOON = re.compile(
    r"\b(?:for|in) (?:just )?(?:a|one|two|a few) (?:sec|second|minute|moment)s?\b|\bquestion\W+(?:\w+\W+)?let me think\b",
    re.IGNORECASE,
)
_LATER_TODAY = re.compile(
    r"\b(?:talk(?:ing)? about|discuss|(?:come|get|go) back to(?! (?:you|y'all)\b)|come to|cover|go over|touch on)"
    r" (?:\w+ ){0,3}?"
    r"(?:later|after(?:wards)?|in a (?:bit|while)|next|then|at the end)\b(?! (?:in|on|this|next|when|once)\b)",
    re.IGNORECASE,
)
_OF_THEIRS = re.compile(
    r"\b(?:(?:our|my) (?:\w+ )?\w+|the (?:team|guys|girls|people|folks|staff|crew))"
    r"(?:['’](?:s|re)| is| are| was| were| (?:has|have) been)\b(?!.*\b(?:you\w*|this|that|it|what|excited|thrilled|pumped|keen"
    r"|impressed|blown)\b)",
    re.IGNORECASE,
)
_STOP = re.compile(r"[.?!…]+\s+")
_YOU_SAY_NO = re.compile(r"\b(?:I|we)\b[^.?!]{0,20}?(?:n['’]t|\bnot|\bnever|\bcannot)\b", re.IGNORECASE)
_TO_THEM = re.compile(r"\byou(?:r|rs|['’]\w+)?\b(?! know\b)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A warning that may be shown now. label and utterance: the words behind it; None for the call as a whole."""

    signal: str
    priority: int
    since_ms: int
    utterance: Utterance | None = None
    label: Label | None = None

    @property
    def score(self) -> float:
        return self.label.score if self.label else 1.0


def candidates(call: Call, playbook: Playbook) -> Iterator[Candidate]:
    """Warnings about single utterances that are ripe, not stale, not resolved by what followed and not shown before."""
    timing = playbook.timing
    reach = max(timing.stale_ms, timing.yes_patience_ms + YES_GRACE_MS)
    recent = [u for u in since(call, call.now_ms - reach) if u.text][::-1]
    shown = {(a.signal, a.utterance) for a in call.alerts[-20:]}
    settled = _PRAISE if _yes_waits(call, playbook, recent) else set()
    for at, utterance in enumerate(recent):
        if utterance.open or not judged(utterance):
            continue
        for label in utterance.labels:
            rule = playbook.signals.get(label.id)
            if (
                rule is None
                or not rule.enabled
                or rule.id in settled
                or label.score < rule.threshold
                or (rule.id, utterance.id) in shown
            ):
                continue
            ripe = _in_time(call, playbook, rule, utterance) and _turn_over(call, rule.id, utterance)
            if ripe and not _resolved(rule, recent, at) and _meant_for_you(call, label, utterance):
                yield Candidate(rule.id, _priority(call, rule, label.score), utterance.end_ms, utterance, label)


def _yes_waits(call: Call, playbook: Playbook, recent: Sequence[Utterance]) -> bool:
    """A yes of theirs still waits for its date: kind words around it are not to take its place."""
    rule = playbook.rule("unanchored-yes")
    last = call.now_ms - playbook.timing.yes_patience_ms - YES_GRACE_MS
    return rule.enabled and any(
        label.id == rule.id and label.score >= rule.threshold
        for at, u in enumerate(recent)
        if u.end_ms >= last and judged(u) and not _resolved(rule, recent, at)
        for label in u.labels
        if _meant_for_you(call, label, u)
    )


def interrupts_them(call: Call) -> bool:
    """They are in the middle of a long answer."""
    return turn_ms(call, Side.THEM) >= LONG_ANSWER_MS


def _in_time(call: Call, playbook: Playbook, rule: SignalRule, utterance: Utterance) -> bool:
    age = call.now_ms - utterance.end_ms
    if rule.id == "unanchored-yes":
        patience = playbook.timing.yes_patience_ms
        return patience <= age <= patience + YES_GRACE_MS
    since_start = call.now_ms - utterance.start_ms
    return age <= FRESH_MS or (age <= playbook.timing.stale_ms and since_start <= playbook.timing.stale_ms + LONG_TURN_MS)


def _resolved(rule: SignalRule, recent: Sequence[Utterance], at: int) -> bool:
    """The same words, or words that followed, already give what the warning asks for."""
    utterance = recent[at]
    wanted = set(rule.answered_by)
    warmth = family_of(rule.id) is Family.WARMTH
    same = wanted | _EVIDENCE if warmth else wanted & _SAME_WORDS
    if same & utterance.found:
        return True
    for later in recent[at + 1 :]:
        if not judged(later):
            continue
        if warmth and later.side is Side.THEM and later.found & _EVIDENCE:
            return True
        if wanted & later.found:
            return True
    return False


def _meant_for_you(call: Call, label: Label, utterance: Utterance) -> bool:
    """Kind words before anything of business was said are manners, one word of praise is a nod, praise in a long turn
    comes with something said, and a short praise or yes to one of their own is not yours, nor is praise of what is theirs.
    What is put off by a minute, or to a later part of the talk, stays in the call."""
    signal, text = label.id, utterance.text
    if signal in _PRAISE and (not NOD_WORDS < words(utterance) <= MANY_WORDS or _OF_THEIRS.search(_sentence(text, label))):
        return False
    if signal in _PUTS_OFF and (_SOON.search(text) or (_LATER_TODAY.search(text) and not wrapping_up(call.phase))):
        return False
    earlier = [u for u in call.memory.said if u.start_ms < utterance.start_ms]
    if signal in _POLITE_EARLY and all(u.found.isdisjoint(SUBSTANCE) for u in earlier):
        return False
    if signal == "over-promise":
        return _pleases(earlier, utterance)
    before = next((u for u in reversed(earlier) if is_turn(u, call.now_ms)), None)
    if before is None or words(utterance) > FEW_WORDS:
        return True
    if signal in _ANSWERING and before.side is Side.THEM:
        to_you = utterance.start_ms - before.end_ms > AT_ONCE_MS or set(before.cues) >= _WHETHER_TO
        return signal == "unanchored-yes" and to_you
    return not _agrees_with_no(signal, utterance, before)


def _sentence(text: str, label: Label) -> str:
    """From the beginning of the sentence that the evidence begins in, to the evidence's end."""
    begin = max((m.end() for m in _STOP.finditer(text, 0, label.start + 1) if m.end() <= label.start), default=0)
    return text[begin : max(label.end, begin + 1)]


def _pleases(earlier: Sequence[Utterance], utterance: Utterance) -> bool:
    """A promise to please is made to them, names a day, or answers what they just asked or answered you."""
    if utterance.dates or _TO_THEM.search(utterance.text):
        return True
    at = next(
        (i for i in reversed(range(len(earlier))) if earlier[i].side is Side.THEM and words(earlier[i]) >= TURN_WORDS), None
    )
    if at is None or utterance.start_ms - earlier[at].end_ms > ASKED_MS:
        return False
    before = earlier[at - 1] if at else None
    answers_you = (
        before is not None
        and before.side is Side.YOU
        and Cue.QUESTION in before.cues
        and earlier[at].start_ms - before.end_ms <= AT_ONCE_MS
    )
    return answers_you or not earlier[at].found.isdisjoint(SUBSTANCE | {Cue.QUESTION.value})


def _agrees_with_no(signal: str, utterance: Utterance, before: Utterance) -> bool:
    """You said that you cannot or are not, without asking: a "no" goes along with it, and a "yes" goes ahead with nothing."""
    if before.side is Side.THEM or Cue.QUESTION in before.cues or not _YOU_SAY_NO.search(before.text):
        return False
    return signal == "unanchored-yes" or (signal == "soft-no" and Cue.DISSENT in utterance.cues)


def _turn_over(call: Call, signal: str, utterance: Utterance) -> bool:
    """The speaker has stopped or the other side has taken the floor, and all the turn's words are read."""
    side, now = utterance.side, call.now_ms
    later = [u for u in since(call, utterance.end_ms) if u.start_ms > utterance.start_ms]
    taken = min((u.start_ms for u in later if u.side is not side and is_turn(u, now)), default=None)
    mine = [u for u in later if u.side is side and (taken is None or u.start_ms < taken)]
    if any(not u.open and not judged(u) and u.labelled_revision == 0 and _unread(u, now) for u in mine):
        return False
    if taken is not None:
        return True
    if speaking(call, side) is not None:
        return side is Side.YOU and now - utterance.end_ms >= KEEPS_TALKING_MS
    last = max((u.end_ms for u in mine), default=utterance.end_ms)
    return now - last >= (BREATH_MS if signal in _PRAISE else QUIET_MS)


def _unread(utterance: Utterance, now_ms: int) -> bool:
    final_and_empty = not utterance.text and utterance.revision > 0
    return not final_and_empty and now_ms - utterance.end_ms < UNREAD_MS


def _priority(call: Call, rule: SignalRule, score: float) -> int:
    """The rule's, raised for sure words and, in the wrap-up, for what lets the deal slip."""
    late = wrapping_up(call.phase) and family_of(rule.id) is Family.DRIFT
    return rule.priority + round(SURE_BONUS * score) + (LATE_BONUS if late else 0)
