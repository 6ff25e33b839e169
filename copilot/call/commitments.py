"""Who will do what by when, taken from the words: nothing is added that was not said."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from copilot.call.acts import (
    asks_listener,
    bids,
    delivers,
    gives_reason,
    is_away,
    is_meeting,
    names_only,
    promises,
    sends_now,
    undertakes,
)
from copilot.call.catalogue import Cue, DayRole, Side, Stance
from copilot.call.clauses import alike, clause_of, restates, sentences_at
from copilot.call.events import CommitmentDropped, CommitmentHeard, SlotHeard, SpokenDate
from copilot.call.exchange import (
    agrees,
    anchors,
    answers,
    aside,
    counters,
    leaves,
    moves_on,
    previous,
    refuses,
    settles,
    stance_of,
)
from copilot.call.sentences import around
from copilot.call.state import Call, Commitment, Utterance

_MARKS = {"calendar-anchor", "owner-commitment", "calendar-ask", "next-step-definition", "dated-acknowledgement"}
_BY = re.compile(r"\b(?:by|before|until|till)\b", re.IGNORECASE)
_UP_TO = re.compile(r"\s*(?:to|through|until|till|-|–)\s*(?:the )?", re.IGNORECASE)
_OWN = re.compile(r"\W*(?:I|we)\b", re.IGNORECASE)
_OR = re.compile(r"\bor\b", re.IGNORECASE)
_PROPOSING = re.compile(r"^(?:so,? )?(?:I|we) (?:propose|suggest|would say|say)\b(?: you\b)?:? ?", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_HOUR = re.compile(r"T(\d\d):(\d\d)")
_JOINED = re.compile(r"\b(?:and|or|then|also|plus),? (?:on |for |by )?(?:the )?$", re.IGNORECASE)


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
        return _same(self.meeting, self.who, self.utterance.id, self.day)

    @property
    def day(self) -> str:
        return _day(self.date, self.when)

    @property
    def place(self) -> tuple[object, ...]:
        return (self.who, self.meeting, self.day)


def _day(date: SpokenDate | None, when: str) -> str:
    return date.at[:10] if date else when


def _same(meeting: bool, who: Side, utterance: int, day: str) -> tuple[object, ...]:
    """What makes it the same commitment after a new reading: a meeting is its day, a task its place in the talk."""
    return ("meeting", day) if meeting and day else (who, utterance, day)


def _key(c: Commitment) -> tuple[object, ...]:
    return _same(c.meeting, c.who, c.utterance, _day(c.date, c.when))


def news(call: Call) -> tuple[CommitmentHeard | CommitmentDropped | SlotHeard, ...]:
    """What the words of the call change in the commitments and the slot."""
    heard = call.memory.said
    drafts: dict[tuple[object, ...], _Draft] = {}
    slot: SlotHeard | None = None
    for at in call.memory.marked:
        utterance = heard[at]
        if utterance.found.isdisjoint(_MARKS) and not (utterance.side is Side.YOU and utterance.dates):
            continue
        asked = _asked_slot(utterance)
        if asked is not None:
            slot = _refined(slot, SlotHeard(at_ms=call.now_ms, utterance=utterance.id, date=asked, accepted=False))
        for draft in _drafts(heard, at, slot.date.at[:10] if slot else ""):
            known = _said_before(drafts, draft)
            if known is not None:
                del drafts[known.key]
            now = _merged(known, draft) if known else draft
            drafts[now.key] = now
            if draft.meeting and draft.date is not None:
                heard_now = SlotHeard(at_ms=call.now_ms, utterance=utterance.id, date=draft.date, accepted=now.accepted)
                slot = _refined(slot, heard_now)
    meetings = [d for d in drafts.values() if d.meeting and d.date is not None]
    drafts = {key: d for key, d in drafts.items() if not _repeats(d, meetings)}
    return (*_compared(call, drafts), *_new_slot(call, slot))


def _repeats(draft: _Draft, meetings: Sequence[_Draft]) -> bool:
    """Your words name the hour or the day of a meeting once more: "it's sent, Monday at eight", "so the 19th for the form"."""
    if draft.meeting or draft.date is None or draft.utterance.side is not Side.YOU:
        return False
    if draft.date.timed and any(m.date is not None and m.date.timed and m.date.at == draft.date.at for m in meetings):
        return _BY.search(draft.what) is None
    return names_only(draft.what) and any(m.day == draft.day for m in meetings)


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


def _drafts(heard: Sequence[Utterance], at: int, slot_day: str) -> Iterator[_Draft]:
    return (_theirs if heard[at].side is Side.THEM else _yours)(heard, at, slot_day)


def _theirs(heard: Sequence[Utterance], at: int, slot_day: str) -> Iterator[_Draft]:
    utterance, accepted = _whole(heard, at), _accepted(heard, at)
    anchor = anchors(utterance)
    if not anchor and "owner-commitment" not in utterance.found:
        return
    before = previous(heard, at, Side.YOU)
    offered = _asked_slot(before) if before is not None else None
    if not _standing(utterance) and anchor and offered is not None and before is not None:
        what = clause_of(before.text, offered, before.dates)
        yield _Draft(Side.THEM, what, offered.text, offered, utterance, is_meeting(what, True), True)
    owner = next((label for label in utterance.labels if label.id == "owner-commitment"), None)
    what = sentences_at(utterance.text, owner.start, owner.end) if owner is not None else ""
    if promises(what) and not bids(what) and not any(date.text in what for date in utterance.dates):
        yield _Draft(Side.THEM, what, "", None, utterance, False, accepted)
    refused = refuses(before, utterance) if before is not None and offered is not None else set()
    asked_for = {d.at[:10] for d in before.dates} if before is not None else set()
    asked_when = before is not None and "calendar-ask" in before.found
    for date, clause in _tasks(utterance.text, utterance.dates):
        exact = offered if offered and not date.timed and offered.at[:10] == date.at[:10] else date
        taken = offered is not None or date.timed or date.at[:10] == slot_day or (asked_when and names_only(clause))
        named = taken and date in _slots(utterance, before, refused)
        meeting = anchor and date.role is not DayRole.DUE and is_meeting(clause, named)
        if date.at[:10] in refused or is_away(clause, date.text) or (date.at[:10] in asked_for and aside(date, clause)):
            continue  # a day that is none
        if not meeting and not undertakes(clause):
            continue
        if asks_listener(clause) and not meeting:
            agreed = any(map(agrees, answers(heard, at)))
            yield _Draft(Side.YOU, clause, exact.text, exact, utterance, False, agreed)
        else:
            open_yet = meeting and (leaves(utterance) or any(moves_on(date, reply) for reply in answers(heard, at)[:1]))
            agreed = accepted and not open_yet
            yield _Draft(Side.THEM, clause, exact.text, exact, utterance, meeting, agreed)


def _standing(utterance: Utterance) -> tuple[SpokenDate, ...]:
    """The days of the utterance that may be met on."""
    clauses = ((d, clause_of(utterance.text, d, utterance.dates)) for d in utterance.dates)
    return tuple(d for d, clause in clauses if d.role is not DayRole.DUE and not aside(d, clause))


def _whole(heard: Sequence[Utterance], at: int) -> Utterance:
    """The utterance with the rest of its sentences, so that what is promised is not cut where the speaker drew breath."""
    own = heard[at]
    text, before = around(heard, at)
    if text == own.text:
        return own
    return replace(
        own,
        text=text,
        labels=tuple(replace(label, start=label.start + before, end=label.end + before) for label in own.labels),
        dates=tuple(replace(date, start=date.start + before, end=date.end + before) for date in own.dates),
    )


def _slots(utterance: Utterance, before: Utterance | None, refused: Collection[str]) -> tuple[SpokenDate, ...]:
    """Which of the days they name can be the slot: all that were asked for, else the ones with an hour, else the last."""
    asked = {d.at[:10] for d in before.dates} if before is not None else set()
    there = (d for d in utterance.dates if not is_away(clause_of(utterance.text, d, utterance.dates), d.text))
    dates = tuple(d for d in there if d.at[:10] not in refused) or utterance.dates
    if len(dates) > 1 and len(asked) > 1:
        return tuple(d for d in dates if d.at[:10] in asked) or dates
    if Cue.ASSENT.value in utterance.found and (same := tuple(d for d in dates if d.at[:10] in asked)):
        return same
    return tuple(d for d in dates if d.timed) or dates[-1:]


def _yours(heard: Sequence[Utterance], at: int, slot_day: str) -> Iterator[_Draft]:
    utterance, accepted = _whole(heard, at), _accepted(heard, at)
    anchor, asks = "calendar-anchor" in utterance.found, "calendar-ask" in utterance.found
    asked = _asked_slot(utterance)
    if asked is not None and not anchor and accepted and any(_takes(utterance, asked, reply) for reply in answers(heard, at)):
        what = clause_of(utterance.text, asked, utterance.dates)
        if (meets := is_meeting(what, True)) or not _OWN.match(what):
            yield _Draft(Side.THEM, what, asked.text, asked, utterance, meets, True)
    firm = bool(utterance.found & {"calendar-anchor", "next-step-definition", "dated-acknowledgement"})
    dates = utterance.dates
    if firm and "next-step-definition" not in utterance.found and not anchor:
        dates = dates[-1:]  # the day of the answer comes last: "I ask them today and you have it on Thursday"
    for date, clause in _tasks(utterance.text, dates):
        if (not delivers(clause) and not (firm and _says_more(clause, date))) or (
            date.at[:10] == slot_day and sends_now(clause)
        ):
            continue
        slot = asks or date.at[:10] == slot_day or (date.timed and names_only(clause))
        meeting = (anchor or asks) and not delivers(clause) and is_meeting(clause, slot)
        if meeting and (not anchor or _misheard_with(utterance, date, slot_day)):
            continue  # only proposed yet, or a slip of the tongue or the ear beside the day that was agreed
        who = Side.THEM if asks_listener(clause) else Side.YOU
        if who is Side.THEM and not accepted:
            continue  # asked of them, not promised by them
        yield _Draft(who, clause, date.text, date, utterance, meeting, accepted)


def _says_more(clause: str, date: SpokenDate) -> bool:
    """Than the day, or its hour: "Friday the eleventh, perfect" is no task."""
    bare = _PROPOSING.sub("", clause)
    return date.timed or not names_only(bare) or len(_WORD.findall(bare.replace(date.text, " "))) > 1


def _takes(asking: Utterance, slot: SpokenDate, reply: Utterance) -> bool:
    """They say yes to it, or go on to another of the days that were asked for with it."""
    others = set() if _OR.search(asking.text) else {d.at[:10] for d in asking.dates} - {slot.at[:10]}
    return Cue.ASSENT.value in reply.found or any(d.at[:10] in others and d.timed for d in reply.dates)


def _tasks(text: str, dates: Sequence[SpokenDate]) -> Iterator[tuple[SpokenDate, str]]:
    """Each day with its clause. "From the 1st to the 4th" and "on the 17th and the 18th" are one task each, of its first day;
    "the Wednesday after, the 26th at two" is the 26th."""
    clauses = [clause_of(text, date, dates) for date in dates]
    first: SpokenDate | None = None
    for at, (date, clause) in enumerate(zip(dates, clauses, strict=True)):
        longer = at + 1 < len(dates) and clauses[at + 1] != clause and clauses[at + 1].startswith(clause)
        longer = longer or (at + 1 < len(dates) and bool(_UP_TO.fullmatch(text[date.end : dates[at + 1].start])))
        goes_on = longer and not is_away(clause, date.text)
        start = date if first is None or date.timed else first
        first = start if goes_on else None
        if not goes_on and not gives_reason(clause, start):
            yield start, clause


def _misheard_with(utterance: Utterance, date: SpokenDate, slot_day: str) -> bool:
    """The same words name the slot's day as well, nothing joins this one to it and nobody does anything on it: "Friday 10th
    Sunday", "Friday it is, 30th works for me" settle one meeting, not two."""
    beside = any(d.at[:10] == slot_day for d in utterance.dates)
    if date.timed or not beside or date.at[:10] == slot_day or _JOINED.search(utterance.text[: date.start]):
        return False
    return names_only(clause_of(utterance.text, date, utterance.dates))


