"""What was said, with labels beside it and their evidence marked."""

from collections.abc import Mapping
from functools import cache, partial

from PySide6.QtGui import QColor, QFont, QResizeEvent, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from copilot.call.catalogue import Side, family_of
from copilot.call.state import Call, Utterance
from copilot.ui import texts
from copilot.ui.theme import Theme
from copilot.ui.turns import Turns
from copilot.ui.widgets import Page

AT_ONCE = 40  # lines; more would freeze the window


class Transcript(QTextEdit):
    """Read-only and selectable. Text is only ever inserted as plain text, a long call in several turns of the event loop."""

    def __init__(self, theme: Theme, names: dict[str, str]) -> None:
        """names: label id to its name in the interface's language."""
        super().__init__()
        self._theme, self._names = theme, names
        self._blocks: dict[int, int] = {}
        self._corrected: frozenset[int] = frozenset()
        self._marked: dict[int, str] = {}
        self._sought = ""
        self._spot: QTextCursor | None = None  # the words last jumped to
        self._waiting: list[Utterance] = []  # said, and not written yet
        self._turns = Turns(self)
        self._last: Side | None = None
        self._awaited = 0  # the utterance to jump to once it is written
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Transcript"))
        self.verticalScrollBar().valueChanged.connect(self._show_marks)

    def show_call(self, call: Call, corrected: frozenset[int] = frozenset(), marks: Mapping[int, str] | None = None) -> None:
        """corrected: utterances that differ from what was heard. marks: bookmarks, by call time in ms."""
        self.clear()
        self._turns.drop()
        self._blocks.clear()
        self._corrected = corrected
        self._marked = _marked(call, marks or {})
        self._waiting = [utterance for utterance in call.utterances if utterance.text]
        self._last, self._spot, self._awaited = None, None, 0
        if not self._waiting:
            self.setPlainText(self.tr("Nothing was said, or nothing was heard."))
        self._write_some(AT_ONCE)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _write_some(self, most: int) -> None:
        some, self._waiting = self._waiting[:most], self._waiting[most:]
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()  # laid out once
        for utterance in some:
            self._insert(cursor, utterance, utterance.side is not self._last)
            self._last = utterance.side
        cursor.endEditBlock()
        if self._waiting:
            self._turns.add(partial(self._write_some, AT_ONCE))
        if self._awaited in self._blocks:
            self.jump(self._awaited)

    @property
    def whole(self) -> bool:
        """All that was said is written."""
        return self._turns.idle

    def current(self) -> int | None:
        """The utterance the cursor stands in."""
        block = self.textCursor().blockNumber()
        return next((utterance for utterance, at in self._blocks.items() if at == block), None)

    def mark_all(self, words: str) -> int:
        """Marks each place of these words; how many there are."""
        self._turns.drop()
        self._write_some(len(self._waiting))
        self._sought = words
        self.leave_spot()
        return self.toPlainText().casefold().count(words.casefold()) if words else 0

    def _show_marks(self) -> None:
        """Those in sight: a word that is everywhere would take seconds."""
        if not self._sought and self._spot is None:
            return
        selections = [self._selection(self._spot, self._theme.current, whole_line=True)] if self._spot is not None else []
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).position()
        place = self.cursorForPosition(self.viewport().rect().topLeft())
        place.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        while self._sought and not (place := self.document().find(self._sought, place)).isNull():
            if place.selectionStart() > last:
                break
            selections.append(self._selection(QTextCursor(place), self._theme.mark))
        self.setExtraSelections(selections)

    def _selection(self, cursor: QTextCursor, ground: str, whole_line: bool = False) -> QTextEdit.ExtraSelection:
        one = QTextEdit.ExtraSelection()
        form = QTextCharFormat()
        form.setBackground(QColor(ground))
        if whole_line:
            form.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
        one.format, one.cursor = form, cursor
        return one

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_marks()

    def find_next(self, backwards: bool = False, from_start: bool = False) -> None:
        """To the next place of the words last marked, round the end."""
        if not self._sought:
            return
        if from_start:
            self.moveCursor(QTextCursor.MoveOperation.Start)
        flags = QTextDocument.FindFlag.FindBackward if backwards else QTextDocument.FindFlag(0)
        if not self.find(self._sought, flags):
            self.moveCursor(QTextCursor.MoveOperation.End if backwards else QTextCursor.MoveOperation.Start)
            self.find(self._sought, flags)

    def jump(self, utterance: int) -> None:
        """Shows the words and marks them, as soon as they are written."""
        self._awaited = utterance
        if utterance not in self._blocks:
            return
        self._awaited = 0
        cursor = QTextCursor(self.document().findBlockByNumber(self._blocks[utterance]))
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        self._spot = cursor
        self._show_marks()

    def leave_spot(self) -> None:
        """The words jumped to are no longer marked."""
        self._spot = None
        self.setExtraSelections([])
        self._show_marks()

    def _insert(self, cursor: QTextCursor, utterance: Utterance, new_turn: bool) -> None:
        """As a new block at the end."""
        form = QTextBlockFormat()
        form.setTopMargin(9 if new_turn else 2)
        form.setLeftMargin(4)
        form.setIndent(0)
        if self._blocks:
            cursor.insertBlock(form)
        else:
            cursor.setBlockFormat(form)
        self._blocks[utterance.id] = cursor.blockNumber()
        self._write(cursor, utterance)

    def _colour(self, utterance: Utterance) -> str:
        """Of the words."""
        return self._theme.text

    def _write(self, cursor: QTextCursor, utterance: Utterance) -> None:
        """Into the cursor's block, which is empty."""
        theme, ink = self._theme, self._colour(utterance)
        cursor.insertText(f"{texts.at(utterance.start_ms)}  ", _ink(theme.muted))
        who = theme.you if utterance.side is Side.YOU else theme.them
        cursor.insertText(f"{texts.side(utterance.side)}  ", _ink(who, bold=True))
        if utterance.id in self._marked:
            cursor.insertText(f"★ {self._marked[utterance.id]}".rstrip() + "  ", _ink(theme.accent, bold=True))
        if utterance.id in self._corrected:
            cursor.insertText(self.tr("(corrected)") + "  ", _ink(theme.muted, small=True))
        at = 0
        for start, end in _spans(utterance):
            cursor.insertText(utterance.text[at:start], _ink(ink))
            cursor.insertText(utterance.text[start:end], _ink(ink, ground=theme.mark))
            at = end
        cursor.insertText(utterance.text[at:], _ink(ink))
        for label in utterance.labels:
            colour = theme.families[family_of(label.id)]
            cursor.insertText("   ", _ink(theme.text))
            name = f"● {self._names.get(label.id, label.id)}".replace(" ", "\N{NO-BREAK SPACE}")
            cursor.insertText(name, _ink(colour, small=True))


