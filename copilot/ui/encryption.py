"""The dialogs around encryption: what it means before it is set, the recovery key once, the passphrase at the start."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QInputDialog,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from copilot.engine.language import interface_language
from copilot.store.vault import How
from copilot.ui import translation
from copilot.ui.application import application
from copilot.ui.widgets import label, without_icons

LEAST = 10


def begin(dialog: QDialog, title: str, words: str) -> QVBoxLayout:
    """The dialog's title and first paragraph. Returns its column."""
    dialog.setWindowTitle(title)
    dialog.setMinimumWidth(520)
    column = QVBoxLayout(dialog)
    column.setSpacing(10)
    column.addWidget(label("words", words))
    return column


class EncryptDialog(QDialog):
    """Asks how, after saying what a lost key costs."""

    def __init__(self, keychain: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = begin(
            self,
            self.tr("Encrypt the calls on this disk"),
            self.tr(
                "Records, corrections, notes and the search are encrypted where they lie. Someone who takes this disk, or a"
                " copy of it, reads none of it. Someone who sits at your open session still can."
            ),
        )
        column.addWidget(
            label(
                "strong",
                self.tr(
                    "Without the key nobody can open your calls again: not you, not us."
                    " You get a recovery key to keep elsewhere."
                ),
            )
        )
        self.keychain = QRadioButton(self.tr("The system's keychain keeps the key; nothing is asked"))
        self.passphrase = QRadioButton(self.tr("A passphrase, asked each time the app starts"))
        self.keychain.setEnabled(keychain)
        if not keychain:
            self.keychain.setText(self.tr("The system's keychain (there is none here)"))
        (self.keychain if keychain else self.passphrase).setChecked(True)
        self.first, self.second = _secret(self.tr("Passphrase, ten characters or more")), _secret(self.tr("The same again"))
        self.understood = QCheckBox(self.tr("I understand: a lost key is lost for good"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Go on"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        for part in (self.keychain, self.passphrase, self.first, self.second, self.understood, self.buttons):
            column.addWidget(part)
        without_icons(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.passphrase.toggled.connect(self._check)
        self.understood.toggled.connect(self._check)
        for field in (self.first, self.second):
            field.textChanged.connect(self._check)
        self._check()

    @property
    def how(self) -> How:
        return How.PASSPHRASE if self.passphrase.isChecked() else How.KEYCHAIN

    @property
    def secret(self) -> str:
        return self.first.text() if self.how is How.PASSPHRASE else ""

    def _check(self) -> None:
        typed = self.how is How.PASSPHRASE
        for field in (self.first, self.second):
            field.setVisible(typed)
        fits = not typed or (len(self.first.text()) >= LEAST and self.first.text() == self.second.text())
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(fits and self.understood.isChecked())


class RecoveryDialog(QDialog):
    """Shows the recovery key, once."""

    def __init__(self, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = begin(
            self,
            self.tr("Your recovery key"),
            self.tr(
                "Write it down, or keep it in your password manager. It opens your calls when the passphrase is"
                " forgotten, the keychain is gone, or a backup is restored on another computer. It is shown this once."
            ),
        )
        self.key = label("strong", " ".join(key[i : i + 4] for i in range(0, len(key), 4)))
        self.key.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.key.setAccessibleName(self.tr("Your recovery key"))
        self.kept = QCheckBox(self.tr("I have kept it in a safe place"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setText(self.tr("Encrypt now"))
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Cancel"))
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(False)
        for part in (self.key, self.kept, self.buttons):
            column.addWidget(part)
        self.kept.toggled.connect(self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled)
        without_icons(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)


def ask_passphrase(wrong: bool) -> str | None:
    """Before the app opens; None when the user gives up. Makes the application if there is none yet."""
    translation.install(application(), interface_language())
    words = QCoreApplication.translate("Encryption", "Your calls are encrypted. Passphrase, or recovery key:")
    if wrong:
        words = QCoreApplication.translate("Encryption", "That does not open them. Passphrase, or recovery key:")
    box = QInputDialog()
    box.setWindowTitle("Money Time")
    box.setLabelText(words)
    box.setTextEchoMode(QLineEdit.EchoMode.Password)
    box.setWindowFlag(Qt.WindowType.WindowStaysOnTopHint)
    return box.textValue() if box.exec() == QDialog.DialogCode.Accepted else None


def _secret(words: str) -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setPlaceholderText(words)
    made.setAccessibleName(words)
    return made
