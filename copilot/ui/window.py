"""The main window: a side bar and its pages."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from copilot.store.settings import Settings
from copilot.ui.pages.brief import BriefPage
from copilot.ui.pages.calls import CallsPage
from copilot.ui.pages.deals import DealsPage
from copilot.ui.pages.guide import GuidePage
from copilot.ui.pages.home import HomePage
from copilot.ui.pages.playbook import PlaybookPage
from copilot.ui.pages.practice import PracticePage
from copilot.ui.pages.review import ReviewPage
from copilot.ui.pages.settings import SettingsPage
from copilot.ui.theme import Theme
from copilot.ui.widgets import label, push

_USUAL_LINE = 18  # pixels a line of text takes at the usual size
_LEAST_WIDTH, _WIDTH_BY_TEXT = 390, 430  # pixels: of what does not grow with the text, and of what does
_UNDER = {"playbook": "settings", "guide": "home", "review": "calls", "brief": "deals"}  # pages without a button of their own


class MainWindow(QMainWindow):
    """Shows pages and says which one was turned to. What they hold comes from the app."""

    turned = Signal(str)
    closing = Signal()

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.theme = theme
        self.setWindowTitle("Money Time")
        self._keep_room()
        self.home = HomePage(theme, settings)
        self.calls = CallsPage(theme)
        self.review = ReviewPage(theme)
        self.deals = DealsPage(theme)
        self.brief = BriefPage(theme)
        self.practice = PracticePage(theme)
        self.settings = SettingsPage(theme, settings)
        self.guide = GuidePage(theme, settings)
        self.playbook = PlaybookPage(theme)
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {
            "home": self.home,
            "calls": self.calls,
            "review": self.review,
            "deals": self.deals,
            "brief": self.brief,
            "practice": self.practice,
            "settings": self.settings,
            "guide": self.guide,
            "playbook": self.playbook,
        }
        for page in self._pages.values():
            self._stack.addWidget(page)
        side = QWidget()
        side.setObjectName("side")
        side.setMinimumWidth(190)
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 16, 10, 16)
        column.setSpacing(4)
        product = label("product", "Money Time", wrap=False)
        column.addWidget(product)
        column.addSpacing(8)
        self._buttons = QButtonGroup(self)
        self._nav = {}
        for name, words in (
            ("home", self.tr("Home")),
            ("calls", self.tr("Calls")),
            ("deals", self.tr("Deals")),
            ("practice", self.tr("Practice")),
            ("settings", self.tr("Settings")),
        ):
            button = push(words, "nav")
            button.setCheckable(True)
            button.setProperty("page", name)
            button.clicked.connect(self._on_nav)
            self._buttons.addButton(button)
            self._nav[name] = button
            column.addWidget(button)
        column.addStretch()
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(side)
        row.addWidget(self._stack, 1)
        self.setCentralWidget(body)
        self.turn("home")

    def _keep_room(self) -> None:
        """As wide as its pages need with the system's text size, as far as the screen goes."""
        room, larger = self.screen().availableGeometry(), max(1.0, self.fontMetrics().height() / _USUAL_LINE)
        least = round(_LEAST_WIDTH + _WIDTH_BY_TEXT * larger)
        self.setMinimumSize(min(least, room.width()), 480)
        self.resize(min(least + 260, room.width()), min(760, room.height()))

    @property
    def page(self) -> str:
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    def turn(self, name: str) -> None:
        self._stack.setCurrentWidget(self._pages[name])
        self._nav[_UNDER.get(name, name)].setChecked(True)

    def say(self, words: str) -> None:
        """One calm sentence the user has to know now."""
        box = QMessageBox(QMessageBox.Icon.Information, "Money Time", words, QMessageBox.StandardButton.Ok, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.closing.emit()

    def _on_nav(self) -> None:
        name = self.sender().property("page")
        self.turn(name)
        self.turned.emit(name)
