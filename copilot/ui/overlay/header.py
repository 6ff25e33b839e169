"""The top of the overlay: clock ring, time left, live levels, state; and the talk balance under it."""

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from copilot.call.catalogue import Family
from copilot.call.events import Phase
from copilot.engine.views import LEVEL_BARS, BalanceView, ClockView, Listening, OverlayView
from copilot.ui import texts
from copilot.ui.overlay.parts import plain, set_text
from copilot.ui.theme import Theme


class Ring(QWidget):
    """The planned time as a circle that fills."""

    def __init__(self, theme: Theme, side: int) -> None:
        super().__init__()
        self._theme = theme
        self._shown = (0.0, "")
        self.setFixedSize(side, side)

    def show_clock(self, clock: ClockView, alarm: bool) -> None:
        families = self._theme.families
        colour = self._theme.accent
        if alarm or clock.phase is Phase.OVERTIME:
            colour = self._theme.alarm_text
        elif clock.phase in (Phase.WRAP_UP, Phase.LAST):
            colour = families[Family.EVIDENCE]
        if (clock.ring, colour) != self._shown:
            self._shown = (clock.ring, colour)
            self.update()

    def paintEvent(self, event: object) -> None:
        share, colour = self._shown
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self.width() / 9
        box = QRectF(self.rect()).adjusted(width, width, -width, -width)
        painter.setPen(QPen(QColor(self._theme.track), width))
        painter.drawEllipse(box)
        pen = QPen(QColor(colour or self._theme.accent), width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawArc(box, 90 * 16, -round(share * 360 * 16))


class Levels(QWidget):
    """One side's loudness, as bars."""

    def __init__(self, theme: Theme, colour: str, scale: float) -> None:
        super().__init__()
        self._theme, self._colour, self._bars = theme, QColor(colour), 0
        self._unit = max(3, round(4 * scale))
        self.setFixedSize((self._unit + 2) * LEVEL_BARS - 2, self._unit * 5)

    def show_bars(self, bars: int) -> None:
        if bars != self._bars:
            self._bars = bars
            self.update()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for bar in range(LEVEL_BARS):
            tall = self.height() * (bar + 1.5) / (LEVEL_BARS + 0.5)
            box = QRectF(bar * (self._unit + 2), self.height() - tall, self._unit, tall)
            painter.setBrush(self._colour if bar < self._bars else QColor(self._theme.track))
            painter.drawRoundedRect(box, 1, 1)


class StateDot(QWidget):
    """A full dot, three quarters of a ring, two bars or an exclamation mark, with the word beside it."""

    def __init__(self, theme: Theme, side: int) -> None:
        super().__init__()
        self._theme, self._state = theme, Listening.LOADING
        self.setFixedSize(side, side)

    def show_state(self, state: Listening) -> None:
        if state is not self._state:
            self._state = state
            self.update()

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        good, warm = (self._theme.families[f] for f in (Family.EVIDENCE, Family.WARMTH))
        if self._state in (Listening.LISTENING, Listening.KEEPING):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(good if self._state is Listening.LISTENING else self._theme.accent))
            painter.drawEllipse(box)
        elif self._state is Listening.PROBLEM:
            painter.setPen(QPen(QColor(warm), 2))
            painter.drawLine(box.center().x(), box.top(), box.center().x(), box.bottom() - box.height() * 0.35)
            painter.drawPoint(box.center().x(), box.bottom())
        elif self._state is Listening.PAUSED:
            painter.setPen(QPen(QColor(self._theme.text), 2))
            for x in (box.left() + box.width() * 0.25, box.right() - box.width() * 0.25):
                painter.drawLine(x, box.top(), x, box.bottom())
        else:
            painter.setPen(QPen(QColor(self._theme.muted), 2))
            painter.drawArc(box, 90 * 16, -270 * 16)


