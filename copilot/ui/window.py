"""The main window: a side bar and its pages."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QMainWindow,
    QMessageBox,
    QPlainTextEdit,
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
from copilot.ui.pages.transcript import Transcript
from copilot.ui.rows import Rows
from copilot.ui.style import main_style
from copilot.ui.theme import Theme
from copilot.ui.widgets import Page, label, push, without_icons

_USUAL_LINE = 18  # pixels a line of text takes at the usual size
_LEAST_WIDTH, _WIDTH_BY_TEXT = 390, 430  # pixels: of what does not grow with the text, and of what does
_UNDER = {"playbook": "settings", "guide": "home", "review": "calls", "brief": "deals"}  # pages without a button of their own


class MainWindow(QMainWindow):
    """Shows pages and says which one was turned to. What they hold comes from the app.

    It has its pages once `build`, or `build_next` as often as it says so, has made them.
    """

    turned = Signal(str)
    closing = Signal()

    home: HomePage
    calls: CallsPage
    review: ReviewPage
    deals: DealsPage
    brief: BriefPage
    practice: PracticePage
    settings: SettingsPage
    guide: GuidePage
    playbook: PlaybookPage

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self.theme = theme
        self.setWindowTitle("Money Time")
        self._keep_room()
        self.setStyleSheet(main_style(theme, QApplication.font()))  # before the pages, which are dressed one by one
        self._stack = QStackedWidget()
        self._pages: dict[str, QWidget] = {}
        self._bare: QWidget | None = None  # a page that is not in the window yet
        self._stood_by = ""  # the page the other window was on then
        self._wanted: list[tuple[str, Callable[[], QWidget]]] = [
            ("home", partial(HomePage, theme, settings)),
            ("calls", partial(CallsPage, theme)),
            ("review", partial(ReviewPage, theme)),
            ("deals", partial(DealsPage, theme)),
            ("brief", partial(BriefPage, theme)),
            ("practice", partial(PracticePage, theme)),
            ("settings", partial(SettingsPage, theme, settings)),
            ("guide", partial(GuidePage, theme, settings)),
            ("playbook", partial(PlaybookPage, theme)),
        ]
        self._side = side = QWidget()
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
        self._nav["home"].setChecked(True)

    def build(self) -> "MainWindow":
        """All its pages; returns itself."""
        while self.build_next():
            pass
        return self

    def build_next(self) -> bool:
        """Makes one page, or gives the one made last its looks; False when none is missing."""
        if self._bare is not None:
            self._stack.addWidget(self._bare)
            self._bare = None
        elif self._wanted:
            name, make = self._wanted.pop(0)
            self._pages[name] = self._bare = make()
            setattr(self, name, self._bare)
        else:
            return False
        return True

    def _keep_room(self) -> None:
        """As wide as its pages need with the system's text size, as far as the screen goes."""
        room, larger = self.screen().availableGeometry(), max(1.0, self.fontMetrics().height() / _USUAL_LINE)
        least = round(_LEAST_WIDTH + _WIDTH_BY_TEXT * larger)
        self.setMinimumSize(min(least, room.width()), 480)
        self.resize(min(least + 260, room.width()), min(760, room.height()))

    @property
    def pages(self) -> tuple[QWidget, ...]:
        return tuple(self._pages.values())

    @property
    def _shown(self) -> QWidget:
        shown = self._pages[self.page]
        return shown.currentWidget() or shown if isinstance(shown, PracticePage) else shown

    @property
    def whole(self) -> bool:
        """All that its pages were given to show is there."""
        parts: list[Page | Rows | Transcript] = [*self.findChildren(Page), *self.findChildren(Rows)]
        return all(part.whole for part in [*parts, *self.findChildren(Transcript)])

    @property
    def page(self) -> str:
        return next(name for name, page in self._pages.items() if page is self._stack.currentWidget())

    def take_over(self, old: "MainWindow", settings: Settings) -> None:
        """Stands where a window of the same pages stood, with what was typed there and is kept nowhere else.

        settings: as they are now, which may not be those the pages were made with.
        """
        if old.page != self._stood_by:  # the user went on meanwhile
            self.turn(old.page)
        self.settings.show_settings(settings)
        self.home.setup_card.apply(settings)
        focused = old.focusWidget()
        if focused is not None:
            focused.clearFocus()  # a setting half typed is taken
        self.home.take_over(old.home)
        self.calls.search.setText(old.calls.search.text())
        self.practice.take_over(old.practice)
        self.playbook.take_over(old.playbook)
        for name, here in self._pages.items():
            if isinstance(here, Page) and isinstance(there := old._pages[name], Page):
                here.stand_at(there.place)
        self._stand_as(old)
        self.review.take_over(old.review)  # a page that is hidden falls silent
        if focused is not None:
            self._focus_as(old, focused)

    def stand_by(self, old: "MainWindow") -> None:
        """As large as the other one, on the same page, and not on the screen yet: what fills it is laid out as it comes."""
        self._stood_by = old.page
        self.turn(old.page)
        self.resize(old.size())
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self.show()

    def _stand_as(self, old: "MainWindow") -> None:
        """Large or small as it was; where another window had the keyboard that one keeps it, and stays above."""
        self.hide()
        self.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen, False)
        behind = not old.isActiveWindow()
        if (place := old.normalGeometry()).isValid():
            self.setGeometry(place)
        self.setWindowState(old.windowState() & ~Qt.WindowState.WindowActive)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, behind)
        self.setVisible(old.isVisible())
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating, False)
        if behind and self.isVisible():
            self.lower()

    def _focus_as(self, old: "MainWindow", focused: QWidget) -> None:
        for there, here in ((old._shown, self._shown), (old._side, self._side)):
            before = [there, *there.findChildren(type(focused))]
            now = [here, *here.findChildren(type(focused))]
            if focused in before and len(before) == len(now):
                found = now[before.index(focused)]
                found.setFocus()
                if isinstance(focused, QPlainTextEdit) and isinstance(found, QPlainTextEdit):
                    cursor = found.textCursor()
                    cursor.setPosition(min(focused.textCursor().position(), len(found.toPlainText())))
                    found.setTextCursor(cursor)

    def bring_forward(self) -> None:
        self.show()
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.raise_()
        self.activateWindow()

    def turn(self, name: str) -> None:
        self._stack.setCurrentWidget(self._pages[name])
        self._nav[_UNDER.get(name, name)].setChecked(True)

    def say(self, words: str) -> None:
        """One calm sentence the user has to know now."""
        box = QMessageBox(QMessageBox.Icon.Information, "Money Time", words, QMessageBox.StandardButton.Ok, self)
        box.setTextFormat(Qt.TextFormat.PlainText)
        without_icons(box)
        box.open()

    def closeEvent(self, event: QCloseEvent) -> None:
        event.ignore()
        self.closing.emit()

    def _on_nav(self) -> None:
        name = self.sender().property("page")
        self.turn(name)
        self.turned.emit(name)
