"""One screen before a call with somebody you spoke to before."""

from datetime import datetime

from PySide6.QtCore import Signal

from copilot.engine.brief import Brief, Standing
from copilot.engine.views import city
from copilot.ui import texts
from copilot.ui.theme import Theme
from copilot.ui.verdicts import verdict_colour
from copilot.ui.widgets import Card, Page, QuoteLink, label


class BriefPage(Page):
    opened = Signal(str, int)
    back_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(self.tr("Brief before the call"))
        self._theme = theme
        self._call = ""

    def show_brief(self, brief: Brief) -> None:
        self.begin(brief.company, self.tr("All deals"), self.back_wanted)
        self._call = brief.last.call_id
        at = datetime.fromisoformat(brief.last.started_utc).astimezone()
        words = self.tr("Calls: {calls}, the last on {day}").replace("{calls}", str(brief.calls))
        self.column.addWidget(label("sub", words.replace("{day}", texts.day(at))))
        last = Card(self._theme, self.tr("Where it stood"), stripe=verdict_colour(self._theme, brief.verdict.value))
        last.column.addWidget(label("strong", texts.verdict(brief.verdict.value)))
        last.column.addWidget(label("sub", brief.verdict.reason.of(texts.language())))
        for quote in brief.verdict.quotes:
            last.column.addWidget(self._link(self._call, quote.at_ms, texts.said(quote.side, quote.text), quote.utterance))
        self.column.addWidget(last)
        for title, nothing, standing in (
            (self.tr("They promised"), self.tr("Nothing that is still open."), brief.theirs),
            (self.tr("You promised"), self.tr("Nothing that is still open."), brief.yours),
        ):
            card = Card(self._theme, title)
            if not standing:
                card.column.addWidget(label("muted", nothing))
            for each in standing:
                promise = each.promise
                card.column.addWidget(
                    self._link(each.call_id, promise.quote.at_ms, self._said(each, brief), promise.quote.utterance)
                )
            self.column.addWidget(card)
        ask = Card(self._theme, self.tr("Ask this time"))
        if not brief.ask:
            ask.column.addWidget(label("muted", self.tr("Nothing was left unasked.")))
        for question in brief.ask:
            ask.column.addWidget(label("better", texts.quoted(question.ask)))
            ask.column.addWidget(label("muted", question.reason.of(texts.language())))
        self.column.addWidget(ask)
        if brief.notes:
            notes = Card(self._theme, self.tr("Your notes"))
            notes.column.addWidget(label("words", brief.notes))
            self.column.addWidget(notes)
        self.column.addStretch(1)
        self.verticalScrollBar().setValue(0)

    def _said(self, standing: Standing, brief: Brief) -> str:
        promise = standing.promise
        if promise.moment is None:
            return texts.sentence(promise.what)
        zones = city(brief.last.timezone), city(brief.last.your_timezone)
        return f"{texts.sentence(promise.what)} — {texts.moment(promise.moment, *zones)}"

    def _link(self, call_id: str, at_ms: int, words: str, utterance: int) -> QuoteLink:
        made = QuoteLink(texts.at(at_ms), words, utterance)
        made.setProperty("call", call_id)
        made.wanted.connect(self._open)
        return made

    def _open(self, utterance: int) -> None:
        self.opened.emit(self.sender().property("call"), utterance)