def _accepted(heard: Sequence[Utterance], at: int) -> bool:
    """Yours needs their agreement, or takes up the slot they named. Theirs is agreed when it answers you with no other slot, or
    when you do not say no to it."""
    replies = answers(heard, at)
    if heard[at].side is Side.YOU:
        return _takes_up(heard, at) or any(settles(reply) and not counters(heard[at], reply) for reply in replies)
    before = previous(heard, at, Side.YOU)
    asked = before is not None and (
        before.stance is Stance.OFFERS or bool(before.found & {"calendar-ask", "next-step-definition", "calendar-anchor"})
    )
    if before is not None and asked and not counters(before, heard[at]):
        return True
    if not replies:
        return False
    return stance_of(replies[0]) is not Stance.REFUSES and Cue.DISSENT.value not in replies[0].found


def _takes_up(heard: Sequence[Utterance], at: int) -> bool:
    """You say the hour that they have just named, and it is settled: "can you do four?", "four is fine"."""
    before = previous(heard, at, Side.THEM)
    if before is None or "calendar-anchor" not in heard[at].found or Cue.DISSENT.value in before.found:
        return False
    return not {d.at for d in before.dates if d.timed}.isdisjoint(d.at for d in heard[at].dates)


def _asked_slot(utterance: Utterance) -> SpokenDate | None:
    """Not the day of what you send in the same breath."""
    if "calendar-ask" not in utterance.found:
        return None
    asked = [d for d in _standing(utterance) if not delivers(clause_of(utterance.text, d, utterance.dates))]
    return next((d for d in asked if d.timed), asked[0] if asked else None)


