"""The card of the settings on how a call is heard, and what is looked for on this computer."""

import threading

import pytest
from PySide6.QtCore import Qt

from copilot.engine.desk import Desk
from copilot.errors import KnownError
from copilot.store.settings import Mode
from copilot.ui.pages.settings import Device
from copilot.ui.shell import Shell


@pytest.fixture
def shell(qapp, qtbot, monkeypatch):
    desk = Desk.open()
    monkeypatch.setattr("copilot.ui.microphones.microphones", list)
    monkeypatch.setattr("copilot.engine.model_choice.models_here", lambda: ["base"])
    made = Shell(qapp, desk)
    made.desk = desk
    made.open(None)
    yield made
    made.close()
    made.window.deleteLater()
    desk.close()


def turn_to_settings(shell):
    shell.window.turn("settings")
    shell.window.turned.emit("settings")
    return shell.window.settings


def choose(box, value):
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_the_light_model_is_chosen_and_kept(shell):
    card = turn_to_settings(shell).hearing
    choose(card.mode, Mode.LIGHT)
    assert shell.desk.settings.mode is Mode.LIGHT
    assert "half the work" in card._about.text()


def test_a_light_model_that_is_not_here_is_fetched(shell, qtbot, monkeypatch):
    asked, told = [], []
    monkeypatch.setattr("copilot.engine.fetching.fetch", asked.append)
    monkeypatch.setattr(shell.window, "say", told.append)
    settings = turn_to_settings(shell)
    card = settings.hearing
    qtbot.waitUntil(lambda: not card._fetch.isHidden(), timeout=20_000)
    monkeypatch.setattr("copilot.engine.model_choice.models_here", lambda: ["base", "tiny.en"])
    qtbot.mouseClick(card._fetch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card._fetch.isHidden(), timeout=20_000)
    assert asked == ["tiny.en"]
    assert settings.model.findData("tiny.en") >= 0
    assert told == []


def test_why_it_could_not_be_fetched_is_said(shell, qtbot, monkeypatch):
    def refuse(name):
        raise KnownError("No network.", "Pas de réseau.")

    told = []
    monkeypatch.setattr("copilot.engine.fetching.fetch", refuse)
    monkeypatch.setattr(shell.window, "say", told.append)
    card = turn_to_settings(shell).hearing
    card.fetch_wanted.emit()
    qtbot.waitUntil(lambda: told == ["No network."], timeout=20_000)
    assert card._fetch.isEnabled()


def test_a_sound_server_that_hangs_holds_nothing_up(shell, qtbot, monkeypatch):
    answers, asked = threading.Event(), []

    def hang():
        asked.append(1)
        answers.wait(60)
        return [Device("usb", "A headset")]

    monkeypatch.setattr("copilot.ui.microphones.microphones", hang)
    try:
        for _ in range(4):
            settings = turn_to_settings(shell)
            shell.window.turn("home")
        assert [settings.microphone.itemText(i) for i in range(settings.microphone.count())] == ["The system's default"]
        qtbot.waitUntil(lambda: settings.model.findData("base") >= 0, timeout=20_000)
        assert asked == [1]
    finally:
        answers.set()
    qtbot.waitUntil(lambda: settings.microphone.findData("usb") >= 0, timeout=20_000)
