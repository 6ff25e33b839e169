import threading
from dataclasses import replace

import pytest
import snapshots
from PySide6.QtCore import QPoint, Qt, QThreadPool
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPushButton

from copilot.call.rules import Text
from copilot.engine.desk import Desk
from copilot.errors import KnownError
from copilot.store.index import CallSummary
from copilot.store.settings import Consent
from copilot.ui.shell import Shell


class FakeSession:
    """A session in the test's hands: no thread, no sound."""

    saved = True

    def __init__(self, setup, mode=None):
        self.setup, self.mode = setup, mode
        self.snapshot = snapshots.snapshot(snapshots.call(11.4, setup=setup))
        self.wake = lambda: None
        self.done = []

    def start(self):
        self.done.append("start")

    def stop(self, reason="stopped"):
        self.done.append("stop")
        self.tell(snapshots.snapshot(replace(self.snapshot.call, ended=True, end_reason=reason)))

    def join(self, timeout_s=None):
        return True

    def latest(self):
        return self.snapshot

    def tell(self, snapshot):
        self.snapshot = snapshot
        thread = threading.Thread(target=self.wake)
        thread.start()
        thread.join()

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return lambda *args: self.done.append((name, *args))


@pytest.fixture
def desk(desk, monkeypatch):
    monkeypatch.setattr(desk, "start_call", FakeSession)
    return desk


def press(qtbot, where, text):
    found = next(b for b in where.findChildren(QPushButton) if b.text() == text and b.isVisible())
    qtbot.mouseClick(found, Qt.MouseButton.LeftButton)


def fill(window):
    card = window.home.setup_card
    card._company.setText("Halden Foods")
    card._zone.setCurrentText("New York")
    card._words.setText("NetSuite, Dana")


def start(shell, qtbot):
    fill(shell.window)
    press(qtbot, shell.window, "Start listening")
    qtbot.waitUntil(shell.window.home._running.isVisible)
    return shell.live.session


def test_a_call_starts_from_the_form(shell, qtbot):
    session = start(shell, qtbot)
    setup = session.setup
    assert session.done == ["start"]
    assert (setup.prospect.company, setup.prospect.timezone) == ("Halden Foods", "America/New_York")
    assert setup.vocabulary == ("NetSuite", "Dana")
    assert setup.planned_ms == 30 * 60_000
    qtbot.waitUntil(lambda: shell.live.overlay.isVisible())


def test_an_empty_form_is_enough(shell, qtbot):
    press(qtbot, shell.window, "Start listening")
    assert shell.live.session.done == ["start"]


def test_required_consent_holds_the_start_back(shell, qtbot, desk):
    shell._apply(replace(desk.settings, consent=Consent.REQUIRE))
    card = shell.window.home.setup_card
    assert not card.start_button.isEnabled()
    assert "consent" in shell.act("start")
    card.agreed.setChecked(True)
    assert card.start_button.isEnabled()


def test_the_overlay_follows_the_session_and_clicks_go_back(shell, qtbot):
    session = start(shell, qtbot)
    session.tell(snapshots.states()["alert"])
    qtbot.waitUntil(lambda: shell.live.overlay.current_alert() == 1)
    press(qtbot, shell.live.overlay, "Done")
    assert ("dismiss", 1) in session.done


def test_the_end_lands_on_the_review_page(shell, qtbot):
    session = start(shell, qtbot)
    session.stop()
    qtbot.waitUntil(lambda: shell.window.page == "review")
    assert shell.window.page == "review"
    titles = [label.text() for label in shell.window.review.findChildren(QLabel)]
    assert "Halden Foods" in titles
    assert [call.company for call in shell._desk.calls()] == ["Halden Foods"]


