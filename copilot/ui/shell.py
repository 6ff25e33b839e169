"""What happens when a button is pressed: the one place where the main window, the running call and the desk meet."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from copilot.call.events import CallStarted
from copilot.call.rules import Text
from copilot.engine.desk import Desk
from copilot.engine.views import OverlayView
from copilot.errors import KnownError
from copilot.review.model import Review
from copilot.store.settings import Settings
from copilot.ui import texts, translation
from copilot.ui.afterwards import Afterwards
from copilot.ui.before import Before
from copilot.ui.dealing import Dealing
from copilot.ui.demo import Demo
from copilot.ui.imports import Imports
from copilot.ui.invites import Invites, downloads
from copilot.ui.keys.everywhere import Keys, find_desktop
from copilot.ui.keys.table import bindings
from copilot.ui.live import LiveCall
from copilot.ui.practice import Practice
from copilot.ui.privacy import Privacy
from copilot.ui.renewal import Renewal
from copilot.ui.style import dress
from copilot.ui.sweeping import Sweeper
from copilot.ui.tasks import WarmUp, known, off_thread
from copilot.ui.this_computer import ThisComputer
from copilot.ui.tray import Tray
from copilot.ui.turns import Turns
from copilot.ui.window import MainWindow

if TYPE_CHECKING:
    from copilot.engine.session import Session

_SEEN_MS = 400  # until the window is there; loading beside it would hold it up


class Shell(QObject):
    """Lives on the Qt thread."""

    def __init__(self, app: QApplication, desk: Desk) -> None:
        super().__init__(app)
        self._app, self._desk = app, desk
        self._live: LiveCall | None = None
        self._unlisted: list[Session] = []  # those that run, and those whose review is not there yet
        self._invites = Invites(downloads(), desk)
        self._after = Afterwards(desk, self._invites, self)
        self._after.listed.connect(self._refresh)
        self.imports = Imports(desk, self)
        self.imports.imported.connect(self._after.show_imported)
        self._dealing = Dealing(desk, self)
        self._dealing.opened.connect(self._after.open)
        self._practice = Practice(desk, self)
        self._practice.wanted.connect(self._start_practice)
        self._practice.failed.connect(self._say)
        self._practice.settings_wanted.connect(self._apply)
        self._practice.window_wanted.connect(self._bring_forward)
        self._after.practice_wanted.connect(self._practise_moment)
        self._after.words_wanted.connect(self.imports.transcribe)
        self.imports.dropped.connect(self._refresh)
        self._privacy = Privacy(desk, lambda: self.imports.idle, self)
        self._privacy.said.connect(self._say)
        self._privacy.changed.connect(self._refresh)
        self._privacy.forgotten.connect(self._forgotten)
        self._before = Before(desk, lambda: self._window, self)
        self._before.page_wanted.connect(self._show_page)
        self._before.brief_wanted.connect(self._dealing.brief)
        self._before.demo_wanted.connect(self._show_demo)
        self._before.settings_changed.connect(self._apply)
        self._before.listen_wanted.connect(partial(self._act_from_tray, "start"))
        self._tray = Tray(self)
        self._dealing.reminded.connect(self._tray.tell)
        self._tray.chosen.connect(self._act_from_tray)
        self._tray.leaving.connect(self._leave)
        self._keys = Keys(find_desktop(self), self)
        self._keys.pressed.connect(self._act_from_key)
        self._computer = ThisComputer(self._keys, self)
        self._computer.failed.connect(self._say)
        self._practice.began_or_ended.connect(self._use_keys, Qt.ConnectionType.QueuedConnection)
        self._warm_up, self._sweeper, self._leaving = WarmUp(self), Sweeper(self), False
        self._demo = Demo(desk, self._warm_up, self)
        self._demo.ready.connect(self._begin)
        self._theme = dress(self._app, self._desk.settings.theme)
        self._turns = Turns(self)
        self._renewal = Renewal(self)
        self._renewal.made.connect(self._fit_out)
        self._renewal.whole.connect(self._move_over)
        self._window = MainWindow(self._theme, self._desk.settings).build()
        self._use(self._window)
        app.styleHints().colorSchemeChanged.connect(self._redress)

    @property
    def window(self) -> MainWindow:
        return self._window

    @property
    def live(self) -> LiveCall | None:
        return self._live

    def open(self, start: "Session | None", in_tray: bool = False) -> None:
        self._sweeper.start()
        self._refresh()
        self._window.home.show_recoverable(lost := self._desk.recoverable())
        self._window.setVisible(not (in_tray and self._tray.there))
        self._window.home.setup_card.setFocus()
        self._use_keys()
        QTimer.singleShot(_SEEN_MS, self, partial(self._warm_up.then, self._sweeper.settle))
        self._privacy.forget_expired()
        if self._desk.notice is not None:
            self._window.home.show_notice(self._desk.notice.of(texts.language()))
        self._before.open(first=start is None and not lost)
        if start is not None:
            self._run(start)

    def close(self) -> None:
        """Ends what still runs, with its record whole."""
        self._turns.drop()
        if self._live is not None:
            self._live.close()
            self._live = None
        while self._unlisted:
            session = self._unlisted.pop()
            session.stop()
            if session.join(10):
                self._desk.ended(session, self._desk.reviewed(session))
        for part in (self._renewal, self._practice, self._before, self._computer, self._dealing, self.imports, self._tray):
            part.close()
        self._keys.close()
        self._window.hide()
        self._sweeper.stop()

    # --- windows --------------------------------------------------------------------------------------------------

    def _redress(self) -> None:
        if (theme := dress(self._app, self._desk.settings.theme)) is not self._theme:
            self._theme = theme
            self._rebuild()

    def _use(self, window: MainWindow) -> None:
        window.turned.connect(self._turned)
        window.closing.connect(self._leave)
        window.home.started.connect(self._start)
        window.home.setup_card.settings_wanted.connect(self._apply)
        window.home.pause_wanted.connect(partial(self._with_live, LiveCall.pause_or_resume))
        window.home.stop_wanted.connect(partial(self._with_live, LiveCall.stop))
        window.home.overlay_wanted.connect(partial(self._with_live, LiveCall.show_or_hide))
        window.home.second_wanted.connect(partial(self._with_live, LiveCall.open_second))
        window.home.all_wanted.connect(partial(self._show_page, "calls"))
        window.review.back_wanted.connect(partial(self._show_page, "calls"))
        window.review.forget_wanted.connect(self._privacy.forget)
        self._after.attach(window)
        self._dealing.attach(window)
        self.imports.attach(window)
        window.settings.changed.connect(self._apply)
        self._privacy.attach(window.settings.privacy)
        self._computer.attach(window.settings)
        self._practice.attach(window.practice, self._theme)
        self._before.attach(window)

    def _rebuild(self) -> None:
        """The same windows in another language or other colours."""
        self._tray.retranslate()
        self._renewal.begin(self._theme, self._desk.settings)
        if self._live is not None:
            self._live.apply(self._desk.settings, self._theme)

    def _fit_out(self, new: MainWindow) -> None:
        """Fills the new window as the one in use is filled, which stays in use meanwhile."""
        old, page = self._window, self._window.page
        old.review.keep()
        new.stand_by(old)
        self._renewal.fill(partial(self._use, new), partial(self._list_calls, new), self._before.show, self._dealing.look)
        self._renewal.fill(partial(new.calls.take_over, old.calls), partial(new.deals.take_over, old.deals))
        self._renewal.fill(partial(self._turned, page), self._after.fill_again)

    def _move_over(self, new: MainWindow) -> None:
        """Uses the new window, with all that was typed into the old one."""
        old, self._window = self._window, new
        new.home.show_recoverable(self._desk.recoverable())
        if self._live is not None:
            new.home.show_running(self._live.session.setup)
            self._live.apply(self._desk.settings, self._theme)
        self._use_keys()
        self._list_calls(new)
        self._after.catch_up(old.review)
        new.take_over(old, self._desk.settings)
        self._renewal.part_from(old)

    def _refresh(self) -> None:
        self._list_calls(self._window)
        self._before.show()
        self._dealing.look()

    def _list_calls(self, window: MainWindow) -> None:
        calls = self._desk.calls()
        window.home.show_calls(calls)
        window.calls.show_calls(calls)

    def _turned(self, page: str) -> None:
        if page == "settings":
            self._privacy.show()
            self._computer.look(self._desk.settings)
        elif page == "deals":
            self._dealing.refresh()
        elif page == "playbook":
            self._before.show_playbook()
        elif page == "practice":
            self._practice.turned_to()
        elif page != "review":
            self._refresh()

    def _show_demo(self) -> None:
        if self._live is not None or self._practice.live is not None:
            self._say(self.tr("A call is running already."))
        else:
            self._demo.begin()

    def _show_page(self, page: str) -> None:
        self._window.turn(page)
        self._turned(page)

    def _bring_forward(self) -> None:
        self._window.bring_forward()

    def _leave(self) -> None:
        """The window was closed: a running call is ended and saved first."""
        if self._live is not None:
            self._leaving = True
            self._live.session.stop()
        else:
            self._app.quit()

    # --- the running call -----------------------------------------------------------------------------------------

    def _start(self, setup: CallStarted) -> None:
        if self._live is not None:
            return
        if self._practice.live is not None:
            self._window.say(self.tr("Hang up the practice call first."))
            return
        self._warm_up.then(partial(self._begin, partial(self._desk.start_call, setup, self._window.home.setup_card.mode.mode)))

    def _begin(self, make: "Callable[[], Session]") -> None:
        if self._live is not None or self._practice.live is not None:  # begun while this one waited
            return
        if isinstance(made := known(make), KnownError):
            self._window.say(made.of(texts.language()))
        else:
            self._run(made)

    def _run(self, session: "Session") -> None:
        self._unlisted.append(session)
        self._live = LiveCall(session, self._desk.settings, self._theme, self._invites, self)
        self._live.changed.connect(self._show_view)
        self._live.ended.connect(self._ended)
        self._live.settings_wanted.connect(self._apply)
        self._live.window_wanted.connect(self._bring_forward)
        self._window.home.setup_card.sound.close_check()
        self._live.start(self._show_running, self._use_keys)

    def _show_running(self) -> None:
        if self._live is not None:
            self._window.home.show_running(self._live.session.setup)
            self._window.turn("home")

    def _show_view(self, view: OverlayView) -> None:
        self._window.home.show_view(view)
        self._tray.show_state(view.state)

    def _ended(self, session: "Session") -> None:
        if self._live is None:
            return
        self._live.close()
        self._live = None
        self._use_keys()
        self._tray.show_state(None)
        self._window.home.show_running(None)
        self._window.home.setup_card.clear()
        off_thread(self, partial(self._reviewed, session), partial(self._show_ended, session, self._desk.notice))

    def _reviewed(self, session: "Session") -> Review:
        """On a thread of the pool, once its record is written."""
        session.join(5)
        return self._desk.reviewed(session)

    def _show_ended(self, session: "Session", told: Text | None, review: Review) -> None:
        """told: the desk's notice before it was listed."""
        if session not in self._unlisted:
            return
        self._unlisted.remove(session)
        self._desk.ended(session, review)
        if self._leaving:
            self._app.quit()
            return
        self._after.show_new(review, session.saved, told)
        self._turns.add(self._bring_forward, self._refresh)

    def _start_practice(self, scenario: str) -> None:
        if self._live is not None:
            self._say(self.tr("A call is running already."))
        else:
            self._practice.start(scenario)

    def _forgotten(self, call_id: str) -> None:
        self._after.forget(call_id)
        self._show_page("calls")

    def tell_bug(self, report: str) -> None:
        """Not in the way of a call: a line on the home page."""
        words = self.tr("Something broke inside; the rest goes on. {file} says where, without a word of your calls.")
        self._window.home.show_notice(words.replace("{file}", report))

    def _say(self, words: str) -> None:
        self._window.say(words)

    def _with_live(self, act: Callable[[LiveCall], object]) -> None:
        if self._live is not None:
            act(self._live)

    def _act_from_tray(self, action: str) -> None:
        if refusal := self.act(action):
            self._bring_forward()
            self._window.say(refusal)

    def _act_from_key(self, action: str) -> None:
        """In mid-call a key that has nothing to act on says nothing: no window may come up then."""
        live = self._live or self._practice.live
        if action == "pause" and live is not None:
            live.pause_or_resume()
        elif (refusal := self.act(action)) and live is None and action == "start":
            self._bring_forward()
            self._window.say(refusal)

    def _use_keys(self) -> None:
        live = self._live or self._practice.live
        self._before.set_busy(live is not None)
        self._keys.use(self._window, bindings(self._desk.settings.keys), calling=live is not None)
        if live is not None:
            live.show_hints(self._keys.hints)

    def act(self, action: str) -> str:
        """One word from another process. '' when done, else a sentence saying why not."""
        live = self._live or self._practice.live
        if action == "show":
            self._bring_forward()
            if live is not None:
                live.overlay.show()
            return ""
        if action == "start":
            if live is not None:
                return self.tr("A call is running already.")
            if refusal := self._window.home.setup_card.refusal:
                return refusal
            self._start(self._window.home.setup_card.setup(datetime.now(UTC)))
            return ""
        return live.act(action) if live is not None else self.tr("No call is running.")

    # --- calls that were ------------------------------------------------------------------------------------------

    def _practise_moment(self, review: Review, at_ms: int) -> None:
        """Where nothing was said there is nothing to practise: the user stays on the page they are on."""
        if isinstance(refusal := known(partial(self._practice.practise, review, at_ms)), KnownError):
            self._say(refusal.of(texts.language()))
        else:
            self._show_page("practice")

    # --- settings -------------------------------------------------------------------------------------------------

    def _apply(self, settings: Settings) -> None:
        old = self._desk.settings
        self._keep(settings)
        self._window.settings.show_settings(settings)
        self._window.home.setup_card.apply(settings)
        if self._live is not None:
            self._live.apply(settings, self._theme)
        self._practice.apply(settings)
        self._use_keys()
        if settings.overlay.hide_from_sharing != old.overlay.hide_from_sharing:
            self._computer.try_sharing(settings)
        self._before.apply(settings)
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