def _said_before(drafts: dict[tuple[object, ...], _Draft], new: _Draft) -> _Draft | None:
    """The same meeting, the other half of its sentence, or the same side's task of the same day in like words."""
    if new.key in drafts:
        return drafts[new.key]
    if new.meeting:
        return None
    half = next((d for d in drafts.values() if _other_half(d, new)), None)
    if half is not None or new.date is None:
        return half
    return next((d for d in drafts.values() if (d.who, d.day) == (new.who, new.day) and restates(new.what, d.what)), None)


def _other_half(one: _Draft, two: _Draft) -> bool:
    """One promise that was cut at a breath: the day was said in one half alone."""
    same = (one.who, one.meeting, one.utterance.text) == (two.who, two.meeting, two.utterance.text)
    return same and one.utterance.id != two.utterance.id and None in (one.date, two.date) and alike(one.what, two.what)


def _merged(known: _Draft, new: _Draft) -> _Draft:
    """The first words stay, unless the one who commits says it now; an hour or an agreement heard later is added."""
    if _moved(known, new):
        return new
    better = new.date if new.date and (known.date is None or (new.date.timed and not known.date.timed)) else known.date
    agreed = known.accepted or new.accepted
    if known.utterance.side is not known.who and new.utterance.side is known.who:
        known = replace(known, what=new.what, utterance=new.utterance)
        agreed = True
    return replace(known, date=better, when=better.text if better else known.when, accepted=agreed)


