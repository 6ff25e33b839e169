"""The review as a PDF: plain characters laid out, never markup from a call."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)

from copilot.review.export import printed
from copilot.review.model import Review

_POINTS = {0: 18.0, 1: 13.0, 2: 10.0}


def write_pdf(review: Review, path: Path, language: str) -> None:
    """The page on A4. OSError when the file cannot be written; a file that was there stays then."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    margins, unit = QMarginsF(18, 16, 18, 16), QPageLayout.Unit.Millimeter
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, margins, unit))
    writer.setResolution(300)
    document = QTextDocument()
    document.setDocumentMargin(0)
    document.documentLayout().setPaintDevice(writer)
    cursor = QTextCursor(document)
    for number, (level, text) in enumerate(printed(review, language)):
        block, form = QTextBlockFormat(), QTextCharFormat()
        block.setTopMargin(0 if number == 0 else 14 * 4 if level < 2 else 8)
        form.setFontPointSize(_POINTS[level])
        form.setFontWeight(QFont.Weight.Bold if level < 2 else QFont.Weight.Normal)
        if number:
            cursor.insertBlock(block)
        cursor.insertText(text, form)
    document.setPageSize(writer.pageLayout().paintRectPixels(writer.resolution()).size().toSizeF())
    document.print_(writer)
    del writer  # ends the file
    path.write_bytes(bytes(buffer.data().data()))
