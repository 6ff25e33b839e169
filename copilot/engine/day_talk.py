"""The days and hours of a call, each read with what was said of days just before."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from copilot.call.acts import is_meeting, is_trouble, names_only, proposes, takes, undertakes
from copilot.call.catalogue import Cue, DayRole, Side, Stance
from copilot.call.clauses import clause_of
from copilot.call.events import CallStarted, Hypothesis, Label, SpokenDate
from copilot.call.exchange import by_words
from copilot.signals.dates import find_dates, hour_alone, only_taken_hours, slot_of, with_hour
from copilot.signals.days import Talk, find_days, find_month, find_week
from copilot.signals.hours import counts, possible_hours
from copilot.signals.replies import Reply

KEPT_MS = 120_000
SLOT_MS = 60_000  # how long an hour alone still means the day that was named
_FEW_WORDS = 5  # "Twenty-first at eleven.": a day said back, and no more
_EXCHANGE = 3  # utterances: farther back, a day that is of no meeting is not the one a bare "Tuesday" means
_NOW = re.compile(r"\b(?:to(?:day|morrow|night)|this)\b", re.IGNORECASE)  # such a day is never named again by its weekday
_MEETING = {"calendar-ask", "calendar-anchor"}
_PUTS_OFF = {"vague-next-step", "soft-no"}


@dataclass(frozen=True, slots=True)
class _Said:
    """The days of one utterance. hour: [start, end) of an hour for the day of another one. counts: it asks for a number. taken:
    its hours are of something else. week, month: the ones it names without a day. meeting: its days are of a meeting. told: its
    words name one. alone: nobody does anything on a day of it. task: the last day on which somebody does something but meet.
    asks: for one of its days."""

    side: Side
    start_ms: int
    end_ms: int
    dates: tuple[SpokenDate, ...]
    hour: tuple[int, int] | None
    counts: bool
    taken: bool
    meeting: bool = False
    told: bool = False
    alone: bool = False
    task: date | None = None
    asks: bool = False
    week: date | None = None
    month: date | None = None


class DayTalk:
    """Owned by the thread that recognises."""

    def __init__(self, setup: CallStarted) -> None:
        self._started = datetime.fromisoformat(setup.started_utc)
        self._their_zone = _zone(setup.prospect.timezone or setup.your_timezone)
        self._your_zone = _zone(setup.your_timezone)
        self._said: dict[int, _Said] = {}

    def dates(self, hypothesis: Hypothesis, reply: Reply, head: int) -> tuple[SpokenDate, ...]:
        """Every day and hour of this revision. reply: what it does with them; its text begins with `head` characters more."""
        earlier, talk = self._before(hypothesis, KEPT_MS), self._before(hypothesis, SLOT_MS)
        said_at = (self._started + timedelta(milliseconds=hypothesis.start_ms)).astimezone(self._their_zone)
        last = next((said for said in reversed(talk) if said.counts or said.dates or said.hour), None)
        slot = None if last is None or last.counts else slot_of([_standing(said.dates) for said in talk])
        asked = next((said for said in reversed(talk) if said.side is not hypothesis.side), None)
        bare = asked is not None and bool(asked.dates or asked.hour)
        week = next((said.week for said in reversed(talk[-_EXCHANGE:]) if said.week or said.dates), None)
        wanted = _on(asked.dates[-1]) if asked and asked.asks and asked.dates else week
        found = find_dates(
            hypothesis.text,
            said_at,
            side=hypothesis.side,
            your_zone=self._your_zone,
            talk=Talk(
                named=[
                    _on(d)
                    for said in earlier
                    if said.meeting or said in talk[-_EXCHANGE:]
                    for d in said.dates
                    if not _NOW.search(d.text)
                ],
                asked=wanted,
                month=next((said.month for said in reversed(talk[-_EXCHANGE:]) if said.month), None),
                task=asked.task if asked is not None else None,
            ),
            slot=slot,
            bare=bare,
            began=_on_the_quarter(self._started.astimezone(self._their_zone)),
            meant=lambda start, end: reply.role(start + head, end + head) not in (None, DayRole.ASIDE),
        )
        today = said_at.date()
        days = find_days(hypothesis.text, today)
        found = _judged(hypothesis.text, found, reply, head, asked.dates if asked else ())
        if reply.stance in (Stance.TAKES, Stance.OFFERS) and (_of_a_meeting(talk) or is_meeting(hypothesis.text, False)):
            hours = (h for h in possible_hours(hypothesis.text) if not any(d.start <= h.start < d.end for d in days))
            meant = [h for h in hours if reply.role(h.start + head, h.end + head) in (DayRole.TAKEN, DayRole.OFFERED)]
            found = with_hour(hypothesis.text, found, meant, slot, self._their_zone)
        alone = None if days else hour_alone(hypothesis.text, slot, found, bare)
        self._said = {i: said for i, said in self._said.items() if hypothesis.start_ms - said.end_ms < KEPT_MS}
        self._said.pop(hypothesis.utterance, None)
        if hypothesis.text:
            self._said[hypothesis.utterance] = _Said(
                hypothesis.side,
                hypothesis.start_ms,
                hypothesis.end_ms,
                found,
                alone,
                counts(hypothesis.text),
                only_taken_hours(hypothesis.text, today),
                week=find_week(hypothesis.text, today),
                month=find_month(hypothesis.text, today),
            )
        return found

    def labelled(
        self, hypothesis: Hypothesis, labels: tuple[Label, ...], cues: Sequence[Cue], stance: Stance | None
    ) -> tuple[Label, ...]:
        """The labels of a revision whose dates are read. An hour alone, or a yes to one, in the talk about a meeting is a
        proposal or an anchor, which its words do not show by themselves; an hour of something else is none, however put. A
        day that is refused or left open is no anchor."""
        said = self._said.get(hypothesis.utterance)
        if said is None:
            return labels  # all its words were taken back
        stance = by_words(stance, hypothesis.text, cues, dated=bool(said.dates))
        if said.taken and Cue.ASSENT not in cues:
            labels = tuple(label for label in labels if label.id != "calendar-anchor")
        if stance in (Stance.REFUSES, Stance.OPEN):
            labels = tuple(label for label in labels if label.id != "calendar-anchor")
        elif not {label.id for label in labels} & (_MEETING | _PUTS_OFF):
            owned = any(label.id == "owner-commitment" for label in labels)
            added = self._arranging(hypothesis, said, stance, owned) or self._settling(hypothesis, said, cues)
            labels = (*labels, *added)
        pairs = [(day, clause_of(hypothesis.text, day, said.dates)) for day in reversed(said.dates)]
        clauses = [clause for _, clause in pairs]
        meeting = not _MEETING.isdisjoint(label.id for label in labels)
        self._said[hypothesis.utterance] = replace(
            said,
            meeting=meeting,
            told=any(is_meeting(clause, False) for clause in clauses),
            alone=any(names_only(clause) and is_meeting(clause, True) for clause in clauses),
            asks=meeting and Cue.QUESTION in cues,
            task=next((_on(d) for d, c in pairs if undertakes(c) and not (is_meeting(c, False) or takes(c))), None),
        )
        return labels

    def _arranging(self, hypothesis: Hypothesis, said: _Said, stance: Stance | None, owned: bool) -> tuple[Label, ...]:
        """What it is by its stance and the days it takes or offers, or takes from the other side, in the talk about a meeting.
        owned: it says what they do, which the stance may be of."""
        roles = {day.role for day in said.dates}
        talk = self._before(hypothesis, SLOT_MS)
        if not (_of_a_meeting(talk) or is_meeting(hypothesis.text, False)):
            return ()
        other = bool(talk) and talk[-1].side is not hypothesis.side and talk[-1].meeting
        asked = other and any(day.role in (DayRole.OFFERED, DayRole.TAKEN) for day in talk[-1].dates)
        whole = (0.5, 0, len(hypothesis.text))
        if stance is Stance.TAKES and (DayRole.TAKEN in roles or (asked and not owned and hypothesis.side is Side.THEM)):
            return (Label("calendar-anchor", *whole),)
        if stance is Stance.OFFERS and DayRole.OFFERED in roles:
            return (Label("calendar-ask" if hypothesis.side is Side.YOU else "calendar-anchor", *whole),)
        return ()

    def _settling(self, hypothesis: Hypothesis, said: _Said, cues: Sequence[Cue]) -> tuple[Label, ...]:
        talk = self._before(hypothesis, SLOT_MS)
        proposed = said.hour is not None and len(hypothesis.text) > said.hour[1] - said.hour[0] + 1
        named = [earlier for earlier in talk if earlier.dates]
        if not any(e.meeting or e.told for e in named) and not (proposed and named and named[-1].alone):
            return ()
        if said.hour is not None:
            asks = hypothesis.side is Side.YOU and Cue.QUESTION in cues
            return (Label("calendar-ask" if asks else "calendar-anchor", 0.5, *said.hour),)
        clauses = (clause_of(hypothesis.text, day, said.dates) for day in said.dates)
        if any(map(proposes, clauses)):
            return (Label("calendar-ask" if hypothesis.side is Side.YOU else "calendar-anchor", 0.5, 0, len(hypothesis.text)),)
        asked = talk[-1]
        again = {d.at[:10] for d in asked.dates} & {d.at[:10] for d in said.dates}
        if again and asked.meeting and asked.side is not hypothesis.side and len(hypothesis.text.split()) <= _FEW_WORDS:
            asks = hypothesis.side is Side.YOU and Cue.QUESTION in cues
            return (Label("calendar-ask" if asks else "calendar-anchor", 0.5, 0, len(hypothesis.text)),)
        if asked.side is not hypothesis.side and asked.hour is not None and asked.meeting and Cue.ASSENT in cues:
            return (Label("calendar-anchor", 0.5, 0, len(hypothesis.text)),)
        return ()

    def _before(self, hypothesis: Hypothesis, within_ms: int) -> list[_Said]:
        at = hypothesis.start_ms
        earlier = [said for said in self._said.values() if said.start_ms < at and at - said.end_ms < within_ms]
        return sorted(earlier, key=lambda said: said.start_ms)


def _of_a_meeting(talk: Sequence[_Said]) -> bool:
    return any(said.meeting or said.told for said in talk)


def _on(day: SpokenDate) -> date:
    return date.fromisoformat(day.at[:10])


def _judged(
    text: str, found: Sequence[SpokenDate], reply: Reply, head: int, asked: Sequence[SpokenDate]
) -> tuple[SpokenDate, ...]:
    """Each day with its role. head: characters of the reply's text before this one. asked: the days of the other side just
    before."""
    roles = (_role(d, reply.role(d.start + head, d.end + head), clause_of(text, d, found), asked) for d in found)
    return tuple(replace(d, role=role) for d, role in zip(found, roles, strict=True))


def _role(day: SpokenDate, heard: DayRole | None, clause: str, asked: Sequence[SpokenDate]) -> DayRole | None:
    """A day without an hour that is said back is what it was to the one who named it: "you have it on Wednesday", "okay,
    Wednesday". One that is only said to be a bad one is not taken."""
    if heard is not DayRole.TAKEN or day.timed:
        return heard
    if is_trouble(clause, day.text):
        return DayRole.REFUSED
    of_other = (d.role for d in asked if d.at[:10] == day.at[:10] and d.role in (DayRole.DUE, DayRole.ASIDE))
    return next(of_other, heard)


def _standing(dates: Sequence[SpokenDate]) -> tuple[SpokenDate, ...]:
    return tuple(day for day in dates if day.role is not DayRole.REFUSED)


def _on_the_quarter(started: datetime) -> time:
    """The hour for which a call was set that began then: nobody is on the minute."""
    quarter = timedelta(minutes=15)
    past = timedelta(hours=started.hour, minutes=started.minute)
    return (datetime.min + (past + quarter / 2) // quarter * quarter).time()


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")
