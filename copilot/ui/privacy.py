"""What the privacy card asks for, done: keeping days, encryption, everything about one person."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QProgressDialog, QWidget

from copilot.call.rules import Text
from copilot.engine.desk import Desk
from copilot.engine.forgetting import About, Forgetting
from copilot.engine.privacy import Rewrite, decrypting, encrypting
from copilot.errors import KnownError
from copilot.store.archive import back_up, restore
from copilot.store.retention import expired_count
from copilot.store.vault import has_keychain
from copilot.ui import texts
from copilot.ui.encryption import EncryptDialog, RecoveryDialog
from copilot.ui.pages.privacy import PrivacyCard
from copilot.ui.tasks import Task
from copilot.ui.widgets import sure


class Privacy(QObject):
    """Lives on the Qt thread."""

    said = Signal(str)  # one calm sentence
    forgotten = Signal(str)  # a call, or most of it
    changed = Signal()  # calls went, or can be asked for again

    def __init__(self, desk: Desk, hearing_idle: Callable[[], bool], parent: QObject) -> None:
        """hearing_idle: whether no recording is being transcribed."""
        super().__init__(parent)
        self._desk, self._hearing_idle = desk, hearing_idle
        self._forgetting = Forgetting(desk)
        self._card: PrivacyCard | None = None
        self._waiting: QProgressDialog | None = None

    def attach(self, card: PrivacyCard) -> None:
        self._card = card
        card.delete_old_wanted.connect(self._delete_old)
        card.encrypt_wanted.connect(self._encrypt)
        card.decrypt_wanted.connect(self._decrypt)
        card.export_wanted.connect(self._export)
        card.delete_wanted.connect(self._delete)
        card.backup_wanted.connect(self._back_up)
        card.restore_wanted.connect(self._restore)

    def show(self) -> None:
        if self._card is not None and self._desk.idle:
            self._card.show_state(self._desk.settings.keep_days, self._desk.protection(), self._forgetting.people())

    def forget_expired(self) -> None:
        """Deletes what is older than the user wants to keep, and says so."""
        try:
            count = self._forgetting.delete_expired(datetime.now(UTC))
        except KnownError as error:
            self.said.emit(error.of(texts.language()))
            return
        if count:
            self.said.emit(counted(self.tr("Deleted, because older than you wish to keep: {count}."), count))
            self.changed.emit()

    # --- encryption -----------------------------------------------------------------------------------------------

    def _encrypt(self) -> None:
        if not self._may_rewrite():
            return
        dialog = EncryptDialog(has_keychain(), self._window())
        if dialog.exec() != QDialog.DialogCode.Accepted:
            return
        try:
            work = encrypting(self._desk.paths, dialog.how, dialog.secret)
        except KnownError as error:
            self.said.emit(error.of(texts.language()))
            return
        if RecoveryDialog(work.recovery_key, self._window()).exec() == QDialog.DialogCode.Accepted:
            self._rewrite(work, self.tr("Encrypting…"))
        else:
            work.drop()

    def _decrypt(self) -> None:
        if not self._may_rewrite():
            return
        question = self.tr("Decrypt all calls on this disk? Anyone with access to your files can read them then.")
        if self._sure(question, self.tr("Decrypt")):
            try:
                self._rewrite(decrypting(self._desk.paths), self.tr("Decrypting…"))
            except KnownError as error:
                self.said.emit(error.of(texts.language()))

    def _may_rewrite(self) -> bool:
        if not self._desk.idle:
            self.said.emit(self.tr("A call is running: do this after it."))
        elif not self._hearing_idle():
            self.said.emit(self.tr("A recording is being transcribed: do this after it."))
        else:
            return True
        return False

    def _rewrite(self, work: Rewrite, words: str) -> None:
        self._wait(words)
        task = Task(self._desk.rewrite(work), self)
        task.done.connect(self._rewritten)
        task.start()

    def _wait(self, words: str) -> None:
        self._waiting = QProgressDialog(words, "", 0, 0, self._window())
        self._waiting.setCancelButton(None)
        self._waiting.setWindowModality(Qt.WindowModality.ApplicationModal)
        self._waiting.setMinimumDuration(0)
        self._waiting.show()

    def _end_waiting(self) -> None:
        if self._waiting is not None:
            self._waiting.close()
            self._waiting = None

    def _rewritten(self, trouble: Text | None) -> None:
        self._desk.rewritten()
        self._end_waiting()
        if trouble is not None:
            self.said.emit(trouble.of(texts.language()))
        self.show()
        self.changed.emit()

    # --- calls in one file ----------------------------------------------------------------------------------------

    def _back_up(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposed = f"{folder}/moneytime-{datetime.now(UTC):%Y-%m-%d}.zip"
        name, _ = QFileDialog.getSaveFileName(self._window(), self.tr("Back up all calls"), proposed, "*.zip")
        if name:
            done = self.tr("The backup is written. It can be read by whoever has the file, unless your calls are encrypted.")
            self._archive(self.tr("Backing up…"), partial(_backed_up, self._desk.paths.calls, Path(name), done))

    def _restore(self) -> None:
        if not self._may_rewrite():
            return
        name, _ = QFileDialog.getOpenFileName(self._window(), self.tr("Restore calls"), "", "*.zip")
        if name:
            done = self.tr("Files put back: {count}. What was there already stays as it is.")
            self._archive(self.tr("Restoring…"), partial(_put_back, self._desk.paths.calls, Path(name), done))

    def _archive(self, words: str, work: Callable[[], str]) -> None:
        self._wait(words)
        task = Task(work, self)
        task.done.connect(self._archived)
        task.start()

    def _archived(self, words: str) -> None:
        self._end_waiting()
        self._desk.recoverable()
        self.said.emit(words)
        self.show()
        self.changed.emit()

    # --- forgetting and handing over ------------------------------------------------------------------------------

    def _delete_old(self) -> None:
        count = expired_count(self._desk.calls(), self._desk.settings.keep_days, datetime.now(UTC))
        if not count:
            self.said.emit(self.tr("No call is older than that."))
        elif self._sure(counted(self.tr("Delete the older calls for good? There are {count}."), count), self.tr("Delete")):
            self.forget_expired()
            self.show()

    def _export(self, who: str) -> None:
        found = self._forgetting.about(who)
        if not found.calls and not found.mentions:
            self.said.emit(self.tr("Nothing is kept about {who}.").replace("{who}", who))
            return
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        plain = "".join(c if c.isalnum() else "-" for c in who).strip("-") or "person"
        name, _ = QFileDialog.getSaveFileName(self._window(), self.tr("Export"), f"{folder}/{plain}.zip", "*.zip")
        if name:
            done = self.tr("Calls written: {count}. The file is not encrypted: delete it once it is handed over.")
            self._archive(self.tr("Exporting…"), partial(_handed_over, self._forgetting, found, Path(name), done))

    def _delete(self, who: str) -> None:
        found = self._forgetting.about(who)
        if not found.calls:
            self.said.emit(self.tr("No call was with {who}.").replace("{who}", who))
            return
        words = counted(self.tr("Delete all calls with {who} for good? There are {count}."), len(found.calls))
        words = words.replace("{who}", found.who)
        if found.mentions:
            more = counted(self.tr("Other calls in which the name was said stay: {count} times."), len(found.mentions))
            words = f"{words} {more}"
        if not self._sure(words, self.tr("Delete")):
            return
        try:
            self._forgetting.delete_about(found)
        except KnownError as error:
            self.said.emit(error.of(texts.language()))
        self.show()
        self.changed.emit()

    def forget(self, call_id: str, keeps: bool) -> None:
        """One call, or all of it but its commitments."""
        if keeps:
            question = self.tr("Delete all that was said but the commitments, with your notes and corrections, for good?")
        else:
            question = self.tr("Delete this call for good, with your notes and corrections?")
        if not self._sure(question, self.tr("Delete")):
            return
        try:
            if keeps:
                self._forgetting.keep_commitments(call_id)
            else:
                self._forgetting.delete(call_id)
        except KnownError as error:
            self.said.emit(error.of(texts.language()))
            return
        self.changed.emit()
        self.forgotten.emit(call_id)

    def _sure(self, question: str, verb: str) -> bool:
        return sure(self._window(), question, verb)

    def _window(self) -> QWidget | None:
        return self._card.window() if self._card is not None else None


def _backed_up(calls: Path, target: Path, done: str) -> str:
    """On a thread of the pool."""
    try:
        back_up(calls, target)
    except KnownError as error:
        return error.of(texts.language())
    return done


def _put_back(calls: Path, source: Path, done: str) -> str:
    """On a thread of the pool."""
    try:
        put, _ = restore(source, calls)
    except KnownError as error:
        return error.of(texts.language())
    return counted(done, put)


def _handed_over(forgetting: Forgetting, found: About, target: Path, done: str) -> str:
    """On a thread of the pool: kept sound takes seconds an hour."""
    try:
        forgetting.hand_over(found, target)
    except KnownError as error:
        return error.of(texts.language())
    return counted(done, len(found.calls))


def counted(words: str, count: int) -> str:
    return words.replace("{count}", str(count))
