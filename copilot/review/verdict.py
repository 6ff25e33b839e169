"""Signed next step, open or polite no: judged by commitments, never by smiles, and never without the words that show it."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from copilot.call.catalogue import Cue, Family, Side, family_of
from copilot.call.exchange import anchors, answers, leaves, previous, settles
from copilot.call.rules import Playbook, Text
from copilot.call.state import Call, Utterance
from copilot.review.evidence import Sign, heard, quote, signs, whole
from copilot.review.model import Quote, Verdict, VerdictValue

_NEARBY = 3  # turns before or after an anchor in which the other side accepts it
_LATE = 2 / 3  # of the call: what is said from here on weighs more, since it is what they leave with
_LATE_WEIGHT = 1.5
_SURE = 0.7  # least score of a refusal that takes an agreed day back
_PUTS_OFF = frozenset({"soft-no", "vague-next-step"})
_TAKES_NO_DAY = _PUTS_OFF | {Cue.DISSENT.value, Cue.QUESTION.value}
_YOUR_DATES = frozenset({"calendar-anchor", "calendar-ask", "next-step-definition", "dated-acknowledgement"})
# what counts towards a no, and towards real interest
_REFUSAL = {"soft-no": 1.0, "vague-next-step": 0.25}
_INTEREST = {"pain": 1.0, "owner-commitment": 1.0, "unanchored-yes": 0.5, "exclusivity-request": 0.5, "friction": 0.25}
_GOING_ON = frozenset({"soft-no", "unanchored-yes", "owner-commitment", "calendar-anchor"})
_LAST_WORD_WEIGHT = 2.0  # of what they refuse and put off, when their last word on going on is a no
_MOST_QUOTES = 4


def judge(call: Call, playbook: Playbook) -> Verdict:
    """The verdict on the whole call. OPEN when neither a date nor a no has its evidence."""
    spoken = heard(call)
    verdict = _judged(call, spoken, signs(call, playbook))
    return replace(verdict, quotes=tuple(whole(words, spoken) for words in verdict.quotes))


def _judged(call: Call, spoken: tuple[Utterance, ...], found: tuple[Sign, ...]) -> Verdict:
    signed = _signed(call, spoken, found)
    if signed:
        reason = Text("a dated next step that both sides accepted", "une prochaine étape datée, acceptée des deux côtés")
        return Verdict(VerdictValue.SIGNED, signed, reason)
    theirs = [s for s in found if s.side is Side.THEM]
    return _polite_no(theirs) or _open(theirs, spoken)


def _signed(call: Call, spoken: tuple[Utterance, ...], found: tuple[Sign, ...]) -> tuple[Quote, ...]:
    """The anchor and its acceptance, or nothing. A polite refusal after the last anchor takes it back."""
    refusals = [s.utterance.start_ms for s in found if s.id == "soft-no" and s.label.score >= _SURE]
    taken_back = max(refusals, default=-1)
    put_off = _contact_put_off(spoken)
    pairs: list[tuple[tuple[bool, bool, bool, int], Sign, Utterance]] = []
    for sign in found:
        heard_in_time = sign.side is Side.THEM and sign.utterance.start_ms >= taken_back
        if sign.id == "calendar-anchor" and heard_in_time and anchors(sign.utterance):
            answer = _counterpart(sign.utterance, spoken)
            if answer is not None and not (sign.utterance.start_ms < put_off and _only_yours(call, sign, answer)):
                owned = "owner-commitment" in sign.utterance.found
                hour = _share_a_slot(sign.utterance, answer, to_the_hour=True)
                pairs.append(((hour, bool(sign.utterance.dates), owned, sign.utterance.start_ms), sign, answer))
    best = max(pairs, key=lambda p: p[0], default=None)
    to_the_hour = best is not None and best[0][0]
    agreed = () if to_the_hour else _same_slot(spoken, taken_back, True) or _of_fold(call, spoken, taken_back, True)
    if agreed:
        return agreed  # "Friday is tight" is of that day too; the hour both agreed to is what counts
    if best is None:
        return _same_slot(spoken, taken_back) or _of_fold(call, spoken, taken_back)
    _, sign, answer = best
    return _ordered([quote(sign.utterance, sign.label), quote(answer)])


def _contact_put_off(spoken: tuple[Utterance, ...]) -> int:
    """When they last put off what you asked them; -1 if never."""
    last = -1
    for place, theirs in enumerate(spoken):
        before = spoken[place - 1] if place else None
        asked = before is not None and before.side is Side.YOU and before.found & {"calendar-ask", Cue.QUESTION.value}
        if asked and theirs.side is Side.THEM and theirs.found & _PUTS_OFF and "calendar-anchor" not in theirs.found:
            last = theirs.start_ms
    return last


def _only_yours(call: Call, sign: Sign, answer: Utterance) -> bool:
    """The day is that of something you will send, and nothing of theirs: "you have it Wednesday", "okay, Wednesday"."""
    yours = [c for c in call.commitments if c.utterance == answer.id]
    theirs = "owner-commitment" in sign.utterance.found and bool(sign.utterance.dates)
    return not theirs and any(not c.meeting and c.who is Side.YOU for c in yours)


def _counterpart(anchor: Utterance, spoken: tuple[Utterance, ...]) -> Utterance | None:
    """Your nearest turn that proposes, repeats or accepts a date around theirs. A recap that names one of theirs does not.

    A day must have been said: by them, or by you when their words are a yes.
    """
    place = next(i for i, u in enumerate(spoken) if u.id == anchor.id)

    def accepts(i: int, u: Utterance) -> bool:
        if not anchor.dates and not (u.dates and Cue.ASSENT in anchor.cues):
            return False
        agrees = bool(u.dates) or (i > place and Cue.ASSENT in u.cues)
        return bool(u.found & _YOUR_DATES) or (agrees and "value-recap" not in u.found)

    near = [(abs(i - place), u) for i, u in _yours_near(spoken, place) if accepts(i, u)]
    return min(near, key=lambda pair: pair[0])[1] if near else None


def _same_slot(spoken: tuple[Utterance, ...], after_ms: int, to_the_hour: bool = False) -> tuple[Quote, ...]:
    """One side named a slot and the other named it again without asking, refusing or putting off: "Friday at nine, yes"."""
    for place, theirs in enumerate(spoken):
        if theirs.side is Side.YOU or theirs.start_ms < after_ms or theirs.found & _PUTS_OFF or leaves(theirs):
            continue
        for _, yours in _yours_near(spoken, place):
            last = max(theirs, yours, key=lambda u: u.start_ms)
            marked = (theirs.found | yours.found) & {"calendar-anchor", "calendar-ask"}
            if marked and not last.found & _TAKES_NO_DAY and _share_a_slot(theirs, yours, to_the_hour):
                return _ordered([quote(theirs), quote(yours)])
    return ()


def _yours_near(spoken: tuple[Utterance, ...], place: int) -> Iterator[tuple[int, Utterance]]:
    first = max(0, place - _NEARBY)
    return ((i, u) for i, u in enumerate(spoken[first : place + _NEARBY + 1], first) if u.side is Side.YOU)


def _share_a_slot(one: Utterance, two: Utterance, to_the_hour: bool = False) -> bool:
    """The same day and hour, or unless it must be to the hour a day with an hour and that day."""
    return any(
        a.at == b.at if a.timed and b.timed else not to_the_hour and (a.timed or b.timed) and a.at[:10] == b.at[:10]
        for a in one.dates
        for b in two.dates
    )


def _of_fold(call: Call, spoken: tuple[Utterance, ...], taken_back: int, to_the_hour: bool = False) -> tuple[Quote, ...]:
    """The meeting that the fold heard agreed to last: the words that named it and those that took it."""
    places = {u.id: place for place, u in enumerate(spoken)}
    for commitment in reversed(call.commitments):
        place, date = places.get(commitment.utterance), commitment.date
        if not (commitment.meeting and commitment.accepted) or date is None or (to_the_hour and not date.timed):
            continue
        if place is None or spoken[place].start_ms < taken_back:
            continue
        before = previous(spoken, place, Side.YOU if spoken[place].side is Side.THEM else Side.THEM)
        if before is not None and any(d.at == date.at for d in before.dates):
            return _ordered([quote(before), quote(spoken[place])])
        taken = (reply for reply in answers(spoken, place) if settles(reply))
        return _ordered([quote(u) for u in (spoken[place], *islice(taken, 1))])
    return ()


def _weight(sign: Sign, table: dict[str, float]) -> float:
    return table.get(sign.id, 0.0) * sign.label.score * (_LATE_WEIGHT if sign.lateness >= _LATE else 1.0)


def _polite_no(theirs: list[Sign]) -> Verdict | None:
    """A no needs a refusal that outweighs real interest, or warmth that puts off late with no interest at all."""
    refusal = sum(_weight(s, _REFUSAL) for s in theirs) * (_LAST_WORD_WEIGHT if _ends_with_no(theirs) else 1.0)
    interest = sum(_weight(s, _INTEREST) for s in theirs if not _taken_back(s, theirs))
    refused = [s for s in theirs if s.id == "soft-no"]
    put_off = [s for s in theirs if s.id == "vague-next-step" and s.lateness >= _LATE]
    warm = [s for s in theirs if family_of(s.id) is Family.WARMTH]
    if refused and refusal > interest:
        if warm:
            reason = Text(
                "warm words, a no said politely, and nothing with a date", "des mots chaleureux, un non poli, et rien de daté"
            )
        else:
            reason = Text("a no said politely, and nothing with a date", "un non poli, et rien de daté")
        return Verdict(VerdictValue.POLITE_NO, _pick([*refused[-3:], *put_off[-1:]]), reason)
    if len(warm) > 1 and put_off and interest == 0:
        reason = Text("warm from start to end, and nothing with a date", "chaleureux du début à la fin, et rien de daté")
        return Verdict(VerdictValue.POLITE_NO, _pick([*warm[-2:], *put_off[-2:]]), reason)
    return None


def _ends_with_no(theirs: list[Sign]) -> bool:
    last = next((s for s in reversed(theirs) if s.id in _GOING_ON), None)
    return last is not None and last.id == "soft-no" and last.lateness >= _LATE


def _taken_back(sign: Sign, theirs: list[Sign]) -> bool:
    """A yes that they put off or refuse afterwards shows no interest."""
    return sign.id == "unanchored-yes" and any(s.id in _PUTS_OFF and s.lateness > sign.lateness for s in theirs)


def _open(theirs: list[Sign], spoken: tuple[Utterance, ...]) -> Verdict:
    drift = [s for s in theirs if family_of(s.id) is Family.DRIFT]
    interest = sorted((s for s in theirs if s.id in _INTEREST), key=lambda s: (_INTEREST[s.id], s.lateness))
    picked = _pick([*interest[-2:], *drift[-2:]])
    if interest:
        reason = Text(
            "real interest, and no date that both accepted", "un intérêt réel, mais aucune date acceptée des deux côtés"
        )
    elif drift:
        reason = Text("no date, and no reason yet to call it a no", "pas de date, et pas encore de quoi y voir un non")
    else:
        reason = Text("nothing was committed, either way", "rien n'a été engagé, dans un sens ni dans l'autre")
        last = [u for u in spoken if u.side is Side.THEM][-1:] or spoken[-1:]
        picked = tuple(quote(u) for u in last)
    if not spoken:
        reason = Text("nothing was heard", "rien n'a été entendu")
    return Verdict(VerdictValue.OPEN, picked, reason)


def _pick(chosen: list[Sign]) -> tuple[Quote, ...]:
    by_utterance = {s.utterance.id: quote(s.utterance, s.label) for s in chosen}
    return _ordered(list(by_utterance.values()))[-_MOST_QUOTES:]


def _ordered(quotes: list[Quote]) -> tuple[Quote, ...]:
    return tuple(sorted(quotes, key=lambda q: (q.at_ms, q.utterance)))
