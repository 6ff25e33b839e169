"""The transcript while it grows: only the lines that changed are written again."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QTextCursor

from copilot.call.events import Stage
from copilot.call.state import Call, Utterance
from copilot.ui.pages.transcript import AT_ONCE, Transcript
from copilot.ui.theme import Theme


class LiveTranscript(Transcript):
    """One block for each utterance. Stays at the last words until the user scrolls away from them."""

    following = Signal(bool)

    def __init__(self, theme: Theme, names: dict[str, str]) -> None:
        super().__init__(theme, names)
        self._call = Call()
        self._lines: list[Utterance] = []
        self._follows = True
        self._writing = False
        self.setUndoRedoEnabled(False)
        self.setPlaceholderText(self.tr("What is said appears here."))
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def follow(self, call: Call) -> int:
        """Brings the text up to the call, a long one in several turns; returns how many lines were written now."""
        self._call = call
        said = [u for u in call.utterances if u.text]
        self._writing = True
        batch = QTextCursor(self.document())
        batch.beginEditBlock()  # laid out once
        written = self._bring_up(said)
        batch.endEditBlock()
        self._writing = False
        if written and self._follows:
            self._to_end()
        if len(self._lines) < len(said):
            QTimer.singleShot(0, self, self._go_on)
        return written

    def _go_on(self) -> None:
        self.follow(self._call)

    def to_now(self) -> None:
        self.leave_spot()
        self._to_end()

    def _bring_up(self, said: list[Utterance]) -> int:
        written = 0
        for at, (new, old) in enumerate(zip(said, self._lines, strict=False)):
            if new is old:
                continue
            if new.id != old.id:
                self._cut(at)
                break
            if _face(new) != _face(old):
                self._rewrite(at, new)
                written += 1
            self._lines[at] = new
        self._cut(len(said))
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        for new in said[len(self._lines) : len(self._lines) + AT_ONCE]:
            before = self._lines[-1].side if self._lines else None
            self._insert(cursor, new, new.side is not before)
            self._lines.append(new)
            written += 1
        return written

    def _rewrite(self, at: int, utterance: Utterance) -> None:
        cursor = QTextCursor(self.document().findBlockByNumber(at))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        self._write(cursor, utterance)

    def _colour(self, utterance: Utterance) -> str:
        return self._theme.muted if utterance.stage is Stage.INTERIM else self._theme.text

    def _cut(self, at: int) -> None:
        """Takes away the lines from this one on."""
        if at >= len(self._lines):
            return
        cursor = QTextCursor(self.document().findBlockByNumber(at))
        cursor.movePosition(QTextCursor.MoveOperation.End, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
        if at:
            cursor.deletePreviousChar()
        for gone in self._lines[at:]:
            self._blocks.pop(gone.id, None)
        del self._lines[at:]

    def _to_end(self) -> None:
        bar = self.verticalScrollBar()
        bar.setValue(bar.maximum())

    def _scrolled(self, value: int) -> None:
        follows = value >= self.verticalScrollBar().maximum() - 4
        if not self._writing and follows != self._follows:
            self._follows = follows
            self.following.emit(follows)


def _face(utterance: Utterance) -> tuple[object, ...]:
    """What a line shows."""
    return utterance.text, utterance.labels, utterance.stage is Stage.INTERIM, utterance.start_ms
