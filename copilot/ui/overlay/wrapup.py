"""The last five minutes: the checklist that ticks itself, and the slot that was heard."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QVBoxLayout, QWidget

from copilot.call.catalogue import Family
from copilot.engine.views import RowView, SlotView
from copilot.ui import texts
from copilot.ui.icons import paint_tick
from copilot.ui.overlay.parts import Panel, button, in_brackets, plain, set_text
from copilot.ui.theme import Theme
from copilot.ui.widgets import OneLine


class Checklist(QWidget):
    """Four rows (more for partners). Compact while an alert has the floor: titles only."""

    toggled = Signal(int, bool)

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__()
        self._theme, self._scale = theme, scale
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(5)
        self._rows: list[_Row] = []

    def show_view(self, views: tuple[RowView, ...], compact: bool, tight: int = 0) -> None:
        """tight, for a screen with no room: 1 for the line of the current row alone, 2 for the current row alone."""
        self.setVisible(bool(views))
        if tight > 1 and any(view.current for view in views):
            views = tuple(view for view in views if view.current)
        while len(self._rows) < len(views):
            row = _Row(self._theme, self._scale)
            row.toggled.connect(self.toggled)
            self._rows.append(row)
            self._column.addWidget(row)
        for at, row in enumerate(self._rows):
            view = views[at] if at < len(views) else None
            row.show_view(view, compact or (tight > 0 and view is not None and not view.current))


class _Circle(QAbstractButton):
    """The tick, clickable. Checkable for screen readers; the fold decides what it shows."""

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__()
        self._theme = theme
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        side = round(24 * scale)
        self.setFixedSize(side, side)

    def paintEvent(self, event: object) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        if self.isChecked():
            paint_tick(painter, box, QColor(self._theme.families[Family.EVIDENCE]), QColor(self._theme.surface))
        else:
            painter.setPen(QPen(QColor(self._theme.text if self.underMouse() else self._theme.muted), 2))
            painter.drawEllipse(box.adjusted(1, 1, -1, -1))


class _Row(Panel):
    toggled = Signal(int, bool)

    def __init__(self, theme: Theme, scale: float) -> None:
        super().__init__()
        self._theme = theme
        self._view: RowView | None = None
        self._compact = False
        self._circle = _Circle(theme, scale)
        self._circle.clicked.connect(self._on_click)
        self._title = OneLine("row")
        self._quote = OneLine("small")
        self._say = plain("rowsay", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._title)
        words.addWidget(self._quote)
        words.addWidget(self._say)
        row = QHBoxLayout(self)
        self._margins = row
        row.setSpacing(10)
        row.addWidget(self._circle, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(words, 1)

    def show_view(self, view: RowView | None, compact: bool) -> None:
        self.setVisible(view is not None)
        if view is None or (view, compact) == (self._view, self._compact):
            return
        self._view, self._compact = view, compact
        self._margins.setContentsMargins(10, 2 if compact else 7, 10, 2 if compact else 7)
        self.paint_as(self._theme.current if view.current else self._theme.raised)
        self._circle.setChecked(view.done)
        self._circle.setAccessibleName(view.title)
        self._title.set_text(view.title)
        earned = texts.quoted(view.quote) if view.quote else self.tr("Ticked by you")
        self._quote.set_text(earned if view.done else self._line(view))
        self._quote.setVisible(not compact and (view.done or bool(view.say)) and not view.current)
        set_text(self._say, self._line(view))
        self._say.setVisible(not compact and view.current and bool(view.say))
        self.setAccessibleName(f"{view.title}. {earned if view.done else self._line(view)}")

    def _line(self, view: RowView) -> str:
        return self.tr("Say “{line}”").replace("{line}", view.say) if view.say else ""

    def _on_click(self) -> None:
        if self._view is None:
            return
        wanted = not self._view.done
        self._circle.setChecked(self._view.done)  # until the fold has heard of it
        self.toggled.emit(self._view.step, wanted)


class SlotCard(Panel):
    """The slot heard, on both clocks, and the invite at one click."""

    invited = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._view: SlotView | None = None
        self._when = plain("row", wrap=True)
        self._words = plain("small", wrap=True)
        self._invite = button("primary", self.tr("Invite"))
        self._invite.setToolTip(self.tr("Make the calendar invite now"))
        self._invite.clicked.connect(self.invited)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self._when)
        words.addWidget(self._words)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 7, 8, 7)
        row.addLayout(words, 1)
        row.addWidget(self._invite)
        self.paint_as(theme.good_ground)

    def set_key_hint(self, invite: str) -> None:
        self._invite.setText(self.tr("Invite") + in_brackets(invite))

    def show_outcome(self, words: str) -> None:
        set_text(self._words, words)

    def show_view(self, view: SlotView | None) -> None:
        self.setVisible(view is not None)
        if view is None or view == self._view:
            return
        self._view = view
        set_text(self._when, _whole_parts(texts.slot(view)))
        heard = self.tr("Agreed: “{words}”") if view.accepted else self.tr("Heard: “{words}”, not agreed yet")
        set_text(self._words, heard.replace("{words}", view.words))
        self.setAccessibleName(f"{self._when.text()}. {self._words.text()}")


def _whole_parts(slot: str) -> str:
    """A line too long for its place breaks between the two clocks, not inside one."""
    return " =\N{NO-BREAK SPACE}".join(part.replace(" ", "\N{NO-BREAK SPACE}") for part in slot.split(" = "))
