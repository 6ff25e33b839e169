"""What a screen reader finds in every window, and what the keyboard reaches."""

from dataclasses import replace
from itertools import pairwise

import pytest
import snapshots
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from copilot.call.catalogue import Side
from copilot.call.events import CallEnded
from copilot.engine.runner import Runner
from copilot.engine.views import overlay_view
from copilot.playbook.loader import load_playbook
from copilot.store.log import EventLog
from copilot.ui import translation
from copilot.ui.overlay.window import Look, Overlay
from copilot.ui.second.window import LiveWindow
from copilot.ui.theme import DARK
from copilot.ui.widgets import Button, push

ROLE = QAccessible.Role
# what one acts on; each must say what it is
CONTROLS = {
    ROLE.Button,
    ROLE.ButtonMenu,
    ROLE.CheckBox,
    ROLE.RadioButton,
    ROLE.ComboBox,
    ROLE.EditableText,
    ROLE.SpinBox,
    ROLE.Slider,
    ROLE.List,
    ROLE.Table,
    ROLE.Tree,
    ROLE.ProgressBar,
}
NAME = QAccessible.Text.Name


def tree(node, path=()):
    """Every visible object below, with its ancestors."""
    yield node, path
    for at in range(node.childCount()):
        child = node.child(at)
        if child is not None and not child.state().invisible and not child.state().offscreen:
            yield from tree(child, (*path, node))


def nameless(window):
    """The controls a screen reader would announce without a word."""
    found = []
    for node, path in tree(QAccessible.queryAccessibleInterface(window)):
        inside = any(above.role() in CONTROLS for above in path)  # a part of a control that has its name
        if node.role() in CONTROLS and not inside and not node.text(NAME).strip():
            found.append((str(node.role()), node.object().metaObject().className(), node.object().objectName()))
    return found


def unreachable(window):
    """The enabled controls that neither Tab nor the arrow keys of their group come to."""
    reached, start = set(), window.nextInFocusChain()
    at = start
    while True:
        if at.focusPolicy() & Qt.FocusPolicy.TabFocus:
            reached.add(at)
        at = at.nextInFocusChain()
        if at is start:
            break
    missed = []
    for node, path in tree(QAccessible.queryAccessibleInterface(window)):
        control = node.object()
        inside = any(above.role() in CONTROLS for above in path)
        if (
            node.role() not in CONTROLS - {ROLE.ProgressBar}
            or inside
            or not isinstance(control, QWidget)
            or not control.isEnabled()
        ):
            continue
        grouped = getattr(control, "group", lambda: None)() is not None
        stands_in = {control, control.focusProxy()} | set(control.findChildren(QWidget))
        if not grouped and not reached & stands_in:
            missed.append((str(node.role()), node.text(NAME)))
    return missed


def upwards(page):
    """The steps of Tab that go up the page, other than to what stands on the right."""
    places, at = [], page.nextInFocusChain()
    while at is not page:
        if page.isAncestorOf(at) and at.isVisibleTo(page) and at.focusPolicy() & Qt.FocusPolicy.TabFocus and at.isEnabled():
            places.append((QRect(at.mapTo(page, QPoint(0, 0)), at.size()), type(at).__name__, at.accessibleName()))
        at = at.nextInFocusChain()
    steps = pairwise(places)
    return [(a[1:], b[1:]) for a, b in steps if b[0].bottom() < a[0].top() and b[0].left() < a[0].right()]


@pytest.fixture
def desk(desk):
    runner = Runner(load_playbook(snapshots.SETUP.kind), EventLog.create(desk.paths.calls, "halden"))
    runner.put(replace(snapshots.SETUP, call_id="halden"))
    runner.put(CallEnded(at_ms=60_000))
    runner.close()
    desk.recoverable()
    return desk


@pytest.mark.thorough
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_control_of_every_page_says_what_it_is(shell, qtbot, renewed, language):
    translation.install(QApplication.instance(), language)
    renewed(shell, shell._rebuild)
    shell._after.open("halden", 0)
    qtbot.waitUntil(lambda: shell._after.review is not None and shell.window.whole, timeout=30_000)
    for page in ("review", "home", "calls", "deals", "practice", "settings", "playbook"):
        shell._show_page(page)
        says_all(shell.window, qtbot)
        assert upwards(shell.window._shown) == [], page


