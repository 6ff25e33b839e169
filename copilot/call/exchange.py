"""What one side said, and what the other answered: the question behind a tick, a slot or a commitment."""

import re
from collections.abc import Container, Sequence
from itertools import pairwise

from copilot.call.acts import declines, is_away, is_meeting, proposes, remarks, takes
from copilot.call.catalogue import Cue, DayRole, Side, Stance
from copilot.call.clauses import clause_of
from copilot.call.events import SpokenDate
from copilot.call.state import Utterance

_SUBJECT_TO = re.compile(
    r"(?<!\byou )(?<!\byou can )(?<!\byou['’]ll )\b(?:confirm|check|clear|run|talk|square|double[- ]check)"
    r"(?: (?:it|this|that))? (?:with|by|past|to)"
    r" (?:my|the|our|him|her|them|(?-i:[A-Z])\w+)"
    r"|\bif (?:they|he|she|legal|finance|corporate|(?:the|my|our) (?!day|date|time)\w+|(?-i:[A-Z])(?!['’]|\b)\w+)\b"
    r"|\bif i['’]?m (?:here|around|free|in)\b|\busually (?:works?|fine|good|okay|ok|free|open|around|here)\b"
    r"|\bwe['’]ll see\b(?! (?:you|ya|y['’]all|each|him|her|them|(?-i:[A-Z])\w+)\b)|\bplay it by ear\b"
    r"|\b(?:has|have|had|gets?) the (?:last|final) (?:word|say)\b"
    r"|\b(?:have|need|got) to ask (?:my|the|our|him|her|them|(?-i:[A-Z])\w+)",
    re.IGNORECASE,
)
_ENDS_WITH_YES = re.compile(r"[.!?] (?:fine|okay|ok|sure|deal|done|all right|alright|yes|yeah)[.!]*$", re.IGNORECASE)
_YES_AND = re.compile(
    r"\W*(?:yes|yeah|yep|yup|sure|absolutely|definitely|of course|okay|ok|great|perfect|fine|works|sounds (?:good|great)"
    r"|(?:that|it)(?: works|(?:['’]s| is) (?:good|fine|great|perfect)))\b"
    r"(?!.*\b(?:but|though|later|earlier|sooner|another|instead|rather|push|move|first|before|until|morning|afternoon|evening|week"
    r"|day)\b)[^?]*\b(?:invit\w+|link|zoom|teams|video)\b[^?]*\?\W*$",
    re.IGNORECASE,
)  # "sure, could you send the invite?"
_EITHER = re.compile(r"\W*(?:or|and)\W*(?:the )?", re.IGNORECASE)
ANSWER_MS = 60_000
_BEFORE = 8  # utterances that may belong to the same talk about a day
_OPENINGS = 3  # how many of their utterances may pass before the answer is there
_FEW_WORDS = 5  # "Sounds like a plan.": a yes by its words, whatever it is read as
_REFUSALS = {"soft-no", "vague-next-step", Cue.DISSENT.value}


def anchors(utterance: Utterance) -> bool:
    """They give or take a day: "I can't think that far ahead" and "Thursday's Thanksgiving" do not, near as their words are."""
    if "calendar-anchor" not in utterance.found or _put_off(utterance):
        return False
    if not utterance.dates:
        away = is_away(utterance.text, "")
        return Cue.DISSENT.value not in utterance.found and not away and not leaves(utterance)
    return not _gives_none(utterance)


def _gives_none(utterance: Utterance) -> bool:
    """It names days, and none to meet on."""
    days = [d for d in utterance.dates if d.role is not DayRole.ASIDE] or utterance.dates
    return bool(days) and all(aside(d, clause_of(utterance.text, d, utterance.dates)) for d in days)


def aside(day: SpokenDate, clause: str) -> bool:
    """That day is none to meet on: refused, or of something else. clause: its part of the text."""
    refused = day.role is DayRole.REFUSED and not takes(clause)
    return refused or remarks(clause, day.text) or is_away(clause, day.text)


def leaves(utterance: Utterance) -> bool:
    """They refuse what is being arranged, or it waits for somebody or something: "let me confirm with Joan"."""
    return _put_off(utterance) or bool(_SUBJECT_TO.search(utterance.text))


def by_words(stance: Stance | None, text: str, cues: Container[str], *, dated: bool) -> Stance | None:
    """The stance as it was read, unless the words are a plain yes: a few of them, or one that only asks how to join. dated:
    they name a day or an hour, which may be another one."""
    if not dated and _YES_AND.match(text):
        return Stance.TAKES
    plain = Cue.ASSENT.value in cues and len(text.split()) <= _FEW_WORDS
    return None if plain and stance in (Stance.REFUSES, Stance.OPEN) else stance


def stance_of(utterance: Utterance) -> Stance | None:
    """The one that its words allow."""
    return by_words(utterance.stance, utterance.text, utterance.found, dated=bool(utterance.dates))


def _put_off(utterance: Utterance) -> bool:
    return stance_of(utterance) in (Stance.REFUSES, Stance.OPEN)


