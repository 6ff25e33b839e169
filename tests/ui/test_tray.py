import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSystemTrayIcon

from copilot.engine.views import Listening
from copilot.ui import translation
from copilot.ui.tray import Tray, state_icon


@pytest.fixture
def tray(qapp, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    owner = QObject()
    yield Tray(owner)
    owner.deleteLater()


def test_every_state_has_a_picture_of_its_own(qapp):
    pictures = [state_icon(state).pixmap(64, 64).toImage() for state in (None, *Listening) if state is not Listening.ENDED]
    assert not any(picture.isNull() for picture in pictures)
    assert all(a != b for at, a in enumerate(pictures) for b in pictures[at + 1 :])


def test_the_state_is_in_the_tooltip_and_the_menu(tray):
    tray.show_state(Listening.PROBLEM)
    assert tray._icon.toolTip() == "Money Time – Problem"
    assert tray.menu.actions()[0].text() == "Money Time – Problem"
    tray.show_state(None)
    assert tray._icon.toolTip() == "Money Time"


def test_a_click_opens_the_window(tray, qtbot):
    with qtbot.waitSignal(tray.chosen) as chosen:
        tray._icon.activated.emit(QSystemTrayIcon.ActivationReason.Trigger)
    assert chosen.args == ["show"]


def test_its_words_follow_the_language(tray, qapp):
    tray.show_state(Listening.PAUSED)
    translation.install(qapp, "fr")
    tray.retranslate()
    assert tray.words() == "Money Time – En pause"
    assert "Reprendre l'écoute" in [action.text() for action in tray.menu.actions()]


def test_without_a_tray_nothing_is_shown(qapp, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)
    owner = QObject()
    tray = Tray(owner)
    tray.show_state(Listening.LISTENING)
    assert owner.findChildren(QSystemTrayIcon) == []
