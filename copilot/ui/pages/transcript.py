"""What was said, with labels beside it and their evidence marked."""

from collections.abc import Mapping
from functools import cache

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from copilot.call.catalogue import Side, family_of
from copilot.call.state import Call, Utterance
from copilot.ui import texts
from copilot.ui.theme import Theme


class Transcript(QTextEdit):
    """Read-only and selectable. Text is only ever inserted as plain text."""

    def __init__(self, theme: Theme, names: dict[str, str]) -> None:
        """names: label id to its name in the interface's language."""
        super().__init__()
        self._theme, self._names = theme, names
        self._blocks: dict[int, int] = {}
        self._corrected: frozenset[int] = frozenset()
        self._marked: dict[int, str] = {}
        self._sought = ""
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Transcript"))

    def show_call(self, call: Call, corrected: frozenset[int] = frozenset(), marks: Mapping[int, str] | None = None) -> None:
        """corrected: utterances that differ from what was heard. marks: bookmarks, by call time in ms."""
        self.clear()
        self._blocks.clear()
        self._corrected = corrected
        self._marked = _marked(call, marks or {})
        cursor = self.textCursor()
        cursor.beginEditBlock()  # laid out once
        last: Side | None = None
        for utterance in call.utterances:
            if utterance.text:
                self._insert(cursor, utterance, utterance.side is not last)
                last = utterance.side
        cursor.endEditBlock()
        if not self._blocks:
            cursor.insertText(self.tr("Nothing was said, or nothing was heard."))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def current(self) -> int | None:
        """The utterance the cursor stands in."""
        block = self.textCursor().blockNumber()
        return next((utterance for utterance, at in self._blocks.items() if at == block), None)

    def mark_all(self, words: str) -> int:
        """Marks each place of these words; how many there are."""
        self._sought = words
        selections = []
        place = QTextCursor(self.document())
        while words and not (place := self.document().find(words, place)).isNull():
            one = QTextEdit.ExtraSelection()
            form = QTextCharFormat()
            form.setBackground(QColor(self._theme.mark))
            one.format, one.cursor = form, QTextCursor(place)
            selections.append(one)
        self.setExtraSelections(selections)
        return len(selections)

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
        """Shows the words and marks them."""
        if utterance not in self._blocks:
            return
        block = self.document().findBlockByNumber(self._blocks[utterance])
        cursor = QTextCursor(block)
        self.moveCursor(QTextCursor.MoveOperation.End)
        self.setTextCursor(cursor)
        self.ensureCursorVisible()
        mark = QTextEdit.ExtraSelection()
        ground = QTextCharFormat()
        ground.setBackground(QColor(self._theme.current))
        ground.setProperty(QTextCharFormat.Property.FullWidthSelection, True)
        mark.format = ground
        mark.cursor = cursor
        self.setExtraSelections([mark])

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
