"""The window that floats over the call."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt, QTimer, QVariantAnimation, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from copilot.engine.views import BalanceView, CardView, OverlayView
from copilot.ui.overlay.card import AlertCard, Chips
from copilot.ui.overlay.foot import Captions, Problems, StopOffer
from copilot.ui.overlay.header import BalanceBar, Header
from copilot.ui.overlay.mini import Mini
from copilot.ui.overlay.style import overlay_style
from copilot.ui.overlay.wrapup import Checklist, SlotCard
from copilot.ui.sharing import exclude
from copilot.ui.theme import OVERLAY_WIDTH, RADIUS, Theme, reduced_motion
from copilot.ui.window_system import InputRegion

_F = Qt.WindowType
_TIGHTEST = 3
_PULSE_MS = 700
_PULSES = 3


@dataclass(frozen=True, slots=True)
class Look:
    """opacity: of the ground, 0..1. text_size: 1 is the system's. still: nothing moves. keys: action to its key, for hints."""

    theme: Theme
    opacity: float = 0.94
    text_size: float = 1.0
    captions: bool = False
    mini: bool = False
    language: str = "en"
    still: bool = False
    hide_from_sharing: bool = True
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
    lighten_wanted = Signal()
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
        self._opened = self._over = 0  # an alert the user opened from its chip, and the one on the card then
        self._alarm = False
        self._tight = 0  # how much is left out because the screen has no room
        self._edge = 1.5  # of the alarm, in pixels
        self._pulse = QVariantAnimation(self)
        self._pulse.setDuration(_PULSE_MS)
        self._pulse.setLoopCount(_PULSES)
        for at, width in ((0.0, 1.5), (0.5, 5.0), (1.0, 1.5)):
            self._pulse.setKeyValueAt(at, width)
        self._pulse.valueChanged.connect(self._on_pulse)
        self._pushed = QPoint()  # by its screen's edge, from where it was put
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
            self._fit()
        else:
            self._show_header(view)

    def set_look(self, look: Look) -> None:
        if look == self._look:
            return
        if look == replace(self._look, keys=look.keys):
            self._look = look
            self._hint_keys()
            return
        sharing_changed = look.hide_from_sharing != self._look.hide_from_sharing
        self._look = look
        if sharing_changed and self.isVisible():
            exclude(self, look.hide_from_sharing)
        view, self._view = self._view, None
        self._build()
        if view is not None:
            self.show_view(view)
        self._fit()

    def put(self, at: QPoint) -> None:
        """To this place on the desktop."""
        self._pushed = QPoint()
        self.move(at)

    @property
    def look(self) -> Look:
        return self._look

    def say_invited(self, words: str) -> None:
        """What became of the invite, beside its button."""
        self._slot.show_outcome(words)

    def current_alert(self) -> int | None:
        """The alert that keys act on; below 0 while it waits for its turn."""
        card = self._card(self._view) if self._view is not None else None
        return card.alert if card is not None and not card.answered else None

    def put_back(self) -> bool:
        """An alert that was opened while it waits for its turn goes back among the chips; False when there is none."""
        waits = (self.current_alert() or 0) < 0
        if waits:
            self._opened = self._over = 0
            self._show_again()
        return waits

    def current_row(self) -> int | None:
        """The checklist row that keys act on."""
        return next((r.step for r in self._view.rows if r.current), None) if self._view is not None else None

    # --- its parts ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            child.hide()
            child.deleteLater()
        theme, scale = self._look.theme, self._look.text_size
        self.setStyleSheet(overlay_style(theme, QApplication.font(), scale))
        self._header = Header(theme, scale)
        self._header.dragged.connect(self._drag)
        self._header.dropped.connect(self._dropped)
        self._header.wanted_menu.connect(self._want_menu)
        self._header.menu_button.clicked.connect(self._want_menu)
        self._balance = BalanceBar(theme)
        self._card_widget = AlertCard(theme, self._look.still)
        self._card_widget.dismissed.connect(self._on_done)
        self._card_widget.marked_wrong.connect(self.marked_wrong)
        self._rows = Checklist(theme, scale)
        self._rows.toggled.connect(self.toggled)
        self._slot = SlotCard(theme)
        self._slot.invited.connect(self.invited)
        self._chips = Chips(theme)
        self._chips.opened.connect(self._open_chip)
        self._problems = Problems(theme)
        self._problems.lighten_wanted.connect(self.lighten_wanted)
        self._offer = StopOffer(theme)
        self._offer.ended.connect(self.stop_wanted)
        self._offer.went_on.connect(self.went_on)
        self._captions = Captions(theme)
        self._mini = Mini(theme, scale)
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
        self._hint_keys()

    def _hint_keys(self) -> None:
        keys = dict(self._look.keys)
        self._card_widget.set_key_hints(keys.get("wrong", ""), keys.get("dismiss", ""))
        self._slot.set_key_hint(keys.get("invite", ""))

    def _show_header(self, view: OverlayView) -> None:
        if self._look.mini:
            self._mini.show_view(view, self._card(view), self._alarm)
        else:
            self._header.show_view(view, self._alarm)
            self._balance.show_view(None if self._alarm or self._tight > 1 else view.balance)
            self._captions.show_view(view.captions if self._look.captions else ())

    def _show_all(self, view: OverlayView) -> None:
        card = self._card(view)
        alarm = card is not None and card.loud and not card.answered
        if alarm != self._alarm:
            self._alarm = alarm
            self._ring_out()
            self.update()
        self._tight = 0
        self._show_parts(view, card)

    def _show_parts(self, view: OverlayView, card: CardView | None) -> None:
        """The loud alert stands alone with the slot that could end it; the rest waits until it is answered or closed."""
        self._show_header(view)
        if self._look.mini:
            return
        self._problems.show_view(view.problems)
        self._offer.show_view(view.offer)
        self._card_widget.shorten(self._tight > 2)
        self._card_widget.show_view(card)
        has_floor = card is not None and not card.answered  # one line to say at a time
        self._rows.show_view(() if self._alarm else view.rows, has_floor, (0, 1, 1, 2)[self._tight])
        self._slot.show_view(view.slot)
        current = () if view.card is None or view.card.answered else (view.card,)
        others = tuple(c for c in (*current, *view.chips) if card is None or c.alert != card.alert)
        self._chips.show_view(() if self._alarm or self._tight > 1 else others)
        self._captions.setVisible(self._look.captions and not self._tight)

    def _ring_out(self) -> None:
        """The alarm's edge beats three times, where things may move."""
        self._pulse.stop()
        self._edge = 1.5
        if self._alarm and not self._look.still and not reduced_motion():
            self._pulse.start()

    def _on_pulse(self, width: float) -> None:
        self._edge = width
        self.update()

    def _card(self, view: OverlayView | None) -> CardView | None:
        """The alert on the card: a new one always wins over one opened from its chip."""
        if view is None:
            return None
        if view.card is not None and not view.card.answered and view.card.alert != self._over:
            return view.card
        return next((chip for chip in view.chips if chip.alert == self._opened), view.card)

    def _open_chip(self, alert: int) -> None:
        self._opened = alert
        self._over = self._view.card.alert if self._view is not None and self._view.card is not None else 0
        self._show_again()

    def _on_done(self, alert: int) -> None:
        if not self.put_back():
            self.dismissed.emit(alert)

    def _show_again(self) -> None:
        if self._view is not None:
            self._show_all(self._view)
            self._fit()

    def _want_menu(self) -> None:
        anchor = self._mini if self._look.mini else self._header.menu_button
        self.menu_wanted.emit(anchor.mapToGlobal(QPoint(0, anchor.height())))

    # --- size, place, mouse ---------------------------------------------------------------------------------------

    def _fit(self) -> None:
        """The window as tall as what it shows, inside its screen, taking the mouse on header and buttons only.

        What the screen has no room for is left out, from captions to the rows that are done; never the line to say.
        """
        room = self.screen().availableGeometry()
        width = min(round(OVERLAY_WIDTH * self._look.text_size), room.width())
        height = self._lay_out(width)
        while height > room.height() and self._tight < _TIGHTEST and self._view is not None and not self._look.mini:
            self._tight += 1
            self._show_parts(self._view, self._card(self._view))
            height = self._lay_out(width)
        self._stay_on_screen()
        self._take_mouse()

    def _lay_out(self, width: int) -> int:
        """Makes the window as large as its content at this width; the height."""
        margin = 7 if self._look.mini else 12
        content = self._mini if self._look.mini else self._full
        inner = width - 2 * margin
        layout = content.layout()
        layout.activate()
        height = layout.totalHeightForWidth(inner) if layout.hasHeightForWidth() else layout.totalSizeHint().height()
        content.setGeometry(margin, margin, inner, height)
        size = QSize(width, height + 2 * margin)
        if size != self.size():
            self.setFixedSize(size)
        layout.activate()
        return size.height()

    def _stay_on_screen(self) -> None:
        """Pushed back by the edge of its screen while it is too tall for its place; there again once it is not."""
        screen, put = self.screen().availableGeometry(), self.pos() + self._pushed
        x = max(screen.left(), min(put.x(), screen.right() + 1 - self.width()))
        y = max(screen.top(), min(put.y(), screen.bottom() + 1 - self.height()))
        self._pushed = put - QPoint(x, y)
        if QPoint(x, y) != self.pos():
            self.move(x, y)

    def _take_mouse(self) -> None:
        takers: list[QWidget] = [self._mini] if self._look.mini else [self._header]
        takers += [b for b in self.findChildren(QAbstractButton) if b.isVisible()]
        clickable = [QRect(w.mapTo(self, QPoint(0, 0)), w.size()) for w in takers if w.isVisible()]
        if clickable != self._clickable and self.isVisible():
            self._clickable = clickable
            self._input.set(clickable)

    def _drag(self, by: QPoint) -> None:
        self.put(self.pos() + by)

    def _dropped(self) -> None:
        self._stay_on_screen()
        self._pushed = QPoint()
        self.moved_by_hand.emit(self.pos())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # something inside wants another size
            self._settle.start()
        return False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._clickable = []
            self._settle.start()
            exclude(self, self._look.hide_from_sharing)
        elif event.type() == QEvent.Type.Hide:
            self._input.rest()
        return super().event(event)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        loud = self._alarm and self._look.mini
        ground = QColor(self._look.theme.alarm_ground if loud else self._look.theme.surface)
        ground.setAlphaF(self._look.opacity)
        edge = QColor(self._look.theme.alarm_text if self._alarm else self._look.theme.line)
        inset = max(1.0, self._edge / 2) if self._alarm else 1.0
        painter.setBrush(ground)
        painter.setPen(QPen(edge, self._edge if self._alarm else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), RADIUS, RADIUS)


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
