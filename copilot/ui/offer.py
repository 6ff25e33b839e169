"""The question whether to listen: a small window that takes no focus, and goes by itself."""

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPainter
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from copilot.engine.call_offer import Offer
from copilot.ui import texts
from copilot.ui.style import main_style
from copilot.ui.theme import RADIUS, Theme
from copilot.ui.widgets import OneLine, label, push

_STAYS_MS = 45_000
_WIDTH = 380
_MARGIN = 24


class OfferPrompt(QWidget):
    """At the upper right of the screen, above the call. The words of the home page's banner are the same."""

    accepted = Signal()
    declined = Signal()
    never = Signal(str)  # id of the application

    def __init__(self) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus
            | Qt.WindowType.X11BypassWindowManagerHint,  # above a call that fills the screen, on every desktop
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, False)
        self.setWindowTitle("Money Time")
        self._theme: Theme | None = None
        self._app = ""
        self.title, self.who = label("strong"), OneLine("sub")
        self.start, self.later, self.not_ever = push("", "primary"), push(""), push("", "link")
        self.start.clicked.connect(self.accepted)
        self.later.clicked.connect(self.declined)
        self.not_ever.clicked.connect(self._never)
        row = QHBoxLayout()
        for part in (self.start, self.later, self.not_ever):
            row.addWidget(part)
        row.addStretch()
        column = QVBoxLayout(self)
        column.setContentsMargins(18, 14, 18, 14)
        column.setSpacing(8)
        column.addWidget(self.title)
        column.addWidget(self.who)
        column.addLayout(row)
        self._going = QTimer(self)
        self._going.setSingleShot(True)
        self._going.setInterval(_STAYS_MS)
        self._going.timeout.connect(self.hide)

    def ask(self, offer: Offer, who: str, theme: Theme) -> None:
        """who: the company and name of the meeting, '' when it is not known."""
        self._theme, self._app = theme, offer.app.id if offer.app is not None else ""
        self.setStyleSheet(main_style(theme, QApplication.font()))
        self.title.setText(question(offer))
        self.who.set_text(under(offer, who))
        self.who.setVisible(bool(self.who.text()))
        self.start.setText(self.tr("Start listening"))
        self.later.setText(self.tr("Not now"))
        self.not_ever.setText(self.tr("Never for {app}").replace("{app}", offer.app.name) if offer.app is not None else "")
        self.not_ever.setVisible(offer.app is not None)
        self.resize(max(_WIDTH, self.sizeHint().width()), self.sizeHint().height())
        free = QGuiApplication.primaryScreen().availableGeometry()
        self.move(free.right() - self.width() - _MARGIN, free.top() + _MARGIN)
        self.show()
        self._going.start()

    def paintEvent(self, event: object) -> None:
        if self._theme is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.line))
        painter.setBrush(QColor(self._theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS, RADIUS)

    def _never(self) -> None:
        self.never.emit(self._app)


def question(offer: Offer) -> str:
    if offer.app is None:
        return texts.translate("Texts", "A planned call begins. Start listening?")
    return texts.translate("Texts", "{app} is using the microphone. Start listening?").replace("{app}", offer.app.name)


def under(offer: Offer, who: str) -> str:
    """With whom, and until when."""
    if offer.meeting is None:
        return ""
    until = texts.translate("Texts", "until {time}").replace("{time}", texts.clock(offer.meeting.end.astimezone()))
    who = who or offer.meeting.title
    return f"{who}, {until}" if who else until