def _moved(known: _Draft, new: _Draft) -> bool:
    """To another hour of the day: not the same one without its half of the day, nor the hour by which something is due."""
    if not (known.meeting and known.date and new.date and known.date.timed and new.date.timed) or _BY.search(new.what):
        return False
    hours = [_HOUR.search(date.at) for date in (known.date, new.date)]
    dials = {(int(hour[1]) % 12, hour[2]) for hour in hours if hour is not None}
    return len(dials) > 1


def _compared(call: Call, drafts: dict[tuple[object, ...], _Draft]) -> Iterator[CommitmentHeard | CommitmentDropped]:
    left = {_key(c): c for c in call.commitments}
    known = {draft.key: left.pop(draft.key, None) for draft in drafts.values()}
    for draft in drafts.values():
        if known[draft.key] is None:
            moved = next((c for c in left.values() if (c.who, c.meeting, _day(c.date, c.when)) == draft.place), None)
            known[draft.key] = moved and left.pop(_key(moved))
    for c in left.values():
        yield CommitmentDropped(at_ms=call.now_ms, commitment=c.id)
    number = call.memory.commitments
    for draft in drafts.values():
        old = known[draft.key]
        if old is None:
            number += 1
        event = CommitmentHeard(
            at_ms=call.now_ms,
            commitment=old.id if old else number,
            who=draft.who,
            what=draft.what,
            when=draft.when,
            date=draft.date,
            quote=draft.utterance.text,
            utterance=draft.utterance.id,
            meeting=draft.meeting,
            accepted=draft.accepted,
        )
        if old is None or _differs(old, event):
            yield event


def _differs(known: Commitment, event: CommitmentHeard) -> bool:
    fields = ("who", "what", "when", "date", "quote", "utterance", "meeting", "accepted")
    return any(getattr(known, name) != getattr(event, name) for name in fields)


def _refined(known: SlotHeard | None, new: SlotHeard) -> SlotHeard:
    """The last one named; its day said again without the hour keeps the hour."""
    same_day = known is not None and known.date.at[:10] == new.date.at[:10]
    if known is not None and same_day and known.date.timed and not new.date.timed:
        return replace(known, accepted=known.accepted or new.accepted)
    return new


def _new_slot(call: Call, slot: SlotHeard | None) -> tuple[SlotHeard, ...]:
    if slot is None:
        return ()
    known = call.slot
    same = known is not None and (known.utterance, known.date, known.accepted) == (slot.utterance, slot.date, slot.accepted)
    return () if same else (slot,)
