"""The follow-up, ready to change and send."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QLineEdit, QPlainTextEdit

from copilot.review.export import to_eml, to_mailto
from copilot.review.model import Email, Sentence, Tone
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, heading, label, push


class EmailCard(Card):
    failed = Signal(str)
    invite_wanted = Signal()

    def __init__(self, theme: Theme, emails: tuple[Email, ...], due: str, sender: tuple[str, str], invite: bool) -> None:
        """due: by when to send, in words. sender: name and address. invite: there is a slot for one."""
        super().__init__(theme)
        self._emails, self._sender = emails, sender
        head = QHBoxLayout()
        head.addWidget(heading(self.tr("Follow-up, ready to send")))
        head.addStretch()
        self._tone = QComboBox()
        names = {Tone.WARM: self.tr("Warm"), Tone.BRIEF: self.tr("Brief")}
        for email in emails:
            self._tone.addItem(names[email.tone], email)
        self._tone.setAccessibleName(self.tr("Tone"))
        self._tone.setVisible(len(emails) > 1)
        self._tone.currentIndexChanged.connect(self._show)
        head.addWidget(self._tone)
        self.column.addLayout(head)
        if due:
            self.column.addWidget(label("warn", due))
        self.subject = QLineEdit()
        self.subject.setAccessibleName(self.tr("Subject"))
        self.subject.setPlaceholderText(self.tr("Subject"))
        self.subject.setMinimumHeight(round(self.subject.fontMetrics().height() * 1.9))
        self.body = QPlainTextEdit()
        self.body.setAccessibleName(self.tr("Text of the email"))
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(self.body.fontMetrics().height() * 12)
        open_, copy, save = push(self.tr("Open in mail"), "primary"), push(self.tr("Copy")), push(self.tr("Save (.eml)"))
        self._copy = copy
        open_.clicked.connect(self._open)
        copy.clicked.connect(self._to_clipboard)
        save.clicked.connect(self._save)
        make = push(self.tr("Invite (.ics)"))
        make.clicked.connect(self.invite_wanted)
        make.setVisible(invite)
        self.column.addWidget(self.subject)
        self.column.addWidget(self.body, 1)
        for pair in ((open_, copy), (save, make)):
            buttons = QHBoxLayout()
            for part in pair:
                buttons.addWidget(part)
            buttons.addStretch()
            self.column.addLayout(buttons)
        self._show(0)

    def edited(self) -> Email:
        """As it stands in the fields."""
        old: Email = self._emails[self._tone.currentIndex()]
        return replace(old, subject=self.subject.text(), paragraphs=((Sentence(self.body.toPlainText()),),))

    def _show(self, index: int) -> None:
        email: Email = self._emails[index]
        self.subject.setText(email.subject)
        self.subject.setCursorPosition(0)
        self.body.setPlainText(email.body)

    def _to_clipboard(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.subject.text()}\n\n{self.body.toPlainText()}")
        self._copy.setText(self.tr("Copied"))

    def _open(self) -> None:
        if not QDesktopServices.openUrl(QUrl(to_mailto(self.edited(), ""), QUrl.ParsingMode.StrictMode)):
            self.failed.emit(self.tr("No mail program answered. Copy the text instead."))

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Save the email"), "follow-up.eml", "*.eml")
        if name:
            try:
                Path(name).write_bytes(to_eml(self.edited(), self._sender, ("", ""), datetime.now(UTC)))
            except OSError as error:
                words = self.tr("{file} could not be written ({reason}). Choose another place.")
                self.failed.emit(words.replace("{file}", name).replace("{reason}", error.strerror or ""))