def says_all(window, qtbot):
    qtbot.wait(20)
    assert nameless(window) == [], window.page
    assert unreachable(window) == [], window.page


def test_the_brief_says_what_it_is(shell, qtbot):
    shell._dealing.brief("Halden Foods")
    assert shell.window.page == "brief"
    says_all(shell.window, qtbot)


def test_every_step_of_the_guide_says_what_it_is(shell, qtbot):
    shell._before._open_guide()
    guide = shell.window.guide
    for step in range(5):
        assert guide.step == step
        says_all(shell.window, qtbot)
        if step < 4:
            guide.next.click()


@pytest.mark.thorough
def test_drills_progress_and_a_practice_call_say_what_they_are(shell, qtbot):
    shell._show_page("practice")
    page = shell.window.practice
    page.scenarios.drills_wanted.emit()
    assert page.currentWidget() is page.drill
    says_all(shell.window, qtbot)
    page.drill.deck_wanted.emit("")
    says_all(shell.window, qtbot)
    page.scenarios.progress_wanted.emit()
    assert page.currentWidget() is page.progress
    says_all(shell.window, qtbot)
    page.started.emit(shell._practice._scenarios[0].id)
    assert page.currentWidget() is page.talk
    says_all(shell.window, qtbot)
    shell._practice.hang_up()
    qtbot.waitUntil(lambda: page.currentWidget() is not page.talk, timeout=30_000)
    says_all(shell.window, qtbot)


def test_every_state_of_the_overlay_says_what_it_is(qtbot):
    overlay = Overlay(Look(DARK, captions=True))
    qtbot.addWidget(overlay)
    for name, state in snapshots.states().items():
        overlay.show_view(overlay_view(state, "en"))
        overlay.show()
        qtbot.wait(5)
        assert nameless(overlay) == [], name


def test_the_live_window_says_what_it_is_and_the_keyboard_goes_everywhere(qtbot):
    window = LiveWindow(DARK, snapshots.snapshot(snapshots.call(5)))
    qtbot.addWidget(window)
    window.show()
    state = snapshots.states()["wrap-up"]
    window.show_snapshot(state, overlay_view(state, "en"))
    qtbot.wait(5)
    assert nameless(window) == []
    assert unreachable(window) == []


def test_an_alert_is_read_with_its_words_its_line_and_its_reason(qtbot):
    overlay = Overlay(Look(DARK))
    qtbot.addWidget(overlay)
    overlay.show_view(overlay_view(snapshots.states()["alert"], "en"))
    overlay.show()
    card = QAccessible.queryAccessibleInterface(overlay._card_widget)
    read = card.text(QAccessible.Text.Description)
    assert snapshots.WARMTH.say in read
    assert snapshots.PRAISE in read
    assert snapshots.WARMTH.side is Side.THEM
    assert "They said" in read


def test_enter_presses_the_button_that_has_the_focus(shell, qtbot):
    shell._show_page("settings")
    one = next(b for b in shell.window.settings.findChildren(Button) if b.isVisible() and b.isEnabled())
    pressed = []
    one.clicked.disconnect()
    one.clicked.connect(lambda: pressed.append(one))
    one.setFocus()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_A):
        qtbot.keyClick(one, key)
    assert len(pressed) == 3


def test_enter_held_down_on_a_button_does_not_close_its_dialog(qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    box, back = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok), push("Back to what was heard")
    box.accepted.connect(dialog.accept)
    column = QVBoxLayout(dialog)
    column.addWidget(back)
    column.addWidget(box)
    pressed = []
    back.clicked.connect(lambda: pressed.append(back))
    dialog.show()
    back.setFocus()
    for again in (False, True, True):
        held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", again)
        QApplication.sendEvent(back, held)
    assert len(pressed) == 1
    assert dialog.isVisible()
