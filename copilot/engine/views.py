"""What the overlay shows, worked out without Qt: a pure function of a snapshot and the interface language.

Everything is quantised to what the eye can tell apart, so that equal views mean nothing to repaint.
"""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from copilot.call.alerts import waiting
from copilot.call.catalogue import Family, Side, family_of
from copilot.call.clauses import clause_of
from copilot.call.clock import wrapping_up
from copilot.call.events import Phase, SlotHeard, Trouble
from copilot.call.lines import fullest
from copilot.call.rules import Playbook
from copilot.call.state import Alert, AlertStatus, Call, Row
from copilot.call.transcript import find
from copilot.engine.snapshot import Lighter, Snapshot
from copilot.engine.stop_offer import OFFERS

LEVEL_BARS = 6
ANSWERED_MS = 2500  # how long an answered alert shows its tick
CHIPS = 4
CAPTION_MS = 15_000
CAPTION_LINES = 2
BEHIND_MS = 5000  # captions later than this are worth a word
RING_STEPS = 180


class Listening(StrEnum):
    """The dot in the header."""

    LOADING = "loading"
    LISTENING = "listening"
    KEEPING = "keeping"  # the sound, for later: nobody listens
    PAUSED = "paused"
    PROBLEM = "problem"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class ClockView:
    """seconds_left: negative in overtime. ring: share of the planned time that has gone, 0..1."""

    seconds_left: int
    planned_minutes: int
    ring: float
    phase: Phase


@dataclass(frozen=True, slots=True)
class BalanceView:
    """Percent of the speech of the last ten minutes. limit: percent from which you talk too much."""

    you: int
    limit: int

    @property
    def them(self) -> int:
        return 100 - self.you

    @property
    def over(self) -> bool:
        return self.you > self.limit


@dataclass(frozen=True, slots=True)
class CardView:
    """quote with [start, end) marked. answered: it shows its tick and fades. alert: below 0 while it waits for its turn."""

    alert: int
    signal: str
    family: Family
    title: str
    why: str
    side: Side | None
    quote: str
    start: int
    end: int
    say: str
    loud: bool
    answered: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A checklist row. say: its next line, '' once done. quote: the words that earned the tick, '' when ticked by hand."""

    step: int
    title: str
    done: bool
    by_hand: bool
    current: bool
    say: str
    quote: str


@dataclass(frozen=True, slots=True)
class SlotView:
    """A meeting slot heard in the talk, in both zones. cities: the last part of the zone's name. words: what gave it."""

    theirs: datetime
    their_city: str
    yours: datetime
    your_city: str
    timed: bool
    accepted: bool
    words: str


@dataclass(frozen=True, slots=True)
class ProblemView:
    """lighter: what a smaller speech model could do about captions that lag."""

    trouble: Trouble
    side: Side | None
    detail: str
    lighter: Lighter = Lighter.NO


@dataclass(frozen=True, slots=True)
class OfferView:
    """Is the call over? minutes: how long nobody has spoken, 0 when that is not why. app: what let the microphone go, or ''."""

    minutes: int
    app: str


@dataclass(frozen=True, slots=True)
class CaptionView:
    utterance: int
    side: Side
    text: str


@dataclass(frozen=True, slots=True)
class OverlayView:
    """rows is empty until the wrap-up opens. mini: the one line of the mini mode."""

    clock: ClockView
    you_bars: int
    them_bars: int
    state: Listening
    balance: BalanceView | None
    card: CardView | None
    chips: tuple[CardView, ...]
    rows: tuple[RowView, ...]
    slot: SlotView | None
    problems: tuple[ProblemView, ...]
    captions: tuple[CaptionView, ...]
    offer: OfferView | None = None

    @property
    def mini(self) -> str:
        if self.card is not None and self.card.say:
            return self.card.say
        return next((row.say for row in self.rows if row.current), "")

    @property
    def mini_family(self) -> Family:
        return self.card.family if self.card is not None else Family.CALL


def overlay_view(snapshot: Snapshot, language: str) -> OverlayView:
    """language: 'en' or 'fr', for titles and reasons; lines to say stay English."""
    call, playbook = snapshot.call, snapshot.playbook
    card = _card(call, playbook, language)
    problems = _problems(snapshot)
    quiet = call.paused or call.ended
    return OverlayView(
        clock=_clock(call),
        you_bars=0 if quiet else _bars(snapshot.you_level),
        them_bars=0 if quiet else _bars(snapshot.them_level),
        state=_state(snapshot, problems),
        balance=_balance(call, playbook),
        card=card,
        chips=_chips(call, playbook, language, card),
        rows=_rows(call, playbook, language),
        slot=_slot(call),
        problems=problems,
        captions=_captions(call),
        offer=_offer(call),
    )


def city(zone: str) -> str:
    """'America/New_York' -> 'New York'."""
    return zone.rsplit("/", 1)[-1].replace("_", " ")


