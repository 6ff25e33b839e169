"""Hiding from screen sharing, against stand-ins of the systems' calls."""

import ctypes

import pytest

from copilot.engine import sharing as states
from copilot.engine.sharing import Sharing, sharing_words
from copilot.ui.overlay.window import Look, Overlay
from copilot.ui.sharing import exclude_macos, exclude_windows, try_out
from copilot.ui.theme import DARK


class User32:
    """Affinities by window; `keeps`: what the system makes of the wish."""

    def __init__(self, keeps=lambda wish: wish, says=1):
        self.keeps, self.says, self.affinity, self.asked = keeps, says, {}, []

    def SetWindowDisplayAffinity(self, handle, wish):
        self.asked.append(wish.value)
        self.affinity[handle.value] = self.keeps(wish.value)
        return self.says

    def GetWindowDisplayAffinity(self, handle, into):
        ctypes.cast(into, ctypes.POINTER(ctypes.c_ulong)).contents.value = self.affinity.get(handle.value, 0)
        return 1


@pytest.fixture
def at_best(monkeypatch):
    def set_to(state):
        monkeypatch.setattr("copilot.ui.sharing.possible", lambda: state)

    set_to(Sharing.HIDDEN)
    return set_to


@pytest.mark.parametrize(
    ("system", "found"),
    [
        (User32(), Sharing.HIDDEN),
        (User32(keeps=lambda wish: 1), Sharing.BLACK),
        (User32(keeps=lambda wish: 0), Sharing.REFUSED),
        (User32(says=0), Sharing.REFUSED),
    ],
)
def test_windows_is_believed_when_read_back(system, found, at_best):
    assert exclude_windows(42, True, system) is found
    assert system.asked == [0x11]


def test_an_older_windows_turns_it_black(at_best):
    at_best(Sharing.BLACK)
    assert exclude_windows(42, True, User32()) is Sharing.BLACK


def test_windows_shows_it_again_when_the_user_wants(at_best):
    system = User32()
    exclude_windows(42, True, system)
    assert exclude_windows(42, False, system) is Sharing.VISIBLE
    assert system.affinity == {42: 0}


class Cocoa:
    def __init__(self, window=7, listens=True):
        self.window, self.listens, self.kept = window, listens, {"sharingType": 1}

    def __call__(self, receiver, selector, *arguments):
        if selector == "window":
            return self.window
        assert receiver == self.window
        if selector == "sharingType":
            return self.kept[selector]
        if selector == "setSharingType:" and self.listens:
            self.kept["sharingType"] = arguments[0]
        if selector == "setCollectionBehavior:":
            self.kept["behaviour"] = arguments[0]
        return 0


def test_macos_is_asked_and_read_back(at_best):
    system = Cocoa()
    assert exclude_macos(3, True, system) is Sharing.HIDDEN
    assert system.kept == {"sharingType": 0, "behaviour": 0x101}
    assert exclude_macos(3, False, system) is Sharing.VISIBLE
    assert system.kept["sharingType"] == 1


def test_macos_that_refuses_or_no_longer_listens_is_not_believed(at_best):
    assert exclude_macos(3, True, Cocoa(listens=False)) is Sharing.REFUSED
    at_best(Sharing.NOT_PROMISED)
    assert exclude_macos(3, True, Cocoa()) is Sharing.NOT_PROMISED
    assert exclude_macos(3, True, Cocoa(window=0)) is Sharing.NOT_PROMISED


@pytest.mark.parametrize(
    ("version", "best"), [("14.6.1", Sharing.HIDDEN), ("15.0", Sharing.NOT_PROMISED), ("26.1", Sharing.NOT_PROMISED)]
)
def test_what_macos_can_do_depends_on_its_version(monkeypatch, version, best):
    monkeypatch.setattr(states.sys, "platform", "darwin")
    monkeypatch.setattr(states.platform, "mac_ver", lambda: (version, ("", "", ""), ""))
    assert states.possible() is best


@pytest.mark.parametrize(("build", "best"), [(19041, Sharing.HIDDEN), (26100, Sharing.HIDDEN), (18363, Sharing.BLACK)])
def test_what_windows_can_do_depends_on_its_build(monkeypatch, build, best):
    monkeypatch.setattr(states.sys, "platform", "win32")
    monkeypatch.setattr(states.sys, "getwindowsversion", lambda: type("V", (), {"build": build}), raising=False)
    assert states.possible() is best


def test_every_state_that_shows_something_proposes_to_share_one_window():
    for state in Sharing:
        words = sharing_words(state)
        assert words.en
        assert words.fr
        advised = state not in (Sharing.HIDDEN, Sharing.VISIBLE)
        assert ("one window" in words.en) is advised
        assert ("une fenêtre plutôt" in words.fr) is advised


def test_it_is_said_again_at_every_show(qtbot, monkeypatch):
    said = []
    monkeypatch.setattr("copilot.ui.overlay.window.exclude", lambda window, hide: said.append(hide))
    overlay = Overlay(Look(DARK, hide_from_sharing=True))
    qtbot.addWidget(overlay)
    for _ in range(2):
        overlay.show()
        overlay.hide()
    overlay.show()
    overlay.set_look(Look(DARK, hide_from_sharing=False))
    assert said == [True, True, True, False]


def test_a_try_here_tells_the_truth(qapp, monkeypatch):
    monkeypatch.setattr("copilot.ui.sharing.sys.platform", "linux")
    assert try_out(True) is Sharing.IMPOSSIBLE
    assert try_out(False) is Sharing.VISIBLE
