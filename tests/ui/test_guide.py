import threading
from dataclasses import replace

import pytest
import snapshots
from PySide6.QtCore import QThreadPool
from PySide6.QtWidgets import QPushButton, QRadioButton
from test_shell import FakeSession, press

from copilot.audio.findings import Check, Finding, Stage, Verdict
from copilot.call.rules import Text
from copilot.engine import doctor
from copilot.engine.desk import Desk
from copilot.store.paths import find_paths
from copilot.store.settings import Consent
from copilot.ui.pages.settings import Device
from copilot.ui.shell import Shell
from copilot.ui.tasks import Task


class FakeCheck:
    def __init__(self, tell):
        self.tell, self.done = tell, []

    def start(self):
        self.done.append("start")

    def cancel(self):
        self.done.append("cancel")

    def join(self):
        pass


@pytest.fixture
def desk(monkeypatch):
    find_paths().settings.unlink()
    made = Desk.open()
    made.checks = []
    monkeypatch.setattr(made, "start_call", FakeSession)
    monkeypatch.setattr(made, "start_demo", lambda recording: FakeSession(snapshots.SETUP))
    monkeypatch.setattr(made, "check_sound", lambda tell: made.checks.append(FakeCheck(tell)) or made.checks[-1])
    monkeypatch.setattr("copilot.ui.microphones.microphones", lambda: [Device("usb", "A headset")])
    missing = doctor.Finding("speech-model", False, Text("It is missing.", ""))
    monkeypatch.setattr(doctor, "models", lambda: iter([missing]))
    yield made
    made.close()


def choose(page, words):
    next(b for b in page.findChildren(QRadioButton) if b.text() == words).click()


def test_the_first_start_opens_it_and_later_ones_do_not(qapp, shell, qtbot, desk):
    assert shell.window.page == "guide"
    press(qtbot, shell.window.guide, "Skip the guide")
    assert shell.window.page == "home"
    again = Shell(qapp, desk)
    again.open(None)
    assert again.window.page == "home"
    again.close()
    again.window.deleteLater()


@pytest.mark.thorough
def test_settings_open_it_again(shell, qtbot, desk):
    shell.window.guide.left.emit("home")
    shell.window.settings.guide.click()
    assert shell.window.page == "guide"


@pytest.mark.thorough
def test_its_choices_are_kept_and_its_step_outlives_a_new_language(shell, qtbot, desk, renewed):
    press(qtbot, shell.window.guide, "Next")
    qtbot.waitUntil(lambda: shell.window.guide._microphone.count() == 2)
    shell.window.guide._microphone.setCurrentIndex(1)
    press(qtbot, shell.window.guide, "Next")
    choose(shell.window.guide, "Only listen once they agreed")
    assert (desk.settings.microphone, desk.settings.consent) == ("usb", Consent.REQUIRE)
    renewed(shell, lambda: shell._apply(replace(desk.settings, language="fr")))
    assert shell.window.page == "guide"
    assert shell.window.guide.step == 2
    assert [b.text() for b in shell.window.guide.findChildren(QPushButton) if b.isVisible()][-1] == "Suivant"


@pytest.mark.thorough
def test_the_language_is_chosen_at_once(shell, qtbot, desk, renewed):
    renewed(shell, lambda: choose(shell.window.guide, "Français"))
    assert desk.settings.language == "fr"
    assert shell.window.guide.accessibleName() == "Premiers pas"


def test_the_sound_is_checked_in_its_step_and_left_alone_after(shell, qtbot, desk):
    press(qtbot, shell.window.guide, "Next")
    panel = shell.window.guide.sound
    panel.button.click()
    heard = Finding(Check.SYSTEM_AUDIO, Verdict.GOOD, Text("The sound is heard.", ""))
    thread = threading.Thread(target=desk.checks[0].tell, args=(Stage.VOICE, (heard,)))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: "few words" in panel.say.text())
    press(qtbot, shell.window.guide, "Next")
    assert desk.checks[0].done == ["start", "cancel"]


def test_a_missing_model_says_what_to_do(shell, qtbot):
    shell.window.guide.stepped.emit(3)
    qtbot.waitUntil(lambda: "It is missing. " in shell.window.guide._found.text())
    assert not shell.window.guide._ready.isVisible()


def test_it_ends_in_a_call_a_practice_or_a_demo(shell, qtbot, desk):
    shell.window.guide.left.emit("practice")
    assert shell.window.page == "practice"
    shell.window.settings.guide.click()
    shell.window.guide.left.emit("demo")
    qtbot.waitUntil(lambda: shell.live is not None, timeout=20_000)
    assert shell.live.session.done == ["start"]


def test_a_demo_asked_for_twice_is_one(shell, qtbot, monkeypatch):
    begun = []
    monkeypatch.setattr(shell._desk, "start_demo", lambda recording: begun.append(1) or FakeSession(snapshots.SETUP))
    shell._show_demo()
    shell._show_demo()
    assert QThreadPool.globalInstance().waitForDone(20_000)
    qtbot.waitUntil(lambda: not shell.findChildren(Task), timeout=20_000)
    assert begun == [1]
