"""The lists beside the transcript."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QCheckBox, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from copilot.call.catalogue import Family
from copilot.engine.views import RowView
from copilot.ui.icons import paint_family
from copilot.ui.theme import Theme
from copilot.ui.widgets import plain_tip


class GrowingList(QListWidget):
    """Lines that lead to an utterance. Only those that changed are made again."""

    wanted = Signal(int)  # the utterance

    def __init__(self, name: str, icon: QIcon) -> None:
        super().__init__()
        self._icon = icon
        self._lines: tuple[tuple[str, int], ...] = ()
        self.setAccessibleName(name)
        self.setObjectName("growing")
        self.setWordWrap(True)
        self.setSpacing(2)
        side = round(self.fontMetrics().height() * 0.8)
        self.setIconSize(QSize(side, side))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.itemActivated.connect(self._go)
        self.itemClicked.connect(self._go)

    def show_lines(self, lines: tuple[tuple[str, int], ...]) -> None:
        """lines: words and their utterance."""
        if lines == self._lines:
            return
        same = 0
        while same < min(len(lines), len(self._lines)) and lines[same] == self._lines[same]:
            same += 1
        while self.count() > same:
            self.takeItem(self.count() - 1)
        for words, utterance in lines[same:]:
            item = QListWidgetItem(self._icon, words)
            item.setData(Qt.ItemDataRole.UserRole, utterance)
            self.addItem(item)
        self._lines = lines
        self.scrollToBottom()

    def _go(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))


class TickList(QWidget):
    """The checklist with every row and its line, from the start of the call. The fold decides what is ticked."""

    toggled = Signal(int, bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._boxes: list[QCheckBox] = []
        self._shown: tuple[RowView, ...] = ()

    def show_rows(self, rows: tuple[RowView, ...]) -> None:
        if rows == self._shown:
            return
        self._shown = rows
        while len(self._boxes) < len(rows):
            box = QCheckBox()
            box.clicked.connect(self._clicked)
            self._boxes.append(box)
            self._column.addWidget(box)
        for box, row in zip(self._boxes, rows, strict=True):
            box.setText(row.title)
            box.setChecked(row.done)
            box.setToolTip(plain_tip(row.quote or row.say))
            box.setAccessibleDescription(row.quote or row.say)

    def _clicked(self, on: bool) -> None:
        box = self.sender()
        row = self._shown[self._boxes.index(box)]  # type: ignore[arg-type]
        box.setChecked(row.done)  # type: ignore[attr-defined]
        self.toggled.emit(row.step, on)


def family_icon(theme: Theme, family: Family, side: int) -> QIcon:
    """side: pixels."""
    picture = QPixmap(side * 2, side * 2)
    picture.setDevicePixelRatio(2)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_family(painter, QRectF(0, 0, side, side), family, QColor(theme.families[family]))
    painter.end()
    return QIcon(picture)
