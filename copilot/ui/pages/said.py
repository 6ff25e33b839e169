"""The transcript with its tools: search, copy, bookmark, correct, and a commitment made of any turn."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit

from copilot.call.catalogue import Side
from copilot.call.state import Call, Utterance
from copilot.review.export import plain_transcript
from copilot.store.edits import CommitmentEdit, Edits
from copilot.ui.pages.corrections import PromiseDialog, TurnDialog
from copilot.ui.pages.listen import Listener
from copilot.ui.pages.transcript import Transcript
from copilot.ui.theme import Theme
from copilot.ui.widgets import Card, label, make_tall, push


class SaidCard(Card):
    turn_edited = Signal(int, object, str)  # utterance, Side, words
    turn_restored = Signal(int)
    promised = Signal(object)  # CommitmentEdit of a turn
    marked = Signal(int, str)  # call time in ms, note; the same time again takes it off
    failed = Signal(str)

    def __init__(self, theme: Theme, call: Call, edits: Edits, names: dict[str, str], sound: Path | None) -> None:
        """sound: of the call, where it was kept."""
        super().__init__(theme, "")
        self._call, self._edits = call, edits
        self._listener: Listener | None = None
        self.setAccessibleName(self.tr("What was said"))
        self.column.addWidget(label("heading", self.tr("What was said"), wrap=False))
        self.transcript = Transcript(theme, names)
        marks = {**{m.at_ms: m.note for m in call.marks}, **edits.marks}
        self.transcript.show_call(call, frozenset(edits.texts) | frozenset(edits.sides), marks)
        self.transcript.setMinimumHeight(self.fontMetrics().height() * 26)
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search in this call"))
        self.search.setAccessibleName(self.tr("Search in this call"))
        self.search.setClearButtonEnabled(True)
        make_tall(self.search)
        self.search.textEdited.connect(self._search)
        self.search.returnPressed.connect(self._next)
        self._found = label("muted", "", wrap=False)
        tools = QHBoxLayout()
        tools.addWidget(self.search, 1)
        tools.addWidget(self._found)
        row = QHBoxLayout()
        for words, what in (
            (self.tr("Correct…"), self._correct),
            (self.tr("Make a commitment…"), self._promise),
            (self.tr("Bookmark"), self._mark),
            (self.tr("Copy all"), self._copy),
        ):
            button = push(words)
            button.clicked.connect(what)
            row.addWidget(button)
        if sound is not None:
            self._listen(sound, row)
        row.addStretch()
        self.column.addLayout(tools)
        self.column.addLayout(row)
        self.column.addWidget(label("muted", self.tr("Choose a turn by clicking on it, then correct it or mark it.")))
        self.column.addWidget(self.transcript)

    def _listen(self, sound: Path, row: QHBoxLayout) -> None:
        self._heard = 0  # the utterance that is heard now
        self._listener = Listener(sound, self)
        self._play = push(self.tr("Listen from here"))
        self._play.clicked.connect(self._play_or_stop)
        self._listener.moved.connect(self._follow)
        self._listener.ended.connect(self._silent)
        row.insertWidget(0, self._play)

    def _play_or_stop(self) -> None:
        if self._listener.playing:
            self._listener.stop()
            return
        turn = self._current()
        self._listener.play(turn.start_ms if turn is not None else 0)
        self._play.setText(self.tr("Stop listening"))

    def take_over(self, old: "SaidCard") -> None:
        """Goes on playing what is heard there, of the same call."""
        if self._listener is not None and old._listener is not None and old._listener.playing:
            self._listener.take_over(old._listener)
            self._play.setText(self.tr("Stop listening"))

    def _follow(self, at_ms: int) -> None:
        """The turn that is heard is the current one."""
        turn = next((u for u in reversed(self._call.utterances) if u.text and u.start_ms <= at_ms), None)
        if turn is not None and turn.id != self._heard:
            self._heard = turn.id
            self.transcript.jump(turn.id)

    def _silent(self, why: str) -> None:
        self._heard = 0
        self._play.setText(self.tr("Listen from here"))
        if why:
            self.failed.emit(why)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._listener is not None:
            self._listener.stop()

    def _current(self) -> Utterance | None:
        number = self.transcript.current()
        return next((u for u in self._call.utterances if u.id == number), None)

    def _search(self, words: str) -> None:
        count = self.transcript.mark_all(words)
        self._found.setText("" if not words else self.tr("%n found", "", count))
        self.transcript.find_next(from_start=True)

    def _next(self) -> None:
        back = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.transcript.find_next(backwards=back)

    def _copy(self) -> None:
        selected = self.transcript.textCursor().selectedText().replace("\u2029", "\n")
        QGuiApplication.clipboard().setText(selected or plain_transcript(self._call))

    def _mark(self) -> None:
        turn = self._current()
        if turn is not None:
            self.marked.emit(turn.start_ms, "")

    def _correct(self) -> None:
        turn = self._current()
        if turn is None:
            return
        changed = turn.id in self._edits.texts or turn.id in self._edits.sides
        dialog = TurnDialog(turn, changed, self)
        dialog.setProperty("turn", turn.id)
        dialog.finished.connect(self._corrected)
        dialog.open()

    def _corrected(self, result: int) -> None:
        dialog = self.sender()
        assert isinstance(dialog, TurnDialog)
        if result == QDialog.DialogCode.Accepted:
            if dialog.restored:
                self.turn_restored.emit(dialog.property("turn"))
            else:
                side, words = dialog.chosen
                self.turn_edited.emit(dialog.property("turn"), side, words)
        dialog.deleteLater()

    def _promise(self) -> None:
        turn, setup = self._current(), self._call.setup
        if turn is None or setup is None:
            return
        zone = setup.prospect.timezone or setup.your_timezone
        edit = CommitmentEdit(turn.side if turn.side is Side.THEM else Side.YOU, turn.text, utterance=turn.id)
        dialog = PromiseDialog(edit, None, zone, self)
        dialog.finished.connect(self._promised)
        dialog.open()

    def _promised(self, result: int) -> None:
        dialog = self.sender()
        assert isinstance(dialog, PromiseDialog)
        if result == QDialog.DialogCode.Accepted and not dialog.chosen.dropped:
            self.promised.emit(dialog.chosen)
        dialog.deleteLater()