def agrees(utterance: Utterance) -> bool:
    """Their words carry an agreement: an anchor, or an assent that is not taken back."""
    found = utterance.found
    if leaves(utterance):
        return False
    if anchors(utterance):
        return True
    yes = bool(found & {Cue.ASSENT.value, "owner-commitment", "unanchored-yes"})
    taken = stance_of(utterance) is Stance.TAKES and not is_away(utterance.text, "") and not _gives_none(utterance)
    return (yes or taken) and not found & _REFUSALS


def settles(utterance: Utterance) -> bool:
    """They agree to a day: an objection that opens with "okay" does not, one that ends with it does."""
    stance = stance_of(utterance)
    if stance in (Stance.TAKES, Stance.OFFERS):
        return stance is Stance.TAKES and agrees(utterance)
    found = utterance.found
    objects = "friction" in found and Cue.QUESTION.value in found and not _ENDS_WITH_YES.search(utterance.text)
    return agrees(utterance) and ("calendar-anchor" in found or not objects)


def dated(said: Sequence[Utterance], at: int, answer: Utterance) -> bool:
    """A day or an hour is in the talk from just before the question to its answer: "ten minutes on you, ten on us?" shares out
    the call and agrees no slot."""
    start, end = said[at].start_ms - ANSWER_MS, answer.start_ms
    return any(u.dates and start <= u.start_ms <= end for u in (*said[max(0, at - _BEFORE) : at + 1], *answers(said, at)))


def invites(utterance: Utterance) -> bool:
    """It asks for a day to meet, or names one: not the day on which you will answer or send something."""
    if "calendar-ask" in utterance.found:
        return True
    clauses = (clause_of(utterance.text, d, utterance.dates) for d in utterance.dates)
    return "calendar-anchor" in utterance.found and (not utterance.dates or any(is_meeting(c, True) for c in clauses))


def counters(asked: Utterance, answer: Utterance) -> bool:
    """They leave the slot that was asked for open: they ask for another one ("can you do four?"), or give the day on which they
    will answer ("I'll confirm tomorrow")."""
    if leaves(answer):
        return True
    stance = stance_of(answer)
    if not asked.dates or not answer.dates:
        return stance is Stance.OFFERS
    refused = refuses(asked, answer)
    if refused and refused.issuperset(d.at[:10] for d in asked.dates):
        return True
    if stance is not None:
        return stance is Stance.OFFERS
    if Cue.ASSENT.value in answer.found or not {d.at for d in asked.dates}.isdisjoint(d.at for d in answer.dates):
        return False
    meets = any(is_meeting(clause_of(answer.text, d, answer.dates), True) for d in answer.dates)
    return Cue.QUESTION.value in answer.found or not meets


def refuses(asked: Utterance, answer: Utterance) -> set[str]:
    """The days asked for that are named again beside another day, in words that do not take them, or when the other is asked
    for: "I'm in Wichita on the ninth. Make it the tenth", "Tuesday works for me, but Craig's away. Wednesday?"."""
    joined = [b for a, b in pairwise(answer.dates) if _EITHER.fullmatch(answer.text[a.end : b.start])]
    if joined and not any(declines(clause_of(answer.text, d, answer.dates)) for d in joined):
        return set()
    days = {d.at[:10] for d in asked.dates}
    named = [d for d in answer.dates if d.at[:10] in days]
    besides = ((d.text, clause_of(answer.text, d, answer.dates)) for d in answer.dates if d.at[:10] not in days)
    others = [c for day, c in besides if is_meeting(c, True) and not (remarks(c, day) or is_away(c, day))]
    if any(map(proposes, others)):
        return days
    if not others:  # the one of two that is named last is the one they mean
        named = [d for d in named if d.at[:10] != named[-1].at[:10]]
    taken = {d.at[:10] for d in named if takes(clause_of(answer.text, d, answer.dates))}
    return {d.at[:10] for d in named} - taken


def moves_on(offered: SpokenDate, answer: Utterance) -> bool:
    """Another day is asked for, in so many words ("Wednesday I'm on the train. Next Monday?") or as what the answer is."""
    days = {d.at[:10] for d in answer.dates}
    if answer.stance is Stance.OFFERS and days and offered.at[:10] not in days:
        return True
    others = (clause_of(answer.text, d, answer.dates) for d in answer.dates if d.at[:10] != offered.at[:10])
    return offered.at[:10] in days and any(map(proposes, others))


def confirms(utterance: Utterance) -> bool:
    """They go along with a recap: a yes, or a statement that does not contradict it."""
    found = utterance.found
    if agrees(utterance):
        return True
    return not found & _REFUSALS and Cue.QUESTION.value not in found


def answers(said: Sequence[Utterance], at: int) -> list[Utterance]:
    """What the other side said next to utterance `at` of the judged ones: up to three utterances within a minute,
    until the speaker asks for something else."""
    question = said[at]
    found: list[Utterance] = []
    for later in range(at + 1, len(said)):
        utterance = said[later]
        if utterance.start_ms - question.end_ms > ANSWER_MS or len(found) == _OPENINGS:
            break
        if utterance.side is not question.side:
            found.append(utterance)
        elif found:
            break
    return found


def previous(said: Sequence[Utterance], at: int, side: Side) -> Utterance | None:
    """The last utterance of that side before `at`, within a minute."""
    for before in range(at - 1, -1, -1):
        utterance = said[before]
        if said[at].start_ms - utterance.end_ms > ANSWER_MS:
            return None
        if utterance.side is side:
            return utterance
    return None
