"""The privacy card of the settings: how long calls stay, whether they are encrypted, what is kept about one person."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFormLayout, QHBoxLayout, QLabel, QWidget

from copilot.store.vault import How
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, label, make_tall, push

KEEP_DAYS = (0, 30, 90, 180, 365, 730)


class PrivacyCard(Card):
    """Shows and asks; what is asked is done elsewhere."""

    keep_days_changed = Signal(int)
    delete_old_wanted = Signal()
    encrypt_wanted = Signal()
    decrypt_wanted = Signal()
    export_wanted = Signal(str)  # the person or company
    delete_wanted = Signal(str)
    backup_wanted = Signal()
    restore_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, self.tr("Privacy"))
        self._how: How | None = None
        self.keep = QComboBox()
        self.delete_old = push(self.tr("Delete the older ones now…"))
        self.lock = label("words")
        self.turn = push("")
        self.who = QComboBox()
        self.export = push(self.tr("Export…"))
        self.delete = push(self.tr("Delete…"))
        self.backup, self.restore = push(self.tr("Back up…")), push(self.tr("Restore…"))
        self._fill_keep()
        self._prepare_who()
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(10)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for words, fields in (
            (self.tr("&Keep calls for"), (self.keep, self.delete_old)),
            (self.tr("Encryption"), (self.lock, self.turn)),
            (self.tr("A&bout one person"), (self.who, self.export, self.delete)),
            (self.tr("All calls"), (label("words", self.tr("In one file, for you to keep.")), self.backup, self.restore)),
        ):
            form.addRow(self._named(words, fields[0]), _row(fields))
        row = QHBoxLayout()
        row.addLayout(form)
        self.column.addLayout(row)
        self.column.addWidget(label("sub", self.tr("No sound is kept unless you say so. Nothing leaves this computer.")))
        self.keep.currentIndexChanged.connect(self._kept)
        self.delete_old.clicked.connect(self.delete_old_wanted)
        self.turn.clicked.connect(self._turned)
        self.export.clicked.connect(self._export)
        self.delete.clicked.connect(self._delete)
        self.backup.clicked.connect(self.backup_wanted)
        self.restore.clicked.connect(self.restore_wanted)
        self.who.editTextChanged.connect(self._who_changed)
        self.show_state(0, None, ())

    def show_state(self, keep_days: int, how: How | None, people: Sequence[str]) -> None:
        """keep_days: 0 for ever. how: None when nothing is encrypted. people: whom the calls were with."""
        self.show_days(keep_days)
        self._how = how
        self.lock.setText(
            {
                None: self.tr("Off. Your files are readable by your account alone."),
                How.KEYCHAIN: self.tr("On. The key is in the system's keychain."),
                How.PASSPHRASE: self.tr("On. The passphrase is asked when the app starts."),
            }[how]
        )
        self.turn.setText(self.tr("Decrypt…") if how else self.tr("Encrypt…"))
        typed = self.who.currentText()
        self.who.blockSignals(True)
        self.who.clear()
        self.who.addItems(list(people))
        self.who.setCurrentIndex(-1)
        self.who.setEditText(typed)
        self.who.blockSignals(False)
        self._who_changed(typed)

    def show_days(self, keep_days: int) -> None:
        self.keep.blockSignals(True)
        if self.keep.findData(keep_days) < 0:
            self.keep.addItem(self._days(keep_days), keep_days)
        self.keep.setCurrentIndex(self.keep.findData(keep_days))
        self.keep.blockSignals(False)
        self.delete_old.setVisible(keep_days > 0)

    def _fill_keep(self) -> None:
        for days in KEEP_DAYS:
            self.keep.addItem(self._days(days), days)

    def _days(self, days: int) -> str:
        return self.tr("{days} days").replace("{days}", str(days)) if days else self.tr("As long as I like")

    def _prepare_who(self) -> None:
        self.who.setEditable(True)
        self.who.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.who.lineEdit().setPlaceholderText(self.tr("A name or a company"))
        completer = self.who.completer()
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def _named(self, words: str, field: QWidget) -> QLabel:
        made = QLabel(words)
        made.setTextFormat(Qt.TextFormat.PlainText)
        made.setBuddy(field)
        make_tall(made)
        field.setAccessibleName(words.replace("&", ""))
        return made

    def _kept(self) -> None:
        self.delete_old.setVisible(self.keep.currentData() > 0)
        self.keep_days_changed.emit(self.keep.currentData())

    def _turned(self) -> None:
        (self.decrypt_wanted if self._how else self.encrypt_wanted).emit()

    def _export(self) -> None:
        self.export_wanted.emit(self.who.currentText().strip())

    def _delete(self) -> None:
        self.delete_wanted.emit(self.who.currentText().strip())

    def _who_changed(self, text: str) -> None:
        for button in (self.export, self.delete):
            button.setEnabled(bool(text.strip()))


def _row(fields: Sequence[QWidget]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for n, field in enumerate(fields):
        make_tall(field)
        row.addWidget(field, 1 if n == 0 else 0)
    return row