def test_commands_do_what_buttons_do(shell, qtbot):
    assert shell.act("dismiss") == "No call is running."
    session = start(shell, qtbot)
    assert shell.act("dismiss") == "There is no alert to answer."
    session.tell(snapshots.states()["wrap-up"])
    qtbot.waitUntil(lambda: shell.live.overlay.current_row() == 3)
    for word in ("tick", "bookmark", "pause", "resume", "hide", "show"):
        assert shell.act(word) == ""
    assert [d for d in session.done if d != "start"] == [("toggle", 3, True), ("bookmark",), ("pause",), ("resume",)]
    assert shell.live.overlay.isVisible()


@pytest.mark.thorough
def test_the_live_window_opens_beside_the_call_and_goes_with_it(shell, qtbot):
    session = start(shell, qtbot)
    press(qtbot, shell.window, "Live window")
    second = shell.live.second
    assert second.isVisible()
    assert second.windowTitle() == "Halden Foods – Money Time"
    qtbot.keyClicks(second.note, "budget")
    qtbot.keyClick(second.note, Qt.Key.Key_Return)
    assert ("bookmark", "budget") in session.done
    session.tell(snapshots.states()["wrap-up"])
    qtbot.waitUntil(lambda: second.steps._boxes[1].isChecked())
    qtbot.keyClicks(second.note, "half a no")
    page = shell.window.settings
    page.language.setCurrentIndex(page.language.findData("fr"))
    assert shell.live.second is not second
    assert shell.live.second.isVisible()
    assert shell.live.second.note.text() == "half a no"
    session.stop()
    qtbot.waitUntil(lambda: shell.live is None)


def test_the_tray_follows_the_call_and_acts_on_it(shell, qtbot):
    def offered():
        return {action.data(): action for action in shell._tray.menu.actions() if action.data() and action.isVisible()}

    assert set(offered()) == {"show", "start"}
    offered()["start"].trigger()
    session = shell.live.session
    qtbot.waitUntil(lambda: shell._tray.words() == "Money Time – Listening")
    offered()["pause"].trigger()
    session.tell(snapshots.snapshot(replace(session.latest().call, paused=True)))
    qtbot.waitUntil(lambda: "resume" in offered())
    offered()["bookmark"].trigger()
    offered()["stop"].trigger()
    qtbot.waitUntil(lambda: set(offered()) == {"show", "start"})
    assert session.done == ["start", ("pause",), ("bookmark",), "stop"]


def test_what_the_tray_cannot_do_is_said(shell, desk, monkeypatch):
    said = []
    monkeypatch.setattr(shell.window, "say", said.append)
    shell._apply(replace(desk.settings, consent=Consent.REQUIRE))
    shell._act_from_tray("start")
    assert said == ["Their consent is required: tick it on the home page first."]


def test_a_damaged_record_says_so_each_time_it_is_opened(shell, qtbot, desk, monkeypatch):
    said = []
    monkeypatch.setattr(shell.window, "say", said.append)
    session = start(shell, qtbot)
    session.stop()
    qtbot.waitUntil(lambda: shell.window.page == "review")
    review = shell._after.review

    def read(call_id):
        if call_id == "damaged":
            desk.notice = Text("A part is left out.", "Un passage est écarté.")
        return review

    monkeypatch.setattr(desk, "review", read)
    for call_id in ("damaged", "whole", "damaged"):
        shell._after.open(call_id, 0)
        qtbot.waitUntil(lambda: shell._after._wanted == ("", 0), timeout=30_000)
    assert said == ["A part is left out."] * 2


def test_the_planned_end_moves_by_five_minutes(shell, qtbot):
    session = start(shell, qtbot)
    shell.live._longer()
    shell.live._shorter()
    assert ("set_planned", 35 * 60_000) in session.done
    assert ("set_planned", 25 * 60_000) in session.done


