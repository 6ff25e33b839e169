"""The icon beside the system's clock: what the app is doing, and the few things to do about it."""

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from copilot.call.catalogue import Family
from copilot.engine.views import Listening
from copilot.ui import texts
from copilot.ui.icons import app_icon, paint_family
from copilot.ui.theme import LIGHT

_SIDE = 64
_ACTS = ("show", "start", "pause", "resume", "bookmark", "hide", "stop")


class Tray(QObject):
    """Nothing where the system has no tray. `chosen` carries a word of `Shell.act`."""

    chosen = Signal(str)
    leaving = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._state: Listening | None = None
        self._icon: QSystemTrayIcon | None = None
        self._menu = QMenu()
        self._about = self._menu.addAction("")
        self._about.setEnabled(False)
        self._menu.addSeparator()
        self._actions: dict[str, QAction] = {}
        for act in _ACTS:
            action = self._menu.addAction("")
            action.setData(act)
            action.triggered.connect(self._chosen)
            self._actions[act] = action
        self._menu.addSeparator()
        self._quit = self._menu.addAction("")
        self._quit.triggered.connect(self._left)
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._icon = QSystemTrayIcon(self)
            self._icon.setContextMenu(self._menu)
            self._icon.activated.connect(self._activated)
        self.retranslate()
        if self._icon is not None:
            self._icon.show()

    @property
    def there(self) -> bool:
        """This desktop has a tray."""
        return self._icon is not None

    @property
    def menu(self) -> QMenu:
        return self._menu

    def show_state(self, state: Listening | None) -> None:
        """None: no call runs."""
        if state is not self._state:
            self._state = state
            self.retranslate()

    def tell(self, title: str, words: str) -> None:
        """A reminder on the desktop, where it has a place for icons."""
        if self._icon is not None:
            self._icon.showMessage(title, words, app_icon())

    def retranslate(self) -> None:
        """The same in the language there is now."""
        if self._icon is not None:
            self._icon.setIcon(state_icon(self._state))
            self._icon.setToolTip(self.words())
        self._fill()

    def words(self) -> str:
        """What is going on, said with the product's name."""
        return "Money Time" if self._state is None else f"Money Time – {texts.listening(self._state)}"

    def close(self) -> None:
        if self._icon is not None:
            self._icon.hide()
        self._menu.deleteLater()

    def _fill(self) -> None:
        """The actions stay: one of them may be what is being chosen."""
        running, paused = self._state is not None, self._state is Listening.PAUSED
        self._about.setText(self.words())
        self._quit.setText(self.tr("Quit"))
        for act, words, offered in (
            ("show", self.tr("Open Money Time"), True),
            ("start", self.tr("Start listening"), not running),
            ("pause", self.tr("Pause"), running and not paused),
            ("resume", self.tr("Go on listening"), paused),
            ("bookmark", self.tr("Bookmark this moment"), running),
            ("hide", self.tr("Show or hide the overlay"), running),
            ("stop", self.tr("End the call"), running),
        ):
            self._actions[act].setText(words)
            self._actions[act].setVisible(offered)

    def _chosen(self) -> None:
        self.chosen.emit(self.sender().data())  # type: ignore[attr-defined]

    def _left(self) -> None:
        self.leaving.emit()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger:
            self.chosen.emit("show")


def state_icon(state: Listening | None) -> QIcon:
    """The product's icon with a mark in its corner: a dot listens, two bars pause, a triangle warns, a clock gets ready."""
    picture = app_icon().pixmap(_SIDE, _SIDE)
    if state is None or state is Listening.ENDED or picture.isNull():
        return app_icon()
    picture = QPixmap(picture)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ratio = picture.devicePixelRatio()
    side = picture.width() / ratio
    box = QRectF(side * 0.46, side * 0.46, side * 0.54, side * 0.54)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(LIGHT.surface))
    painter.drawEllipse(box)
    _paint_mark(painter, box.adjusted(*(side * by for by in (0.07, 0.07, -0.07, -0.07))), state)
    painter.end()
    return QIcon(picture)


def _paint_mark(painter: QPainter, box: QRectF, state: Listening) -> None:
    inks = LIGHT.families
    if state is Listening.PROBLEM:
        paint_family(painter, box.adjusted(3, 0, -3, -6), Family.ALARM, QColor(inks[Family.ALARM]))
    elif state is Listening.LOADING:
        paint_family(painter, box, Family.CALL, QColor(inks[Family.CALL]))
    elif state in (Listening.LISTENING, Listening.KEEPING):
        painter.setBrush(QColor(inks[Family.EVIDENCE] if state is Listening.LISTENING else LIGHT.accent))
        painter.drawEllipse(box)
    else:
        painter.setBrush(QColor(LIGHT.text))
        for x in (0.2, 0.6):
            bar = QRectF(box.topLeft() + QPointF(box.width() * x, box.height() * 0.15), box.size())
            bar.setSize(box.size() * 0.7)
            bar.setWidth(box.width() * 0.2)
            painter.drawRect(bar)
