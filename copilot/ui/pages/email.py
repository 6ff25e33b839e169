"""The follow-up, ready to change and send."""

from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from copilot.engine.inviting import invite_of
from copilot.errors import KnownError
from copilot.review.export import to_eml, to_mailto
from copilot.review.invite import to_ics
from copilot.review.model import Email, Review, Sentence, Tone
from copilot.store.edits import Draft, Edits
from copilot.store.settings import LanguageModel
from copilot.ui import texts
from copilot.ui.pages.polish import PolishDialog, ask
from copilot.ui.tasks import Errand
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, go_on_typing, heading, label, make_tall, push

_REST_MS = 2000  # after the last key


class EmailCard(Card):
    failed = Signal(str)
    invite_wanted = Signal(str)  # 'meeting', 'placeholder' or 'cancelled'
    changed = Signal()  # the address or what the user wrote

    def __init__(self, theme: Theme, review: Review, edits: Edits, sender: tuple[str, str], model: LanguageModel) -> None:
        """sender: name and address."""
        super().__init__(theme, "")
        self._emails, self._sender, self._review, self._edits = review.emails, sender, review, edits
        self._model, self._unpolished = model, ""
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
        self.address.editingFinished.connect(self.changed)
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
        self._told = label(
            "warn", self.tr("What was agreed has changed since you wrote this: read it again before you send it.")
        )
        self._anew = push(self.tr("Back to the text from the call"), "link")
        self._anew.clicked.connect(self._on_anew)
        for part in (self._told, self._anew):
            self.column.addWidget(part)
        self._drafts, self._rest = dict(edits.drafts), QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.changed)
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
        self._show()
        self.body.textChanged.connect(self._on_written)
        self.subject.textEdited.connect(self._on_written)

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
        self.changed.emit()
        self.invite_wanted.emit(self.sender().property("what"))

    # --- what the user wrote --------------------------------------------------------------------------------------

    def take_over(self, old: "EmailCard", focused: QWidget | None) -> None:
        """Of the same call, made before: the same tone, and whoever types goes on. focused: what had the focus."""
        self._tone.setCurrentIndex(max(0, self._tone.findText(old._tone.currentText())))
        self.body.textChanged.disconnect()
        self.body = go_on_typing(self.column, self.body, old.body, focused is old.body)
        self.body.textChanged.connect(self._on_written)
        if self.body is old.body:
            self._unpolished_is(old._unpolished)
        for field, before in ((self.address, old.address), (self.subject, old.subject)):
            if focused is before:
                field.setCursorPosition(before.cursorPosition())
                field.setFocus()

    @property
    def drafts(self) -> dict[str, Draft]:
        """By tone; none where the text is still the one from the call."""
        return dict(self._drafts)

    @property
    def _shown(self) -> Email:
        email: Email = self._emails[self._tone.currentIndex()]
        return email

    def _from_call(self) -> tuple[str, str]:
        """Subject and text as they follow from the call, signed."""
        return self._shown.subject, f"{self._shown.body}\n{self._sender[0]}".rstrip()

    def _on_written(self) -> None:
        tone, written, now = self._shown.tone, self._from_call(), (self.subject.text(), self.body.toPlainText())
        if now == written:
            self._drafts.pop(tone, None)
        else:
            known = self._drafts.get(tone)
            self._drafts[tone] = Draft(*now, known.of if known is not None else "\n".join(written))
        self._tell_draft()
        self._rest.start()

    def _tell_draft(self) -> None:
        """That it is the user's own text, and whether it may be out of date."""
        draft = self._drafts.get(self._shown.tone)
        self._told.setVisible(draft is not None and draft.of != "\n".join(self._from_call()))
        self._anew.setVisible(draft is not None)

    def _on_anew(self) -> None:
        self._drafts.pop(self._shown.tone, None)
        self._show()
        self.changed.emit()

    def edited(self) -> Email:
        """As it stands in the fields."""
        return replace(self._shown, subject=self.subject.text(), paragraphs=((Sentence(self.body.toPlainText()),),))

    def _show(self) -> None:
        draft = self._drafts.get(self._shown.tone)
        subject, body = (draft.subject, draft.body) if draft is not None else self._from_call()
        self.subject.setText(subject)
        self.subject.setCursorPosition(0)
        with QSignalBlocker(self.body):  # nobody wrote this
            self.body.setPlainText(body)
        self._tell_draft()
        self._unpolished_is("")

    def _unpolished_is(self, draft: str) -> None:
        """What the button brings back; '' where there is nothing to bring back, and it polishes."""
        self._unpolished = draft
        self._polish.setText(self.tr("Back to the draft") if draft else self.tr("Polish…"))

    def _on_polish(self) -> None:
        """Asks the user's language model, or puts the draft back that was there before."""
        if self._unpolished:
            self.body.setPlainText(self._unpolished)
            self._unpolished_is("")
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
        self._unpolished_is(self.body.toPlainText())
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
