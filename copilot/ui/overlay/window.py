"""The window that floats over the call."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QHBoxLayout, QVBoxLayout, QWidget

from copilot.call.catalogue import Family
from copilot.engine.views import BalanceView, CardView, OverlayView
from copilot.ui import texts
from copilot.ui.overlay.card import AlertCard, Chips
from copilot.ui.overlay.foot import Captions, Problems, StopOffer
from copilot.ui.overlay.header import BalanceBar, Header, Ring
from copilot.ui.overlay.parts import Panel, plain, set_text
from copilot.ui.overlay.style import overlay_style
from copilot.ui.overlay.wrapup import Checklist, SlotCard
from copilot.ui.theme import OVERLAY_WIDTH, RADIUS, Theme
from copilot.ui.window_system import InputRegion

_F = Qt.WindowType


@dataclass(frozen=True, slots=True)
class Look:
    """opacity: of the ground, 0..1. text_size: 1 is the system's. keys: action to key sequence, for the hints."""

    theme: Theme
    opacity: float = 0.94
    text_size: float = 1.0
    captions: bool = False
    mini: bool = False
    language: str = "en"
    keys: tuple[tuple[str, str], ...] = ()


class Overlay(QWidget):
    """Shows overlay views. Never takes the focus; the mouse goes through it outside its header and buttons."""

    dismissed = Signal(int)
    marked_wrong = Signal(int)
    toggled = Signal(int, bool)
    invited = Signal()
    menu_wanted = Signal(QPoint)
    stop_wanted = Signal()
    went_on = Signal()
    moved_by_hand = Signal(QPoint)

    def __init__(self, look: Look) -> None:
        super().__init__(
            None,
            _F.FramelessWindowHint
            | _F.WindowStaysOnTopHint
            | _F.Tool
            | _F.WindowDoesNotAcceptFocus
            | _F.NoDropShadowWindowHint
            | _F.X11BypassWindowManagerHint,  # above full-screen windows, on every desktop
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setAttribute(Qt.WidgetAttribute.WA_AlwaysShowToolTips)
        self.setWindowTitle(self.tr("Money Time overlay"))
        self._look = look
        self._view: OverlayView | None = None
        self._opened = 0  # an alert the user opened from its chip
        self._alarm = False
        self._clickable: list[QRect] = []
        self._input = InputRegion(self)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(0)
        self._settle.timeout.connect(self._fit)
        self._build()

    # --- what to show ---------------------------------------------------------------------------------------------

    def show_view(self, view: OverlayView) -> None:
        if view == self._view:
            return
        before = self._view
        self._view = view
        if before is None or _shape(before) != _shape(view):
            self._show_all(view)
            self._settle.start()
        else:
            self._show_header(view)

    def set_look(self, look: Look) -> None:
        if look == self._look:
            return
        self._look = look
        view, self._view = self._view, None
        self._build()
        if view is not None:
            self.show_view(view)
        self._fit()

    @property
    def look(self) -> Look:
        return self._look

    def say_invited(self, words: str) -> None:
        """What became of the invite, beside its button."""
        self._slot.show_outcome(words)

    def current_alert(self) -> int | None:
        """The alert that keys act on."""
        card = self._card(self._view) if self._view is not None else None
        return card.alert if card is not None and not card.answered else None

    def current_row(self) -> int | None:
        """The checklist row that keys act on."""
        return next((r.step for r in self._view.rows if r.current), None) if self._view is not None else None

    # --- its parts ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.hide()
            child.deleteLater()
        theme, scale = self._look.theme, self._look.text_size
        keys = dict(self._look.keys)
        self.setStyleSheet(overlay_style(theme, QApplication.font(), scale))
        self._header = Header(theme, scale)
        self._header.dragged.connect(self._drag)
        self._header.dropped.connect(self._dropped)
        self._header.menu_button.clicked.connect(self._want_menu)
        self._balance = BalanceBar(theme)
        self._card_widget = AlertCard(theme)
        self._card_widget.set_key_hints(keys.get("wrong", ""), keys.get("dismiss", ""))
        self._card_widget.dismissed.connect(self.dismissed)
        self._card_widget.marked_wrong.connect(self.marked_wrong)
        self._rows = Checklist(theme, scale)
        self._rows.toggled.connect(self.toggled)
        self._slot = SlotCard(theme)
        self._slot.set_key_hint(keys.get("invite", ""))
        self._slot.invited.connect(self.invited)
        self._chips = Chips(theme)
        self._chips.opened.connect(self._open_chip)
        self._problems = Problems(theme)
        self._offer = StopOffer(theme)
        self._offer.ended.connect(self.stop_wanted)
        self._offer.went_on.connect(self.went_on)
        self._captions = Captions(theme)
        self._mini = _Mini(theme, scale)
        self._mini.dragged.connect(self._drag)
        self._mini.dropped.connect(self._dropped)
        self._mini.wanted_menu.connect(self._want_menu)
        self._full = QWidget(self)
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        for part in (
            self._header,
            self._balance,
            self._problems,
            self._offer,
            self._card_widget,
            self._rows,
            self._slot,
            self._chips,
            self._captions,
        ):
            column.addWidget(part)
        self._mini.setParent(self)
        for content in (self._full, self._mini):
            content.installEventFilter(self)
        self._full.setVisible(not self._look.mini)
        self._mini.setVisible(self._look.mini)

    def _show_header(self, view: OverlayView) -> None:
        if self._look.mini:
            self._mini.show_view(view, self._card(view), self._alarm)
        else:
            self._header.show_view(view, self._alarm)
            self._balance.show_view(view.balance)
            self._captions.show_view(view.captions if self._look.captions else ())

    def _show_all(self, view: OverlayView) -> None:
        card = self._card(view)
        alarm = card is not None and card.loud and not card.answered
        if alarm != self._alarm:
            self._alarm = alarm
            self.update()
        self._show_header(view)
        if self._look.mini:
            return
        self._problems.show_view(view.problems)
        self._offer.show_view(view.offer)
        self._card_widget.show_view(card)
        has_floor = card is not None and card.signal != "wrap-up" and not card.answered
        self._rows.show_view(view.rows, compact=has_floor)
        self._slot.show_view(view.slot)
        self._chips.show_view(tuple(c for c in view.chips if card is None or c.alert != card.alert))
        self._captions.setVisible(self._look.captions)

    def _card(self, view: OverlayView | None) -> CardView | None:
        """The alert on the card: a new one always wins over one opened from its chip."""
        if view is None:
            return None
        if view.card is not None and not view.card.answered:
            return view.card
        return next((chip for chip in view.chips if chip.alert == self._opened), view.card)

    def _open_chip(self, alert: int) -> None:
        self._opened = alert
        if self._view is not None:
            self._show_all(self._view)
            self._settle.start()

    def _want_menu(self) -> None:
        anchor = self._mini if self._look.mini else self._header.menu_button
        self.menu_wanted.emit(anchor.mapToGlobal(QPoint(0, anchor.height())))

    # --- size, place, mouse ---------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """The window as tall as what it shows, inside its screen, taking the mouse on header and buttons only."""
        margin = 7 if self._look.mini else 12
        content = self._mini if self._look.mini else self._full
        width = round(OVERLAY_WIDTH * self._look.text_size)
        inner = width - 2 * margin
        layout = content.layout()
        layout.activate()
        height = layout.totalHeightForWidth(inner) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        content.setGeometry(margin, margin, inner, height)
        size = QSize(width, height + 2 * margin)
        if size != self.size():
            self.setFixedSize(size)
        layout.activate()
        self._stay_on_screen()
        self._take_mouse()

    def _stay_on_screen(self) -> None:
        screen = self.screen().availableGeometry()
        place = self.geometry()
        x = max(screen.left(), min(place.x(), screen.right() + 1 - place.width()))
        y = max(screen.top(), min(place.y(), screen.bottom() + 1 - place.height()))
        if QPoint(x, y) != place.topLeft():
            self.move(x, y)

    def _take_mouse(self) -> None:
        takers: list[QWidget] = [self._mini] if self._look.mini else [self._header]
        takers += [b for b in self.findChildren(QAbstractButton) if b.isVisible()]
        clickable = [QRect(w.mapTo(self, QPoint(0, 0)), w.size()) for w in takers if w.isVisible()]
        if clickable != self._clickable and self.isVisible():
            self._clickable = clickable
            self._input.set(clickable)

    def _drag(self, by: QPoint) -> None:
        self.move(self.pos() + by)

    def _dropped(self) -> None:
        self._stay_on_screen()
        self.moved_by_hand.emit(self.pos())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # something inside wants another size
            self._settle.start()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._clickable = []
            self._settle.start()
        elif event.type() == QEvent.Type.Hide:
            self._input.rest()
        return super().event(event)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(self._look.theme.surface)
        ground.setAlphaF(self._look.opacity)
        edge = QColor(self._look.theme.alarm_text if self._alarm else self._look.theme.line)
        painter.setBrush(ground)
        painter.setPen(QPen(edge, 1.5 if self._alarm else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS, RADIUS)


class _Mini(QWidget):
    """Clock ring, time left, one line."""

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
        row = QHBoxLayout(self)
        row.setContentsMargins(4, 2, 4, 2)
        row.setSpacing(8)
        row.addWidget(self._ring)
        row.addWidget(self._left)
        row.addWidget(self._family)
        row.addWidget(self._line, 1)
        self.setCursor(Qt.CursorShape.SizeAllCursor)

    def show_view(self, view: OverlayView, card: CardView | None, alarm: bool) -> None:
        self._ring.show_clock(view.clock, alarm)
        set_text(self._left, texts.mmss(view.clock.seconds_left))
        family, line = view.mini_family, texts.quoted(view.mini) if view.mini else ""
        if card is not None and card.answered:
            family, line = Family.EVIDENCE, self.tr("Answered: {title}").replace("{title}", card.title)
        elif card is not None and card.say:
            family, line = card.family, texts.quoted(card.say)
        elif view.problems and not line:
            family, line = Family.WARMTH, texts.problem(view.problems[0])[0]
        elif view.offer is not None and not line:
            family, line = Family.CALL, texts.offer(view.offer)
        self._family.setVisible(bool(line))
        self._family.paint_as("", self._theme.families[family])
        set_text(self._line, line or texts.listening(view.state))
        self.setAccessibleName(f"{self._left.text()} {self._line.text()}")

    def mousePressEvent(self, event: object) -> None:
        self._grip = event.globalPosition().toPoint()  # type: ignore[attr-defined]

    def mouseMoveEvent(self, event: object) -> None:
        if self._grip is not None:
            here = event.globalPosition().toPoint()  # type: ignore[attr-defined]
            self.dragged.emit(here - self._grip)
            self._grip = here

    def mouseReleaseEvent(self, event: object) -> None:
        self._grip = None
        self.dropped.emit()

    def mouseDoubleClickEvent(self, event: object) -> None:
        self.wanted_menu.emit()


def _shape(view: OverlayView) -> OverlayView:
    """The view without what changes all the time and never the layout."""
    return replace(
        view,
        clock=replace(view.clock, seconds_left=0, ring=0),
        you_bars=0,
        them_bars=0,
        captions=(),
        balance=view.balance and BalanceView(0, 0),
    )
