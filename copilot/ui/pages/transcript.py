"""What was said, with labels beside it and their evidence marked."""

from PySide6.QtGui import QColor, QFont, QTextBlockFormat, QTextCharFormat, QTextCursor
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
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("Transcript"))

    def show_call(self, call: Call) -> None:
        self.clear()
        self._blocks.clear()
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
