"""Who will do what by when, taken from the words: nothing is added that was not said."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from copilot.call.catalogue import Cue, Side
from copilot.call.events import CommitmentDropped, CommitmentHeard, SlotHeard, SpokenDate
from copilot.call.exchange import agrees, answers, previous
from copilot.call.state import Call, Commitment, Utterance

_DELIVERY = re.compile(
    r"\b(send|sends|sent|sending|deliver\w*|e-?mail\w*|share|forward|get you|give you|gives you|answer\w*|sign\w*|wire\w*"
    r"|ship\w*|pull\w*|prepare\w*|write\w*|arrives?|quote|draft|copy|invoice\w*)\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"\b(call|meet\w*|invite\w*|calendar|slot|see you|talk|session|demo|review|works?|free|placeholder|visit\w*|accept\w*"
    r"|book\w*|minutes|half an? hour|lunch|come)\b",
    re.IGNORECASE,
)
_OTHER_SIDE = re.compile(r"^\W*(?:and|then|so|but|ok(?:ay)?|,)*\W*(?:you|your|can you|could you)\b(?! have\b)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+")
_CLAUSE = re.compile(
    r"(?<=[,:])\s+(?=(?:and|then|but|so)?\s*(?:you|we|i|i'll|we'll|they)\b)|\s+(?=and (?:you|we|i|i'll|we'll)\b)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?:(?:and|so|then|but|okay|ok|yeah|yes|yep|sure|great|perfect|good|well|right|alright|all right)\b[\s,.]*)+",
    re.IGNORECASE,
)
_MARKS = {"calendar-anchor", "owner-commitment", "calendar-ask", "next-step-definition", "dated-acknowledgement"}
WHAT_CHARS = 160


@dataclass(frozen=True, slots=True)
class _Draft:
    who: Side
    what: str
    when: str
    date: SpokenDate | None
    utterance: Utterance
    meeting: bool
    accepted: bool

    @property
    def key(self) -> tuple[object, ...]:
        """What makes it the same commitment after a new reading: a meeting is its day, a task its place in the talk."""
        day = self.date.at[:10] if self.date else self.when
        return ("meeting", day) if self.meeting and day else (self.who, self.utterance.id, day)


def news(call: Call) -> tuple[CommitmentHeard | CommitmentDropped | SlotHeard, ...]:
    """What the words of the call change in the commitments and the slot."""
    heard = call.memory.said
    drafts: dict[tuple[object, ...], _Draft] = {}
    slot: SlotHeard | None = None
    for at, utterance in enumerate(heard):
        if utterance.found.isdisjoint(_MARKS):
            continue
        asked = _asked_slot(heard, at)
        if asked is not None:
            slot = SlotHeard(at_ms=call.now_ms, utterance=utterance.id, date=asked, accepted=False)
        for draft in _drafts(heard, at):
            known = drafts.get(draft.key)
            drafts[draft.key] = draft if known is None else _merged(known, draft)
            if draft.meeting and draft.date is not None:
                slot = SlotHeard(
                    at_ms=call.now_ms, utterance=utterance.id, date=draft.date, accepted=drafts[draft.key].accepted
                )
    return (*_compared(call, drafts), *_new_slot(call, slot))


def changed(call: Call, event: CommitmentHeard | CommitmentDropped | SlotHeard) -> Call:
    if isinstance(event, SlotHeard):
        return replace(call, slot=event)
    rest = tuple(c for c in call.commitments if c.id != event.commitment)
    if isinstance(event, CommitmentDropped):
        return replace(call, commitments=rest)
    first = next((c.at_ms for c in call.commitments if c.id == event.commitment), event.at_ms)
    new = Commitment(
        id=event.commitment,
        who=event.who,
        what=event.what,
        when=event.when,
        date=event.date,
        quote=event.quote,
        utterance=event.utterance,
        at_ms=first,
        meeting=event.meeting,
        accepted=event.accepted,
    )
    made = max(call.memory.commitments, event.commitment)
    ordered = tuple(sorted((*rest, new), key=lambda c: c.id))
    return replace(call, commitments=ordered, memory=replace(call.memory, commitments=made))


def _drafts(heard: Sequence[Utterance], at: int) -> Iterator[_Draft]:
    utterance = heard[at]
    found = utterance.found
    anchor, accepted = "calendar-anchor" in found, _accepted(heard, at)
    if utterance.side is Side.THEM:
        if not found & {"calendar-anchor", "owner-commitment"}:
            return
        before = previous(heard, at, Side.YOU)
        offered = before.dates[0] if before is not None and before.dates and "calendar-ask" in before.found else None
        if not utterance.dates and anchor and offered is not None and before is not None:
            yield _Draft(Side.THEM, _clause(before.text, offered), offered.text, offered, utterance, True, True)
        elif not utterance.dates and "owner-commitment" in found:
            yield _Draft(Side.THEM, _clause(utterance.text, None), "", None, utterance, False, accepted)
        for date in utterance.dates if anchor or "owner-commitment" in found else ():
            exact = offered if offered and not date.timed and offered.at[:10] == date.at[:10] else date
            meeting = anchor and _is_meeting(utterance, date, offered is not None)
            yield _Draft(Side.THEM, _clause(utterance.text, date), exact.text, exact, utterance, meeting, accepted)
    elif found & {"calendar-anchor", "next-step-definition", "dated-acknowledgement"}:
        asks = "calendar-ask" in found
        for date in utterance.dates:
            clause = _clause(utterance.text, date)
            meeting = _is_meeting(utterance, date, asks) and (anchor or asks)
            if meeting and asks and not anchor:
                continue
            who = Side.THEM if _OTHER_SIDE.match(clause) else Side.YOU
            yield _Draft(who, clause, date.text, date, utterance, meeting, accepted)


def _accepted(heard: Sequence[Utterance], at: int) -> bool:
    """Yours needs their agreement. Theirs is agreed when it answers you, or when you do not say no to it."""
    replies = answers(heard, at)
    if heard[at].side is Side.YOU:
        return any(agrees(reply) for reply in replies)
    before = previous(heard, at, Side.YOU)
    if before is not None and before.found & {"calendar-ask", "next-step-definition", "calendar-anchor"}:
        return True
    return bool(replies) and Cue.DISSENT.value not in replies[0].found


def _asked_slot(heard: Sequence[Utterance], at: int) -> SpokenDate | None:
    utterance = heard[at]
    if "calendar-ask" not in utterance.found or not utterance.dates:
        return None
    return next((d for d in utterance.dates if d.timed), utterance.dates[0])


def _is_meeting(utterance: Utterance, date: SpokenDate, asked: bool) -> bool:
    clause = _clause(utterance.text, date)
    if _DELIVERY.search(clause) and not re.search(r"\binvit", clause, re.IGNORECASE):
        return False
    return asked or date.timed or bool(_MEETING.search(clause))


def _clause(text: str, date: SpokenDate | None) -> str:
    """The part of the text that holds the date, without its opening fillers; the whole text when there is no date."""
    if date is None:
        return _trimmed(text)
    start = 0
    for sentence in _SENTENCE.split(text):
        begin = text.find(sentence, start)
        start = begin + len(sentence)
        if not begin <= date.start < start:
            continue
        inner = 0
        for clause in _CLAUSE.split(sentence):
            offset = sentence.find(clause, inner)
            inner = offset + len(clause)
            if begin + offset <= date.start < begin + inner:
                return _trimmed(clause)
        return _trimmed(sentence)
    return _trimmed(text)


def _trimmed(clause: str) -> str:
    bare = _LEAD.sub("", clause.strip()).strip(" ,;:-") or clause.strip()
    return bare if len(bare) <= WHAT_CHARS else bare[:WHAT_CHARS].rsplit(" ", 1)[0] + "…"


def _merged(known: _Draft, new: _Draft) -> _Draft:
    """The first words stay; an hour or an agreement heard later is added."""
    better = new.date if new.date and new.date.timed and not (known.date and known.date.timed) else known.date
    return replace(known, date=better, when=better.text if better else known.when, accepted=known.accepted or new.accepted)


def _compared(call: Call, drafts: dict[tuple[object, ...], _Draft]) -> Iterator[CommitmentHeard | CommitmentDropped]:
    utterances = {u.id: u for u in call.utterances}
    old: dict[tuple[object, ...], Commitment] = {}
    for c in call.commitments:
        words = utterances.get(c.utterance)
        if words is not None:
            old[_Draft(c.who, c.what, c.when, c.date, words, c.meeting, c.accepted).key] = c
    number = call.memory.commitments
    kept = {old[key].id for key in drafts if key in old}
    for c in call.commitments:
        if c.id not in kept:
            yield CommitmentDropped(at_ms=call.now_ms, commitment=c.id)
    for key, draft in drafts.items():
        known = old.get(key)
        if known is None:
            number += 1
        event = CommitmentHeard(
            at_ms=call.now_ms,
            commitment=known.id if known else number,
            who=draft.who,
            what=draft.what,
            when=draft.when,
            date=draft.date,
            quote=draft.utterance.text,
            utterance=draft.utterance.id,
            meeting=draft.meeting,
            accepted=draft.accepted,
        )
        if known is None or _differs(known, event):
            yield event


def _differs(known: Commitment, event: CommitmentHeard) -> bool:
    fields = ("who", "what", "when", "date", "quote", "utterance", "meeting", "accepted")
    return any(getattr(known, name) != getattr(event, name) for name in fields)


def _new_slot(call: Call, slot: SlotHeard | None) -> tuple[SlotHeard, ...]:
    if slot is None:
        return ()
    known = call.slot
    same = known is not None and (known.utterance, known.date, known.accepted) == (slot.utterance, slot.date, slot.accepted)
    return () if same else (slot,)
