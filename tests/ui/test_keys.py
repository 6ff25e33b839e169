"""Keys: which are possible, who has them, and that one press does one thing."""

import ctypes

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from copilot.ui.keys.everywhere import Conflict, Keys, find_desktop
from copilot.ui.keys.table import DEFAULTS, bindings, combination, hint, keysym, usable, words
from copilot.ui.keys.windows import WindowsKeys, _Message
from copilot.ui.pages.keys import KeysCard
from copilot.ui.remote import ACTIONS
from copilot.ui.theme import DARK


class FakeDesktop(QObject):
    pressed = Signal(str)
    changed = Signal()

    def __init__(self, taken=()):
        super().__init__()
        self.taken, self.bound = taken, {}

    def bind(self, wanted):
        refused = {action for action, sequence in wanted.items() if sequence in self.taken}
        self.bound |= {action: sequence for action, sequence in wanted.items() if action not in refused}
        return refused

    def release(self):
        self.bound.clear()

    def close(self):
        self.release()


@pytest.fixture
def window(qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_action_has_a_usable_key_of_its_own_and_a_name():
    assert all(usable(sequence) for sequence in DEFAULTS.values())
    assert len(set(DEFAULTS.values())) == len(DEFAULTS)
    assert all(words(action) for action in DEFAULTS)
    assert set(DEFAULTS) <= set(ACTIONS), "each is a word of `moneytime ctl` too"


@pytest.mark.parametrize(
    ("sequence", "fits"),
    [
        ("Ctrl+Alt+W", True),
        ("F9", True),
        ("Meta+Space", True),
        ("W", False),
        ("Shift+W", False),
        ("", False),
        ("Ctrl+K, Ctrl+W", False),
        ("Ctrl+nonsense", False),
    ],
)
def test_a_key_one_types_is_not_taken_from_the_desktop(sequence, fits):
    assert usable(sequence) is fits


def test_keys_have_their_x11_symbols():
    keys = ("A", "7", "F12", "Space", "Home")
    assert [keysym(combination(f"Ctrl+{k}").key()) for k in keys] == [
        0x61,
        0x37,
        0xFFC9,
        0x20,
        0xFF50,
    ]


def test_a_button_shows_the_last_key_alone(monkeypatch):
    monkeypatch.setattr("copilot.ui.keys.table.sys.platform", "linux")
    assert [hint(s) for s in ("Ctrl+Alt+W", "F9", "")] == ["W", "F9", ""]


def test_outside_a_call_only_the_start_is_asked_of_the_desktop(window):
    desktop = FakeDesktop()
    keys = Keys(desktop)
    keys.use(window, bindings({}), calling=False)
    assert set(desktop.bound) == {"start"}
    keys.use(window, bindings({"wrong": "", "tick": "F9"}), calling=True)
    assert desktop.bound["tick"] == "F9"
    assert "wrong" not in desktop.bound
    keys.use(window, bindings({}), calling=False)
    assert set(desktop.bound) == {"start"}


def test_conflicts_are_told_with_their_reason(window, qtbot):
    keys = Keys(FakeDesktop(taken=("Ctrl+Alt+W",)))
    with qtbot.waitSignal(keys.told) as told:
        keys.use(window, bindings({"tick": "Ctrl+Alt+B", "bookmark": "Ctrl+Alt+B", "stop": "Q"}), calling=True)
    assert told.args == [{"wrong": Conflict.TAKEN, "bookmark": Conflict.TWICE, "stop": Conflict.PLAIN}]
    assert "wrong" not in keys.hints
    assert keys.hints["tick"] == "B"


def test_another_keyboard_layout_binds_again(window):
    desktop = FakeDesktop()
    keys = Keys(desktop)
    keys.use(window, bindings({}), calling=True)
    desktop.bound.clear()
    desktop.changed.emit()
    assert desktop.bound == DEFAULTS


def test_in_our_own_windows_they_work_without_the_desktop(window, qtbot):
    keys = Keys(None)
    keys.use(window, bindings({}), calling=True)
    assert not keys.everywhere
    assert keys.hints == {}, "the overlay promises no key that works only elsewhere"
    window.activateWindow()
    with qtbot.waitSignal(keys.pressed) as pressed:
        qtbot.keyClick(window, Qt.Key.Key_W, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier)
    assert pressed.args == ["wrong"]


def test_without_a_desktop_that_allows_it_there_is_none(qapp, monkeypatch):
    monkeypatch.setattr("copilot.ui.keys.everywhere.sys.platform", "linux")
    assert find_desktop(qapp) is None, "offscreen is neither X11 nor Windows"


class User32:
    def __init__(self, taken=()):
        self.taken, self.registered = taken, {}

    def RegisterHotKey(self, window, number, held, key):
        if (held, key) in self.taken:
            return 0
        self.registered[number] = (held, key)
        return 1

    def UnregisterHotKey(self, window, number):
        return self.registered.pop(number) is not None


def test_windows_registers_hears_and_gives_back(qapp, qtbot):
    system = User32(taken=((0x4003, ord("W")),))
    keys = WindowsKeys(system)
    assert keys.bind({"dismiss": "Ctrl+Alt+O", "tick": "Meta+Shift+F9", "wrong": "Ctrl+Alt+W"}) == {"wrong"}
    assert system.registered == {1: (0x4003, ord("O")), 2: (0x400C, 0x78)}
    message = _Message(None, 0x0312, 2)
    with qtbot.waitSignal(keys.pressed) as pressed:
        assert keys._filter.nativeEventFilter(b"windows_generic_MSG", ctypes.addressof(message)) == (False, 0)
    assert pressed.args == ["tick"]
    keys.close()
    assert system.registered == {}


@pytest.fixture
def card(qtbot):
    made = KeysCard(DARK)
    qtbot.addWidget(made)
    made.show_keys({})
    return made


def test_a_key_is_chosen_cleared_and_brought_back(card, qtbot):
    field = card.fields["wrong"]
    with qtbot.waitSignal(card.changed) as changed:
        field.setKeySequence("F9")
        field.editingFinished.emit()
    assert changed.args == [{"wrong": "F9"}]
    card.show_keys({"wrong": "F9"})
    with qtbot.waitSignal(card.changed) as changed:
        card.none["wrong"].click()
    assert changed.args == [{"wrong": ""}]
    with qtbot.waitSignal(card.changed) as changed:
        card.usual.click()
    assert changed.args == [{}]


def test_what_is_wrong_with_a_key_is_beside_it(card):
    card.show_conflicts({"wrong": Conflict.TAKEN})
    assert "Another program" in card._problems["wrong"].text()
    assert "Another program" in card.fields["wrong"].accessibleDescription()
    card.show_conflicts({})
    assert card._problems["wrong"].text() == ""
