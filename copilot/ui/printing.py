"""The review as a PDF: plain characters laid out, never markup from a call."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QPointF
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextLayout, QTextOption

from copilot.review.export import printed
from copilot.review.model import Review

_POINTS = {0: 18.0, 1: 13.0, 2: 10.0}
_DPI = 300
_POINT = _DPI / 72


def write_pdf(review: Review, path: Path, language: str) -> None:
    """The page on A4. OSError when the file cannot be written; a file that was there stays then.

    For any thread: paragraph by paragraph, for Qt keeps the interpreter, and with it every window, through each call.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    margins, unit = QMarginsF(18, 16, 18, 16), QPageLayout.Unit.Millimeter
    page = QPageSize(QPageSize.PageSizeId.A4)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, margins, unit))
    writer.setResolution(_DPI)
    painter = QPainter(writer)
    top = 0.0
    for level, text in printed(review, language):
        top += (0 if top == 0 else 14 if level < 2 else 2) * _POINT
        top = _paragraph(painter, writer, text, level, top)
    painter.end()
    path.write_bytes(bytes(buffer.data().data()))


def _paragraph(painter: QPainter, writer: QPdfWriter, text: str, level: int, top: float) -> float:
    """Draws it from `top` on, onto new pages where there is no room; where the next one may begin. Lengths are dots."""
    font = QFont()
    font.setPointSizeF(_POINTS[level])
    font.setBold(level < 2)
    layout = QTextLayout(text, font, writer)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(writer.width())
        line.setPosition(QPointF(0, 0))
    layout.endLayout()
    for number in range(layout.lineCount()):
        line = layout.lineAt(number)
        if top + line.height() > writer.height():
            writer.newPage()
            top = 0.0
        line.draw(painter, QPointF(0, top))
        top += line.height()
    return top