def show_words(page: Page, transcript: Transcript | None, utterance: int) -> None:
    """Turns the page to those words, where its transcript is there."""
    if transcript is not None:
        page.lay_out()
        transcript.jump(utterance)
        page.ensureWidgetVisible(transcript, 0, 40)
        transcript.setFocus()


def _marked(call: Call, marks: Mapping[int, str]) -> dict[int, str]:
    """Each bookmark with the utterance that was under way, or had just ended."""
    spoken = [u for u in call.utterances if u.text]
    found = {}
    for at_ms, note in marks.items():
        before = [u for u in spoken if u.start_ms <= at_ms]
        if spoken:
            found[(before or spoken[:1])[-1].id] = note
    return found


@cache
def _ink(colour: str, ground: str = "", bold: bool = False, small: bool = False) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setForeground(QColor(colour))
    if ground:
        form.setBackground(QColor(ground))
    if bold:
        form.setFontWeight(QFont.Weight.DemiBold)
    if small:
        form.setProperty(QTextCharFormat.Property.FontSizeAdjustment, -1)
    return form


def _spans(utterance: Utterance) -> list[tuple[int, int]]:
    """The evidence of all labels, merged where it overlaps, in order."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted((label.start, label.end) for label in utterance.labels if label.end > label.start):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
