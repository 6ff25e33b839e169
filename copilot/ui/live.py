"""One call while it runs: its session, its overlay, and what buttons, menus and commands do to it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from copilot.engine.running import RunningCall
from copilot.engine.snapshot import Snapshot
from copilot.engine.views import overlay_view
from copilot.review.times import moment
from copilot.store.settings import Level, Settings
from copilot.ui import texts
from copilot.ui.bridge import Bridge
from copilot.ui.invites import Invites
from copilot.ui.overlay.placing import remembered, restored
from copilot.ui.overlay.window import Look, Overlay
from copilot.ui.second.window import LiveWindow
from copilot.ui.theme import OVERLAY_WIDTH, Theme
from copilot.ui.turns import Turns

_FIVE_MINUTES_MS = 5 * 60_000


def look_of(settings: Settings, theme: Theme, keys: tuple[tuple[str, str], ...] = ()) -> Look:
    overlay = settings.overlay
    return Look(
        theme,
        overlay.opacity,
        overlay.text_scale,
        overlay.captions,
        overlay.mini,
        texts.language(),
        overlay.still,
        overlay.hide_from_sharing,
        keys,
    )


class LiveCall(QObject):
    """Lives on the Qt thread, from before the session's start to after its end."""

    changed = Signal(object)  # OverlayView
    ended = Signal(object)  # Session
    settings_wanted = Signal(object)  # Settings: the user changed something on the overlay
    window_wanted = Signal()

    def __init__(
        self,
        session: RunningCall,
        settings: Settings,
        theme: Theme,
        invites: Invites,
        parent: QObject,
        level: Level = Level.COACH,
    ) -> None:
        """level: what of the help is shown; less than all of it on practice calls alone."""
        super().__init__(parent)
        self._level = level
        self.session = session
        self._settings, self._theme, self._invites = settings, theme, invites
        self._language = texts.language()
        self._hints: tuple[tuple[str, str], ...] = ()
        self._open_menu: QMenu | None = None
        self.second: LiveWindow | None = None
        self._bridge = Bridge(session, self)
        self._bridge.changed.connect(self._show_snapshot)
        self._bridge.ended.connect(self._over)
        session.wake = self._bridge.wake
        self._turns = Turns(self)
        self.overlay = Overlay(look_of(settings, theme))
        self.overlay.dismissed.connect(session.dismiss)
        self.overlay.marked_wrong.connect(session.mark_wrong)
        self.overlay.toggled.connect(session.toggle)
        self.overlay.invited.connect(self.invite)
        self.overlay.stop_wanted.connect(self.stop)
        self.overlay.went_on.connect(session.go_on)
        self.overlay.lighten_wanted.connect(session.lighten)
        self.overlay.menu_wanted.connect(self._menu)
        self.overlay.moved_by_hand.connect(self._remember_place)

        application = QGuiApplication.instance()
        for gone_or_back in (application.screenAdded, application.screenRemoved):
            gone_or_back.connect(self._put_in_place)

    def start(self, *after: Callable[[], object]) -> None:
        """The overlay appears in a turn of the event loop of its own, for making it took one. after: each in one as well."""
        self._put_in_place()
        self.session.start()
        self._turns.add(self._appear, *after)

    def _appear(self) -> None:
        self._show_snapshot(self.session.latest())
        if self._level is not Level.EXAM:
            self.overlay.show()
            self.overlay.raise_()

    def close(self) -> None:
        """Takes everything off the screen; the session is left as it is."""
        self._turns.drop()
        self.session.wake = _nothing
        self._drop_second()
        self.overlay.hide()
        self.overlay.deleteLater()
        self.deleteLater()

    def apply(self, settings: Settings, theme: Theme) -> None:
        repaint = theme is not self._theme or texts.language() != self._language
        self._settings, self._theme, self._language = settings, theme, texts.language()
        self.overlay.set_look(look_of(settings, theme, self._hints))
        if repaint and self.second is not None:
            place, shown, note = self.second.geometry(), self.second.isVisible(), self.second.note.text()
            self._drop_second()
            second = self._make_second()
            second.setGeometry(place)
            second.note.setText(note)
            if shown:
                self.second.show()
        self._show_snapshot(self.session.latest())

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """hints: action to its key, for the buttons."""
        self._hints = tuple(sorted(hints.items()))
        self.overlay.set_look(look_of(self._settings, self._theme, self._hints))

    # --- what the user does ---------------------------------------------------------------------------------------

    def pause_or_resume(self) -> None:
        if self.session.latest().call.paused:
            self.session.resume()
        else:
            self.session.pause()

    def stop(self) -> None:
        self.session.stop()

    def show_or_hide(self) -> None:
        self.overlay.setVisible(not self.overlay.isVisible())

    def open_second(self) -> None:
        """The live window, beside the call: on the screen the overlay is not on, where there is one."""
        if self.second is None:
            window = self._make_second()
            there = window.restore(self._settings.live_window)
            others = [] if there else [s for s in QGuiApplication.screens() if s is not self.overlay.screen()]
            if others:
                window.move(others[0].availableGeometry().topLeft() + QPoint(40, 40))
        self.second.show()
        self.second.raise_()
        self.second.activateWindow()
        self._show_snapshot(self.session.latest())

    def _make_second(self) -> LiveWindow:
        self.second = LiveWindow(self._theme, self.session.latest())
        self.second.noted.connect(self.session.bookmark)
        self.second.left.connect(self._remember_second)
        self.second.toggled.connect(self.session.toggle)
        return self.second

    def _drop_second(self) -> None:
        if self.second is not None:
            self.second.hide()
            self.second.deleteLater()
            self.second = None

    def invite(self) -> str:
        """The invite for the slot heard so far. '' when made, else why not."""
        call = self.session.latest().call
        slot = moment(call.slot.date, call.setup) if call.slot is not None else None
        if slot is None or call.setup is None:
            return self.tr("No slot was heard yet.")
        refusal = self._invites.make(call.setup, slot, self._settings.you, datetime.now(UTC))
        self.overlay.say_invited(refusal or self.tr("Invite saved in Downloads"))
        return refusal

    def act(self, action: str) -> str:
        """One word from another process. '' when done, else a sentence saying why not."""
        alert, row = self.overlay.current_alert(), self.overlay.current_row()
        if action == "dismiss" and self.overlay.put_back():
            return ""
        if action in ("dismiss", "wrong") and (alert is None or alert < 0):
            return self.tr("There is no alert to answer.")
        if action == "tick" and row is None:
            return self.tr("The checklist is not open.")
        match action:
            case "stop":
                self.session.stop()
            case "pause":
                self.session.pause()
            case "resume":
                self.session.resume()
            case "dismiss":
                self.session.dismiss(alert or 0)
            case "wrong":
                self.session.mark_wrong(alert or 0)
            case "tick":
                self.session.toggle(row or 0, True)
            case "invite":
                return self.invite()
            case "bookmark":
                self.session.bookmark()
            case "mini":
                self._toggle_mini()
            case "hide":
                self.show_or_hide()
        return ""

    def _bookmark(self) -> None:
        self.session.bookmark()

    def _longer(self) -> None:
        self._move_end(_FIVE_MINUTES_MS)

    def _shorter(self) -> None:
        self._move_end(-_FIVE_MINUTES_MS)

    def _move_end(self, by_ms: int) -> None:
        call = self.session.latest().call
        self.session.set_planned(max(call.planned_ms + by_ms, (call.now_ms // 60_000 + 1) * 60_000))

    def _toggle_mini(self) -> None:
        overlay = self._settings.overlay
        self.settings_wanted.emit(replace(self._settings, overlay=replace(overlay, mini=not overlay.mini)))

    def _toggle_captions(self) -> None:
        overlay = self._settings.overlay
        self.settings_wanted.emit(replace(self._settings, overlay=replace(overlay, captions=not overlay.captions)))

    def _put_in_place(self) -> None:
        """Where it was left, on a screen that is there; again when one is plugged in or out."""
        kept = self._settings.overlay
        self.overlay.put(restored(kept.positions, round(OVERLAY_WIDTH * kept.text_scale)))

    def _remember_place(self, at: QPoint) -> None:
        overlay = self._settings.overlay
        moved = replace(overlay, positions=remembered(overlay.positions, at))
        self.settings_wanted.emit(replace(self._settings, overlay=moved))

    def _remember_second(self, place: str) -> None:
        if place != self._settings.live_window:
            self.settings_wanted.emit(replace(self._settings, live_window=place))

    def _menu(self, at: QPoint) -> None:
        overlay = self._settings.overlay
        menu = QMenu()
        paused = self.session.latest().call.paused
        menu.addAction(self.tr("Go on listening") if paused else self.tr("Pause"), self.pause_or_resume)
        menu.addAction(self.tr("Bookmark this moment"), self._bookmark)
        menu.addSeparator()
        menu.addAction(self.tr("Five minutes more"), self._longer)
        menu.addAction(self.tr("Five minutes less"), self._shorter)
        menu.addSeparator()
        menu.addAction(self.tr("Full size") if overlay.mini else self.tr("Mini mode"), self._toggle_mini)
        menu.addAction(self.tr("No captions") if overlay.captions else self.tr("Captions"), self._toggle_captions)
        menu.addAction(self.tr("Hide the overlay"), self.show_or_hide)
        menu.addAction(self.tr("Open the live window"), self.open_second)
        menu.addAction(self.tr("Open the main window"), self.window_wanted.emit)
        menu.addSeparator()
        menu.addAction(self.tr("End the call"), self.stop)
        menu.setAttribute(Qt.WidgetAttribute.WA_X11NetWmWindowTypePopupMenu)
        self._open_menu = menu
        menu.popup(at)

    # --- what the session tells -----------------------------------------------------------------------------------

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        if snapshot.call.setup is not None:
            if self._level is not Level.COACH:
                snapshot = replace(snapshot, call=replace(snapshot.call, alerts=()))
            view = overlay_view(snapshot, self._language)
            self.overlay.show_view(view)
            if self.second is not None:
                self.second.show_snapshot(snapshot, view)
            self.changed.emit(view)

    def _over(self) -> None:
        self.ended.emit(self.session)


def _nothing() -> None:
    return None
