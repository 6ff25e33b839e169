"""What happens when a button is pressed: the one place where windows, the running call and the desk meet."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from copilot.call.events import CallStarted
from copilot.engine.desk import Desk
from copilot.engine.session import Session
from copilot.engine.snapshot import Snapshot
from copilot.engine.views import OverlayView, overlay_view
from copilot.errors import KnownError
from copilot.review.model import Review
from copilot.store.settings import Settings
from copilot.ui import texts, translation
from copilot.ui.bridge import Bridge
from copilot.ui.overlay.placing import remembered, restored
from copilot.ui.overlay.window import Look, Overlay
from copilot.ui.style import main_style, palette
from copilot.ui.theme import OVERLAY_WIDTH, Theme, current_theme
from copilot.ui.window import MainWindow

_FIVE_MINUTES_MS = 5 * 60_000


class Shell(QObject):
    """Lives on the Qt thread."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        super().__init__(app)
        self._app, self._desk = app, desk
        self._session: Session | None = None
        self._bridge: Bridge | None = None
        self._overlay: Overlay | None = None
        self._review: Review | None = None
        self._leaving = False
        self._theme = self._dress()
        self._window = self._make_window()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._redress)

    @property
    def window(self) -> MainWindow:
        return self._window

    @property
    def overlay(self) -> Overlay | None:
        return self._overlay

    @property
    def session(self) -> Session | None:
        return self._session

    def open(self, start: Session | None) -> None:
        self._refresh()
        self._window.home.show_recoverable(self._desk.recoverable())
        self._window.show()
        if start is not None:
            self._run(start)
        elif self._desk.notice is not None:
            self._window.home.show_notice(self._desk.notice.of(texts.language()))

    def close(self) -> None:
        """Ends what still runs, with its record whole."""
        session = self._session
        if session is not None:
            session.wake = _nothing
            session.stop()
            if session.join(10):
                self._desk.ended(session)
            self._session = None
        if self._overlay is not None:
            self._overlay.hide()
        self._window.hide()

    # --- windows --------------------------------------------------------------------------------------------------

    def _dress(self) -> Theme:
        """The colours as set, else as the system's."""
        scheme = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        hints = QGuiApplication.styleHints()
        wanted = scheme.get(self._desk.settings.theme, Qt.ColorScheme.Unknown)
        if wanted is Qt.ColorScheme.Unknown:
            hints.unsetColorScheme()
        elif hints.colorScheme() is not wanted:
            hints.setColorScheme(wanted)
        theme = current_theme()
        self._app.setPalette(palette(theme))
        return theme

    def _redress(self) -> None:
        theme = self._dress()
        if theme is not self._theme:
            self._theme = theme
            self._rebuild()

    def _make_window(self) -> MainWindow:
        window = MainWindow(self._theme, self._desk.settings)
        window.setStyleSheet(main_style(self._theme, QApplication.font()))
        window.turned.connect(self._turned)
        window.closing.connect(self._leave)
        window.home.started.connect(self._start)
        window.home.opened.connect(self._open_call)
        window.home.recovered.connect(self._recover)
        window.home.pause_wanted.connect(self._pause_or_resume)
        window.home.stop_wanted.connect(self._stop)
        window.home.overlay_wanted.connect(self._show_or_hide_overlay)
        window.home.all_wanted.connect(self._show_calls)
        window.calls.opened.connect(self._open_call)
        window.calls.searched.connect(self._search)
        window.review.failed.connect(window.say)
        window.review.export_wanted.connect(self._export)
        window.review.back_wanted.connect(self._show_calls)
        window.settings.changed.connect(self._apply)
        return window

    def _rebuild(self) -> None:
        """The same windows in another language or other colours."""
        old, page, place = self._window, self._window.page, self._window.geometry()
        shown = old.isVisible()
        self._window = self._make_window()
        self._window.setGeometry(place)
        self._refresh()
        if self._session is not None:
            self._window.home.show_running(self._session.setup)
        if self._review is not None:
            self._show_review(self._review)
        self._window.turn(page)
        if shown:
            self._window.show()
        old.hide()
        old.deleteLater()
        if self._overlay is not None:
            self._overlay.set_look(self._look())

    def _look(self) -> Look:
        overlay = self._desk.settings.overlay
        return Look(self._theme, overlay.opacity, overlay.text_scale, overlay.captions, overlay.mini)

    def _refresh(self) -> None:
        calls = self._desk.calls()
        self._window.home.show_calls(calls)
        self._window.calls.show_calls(calls)

    def _turned(self, page: str) -> None:
        if page in ("home", "calls"):
            self._refresh()

    def _show_calls(self) -> None:
        self._refresh()
        self._window.turn("calls")

    def _leave(self) -> None:
        """The window was closed: a running call is ended and saved first."""
        if self._session is not None:
            self._leaving = True
            self._session.stop()
        else:
            self._app.quit()

    # --- a call ---------------------------------------------------------------------------------------------------

    def _start(self, setup: CallStarted) -> None:
        if self._session is not None:
            return
        try:
            session = self._desk.start_call(setup)
        except KnownError as error:
            self._window.say(error.of(texts.language()))
            return
        self._run(session)

    def _run(self, session: Session) -> None:
        self._session = session
        self._bridge = Bridge(session, self)
        self._bridge.changed.connect(self._show_snapshot)
        self._bridge.ended.connect(self._ended)
        session.wake = self._bridge.wake
        self._overlay = self._make_overlay()
        self._show_snapshot(session.latest())
        self._overlay.show()
        self._overlay.raise_()
        self._window.home.show_running(session.setup)
        self._window.home.show_notice("")
        session.start()

    def _make_overlay(self) -> Overlay:
        overlay = Overlay(self._look())
        overlay.dismissed.connect(self._dismiss)
        overlay.marked_wrong.connect(self._mark_wrong)
        overlay.toggled.connect(self._toggle)
        overlay.invited.connect(self._invite)
        overlay.menu_wanted.connect(self._menu)
        overlay.moved_by_hand.connect(self._remember_place)
        kept = self._desk.settings.overlay
        overlay.move(restored(kept.positions, round(OVERLAY_WIDTH * kept.text_scale)))
        return overlay

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        if self._overlay is None or snapshot.call.setup is None:
            return
        view: OverlayView = overlay_view(snapshot, texts.language())
        self._overlay.show_view(view)
        self._window.home.show_view(view)

    def _ended(self) -> None:
        session, self._session = self._session, None
        if session is None:
            return
        if self._overlay is not None:
            self._overlay.hide()
            self._overlay.deleteLater()
            self._overlay = None
        if self._bridge is not None:
            self._bridge.deleteLater()
            self._bridge = None
        session.join(5)
        review = self._desk.ended(session)
        if self._leaving:
            self._app.quit()
            return
        self._window.home.show_running(None)
        self._window.home.setup_card.clear()
        self._refresh()
        self._show_review(review)
        self._bring_forward()
        if not session.saved:
            self._window.say(self.tr("This call could not be saved whole. Export it now to keep it."))

    def _dismiss(self, alert: int) -> None:
        if self._session is not None:
            self._session.dismiss(alert)

    def _mark_wrong(self, alert: int) -> None:
        if self._session is not None:
            self._session.mark_wrong(alert)

    def _toggle(self, step: int, done: bool) -> None:
        if self._session is not None:
            self._session.toggle(step, done)

    def _stop(self) -> None:
        if self._session is not None:
            self._session.stop()

    def _pause_or_resume(self) -> None:
        if self._session is not None:
            paused = self._session.latest().call.paused
            self._session.resume() if paused else self._session.pause()

    def _bookmark(self) -> None:
        if self._session is not None:
            self._session.bookmark()

    def _longer(self) -> None:
        self._move_end(_FIVE_MINUTES_MS)

    def _shorter(self) -> None:
        self._move_end(-_FIVE_MINUTES_MS)

    def _move_end(self, by_ms: int) -> None:
        if self._session is not None:
            call = self._session.latest().call
            self._session.set_planned(max(call.planned_ms + by_ms, call.now_ms // 60_000 * 60_000 + 60_000))

    def _show_or_hide_overlay(self) -> None:
        if self._overlay is not None:
            self._overlay.setVisible(not self._overlay.isVisible())

    def _toggle_mini(self) -> None:
        settings = self._desk.settings
        self._apply(replace(settings, overlay=replace(settings.overlay, mini=not settings.overlay.mini)))

    def _toggle_captions(self) -> None:
        settings = self._desk.settings
        self._apply(replace(settings, overlay=replace(settings.overlay, captions=not settings.overlay.captions)))

    def _remember_place(self, at: QPoint) -> None:
        settings = self._desk.settings
        overlay = replace(settings.overlay, positions=remembered(settings.overlay.positions, at))
        self._keep(replace(settings, overlay=overlay))

    def _invite(self) -> None:
        self._window.say(self.tr("No slot was heard yet."))

    def _menu(self, at: QPoint) -> None:
        session = self._session
        if session is None:
            return
        overlay = self._desk.settings.overlay
        menu = QMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        paused = session.latest().call.paused
        menu.addAction(self.tr("Go on listening") if paused else self.tr("Pause"), self._pause_or_resume)
        menu.addAction(self.tr("Bookmark this moment"), self._bookmark)
        menu.addSeparator()
        menu.addAction(self.tr("Five minutes more"), self._longer)
        menu.addAction(self.tr("Five minutes less"), self._shorter)
        menu.addSeparator()
        menu.addAction(self.tr("Full size") if overlay.mini else self.tr("Mini mode"), self._toggle_mini)
        menu.addAction(self.tr("No captions") if overlay.captions else self.tr("Captions"), self._toggle_captions)
        menu.addAction(self.tr("Hide the overlay"), self._show_or_hide_overlay)
        menu.addAction(self.tr("Open the main window"), self._bring_forward)
        menu.addSeparator()
        menu.addAction(self.tr("End the call"), self._stop)
        self._open_menu = menu
        menu.popup(at)

    # --- calls that were ------------------------------------------------------------------------------------------

    def _open_call(self, call_id: str, utterance: int) -> None:
        try:
            review = self._desk.review(call_id)
        except KnownError as error:
            self._window.say(error.of(texts.language()))
            return
        self._show_review(review)
        if utterance:
            self._window.review.jump(utterance)

    def _recover(self, call_id: str) -> None:
        try:
            review = self._desk.recover(call_id)
        except KnownError as error:
            self._window.say(error.of(texts.language()))
            return
        self._window.home.show_recoverable(self._desk.recoverable())
        self._refresh()
        self._show_review(review)

    def _show_review(self, review: Review) -> None:
        self._review = review
        setup = review.call.setup
        assert setup is not None
        playbook, _ = self._desk.playbook(setup.kind)
        self._window.review.show_review(review, playbook, self._desk.settings, datetime.now(UTC))
        self._window.turn("review")

    def _search(self, words: str) -> None:
        if words.strip():
            self._window.calls.show_hits(self._desk.search(words))
        else:
            self._window.calls.show_calls(self._desk.calls())

    def _export(self, form: str) -> None:
        setup = self._review.call.setup if self._review is not None else None
        if setup is None:
            return
        name, _ = QFileDialog.getSaveFileName(self._window, self.tr("Export"), f"{setup.call_id}.{form}", f"*.{form}")
        if not name:
            return
        try:
            Path(name).write_text(self._desk.export(setup.call_id, form), encoding="utf-8")
        except KnownError as error:
            self._window.say(error.of(texts.language()))
        except OSError as error:
            words = self.tr("{file} could not be written ({reason}). Choose another place.")
            self._window.say(words.replace("{file}", name).replace("{reason}", error.strerror or ""))

    # --- settings and commands ------------------------------------------------------------------------------------

    def _apply(self, settings: Settings) -> None:
        old = self._desk.settings
        self._keep(settings)
        self._window.settings.show_settings(settings)
        self._window.home.setup_card.apply(settings)
        if self._overlay is not None:
            self._overlay.set_look(self._look())
        if settings.language != old.language:
            translation.install(self._app, self._desk.language)
            self._rebuild()
        elif settings.theme != old.theme:
            self._redress()

    def _keep(self, settings: Settings) -> None:
        try:
            self._desk.save(settings)
        except OSError as error:
            words = self.tr("The settings could not be saved ({reason}); they last until you close the app.")
            self._window.home.show_notice(words.replace("{reason}", error.strerror or ""))
            self._desk.settings = settings

    def act(self, action: str) -> str:
        """One word from another process. '' when done, else a sentence."""
        if action == "show":
            self._bring_forward()
            return ""
        if action == "start":
            if self._session is not None:
                return self.tr("A call is running already.")
            self._start(self._window.home.setup_card.setup(datetime.now(UTC)))
            return ""
        if self._session is None or self._overlay is None:
            return self.tr("No call is running.")
        return self._act_on_call(action, self._session, self._overlay)

    def _act_on_call(self, action: str, session: Session, overlay: Overlay) -> str:
        alert, row = overlay.current_alert(), overlay.current_row()
        if action in ("dismiss", "wrong") and alert is None:
            return self.tr("There is no alert to answer.")
        if action == "tick" and row is None:
            return self.tr("The checklist is not open.")
        match action:
            case "stop":
                session.stop()
            case "pause":
                session.pause()
            case "resume":
                session.resume()
            case "dismiss":
                session.dismiss(alert or 0)
            case "wrong":
                session.mark_wrong(alert or 0)
            case "tick":
                session.toggle(row or 0, True)
            case "invite":
                self._invite()
            case "bookmark":
                session.bookmark()
            case "hide":
                overlay.setVisible(not overlay.isVisible())
        return ""

    def _bring_forward(self) -> None:
        self._window.show()
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()
        if self._overlay is not None:
            self._overlay.show()


def _nothing() -> None:
    return None
