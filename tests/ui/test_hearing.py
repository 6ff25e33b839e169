"""The card of the settings on how a call is heard, and what is looked for on this computer."""

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from copilot.engine.desk import Desk
from copilot.engine.fetching import Stopped
from copilot.errors import KnownError
from copilot.store.settings import Mode, Settings
from copilot.ui.pages.hearing import HearingCard
from copilot.ui.pages.settings import Device
from copilot.ui.shell import Shell
from copilot.ui.theme import LIGHT


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


def test_one_application_is_chosen_where_it_can_be_told_from_the_rest(shell):
    card = turn_to_settings(shell).hearing
    choose(card._only, "zoom")
    assert shell.desk.settings.only_app == "zoom"
    choose(card._only, "")
    assert shell.desk.settings.only_app == ""


def test_it_is_chosen_in_the_form_of_a_call_too(shell):
    card = shell.window.home.setup_card
    choose(card.other_side, "zoom")
    assert shell.desk.settings.only_app == "zoom"
    assert turn_to_settings(shell).hearing.only_app == "zoom"


def test_it_is_not_offered_where_it_cannot(qtbot, monkeypatch):
    monkeypatch.setattr("copilot.ui.pages.hearing.hears_one_app", lambda: False)
    card = HearingCard(LIGHT)
    qtbot.addWidget(card)
    assert not [label for label in card.findChildren(QLabel) if "other side" in label.text()]
    card.show_settings(Settings(only_app="zoom"))
    assert card.only_app == "zoom", "it is kept for the computer that can"


def test_a_light_model_that_is_not_here_is_fetched(shell, qtbot, monkeypatch):
    asked, told, may_end = [], [], threading.Event()

    def fetch(name, tell, stopped):
        asked.append(name)
        tell(20_000_000, 80_000_000)
        may_end.wait(60)

    monkeypatch.setattr("copilot.engine.fetching.fetch", fetch)
    monkeypatch.setattr(shell.window, "say", told.append)
    settings = turn_to_settings(shell)
    card = settings.hearing
    button = card._buttons["tiny.en"]
    qtbot.waitUntil(lambda: not button.isHidden(), timeout=20_000)
    monkeypatch.setattr("copilot.engine.model_choice.models_here", lambda: ["base", "tiny.en"])
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card._words.text() == "20 of 80 MB", timeout=20_000)
    assert card._bar.value() * 4 == pytest.approx(card._bar.maximum(), abs=4)
    assert button.isHidden()
    may_end.set()
    qtbot.waitUntil(lambda: card._progress.isHidden() and settings.model.findData("tiny.en") >= 0, timeout=20_000)
    assert asked == ["tiny.en"]
    assert button.isHidden()
    assert told == []


def test_a_model_that_is_coming_is_stopped(shell, qtbot, monkeypatch):
    def fetch(name, tell, stopped):
        while not stopped():
            tell(1, 2)
            threading.Event().wait(0.02)
        raise Stopped

    told = []
    monkeypatch.setattr("copilot.engine.fetching.fetch", fetch)
    monkeypatch.setattr(shell.window, "say", told.append)
    card = turn_to_settings(shell).hearing
    qtbot.waitUntil(lambda: not card._buttons["small"].isHidden(), timeout=20_000)
    card._buttons["small"].click()
    qtbot.mouseClick(card._stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: card._progress.isHidden() and not card._buttons["small"].isHidden(), timeout=20_000)
    assert told == []


def test_why_it_could_not_be_fetched_is_said(shell, qtbot, monkeypatch):
    def refuse(name, tell, stopped):
        raise KnownError("No network.", "Pas de réseau.")

    told = []
    monkeypatch.setattr("copilot.engine.fetching.fetch", refuse)
    monkeypatch.setattr(shell.window, "say", told.append)
    card = turn_to_settings(shell).hearing
    card.fetch_wanted.emit("tiny.en")
    qtbot.waitUntil(lambda: told == ["No network."], timeout=20_000)
    assert card._progress.isHidden()


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
