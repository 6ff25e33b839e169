"""The overlay at its smallest."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from copilot.call.catalogue import Family
from copilot.engine.views import CardView, OverlayView
from copilot.ui import texts
from copilot.ui.overlay.header import Ring
from copilot.ui.overlay.parts import Panel, plain, set_text
from copilot.ui.theme import Theme


class Mini(QWidget):
    """Clock ring, time left, one line; the largest is what to say."""

    dragged = Signal(QPoint)
    dropped = Signal()
    wanted_menu = Signal()

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__()
        self._theme = theme
        self._grip: QPoint | None = None
        self._ring = Ring(theme, round(24 * scale))
        self._left = plain("row")
        self._family = Panel()
        self._family.setFixedWidth(5)
        self._line = plain("row", wrap=True)
        self._say = plain("rowsay", wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(self._ring)
        row.addWidget(self._left)
        row.addWidget(self._family)
        row.addWidget(self._line, 1)
        row.addWidget(self._say, 1)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def show_view(self, view: OverlayView, card: CardView | None, alarm: bool) -> None:
        self._ring.show_clock(view.clock, alarm)
        left = view.clock.seconds_left
        set_text(self._left, texts.mmss(left) if left >= 0 else f"+{texts.mmss(-left)}")
        family, line, say = view.mini_family, "", view.mini
        if card is not None and card.answered:
            family, line, say = Family.EVIDENCE, self.tr("Answered: {title}").replace("{title}", card.title), ""
        elif card is not None and card.say:
            family, say = card.family, card.say
        elif not say and view.problems:
            family, line = Family.WARMTH, texts.problem(view.problems[0])[0]
        elif not say and view.offer is not None:
            family, line = Family.CALL, texts.offer(view.offer)
        elif not say and view.slot is not None:
            family, line = Family.EVIDENCE, texts.slot(view.slot, texts.short_day)
        self._family.setVisible(bool(line or say))
        self._family.paint_as("", self._theme.families[family])
        set_text(self._line, line or texts.listening(view.state))
        set_text(self._say, texts.quoted(say) if say else "")
        self._line.setVisible(not say)
        self._say.setVisible(bool(say))
        self.setAccessibleName(f"{self._left.text()} {self._say.text() or self._line.text()}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grip = event.globalPosition().toPoint()

    def contextMenuEvent(self, event: object) -> None:
        self.wanted_menu.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            here = event.globalPosition().toPoint()
            self.dragged.emit(here - self._grip)
            self._grip = here

    def mouseReleaseEvent(self, event: object) -> None:
        if self._grip is not None:
            self._grip = None
            self.dropped.emit()

    def mouseDoubleClickEvent(self, event: object) -> None:
        self.wanted_menu.emit()