def _clock(call: Call) -> ClockView:
    left = call.left_ms
    seconds = -(-left // 1000)  # a second is left until it is over
    share = max(0.0, min(1.0, call.now_ms / call.planned_ms)) if call.planned_ms else 0.0
    return ClockView(seconds, round(call.planned_ms / 60_000), round(share * RING_STEPS) / RING_STEPS, call.phase)


def _bars(level: float) -> int:
    return max(0, min(LEVEL_BARS, round(level * LEVEL_BARS)))


def _balance(call: Call, playbook: Playbook) -> BalanceView | None:
    share = call.talk.you_share
    return None if share is None else BalanceView(round(share * 100), round(playbook.timing.talk_ratio * 100))


def _state(snapshot: Snapshot, problems: tuple[ProblemView, ...]) -> Listening:
    if snapshot.call.ended:
        return Listening.ENDED
    if snapshot.call.paused:
        return Listening.PAUSED
    if problems:
        return Listening.PROBLEM
    if snapshot.loading:
        return Listening.LOADING
    return Listening.LISTENING if snapshot.words else Listening.KEEPING


def _card(call: Call, playbook: Playbook, language: str) -> CardView | None:
    """The loud alert first, then the one on the card, then one just answered."""
    if call.ended:
        return None
    cards = [a for a in call.alerts if a.status is AlertStatus.CARD]
    shown = next((a for a in reversed(cards) if a.loud), cards[-1] if cards else None)
    if shown is None:
        shown = next((a for a in reversed(call.alerts) if _just_answered(a, call)), None)
    if shown is None:
        return None
    return _card_of(shown, playbook, language)


def _card_of(alert: Alert, playbook: Playbook, language: str) -> CardView:
    rule = playbook.rule(alert.signal)
    return CardView(
        alert=alert.id,
        signal=alert.signal,
        family=family_of(alert.signal),
        title=rule.title.of(language),
        why=rule.why.of(language),
        side=alert.side,
        quote=alert.quote,
        start=alert.start,
        end=alert.end,
        say=alert.say,
        loud=alert.loud,
        answered=alert.status is AlertStatus.ANSWERED,
    )


def _just_answered(alert: Alert, call: Call) -> bool:
    return alert.status is AlertStatus.ANSWERED and call.now_ms - alert.changed_ms < ANSWERED_MS


def _chips(call: Call, playbook: Playbook, language: str, card: CardView | None) -> tuple[CardView, ...]:
    """The one that waits for its turn, then the others on screen, newest first. The wrap-up, which has its rows, is none."""
    if call.ended:
        return ()
    kept = waiting(call, playbook)
    shown = [
        _card_of(a, playbook, language)
        for a in (*((kept,) if kept else ()), *reversed(call.alerts))
        if (a.status.on_screen or _just_answered(a, call)) and a.signal != "wrap-up" and (card is None or a.id != card.alert)
    ]
    return tuple(shown[:CHIPS])


def _rows(call: Call, playbook: Playbook, language: str) -> tuple[RowView, ...]:
    return () if call.ended or not wrapping_up(call.phase) else checklist(call, playbook, language)


def checklist(call: Call, playbook: Playbook, language: str) -> tuple[RowView, ...]:
    """Every row, whatever the clock says."""
    state = {row.step: row for row in call.rows}
    views: list[RowView] = []
    current_found = False
    for rule in playbook.checklist:
        row = state.get(rule.step, Row(rule.step))
        current = not row.done and not current_found
        current_found = current_found or current
        views.append(
            RowView(
                step=rule.step,
                title=rule.title.of(language),
                done=row.done,
                by_hand=row.by == "hand",
                current=current,
                say="" if row.done else fullest(rule.say, call.setup),
                quote=row.quote,
            )
        )
    return tuple(views)


def _slot(call: Call) -> SlotView | None:
    if call.slot is None or call.setup is None:
        return None
    date = call.slot.date
    at = datetime.fromisoformat(date.at)
    their_zone = call.setup.prospect.timezone
    theirs = at.astimezone(ZoneInfo(their_zone)) if their_zone and date.timed else at
    yours = at.astimezone(ZoneInfo(call.setup.your_timezone)) if date.timed else at
    your_city, words = city(call.setup.your_timezone), _slot_words(call, call.slot)
    return SlotView(theirs, city(their_zone), yours, your_city, date.timed, call.slot.accepted, words)


def _slot_words(call: Call, slot: SlotHeard) -> str:
    """The words for the day or the hour; a bare number with those around it: "9 is good"."""
    date, heard = slot.date, find(call, slot.utterance)
    said = re.search(rf"\b{re.escape(date.text)}\b", heard.text) if heard is not None else None
    if heard is None or said is None or re.search(r"[^\W\d_]{3}", date.text):
        return date.text
    return clause_of(heard.text, replace(date, start=said.start(), end=said.end()), heard.dates)


def _problems(snapshot: Snapshot) -> tuple[ProblemView, ...]:
    if snapshot.call.ended:
        return ()
    late = str(snapshot.behind_ms // 1000)
    told = [ProblemView(p.trouble, p.side, late if p.trouble is Trouble.BEHIND else p.detail) for p in snapshot.call.problems]
    told = [replace(p, side=None, detail="") if p.trouble is Trouble.STUCK else p for p in told if p.trouble not in OFFERS]
    told = list(dict.fromkeys(told))  # one sound system serves both sides
    if snapshot.behind_ms >= BEHIND_MS and all(p.trouble is not Trouble.BEHIND for p in told):
        told.append(ProblemView(Trouble.BEHIND, None, late))
    return tuple(replace(p, lighter=snapshot.lighter) if p.trouble is Trouble.BEHIND else p for p in told)


def _offer(call: Call) -> OfferView | None:
    asked = next((p for p in reversed(call.problems) if p.trouble in OFFERS), None)
    if asked is None or call.ended:
        return None
    idle = asked.trouble is Trouble.IDLE
    return OfferView(int(asked.detail or 0) if idle else 0, "" if idle else asked.detail)


def _captions(call: Call) -> tuple[CaptionView, ...]:
    recent = [u for u in call.utterances if u.text and (u.open or call.now_ms - u.end_ms < CAPTION_MS)]
    return tuple(CaptionView(u.id, u.side, u.text) for u in recent[-CAPTION_LINES:])