class Header(QWidget):
    """The handle to drag the overlay by, and its menu button."""

    dragged = Signal(object)  # QPoint by which to move
    dropped = Signal()
    wanted_menu = Signal()

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__()
        self._grip: QPoint | None = None
        self.setCursor(Qt.CursorShape.SizeAllCursor)
        self.ring = Ring(theme, round(36 * scale))
        self._left = plain("left")
        self._of = plain("small")
        self._state = plain("small")
        self._dot = StateDot(theme, round(11 * scale))
        self._you_name, self._them_name = plain("small"), plain("small")
        self._you, self._them = Levels(theme, theme.you, scale), Levels(theme, theme.them, scale)
        self.menu_button = QToolButton()
        self.menu_button.setObjectName("menu")
        self.menu_button.setText("⋯")
        self.menu_button.setCursor(Qt.CursorShape.ArrowCursor)
        self.menu_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.menu_button.setAccessibleName(self.tr("Call menu"))
        self.menu_button.setToolTip(self.tr("Call menu"))
        self._you_name.setText(self.tr("You"))
        self._them_name.setText(self.tr("Them"))

        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._left)
        words.addWidget(self._of)
        state = QHBoxLayout()
        state.setSpacing(4)
        state.addStretch(1)
        state.addWidget(self._dot)
        state.addWidget(self._state)
        meters = QHBoxLayout()
        meters.setSpacing(5)
        meters.addStretch(1)
        for part in (self._you_name, self._you, 6, self._them_name, self._them):
            if isinstance(part, int):
                meters.addSpacing(part)
            else:
                meters.addWidget(part, 0, Qt.AlignmentFlag.AlignBottom)
        right = QVBoxLayout()
        right.setSpacing(3)
        right.addLayout(meters)
        right.addLayout(state)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self.ring)
        row.addLayout(words, 1)
        row.addLayout(right)
        row.addWidget(self.menu_button, 0, Qt.AlignmentFlag.AlignTop)

    def show_view(self, view: OverlayView, alarm: bool) -> None:
        clock = view.clock
        self.ring.show_clock(clock, alarm)
        if clock.seconds_left >= 0:
            set_text(self._left, self.tr("{time} left").replace("{time}", texts.mmss(clock.seconds_left)))
        else:
            set_text(self._left, self.tr("{time} over").replace("{time}", texts.mmss(-clock.seconds_left)))
        set_text(self._of, self.tr("of {minutes} min").replace("{minutes}", str(clock.planned_minutes)))
        set_text(self._state, texts.listening(view.state))
        self._dot.show_state(view.state)
        self._you.show_bars(view.you_bars)
        self._them.show_bars(view.them_bars)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._grip = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            here = event.globalPosition().toPoint()
            self.dragged.emit(here - self._grip)
            self._grip = here

    def contextMenuEvent(self, event: object) -> None:
        self.wanted_menu.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grip is not None:
            self._grip = None
            self.dropped.emit()


class BalanceBar(QWidget):
    """Who talked in the last ten minutes; the notch is where you talk too much."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: BalanceView | None = None
        self._you, self._them = plain("small"), plain("small")
        self._bar = _Bar(theme)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(10)
        row.addWidget(self._you)
        row.addWidget(self._bar, 1)
        row.addWidget(self._them)
        self.setToolTip(self.tr("Share of the talk over the last ten minutes"))

    def show_view(self, balance: BalanceView | None) -> None:
        self.setVisible(balance is not None)
        if balance is None or balance == self._shown:
            return
        self._shown = balance
        set_text(self._you, self.tr("You {share}").replace("{share}", texts.percent(balance.you)))
        set_text(self._them, self.tr("Them {share}").replace("{share}", texts.percent(balance.them)))
        self._you.setStyleSheet(f"color: {self._theme.you}; font-weight: 700" if balance.over else "")
        self._bar.show_balance(balance)
        self.setAccessibleName(f"{self._you.text()}, {self._them.text()}")


class _Bar(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._balance = theme, BalanceView(50, 60)

    def show_balance(self, balance: BalanceView) -> None:
        self._balance = balance
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 16)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        box = QRectF(0, self.height() / 2 - 4, self.width(), 8)
        painter.setBrush(QColor(self._theme.them_dim))
        painter.drawRoundedRect(box, 4, 4)
        yours = QRectF(box)
        yours.setWidth(box.width() * self._balance.you / 100)
        painter.setBrush(QColor(self._theme.you))
        painter.drawRoundedRect(yours, 4, 4)
        notch = box.width() * self._balance.limit / 100
        painter.setBrush(QColor(self._theme.text))
        painter.drawRect(QRectF(notch - 1, box.top() - 3, 2, 14))
