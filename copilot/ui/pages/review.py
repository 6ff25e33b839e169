"""The page after a call: the verdict first, then everything needed to act on it."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from copilot.call.catalogue import Side, family_of
from copilot.call.rules import Playbook
from copilot.engine.deals import follow_up
from copilot.engine.live_view import names
from copilot.engine.record import summary
from copilot.engine.views import city
from copilot.review.model import Quote, Review
from copilot.store.edits import CommitmentEdit, Edits
from copilot.store.settings import Settings
from copilot.ui import texts
from copilot.ui.dues import due_words
from copilot.ui.pages.email import EmailCard
from copilot.ui.pages.figures import FiguresCard
from copilot.ui.pages.notes import NotesCard
from copilot.ui.pages.pair import Pair
from copilot.ui.pages.picture import PictureCard
from copilot.ui.pages.promises import PromisesCard
from copilot.ui.pages.said import SaidCard
from copilot.ui.pages.transcript import Transcript, show_words
from copilot.ui.theme import Theme
from copilot.ui.verdicts import verdict_colour
from copilot.ui.widgets import Card, Page, QuoteLink, label, push

_EVERY_MS = 30_000  # the time left is told in minutes
_AT_ONCE = 2  # parts of a page that opens, down to the verdict


class ReviewPage(Page):
    failed = Signal(str)
    edited = Signal(object)  # Edits: the review follows from them
    written = Signal(str, object)  # the call, and Edits that change nothing of its review
    invite_wanted = Signal(str)  # 'meeting', 'placeholder' or 'cancelled'
    export_wanted = Signal(str)  # form
    practice_wanted = Signal(int)  # call time in ms of a missed moment
    back_wanted = Signal()
    forget_wanted = Signal(str, bool)  # the call, and whether its commitments stay

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Review of a call"))
        self._theme = theme
        self._review: Review | None = None
        self._transcript: Transcript | None = None
        self._heard: SaidCard | None = None
        self._email: EmailCard | None = None
        self._notes: NotesCard | None = None
        self._edits = Edits()
        self._settings = Settings()
        self._titles: dict[str, str] = {}
        self._sound: Path | None = None
        self._due: QLabel | None = None
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._clock.start(_EVERY_MS)

    @property
    def review(self) -> Review | None:
        return self._review

    def show_review(
        self, review: Review, edits: Edits, playbook: Playbook, settings: Settings, now: datetime, sound: Path | None
    ) -> None:
        """now: aware, for the time left to follow up. sound: where it was kept.

        The same call again keeps its place, and whoever is typing goes on.
        """
        same = self._review is not None and self._review.call.setup == review.call.setup
        place = self.verticalScrollBar().value() if same else 0
        if not same:
            self.keep()
        email, notes = (self._email, self._notes) if same else (None, None)
        focused = self.window().focusWidget()
        self.clear()
        self._review, self._edits, self._settings, self._sound = review, edits, settings, sound
        self._titles = names(playbook, texts.language())
        self._transcript = self._email = self._notes = self._heard = None
        parts = (
            partial(self._head, review),
            partial(self._verdict, review),
            partial(self._pictured, review),
            partial(self._to_do, review),
            partial(self._learned, review),
            partial(FiguresCard, self._theme, review.figures),
            self._noted,
            partial(self._said, review),
            self._exports,
            self._forgetting,
        )
        self.unfold(parts, len(parts) if same else _AT_ONCE)
        self._count_down(now)
        if email is not None and notes is not None:
            self._go_on_typing(email, notes, focused)
        self.lay_out()
        self.verticalScrollBar().setValue(place)

    def _go_on_typing(self, email: EmailCard, notes: NotesCard, focused: QWidget | None) -> None:
        if self._email is not None and self._notes is not None:
            self._email.take_over(email, focused)
            self._notes.take_over(notes, focused)

    def take_over(self, old: "ReviewPage") -> None:
        """What is heard of a call there goes on here, on its page in another window."""
        if self._heard is not None and old._heard is not None and self._sound == old._sound:
            self._heard.take_over(old._heard)

    @property
    def current(self) -> Edits:
        """With what was written on the page meanwhile."""
        if self._email is None or self._notes is None:
            return self._edits
        address = self._email.address.text().strip()
        return replace(self._edits, notes=self._notes.text, email=address, drafts=self._email.drafts)

    def _change(self, **new: object) -> None:
        self.edited.emit(replace(self.current, **new))  # type: ignore[arg-type]

    def keep(self) -> None:
        """Says what was written on the page, if that is not kept yet. The page stays as it is."""
        if self._review is not None and self._review.call.setup is not None and self.current != self._edits:
            self.written.emit(self._review.call.setup.call_id, self.current)

    def kept(self, edits: Edits) -> None:
        """What was written, as it is kept now."""
        self._edits = edits

    def let_go(self) -> None:
        """The call is gone: what is written on the page is nobody's."""
        self._email = None

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.keep()

    def _edit_turn(self, utterance: int, side: Side, words: str) -> None:
        assert self._review is not None
        turn = next(u for u in self._review.call.utterances if u.id == utterance)
        texts_, sides = dict(self._edits.texts), dict(self._edits.sides)
        if words and words != turn.text:
            texts_[utterance] = words
        if side is not turn.side:
            sides[utterance] = side
        self._change(texts=texts_, sides=sides)

    def _restore_turn(self, utterance: int) -> None:
        self._change(
            texts={u: t for u, t in self._edits.texts.items() if u != utterance},
            sides={u: s for u, s in self._edits.sides.items() if u != utterance},
        )

    def _edit_promise(self, number: int, edit: CommitmentEdit) -> None:
        self._change(commitments={**self._edits.commitments, number: edit})

    def _add_promise(self, edit: CommitmentEdit) -> None:
        self._edit_promise(min((0, *self._edits.commitments)) - 1, edit)

    def _mark(self, at_ms: int, note: str) -> None:
        marks = dict(self._edits.marks)
        if marks.pop(at_ms, None) is None:
            marks[at_ms] = note
        self._change(marks=marks)

    def _sent(self) -> None:
        self._change(sent_utc="" if self._edits.sent_utc else datetime.now(UTC).isoformat(timespec="seconds"))

    def _tick(self) -> None:
        self._count_down(datetime.now(UTC))

    def _count_down(self, now: datetime) -> None:
        """By when to write, on the card of the verdict; nothing once it was sent."""
        setup = self._review.call.setup if self._review is not None else None
        if setup is None or self._review is None or self._due is None:
            return
        by = follow_up(summary(self._review, self._edits.sent_utc))
        words = due_words(by, now, setup.prospect.timezone) if by is not None else ""
        if self._edits.sent_utc:
            at = datetime.fromisoformat(self._edits.sent_utc).astimezone()
            words = self.tr("Sent {day} at {time}").replace("{day}", texts.day(at)).replace("{time}", texts.clock(at))
        self._due.setText(words)
        self._due.setVisible(bool(words))

    def jump(self, utterance: int) -> None:
        """To the words in the transcript."""
        self.then(lambda: show_words(self, self._transcript, utterance))

    # --- cards ----------------------------------------------------------------------------------------------------

    def _head(self, review: Review) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(label("h1", title_of(review)))
        words.addWidget(label("sub", self._facts(review)))
        row.addLayout(words, 1)
        back = push(self.tr("All calls"), "link")
        back.clicked.connect(self.back_wanted)
        row.addWidget(back)
        return box

    def _facts(self, review: Review) -> str:
        call, setup = review.call, review.call.setup
        assert setup is not None
        started = datetime.fromisoformat(setup.started_utc)
        here = started.astimezone(ZoneInfo(setup.your_timezone))
        parts = [f"{texts.day(here)} {here.year}, {texts.clock(here)} {city(setup.your_timezone)}"]
        if setup.prospect.timezone:
            there = started.astimezone(ZoneInfo(setup.prospect.timezone))
            parts[0] += f" / {texts.clock(there)} {city(setup.prospect.timezone)}"
        length = self.tr("{minutes} of {planned} min").replace("{minutes}", str(round(call.now_ms / 60_000)))
        parts += [
            length.replace("{planned}", str(round(call.planned_ms / 60_000))),
            self.tr("text only, no sound kept") if self._sound is None else self.tr("sound kept"),
        ]
        if review.consent is not None:
            parts.append(self.tr("consent heard at {time}").replace("{time}", texts.at(review.consent.at_ms)))
        else:
            parts.append(self.tr("consent not heard"))
        if call.end_reason == "crashed":
            parts.append(self.tr("cut short by a crash"))
        return " · ".join(parts)

    def _verdict(self, review: Review) -> Card:
        verdict = review.verdict
        colour = verdict_colour(self._theme, verdict.value)
        card = Card(self._theme, stripe=colour)
        head = QHBoxLayout()
        head.setSpacing(16)
        name = label("verdict", texts.verdict(verdict.value), wrap=False)
        name.setStyleSheet(f"color: {colour}")
        head.addWidget(name)
        head.addStretch()
        act = push(
            self.tr("Ask for a yes or a no") if review.email.asks else self.tr("To the follow-up"),
            "primary",
        )
        act.clicked.connect(self._to_email)
        sent = push(self.tr("Not sent after all") if self._edits.sent_utc else self.tr("Mark as sent"))
        sent.clicked.connect(self._sent)
        head.addWidget(sent)
        head.addWidget(act)
        card.column.addLayout(head)
        card.column.addWidget(label("sub", verdict.reason.of(texts.language())))
        self._due = label("good" if self._edits.sent_utc else "warn")
        card.column.addWidget(self._due)
        for quote in verdict.quotes:
            card.column.addWidget(self._quote(quote))
        return card

    def _pictured(self, review: Review) -> Card:
        self._picture = card = PictureCard(self._theme, review.timeline, self._titles)
        card.wanted.connect(self.jump)
        card.failed.connect(self.failed)
        return card

    def _to_do(self, review: Review) -> Pair:
        """What was promised, and the email that says so."""
        promises = PromisesCard(self._theme, review, self._edits)
        promises.wanted.connect(self.jump)
        promises.edited.connect(self._edit_promise)
        sender = (self._settings.you.name, self._settings.you.email)
        self._email = EmailCard(self._theme, review, self._edits, sender, self._settings.language_model)
        self._email.failed.connect(self.failed)
        self._email.invite_wanted.connect(self.invite_wanted)
        self._email.changed.connect(self.keep)
        return Pair(promises, self._email)

    def _learned(self, review: Review) -> Pair:
        return Pair(self._missed(review), self._steps(review))

    def _noted(self) -> Card:
        self._notes = NotesCard(self._theme, self._edits.notes)
        self._notes.changed.connect(self.keep)
        return self._notes

    def _said(self, review: Review) -> Card:
        card = SaidCard(self._theme, review.call, self._edits, self._titles, self._sound)
        card.failed.connect(self.failed)
        card.turn_edited.connect(self._edit_turn)
        card.turn_restored.connect(self._restore_turn)
        card.promised.connect(self._add_promise)
        card.marked.connect(self._mark)
        self._transcript, self._heard = card.transcript, card
        return card

    def _quote(self, quote: Quote, words: str = "") -> QuoteLink:
        made = QuoteLink(texts.at(quote.at_ms), words or texts.said(quote.side, quote.text), quote.utterance)
        made.wanted.connect(self.jump)
        return made

    def _steps(self, review: Review) -> Card:
        card = Card(self._theme, self.tr("Wrap-up"))
        for step in review.steps:
            title = step.title.of(texts.language())
            card.column.addWidget(label("good" if step.by else "muted", f"✓ {title}" if step.by else f"— {title}"))
            if step.quote is not None:
                card.column.addWidget(self._quote(step.quote))
            elif step.by == "hand":
                card.column.addWidget(label("muted", self.tr("ticked by you")))
        card.column.addStretch()
        return card

    def _missed(self, review: Review) -> Card:
        card = Card(self._theme, self.tr("Moments to win back"))
        if not review.missed:
            card.column.addWidget(label("muted", self.tr("None: every alert was answered.")))
        for moment in review.missed:
            family = family_of(moment.signal)
            title = label("strong", f"{texts.at(moment.at_ms)}  {moment.title.of(texts.language())}")
            title.setStyleSheet(f"color: {self._theme.families[family]}")
            card.column.addWidget(title)
            for quote in (moment.quote, moment.yours):
                if quote is not None:
                    card.column.addWidget(self._quote(quote))
            if moment.better:
                card.column.addWidget(label("better", self.tr("Better: {line}").replace("{line}", texts.quoted(moment.better))))
            practise = push(self.tr("Practise this"), "link")
            practise.setAccessibleName(f"{practise.text()}: {moment.title.of(texts.language())}")
            practise.setProperty("at_ms", moment.at_ms)
            practise.clicked.connect(self._practise)
            card.column.addWidget(practise)
            card.column.addSpacing(6)
        card.column.addStretch()
        return card

    def _practise(self) -> None:
        self.practice_wanted.emit(self.sender().property("at_ms"))

    def _exports(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("sub", self.tr("Export:"), wrap=False))
        forms = [("pdf", "PDF"), ("md", "Markdown"), ("json", "JSON"), ("vtt", "WebVTT"), ("csv", "CSV")]
        for form, words in [*forms, ("flac", self.tr("Sound"))] if self._sound is not None else forms:
            made = push(words)
            made.setAccessibleName(self.tr("Export as {format}").replace("{format}", words))
            made.setProperty("form", form)
            made.clicked.connect(self._export)
            row.addWidget(made)
        row.addStretch()
        return box

    def _forgetting(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        for words, keeps in (
            (self.tr("Keep only the commitments…"), True),
            (self.tr("Delete this call…"), False),
        ):
            made = push(words, "link")
            made.setProperty("keeps", keeps)
            made.clicked.connect(self._forget)
            row.addWidget(made)
        row.addStretch()
        return box

    def _forget(self) -> None:
        setup = self._review.call.setup if self._review is not None else None
        if setup is not None:
            self.forget_wanted.emit(setup.call_id, self.sender().property("keeps"))

    def _export(self) -> None:
        self.export_wanted.emit(self.sender().property("form"))

    def _to_email(self) -> None:
        self.then(self._show_email)

    def _show_email(self) -> None:
        if self._email is not None:
            self.lay_out()
            self.ensureWidgetVisible(self._email, 0, 40)
            self._email.body.setFocus()


def title_of(review: Review) -> str:
    setup = review.call.setup
    assert setup is not None
    prospect = setup.prospect
    return ", ".join(part for part in (prospect.company, prospect.name) if part) or setup.title or texts.kind(setup.kind)