def test_an_invite_is_made_while_they_are_on_the_line(shell, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("copilot.ui.invites.QDesktopServices.openUrl", lambda url: True)
    shell._invites._folder = tmp_path
    session = start(shell, qtbot)
    assert shell.act("invite") == "No slot was heard yet."
    wrap = snapshots.states()["wrap-up"]
    session.tell(replace(wrap, call=replace(wrap.call, setup=session.setup)))
    qtbot.waitUntil(lambda: shell.live.overlay.current_row() == 3)
    assert shell.act("invite") == ""
    text = next(tmp_path.glob("*.ics")).read_text()
    assert "DTSTART;TZID=America/New_York:20260313T140000" in text


def test_closing_the_window_ends_the_call_first(shell, qtbot, monkeypatch):
    quits = []
    monkeypatch.setattr(shell, "_app", type("App", (), {"quit": lambda self: quits.append(1), "setPalette": lambda *a: 0})())
    session = start(shell, qtbot)
    shell.window.close()
    assert "stop" in session.done
    qtbot.waitUntil(lambda: bool(quits))
    assert len(shell._desk.calls()) == 1


def test_settings_apply_at_once_and_last(shell, qtbot, desk):
    start(shell, qtbot)
    page = shell.window.settings
    page.text_size.setCurrentIndex(page.text_size.findData(150))
    page.captions.setChecked(True)
    assert shell.live.overlay.look.text_size == 1.5
    assert shell.live.overlay.look.captions
    assert Desk.open().settings.overlay.text_scale == 1.5


@pytest.mark.thorough
def test_the_language_changes_every_window(shell, qtbot, renewed):
    start(shell, qtbot)
    page = shell.window.settings
    renewed(shell, lambda: page.language.setCurrentIndex(page.language.findData("fr")))
    assert shell.window.home.accessibleName() == "Accueil"
    labels = [label.text() for label in shell.live.overlay.findChildren(QLabel)]
    assert "Vous" in labels


@pytest.mark.thorough
def test_a_paused_call_is_paused_in_other_colours_too(shell, qtbot, desk, renewed):
    start(shell, qtbot)
    session = shell.live.session
    session.tell(snapshots.snapshot(replace(session.latest().call, paused=True)))
    qtbot.waitUntil(lambda: shell.window.home._running.pause.text() == "Go on listening")
    renewed(shell, lambda: shell._apply(replace(desk.settings, theme="dark")))
    assert shell.window.home._running.pause.text() == "Go on listening"


@pytest.mark.thorough
def test_a_call_that_begins_while_the_next_window_is_filled_is_shown_there(shell, qtbot, meanwhile):
    shell._show_page("settings")
    meanwhile(shell, lambda: shell.act("start"))
    qtbot.waitUntil(lambda: shell.window.home._running.isVisible() and shell.live.overlay.isVisible())
    assert shell.window.page == "home"
    assert not shell.window.home.setup_card.isVisible()


@pytest.mark.thorough
def test_a_call_that_ends_while_the_next_window_is_filled_has_its_page_there(shell, qtbot, meanwhile):
    session = start(shell, qtbot)
    meanwhile(shell, session.stop)
    qtbot.waitUntil(lambda: shell.window.page == "review" and shell.window.review.whole)
    assert shell.live is None
    assert shell.window.home._running.isHidden()
    assert not shell.window.home.setup_card.isHidden()
    assert shell.window.home.setup_card._company.text() == ""
    qtbot.waitUntil(lambda: [row._call for row in shell.window.calls._list._shown] == [session.setup.call_id])


@pytest.mark.thorough
def test_the_app_closes_while_the_next_window_is_filled(shell, qtbot, desk, monkeypatch):
    session = start(shell, qtbot)
    old, filled = shell.window, []
    shell._renewal.made.connect(filled.append)
    shell._apply(replace(desk.settings, theme="dark"))
    qtbot.waitUntil(lambda: bool(filled))
    shell.close()
    monkeypatch.setattr(shell, "close", lambda: None)
    assert "stop" in session.done
    assert len(desk.calls()) == 1
    assert not filled[0].isVisible()
    with qtbot.assertNotEmitted(shell._renewal.whole, wait=200):
        assert shell.window is old


@pytest.mark.thorough
def test_the_overlay_comes_back_where_it_was_left(shell, qtbot, desk):
    start(shell, qtbot)
    shell.live.overlay.move(222, 111)
    shell.live.overlay.moved_by_hand.emit(QPoint(222, 111))
    shell.live.session.stop()
    qtbot.waitUntil(lambda: shell.live is None)
    start_again = shell.window.home.setup_card
    start_again.started.emit(snapshots.SETUP)
    assert shell.live.overlay.pos() == QPoint(222, 111)


@pytest.mark.parametrize("first", [False, True])
def test_a_call_cut_short_is_offered_before_all_else(qapp, qtbot, desk, monkeypatch, first):
    """Also when it was the very first: the guide waits."""
    if first:
        desk.paths.settings.unlink()
    lost = CallSummary("x", snapshots.SETUP.kind, "2026-03-12T14:00:00+00:00", company="Halden Foods")
    monkeypatch.setattr(desk, "recoverable", lambda: [lost])
    shell = Shell(qapp, desk)
    shell.open(None)
    assert any("Halden Foods" in label.text() for label in shell.window.home._lost.findChildren(QLabel))
    assert shell.window.home._lost.isVisible()
    shell.close()
    shell.window.deleteLater()


def test_a_call_is_recovered_once_however_often_it_is_asked_for(shell, qtbot, desk, monkeypatch):
    asked = []
    monkeypatch.setattr(
        desk, "recover", lambda call_id: asked.append(call_id) or KnownError("The disk is full.", "Disque plein.")
    )

    def recovered():
        return [label for label in shell.window.findChildren(QLabel) if "disk is full" in label.text()]

    shell.window.home.recovered.emit("x")
    shell.window.home.recovered.emit("x")
    qtbot.waitUntil(lambda: recovered() != [], timeout=20_000)
    assert asked == ["x"]
    shell.window.home.recovered.emit("x")
    qtbot.waitUntil(lambda: asked == ["x", "x"], timeout=20_000)


def test_every_control_has_a_name_and_can_be_reached(shell, qtbot):
    for page in ("home", "calls", "settings"):
        shell.window.turn(page)
        for kind in (QAbstractButton, QLineEdit, QComboBox):
            for control in shell.window.findChildren(kind):
                inner = control.objectName().startswith("qt_") or isinstance(control.parent(), QComboBox)
                in_group = isinstance(control, QAbstractButton) and control.group() is not None  # arrow keys move inside
                if not control.isVisible() or inner or in_group:
                    continue
                named = control.accessibleName() or (isinstance(control, QAbstractButton) and control.text())
                assert named, (page, control)
                assert control.focusPolicy() & Qt.FocusPolicy.TabFocus, (page, named)


def test_of_two_calls_opened_the_one_asked_for_last_is_shown(shell, qtbot, desk, monkeypatch):
    session = start(shell, qtbot)
    session.stop()
    qtbot.waitUntil(lambda: shell.window.page == "review")
    review, may_go, shown = shell._after.review, threading.Event(), []

    def read(call_id):
        if call_id == "slow":
            may_go.wait(20)
        return review

    monkeypatch.setattr(desk, "review", read)
    monkeypatch.setattr(shell._after, "show", lambda found: shown.append(1))
    shell._after.open("slow", 0)
    shell._after.open("quick", 0)
    qtbot.waitUntil(lambda: shown == [1], timeout=30_000)
    may_go.set()
    QThreadPool.globalInstance().waitForDone()
    qtbot.wait(20)
    assert shown == [1]


def test_a_key_acts_in_mid_call_and_raises_no_window(shell, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(shell.window, "say", said.append)
    session = start(shell, qtbot)
    session.tell(snapshots.states()["alert"])
    qtbot.waitUntil(lambda: shell.live.overlay.current_alert() == 1)
    for action in ("wrong", "bookmark", "pause", "tick", "start"):
        shell._keys.pressed.emit(action)
    assert [d for d in session.done if d != "start"] == [("mark_wrong", 1), ("bookmark",), ("pause",)]
    assert said == [], "the checklist is not open: the key says nothing"
    shell._keys.pressed.emit("mini")
    assert shell.live.overlay.look.mini
