"""Who does what by when, each to be changed, marked as kept, and led back to its words."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout

from copilot.call.catalogue import Side
from copilot.engine.views import city
from copilot.review.model import Promise, Review
from copilot.store.edits import CommitmentEdit, Edits
from copilot.ui import texts
from copilot.ui.pages.corrections import PromiseDialog
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, QuoteLink, label, push


class PromisesCard(Card):
    wanted = Signal(int)  # utterance
    edited = Signal(int, object)  # commitment number, CommitmentEdit

    def __init__(self, theme: Theme, review: Review, edits: Edits) -> None:
        super().__init__(theme, "")
        self._review, self._edits = review, edits
        setup = review.call.setup
        assert setup is not None
        self._setup = setup
        self.column.addWidget(label("heading", self.tr("Commitments"), wrap=False))
        self.setAccessibleName(self.tr("Commitments"))
        for side in (Side.YOU, Side.THEM):
            own = [p for p in review.promises if p.who is side]
            self.column.addWidget(label("strong", texts.side(side)))
            if not own:
                self.column.addWidget(label("muted", self.tr("nothing with a day")))
            for promise in own:
                self._add(promise)
        if review.unasked:
            self.column.addSpacing(6)
            self.column.addWidget(label("heading", self.tr("Left unasked")))
            for question in review.unasked:
                self.column.addWidget(label("words", texts.quoted(question.ask)))
                self.column.addWidget(label("muted", question.reason.of(texts.language())))
        self.column.addStretch(1)

    def _add(self, promise: Promise) -> None:
        edit = self._edit_of(promise)
        said = self._said(promise)
        link = QuoteLink(texts.at(promise.quote.at_ms), f"✓ {said}" if edit.done else said, promise.quote.utterance)
        link.setToolTip(texts.said(promise.quote.side, promise.quote.text))
        link.wanted.connect(self.wanted)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(link, 1)
        if not promise.meeting:
            done = push(self.tr("Reopen") if edit.done else self.tr("Kept"), "link")
            done.setAccessibleName(f"{done.text()}: {promise.what}")
            done.setProperty("change", replace(edit, done=not edit.done))
            done.setProperty("number", promise.commitment)
            done.clicked.connect(self._keep)
            row.addWidget(done)
        change = push(self.tr("Change"), "link")
        change.setAccessibleName(self.tr("Change: {what}").replace("{what}", promise.what))
        change.setProperty("number", promise.commitment)
        change.clicked.connect(self._change)
        row.addWidget(change)
        self.column.addLayout(row)

    def _said(self, promise: Promise) -> str:
        when = texts.quoted(promise.when) if promise.when else self.tr("no day")
        if promise.moment is not None:
            when = texts.moment(promise.moment, city(self._setup.prospect.timezone), city(self._setup.your_timezone))
        what = self.tr("Meeting") if promise.meeting else texts.sentence(promise.what)
        said = f"{what} — {when}"
        if promise.meeting and not promise.accepted:
            said = self.tr("{promise} (not agreed yet)").replace("{promise}", said)
        return said

    def _edit_of(self, promise: Promise) -> CommitmentEdit:
        return self._edits.commitments.get(promise.commitment) or CommitmentEdit(promise.who, promise.what)

    def _keep(self) -> None:
        self.edited.emit(self.sender().property("number"), self.sender().property("change"))

    def _change(self) -> None:
        number = self.sender().property("number")
        promise = next(p for p in self._review.promises if p.commitment == number)
        zone = self._setup.prospect.timezone or self._setup.your_timezone
        dialog = PromiseDialog(self._edit_of(promise), promise.moment, zone, self)
        dialog.finished.connect(self._changed)
        dialog.setProperty("number", number)
        dialog.open()

    def _changed(self, result: int) -> None:
        dialog = self.sender()
        assert isinstance(dialog, PromiseDialog)
        if result == QDialog.DialogCode.Accepted:
            self.edited.emit(dialog.property("number"), dialog.chosen)
        dialog.deleteLater()
