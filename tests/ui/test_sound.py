import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from copilot.audio.findings import Check, Finding, Stage, Verdict
from copilot.call.rules import Text
from copilot.engine.desk import Desk
from copilot.ui.pages.sound import SoundPanel
from copilot.ui.shell import Shell
from copilot.ui.theme import LIGHT

HEARD = Finding(Check.SYSTEM_AUDIO, Verdict.GOOD, Text("The sound is heard.", "Le son est entendu."))
ECHO = Finding(Check.ECHO, Verdict.WARNING, Text("Use headphones.", "Prenez un casque."))
SILENT = Finding(Check.MICROPHONE, Verdict.FAILED, Text("It is silent.", "Il est muet."))


class FakeCheck:
    def __init__(self, tell):
        self.tell, self.done = tell, []

    def say(self, *news):
        thread = threading.Thread(target=self.tell, args=news)
        thread.start()
        thread.join()

    def __getattr__(self, name):
        return lambda: self.done.append(name)


@pytest.fixture
def shell(qapp, qtbot, monkeypatch):
    desk = Desk.open()
    checks = []
    monkeypatch.setattr(desk, "check_sound", lambda tell: checks.append(FakeCheck(tell)) or checks[-1])
    made = Shell(qapp, desk)
    made.checks = checks
    made.open(None)
    yield made
    made.close()
    made.window.deleteLater()
    desk.close()


@pytest.fixture
def panel(qtbot):
    made = SoundPanel(LIGHT)
    qtbot.addWidget(made)
    qtbot.addWidget(made.button)
    made.button.click()
    return made


def read(panel):
    return [part.accessibleName() for part in panel.findChildren(QWidget) if part.accessibleName().count(": ")]


def test_findings_come_one_by_one_with_a_word_for_their_colour(panel):
    panel.show_check(Stage.VOICE, (HEARD, ECHO))
    assert "few words" in panel.say.text()
    panel.show_check(Stage.DONE, (HEARD, ECHO, SILENT))
    assert read(panel) == ["Good: The sound is heard.", "Careful: Use headphones.", "Not heard: It is silent."]
    assert panel.say.text() == "Not ready: one side would not be heard."


@pytest.mark.parametrize(
    ("findings", "words"),
    [((HEARD,), "Ready: both"), ((HEARD, ECHO), "Ready, and"), ((), "failed"), ((SILENT,), "Not ready")],
)
def test_it_ends_in_one_sentence(panel, findings, words):
    panel.show_check(Stage.DONE, findings)
    assert words in panel.say.text()
    assert panel.button.text() == "Check sound"


def test_a_second_check_starts_clean(panel):
    panel.show_check(Stage.DONE, (SILENT,))
    panel.button.click()
    panel.show_check(Stage.VOICE, (HEARD,))
    shown = [part.text() for part in panel.findChildren(QLabel) if part.isVisibleTo(panel)]
    assert "It is silent." not in shown


def test_screen_readers_are_told(panel, monkeypatch):
    told = []
    monkeypatch.setattr("copilot.ui.pages.sound.QAccessible.updateAccessibility", lambda event: told.append(event.message()))
    panel.show_check(Stage.VOICE, (HEARD,))
    panel.show_check(Stage.VOICE, (HEARD,))
    assert told == ["Good: The sound is heard.", panel.say.text()]


def test_the_button_starts_it_and_what_it_finds_is_shown(shell, qtbot):
    panel = shell.window.home.setup_card.sound
    qtbot.mouseClick(panel.button, Qt.MouseButton.LeftButton)
    assert shell.checks[0].done == ["start"]
    shell.checks[0].say(Stage.VOICE, (HEARD,))
    qtbot.waitUntil(lambda: "few words" in panel.say.text())
    assert panel.isVisible()


def test_what_it_finds_comes_into_sight_under_the_whole_form(shell, qtbot):
    def below(part):
        return part.mapTo(home.viewport(), part.rect().bottomLeft()).y() - home.viewport().height()

    shell.window.resize(900, 480)
    home, card = shell.window.home, shell.window.home.setup_card
    card.sound.button.click()
    qtbot.waitUntil(card.sound.isVisible)
    card.sound.show_check(Stage.DONE, (HEARD, ECHO, SILENT))
    qtbot.waitUntil(lambda: len(read(card.sound)) == 3 and below(card.sound) <= 0)
    assert card._name.height() >= card._name.minimumHeight()


def test_stopped_it_goes_away_and_says_no_more(shell, qtbot):
    panel = shell.window.home.setup_card.sound
    panel.button.click()
    panel.button.click()
    assert shell.checks[0].done == ["start", "cancel"]
    panel.button.click()
    shell.checks[0].say(Stage.DONE, (SILENT,))
    shell.checks[1].say(Stage.TONE, ())
    qtbot.waitUntil(lambda: "tone" in panel.say.text())
    assert read(panel) == []


def test_leaving_waits_for_the_devices(shell):
    shell.window.home.setup_card.sound.button.click()
    shell.close()
    assert shell.checks[0].done == ["start", "cancel", "join"]
