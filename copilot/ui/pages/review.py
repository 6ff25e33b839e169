"""The page after a call: the verdict first, then everything needed to act on it."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from copilot.call.catalogue import Side, family_of
from copilot.call.rules import Playbook
from copilot.engine.live_view import names
from copilot.engine.views import city
from copilot.review.model import Promise, Quote, Review
from copilot.review.times import due, ended_at
from copilot.store.settings import Settings
from copilot.ui import texts
from copilot.ui.pages.email import EmailCard
from copilot.ui.pages.figures import FiguresCard
from copilot.ui.pages.timeline import TimelinePicture
from copilot.ui.pages.transcript import Transcript
from copilot.ui.theme import Theme
from copilot.ui.verdicts import verdict_colour
from copilot.ui.widgets import Card, Page, QuoteLink, label, push

_WIDE = 780  # pixels from which cards stand side by side


class ReviewPage(Page):
    failed = Signal(str)
    invite_wanted = Signal(object)  # Review
    export_wanted = Signal(str)  # form
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Review of a call"))
        self._theme = theme
        self._review: Review | None = None
        self._transcript: Transcript | None = None
        self._email: EmailCard | None = None
        self._pairs: list[_Pair] = []

    @property
    def review(self) -> Review | None:
        return self._review

    def show_review(self, review: Review, playbook: Playbook, settings: Settings, now: datetime) -> None:
        """now: aware, for the time left to follow up."""
        self.clear()
        self._review = review
        language = texts.language()
        titles = names(playbook, language)
        self._transcript = Transcript(self._theme, titles)
        self._transcript.show_call(review.call)
        sender = (settings.you.name, settings.you.email)
        self._email = EmailCard(self._theme, review.emails, self._due(review, now), sender, review.slot is not None)
        self._email.failed.connect(self.failed)
        self._email.invite_wanted.connect(self._want_invite)
        picture = Card(self._theme, self.tr("The call"))
        timeline = TimelinePicture(self._theme, review.timeline, titles)
        timeline.wanted.connect(self.jump)
        picture.column.addWidget(timeline)
        said = Card(self._theme, self.tr("What was said"))
        self._transcript.setMinimumHeight(self.fontMetrics().height() * 26)
        said.column.addWidget(self._transcript)
        self._pairs = [
            _Pair(self._promises(review), self._steps(review)),
            _Pair(self._missed(review), self._email),
        ]
        for part in (
            self._head(review),
            self._verdict(review),
            picture,
            *self._pairs,
            FiguresCard(self._theme, review.figures),
            said,
            self._exports(),
        ):
            self.column.addWidget(part)
        self.column.addStretch()
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def jump(self, utterance: int) -> None:
        """To the words in the transcript."""
        if self._transcript is not None:
            self._transcript.jump(utterance)
            self.ensureWidgetVisible(self._transcript, 0, 40)
            self._transcript.setFocus()

    def resizeEvent(self, event: object) -> None:
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._arrange()

    def _arrange(self) -> None:
        for pair in self._pairs:
            pair.stand(side_by_side=self.viewport().width() >= _WIDE)

    def _want_invite(self) -> None:
        self.invite_wanted.emit(self._review)

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
        parts += [length.replace("{planned}", str(round(call.planned_ms / 60_000))), self.tr("text only, no sound kept")]
        if review.consent is not None:
            parts.append(self.tr("consent heard at {time}").replace("{time}", texts.at(review.consent.at_ms)))
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
        head.addWidget(act)
        card.column.addLayout(head)
        card.column.addWidget(label("sub", verdict.reason.of(texts.language())))
        for quote in verdict.quotes:
            card.column.addWidget(self._quote(quote))
        return card

    def _quote(self, quote: Quote, words: str = "") -> QuoteLink:
        made = QuoteLink(texts.at(quote.at_ms), words or texts.said(quote.side, quote.text), quote.utterance)
        made.wanted.connect(self.jump)
        return made

    def _promises(self, review: Review) -> Card:
        card = Card(self._theme, self.tr("Commitments"))
        for side in (Side.YOU, Side.THEM):
            theirs = [p for p in review.promises if p.who is side]
            card.column.addWidget(label("strong", texts.side(side)))
            if not theirs:
                card.column.addWidget(label("muted", self.tr("nothing with a day")))
            for promise in theirs:
                card.column.addWidget(self._promise(promise, review))
        if review.unasked:
            card.column.addSpacing(6)
            card.column.addWidget(label("heading", self.tr("Left unasked")))
            for question in review.unasked:
                card.column.addWidget(label("words", texts.quoted(question.ask)))
                card.column.addWidget(label("muted", question.reason.of(texts.language())))
        card.column.addStretch()
        return card

    def _promise(self, promise: Promise, review: Review) -> QuoteLink:
        setup = review.call.setup
        assert setup is not None
        when = texts.quoted(promise.when) if promise.when else self.tr("no day")
        if promise.moment is not None:
            when = texts.moment(promise.moment, city(setup.prospect.timezone), city(setup.your_timezone))
        what = self.tr("Meeting") if promise.meeting else promise.what
        said = f"{what} — {when}"
        if promise.meeting and not promise.accepted:
            said = self.tr("{promise} (not agreed yet)").replace("{promise}", said)
        return self._quote(promise.quote, said)

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
            card.column.addSpacing(6)
        card.column.addStretch()
        return card

    def _due(self, review: Review, now: datetime) -> str:
        """'Due in 3 h 40, before 14:00 in New York', or that it is late."""
        setup = review.call.setup
        ended = ended_at(setup, review.call.now_ms) if setup is not None else None
        if setup is None or ended is None:
            return ""
        theirs = ZoneInfo(setup.prospect.timezone) if setup.prospect.timezone else None
        by = due(ended, theirs, ZoneInfo(setup.your_timezone)).acknowledge_by
        where = city(setup.prospect.timezone or setup.your_timezone)
        left = by - now.astimezone(UTC)
        if left <= timedelta():
            words = self.tr("It was due {day} at {time} in {city}: send it now")
        elif left < timedelta(hours=24):
            hours, minutes = divmod(int(left.total_seconds()) // 60, 60)
            words = self.tr("Due in {hours} h {minutes}, before {time} in {city}")
            words = words.replace("{hours}", str(hours)).replace("{minutes}", f"{minutes:02}")
        else:
            words = self.tr("Due before {day} {time} in {city}")
        return words.replace("{day}", texts.day(by)).replace("{time}", texts.clock(by)).replace("{city}", where)

    def _exports(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label("sub", self.tr("Export:"), wrap=False))
        for form, words in (("md", "Markdown"), ("json", "JSON"), ("vtt", "WebVTT"), ("csv", "CSV")):
            made = push(words)
            made.setAccessibleName(self.tr("Export as {format}").replace("{format}", words))
            made.setProperty("form", form)
            made.clicked.connect(self._export)
            row.addWidget(made)
        row.addStretch()
        return box

    def _export(self) -> None:
        self.export_wanted.emit(self.sender().property("form"))

    def _to_email(self) -> None:
        if self._email is not None:
            self.ensureWidgetVisible(self._email, 0, 40)
            self._email.body.setFocus()


class _Pair(QWidget):
    """Two cards beside each other, or under each other where the window is narrow."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._parts = (first, second)
        for part in self._parts:
            policy = part.sizePolicy()
            policy.setHorizontalPolicy(QSizePolicy.Policy.Ignored)  # or the wider one takes more than half
            part.setSizePolicy(policy)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(14)
        self._side_by_side: bool | None = None

    def stand(self, side_by_side: bool) -> None:
        if side_by_side is self._side_by_side:
            return
        self._side_by_side = side_by_side
        for at, part in enumerate(self._parts):
            self._grid.removeWidget(part)
            self._grid.addWidget(part, 0 if side_by_side else at, at if side_by_side else 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1 if side_by_side else 0)


def title_of(review: Review) -> str:
    setup = review.call.setup
    assert setup is not None
    prospect = setup.prospect
    return ", ".join(part for part in (prospect.company, prospect.name) if part) or setup.title or texts.kind(setup.kind)
