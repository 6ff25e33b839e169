"""The follow-up, ready to change and send."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton

from copilot.engine.inviting import invite_of
from copilot.errors import KnownError
from copilot.review.export import to_eml, to_mailto
from copilot.review.invite import to_ics
from copilot.review.model import Email, Review, Sentence, Tone
from copilot.store.edits import Edits
from copilot.store.settings import LanguageModel
from copilot.ui import texts
from copilot.ui.pages.polish import PolishDialog, ask
from copilot.ui.tasks import Errand
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, heading, make_tall, push


class EmailCard(Card):
    failed = Signal(str)
    invite_wanted = Signal(str)  # 'meeting', 'placeholder' or 'cancelled'
    address_changed = Signal(str)

    def __init__(self, theme: Theme, review: Review, edits: Edits, sender: tuple[str, str], model: LanguageModel) -> None:
        """sender: name and address."""
        super().__init__(theme, "")
        self._emails, self._sender, self._review, self._edits = review.emails, sender, review, edits
        self._model, self._draft = model, ""
        head = QHBoxLayout()
        head.addWidget(heading(self.tr("Follow-up, ready to send")))
        head.addStretch()
        self._tone = QComboBox()
        names = {Tone.WARM: self.tr("Warm"), Tone.BRIEF: self.tr("Brief")}
        for email in self._emails:
            self._tone.addItem(names[email.tone], email)
        self._tone.setAccessibleName(self.tr("Tone"))
        self._tone.setVisible(len(self._emails) > 1)
        self._tone.currentIndexChanged.connect(self._show)
        head.addWidget(self._tone)
        self.column.addLayout(head)
        self.address = QLineEdit(edits.email)
        self.address.setPlaceholderText(self.tr("Their address"))
        self.address.setAccessibleName(self.tr("Their address"))
        self.address.editingFinished.connect(self._on_address)
        self.subject = QLineEdit()
        self.subject.setAccessibleName(self.tr("Subject"))
        self.subject.setPlaceholderText(self.tr("Subject"))
        for field in (self.address, self.subject):
            make_tall(field)
            self.column.addWidget(field)
        self.body = QPlainTextEdit()
        self.body.setAccessibleName(self.tr("Text of the email"))
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(self.body.fontMetrics().height() * 14)
        self.column.addWidget(self.body, 1)
        open_, self._copy, save = push(self.tr("Open in mail"), "primary"), push(self.tr("Copy")), push(self.tr("Save (.eml)"))
        open_.clicked.connect(self._open)
        self._copy.clicked.connect(self._to_clipboard)
        save.clicked.connect(self._save)
        self._polish = push("")
        self._polish.setVisible(model.polishes)
        self._polish.clicked.connect(self._on_polish)
        self._row(open_, self._copy, save, self._polish)
        if review.slot is not None:
            self._invites(review, edits)
        self._show(0)

    def _invites(self, review: Review, edits: Edits) -> None:
        made = edits.invite_sequence > 0
        self._row(
            self._invite("meeting", self.tr("Update the invite") if made else self.tr("Invite (.ics)")),
            self._invite("placeholder", self.tr("15-minute placeholder")),
            *([self._invite("cancelled", self.tr("Cancel the invite"))] if made else []),
        )

    def _invite(self, what: str, words: str) -> QPushButton:
        button = push(words)
        button.setProperty("what", what)
        button.clicked.connect(self._on_invite)
        return button

    def _row(self, *parts: QPushButton) -> None:
        row = QHBoxLayout()
        for part in parts:
            row.addWidget(part)
        row.addStretch()
        self.column.addLayout(row)

    def _on_invite(self) -> None:
        self._on_address()
        self.invite_wanted.emit(self.sender().property("what"))

    def _on_address(self) -> None:
        address = self.address.text().strip()
        if address != self._edits.email:
            self._edits = replace(self._edits, email=address)
            self.address_changed.emit(address)

    def edited(self) -> Email:
        """As it stands in the fields."""
        old: Email = self._emails[self._tone.currentIndex()]
        return replace(old, subject=self.subject.text(), paragraphs=((Sentence(self.body.toPlainText()),),))

    def _show(self, index: int) -> None:
        email: Email = self._emails[index]
        self.subject.setText(email.subject)
        self.subject.setCursorPosition(0)
        self.body.setPlainText(f"{email.body}\n{self._sender[0]}".rstrip())
        self._keep_draft("")

    def _keep_draft(self, draft: str) -> None:
        """What the button brings back; '' where there is nothing to bring back, and it polishes."""
        self._draft = draft
        self._polish.setText(self.tr("Back to the draft") if draft else self.tr("Polish…"))

    def _on_polish(self) -> None:
        """Asks the user's language model, or puts the draft back that was there before."""
        if self._draft:
            self.body.setPlainText(self._draft)
            self._keep_draft("")
            return
        from copilot.engine.polishing import question

        body = self.body.toPlainText()
        if PolishDialog(self._model, question(body), self).exec() == QDialog.DialogCode.Accepted:
            self._let_change(False)
            errand = Errand(partial(ask, self._model, body), self)
            errand.done.connect(self._on_polished)
            errand.start()

    def _on_polished(self, said: str | KnownError) -> None:
        self._let_change(True)
        if isinstance(said, KnownError):
            self.failed.emit(said.of(texts.language()))
            return
        self._keep_draft(self.body.toPlainText())
        self.body.setPlainText(said)

    def _let_change(self, may: bool) -> None:
        """While the model writes, its answer must still belong to the email that is shown."""
        self._polish.setEnabled(may)
        self._tone.setEnabled(may)

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.subject.text()}\n\n{self.body.toPlainText()}")
        self._copy.setText(self.tr("Copied"))

    def _open(self) -> None:
        if not QDesktopServices.openUrl(
            QUrl(to_mailto(self.edited(), self.address.text().strip()), QUrl.ParsingMode.StrictMode)
        ):
            self.failed.emit(self.tr("No mail program answered. Copy the text instead."))

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the email"), "follow-up.eml", "*.eml")
        if name:
            try:
                Path(name).write_bytes(self._file())
            except OSError as error:
                words = self.tr("{file} could not be written ({reason}). Choose another place.")
                self.failed.emit(words.replace("{file}", name).replace("{reason}", error.strerror or ""))

    def _file(self) -> bytes:
        """The message, with the invite it speaks of."""
        now, setup = datetime.now(UTC), self._review.call.setup
        assert setup is not None
        to = (setup.prospect.name, self.address.text().strip())
        edits = replace(self._edits, email=to[1])
        invite = to_ics(invite_of(self._review, edits, *self._sender), now) if self._review.slot is not None else None
        return to_eml(self.edited(), self._sender, to, now, invite)
