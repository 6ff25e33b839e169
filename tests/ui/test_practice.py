from dataclasses import replace

import pytest
import snapshots
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from copilot.engine.spoken_drill import Answered, Listening, Unheard
from copilot.errors import KnownError
from copilot.store.settings import LanguageModel
from copilot.ui import translation
from copilot.ui.pages.readiness import ReadinessPicture

ASK = "What does it cost you when customers leave?"


@pytest.fixture
def shell(shell):
    shell.window._nav["practice"].click()
    return shell


def press(qtbot, where, name):
    def shown():
        return [b for b in where.findChildren(QPushButton) if name in (b.accessibleName(), b.text()) and b.isVisible()]

    qtbot.waitUntil(lambda: shown() != [], timeout=20_000)  # cards are built in turns of the event loop
    qtbot.mouseClick(shown()[0], Qt.MouseButton.LeftButton)


def begin(shell, qtbot):
    press(qtbot, shell.window.practice, "Start: A software company, all smiles")
    talk = shell.window.practice.talk
    qtbot.waitUntil(talk.line.isEnabled)
    return talk


def say(talk, qtbot, text):
    shown = talk.captions.count
    qtbot.keyClicks(talk.line, text)
    qtbot.keyClick(talk.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: talk.captions.count == shown + (2 if text else 1))


def finish(shell, qtbot):
    press(qtbot, shell.window.practice, "Hang up")
    page = shell.window.practice
    qtbot.waitUntil(lambda: page.currentWidget() is page.truth and page.truth.whole)
    return [label.text() for label in page.truth.findChildren(QLabel) if label.isVisibleTo(page)]


def test_the_twelve_scenarios_are_listed_in_both_languages(shell, qtbot, desk, qapp, renewed):
    def cards():
        return {b.accessibleName() for b in listed.findChildren(QPushButton) if b.accessibleName().startswith("Start: ")}

    listed = shell.window.practice.scenarios
    qtbot.waitUntil(lambda: len(cards()) == 12, timeout=20_000)
    assert "Sales call · 15 min" in [label.text() for label in listed.findChildren(QLabel)]
    translation.install(qapp, "fr")
    renewed(shell, shell._rebuild)
    listed = shell.window.practice.scenarios
    title = "Un éditeur de logiciels, tout sourire"
    qtbot.waitUntil(lambda: title in [label.text() for label in listed.findChildren(QLabel)], timeout=20_000)


def test_a_call_from_the_first_words_to_the_truth(shell, qtbot, desk):
    talk = begin(shell, qtbot)
    qtbot.waitUntil(lambda: shell._practice.live.overlay.isVisible())
    assert shell.window.focusWidget() is talk.line
    say(talk, qtbot, ASK)
    say(talk, qtbot, "")
    assert ASK in talk.captions.toPlainText()
    assert "Jenna Whitlock" in talk.captions.toPlainText()
    words = finish(shell, qtbot)
    assert shell._practice.live is None
    assert {"The truth", "A buyer", "Left unasked, or asked too early", "No next step, then silence"} <= set(words)
    assert any(word.endswith("You asked while they were still guarded.") for word in words)
    assert any(word.startswith("Score: ") for word in words)
    assert any(word.startswith("One thing to do differently") for word in words)
    assert any(ASK in button.accessibleName() for button in shell.window.practice.truth.findChildren(QAbstractButton))
    assert desk.calls() == []
    assert list(desk.paths.calls.iterdir()) == []


@pytest.mark.thorough
def test_the_picture_of_readiness_says_its_numbers_and_paints(shell, qtbot):
    talk = begin(shell, qtbot)
    say(talk, qtbot, ASK)
    finish(shell, qtbot)
    picture = shell.window.practice.truth.findChild(ReadinessPicture)
    assert picture.accessibleDescription() == "35, 39"
    image = QImage(picture.size(), QImage.Format.Format_RGB32)
    picture.render(image)
    rows = range(0, image.height(), 2)
    assert len({image.pixel(x, y) for x in range(0, image.width(), 2) for y in rows}) > 3


@pytest.mark.thorough
def test_the_same_overlay_shows_the_same_alerts(shell, qtbot):
    talk = begin(shell, qtbot)
    live = shell._practice.live
    say(talk, qtbot, "I'll send you the deck and you let me know what you think.")
    qtbot.waitUntil(lambda: live.overlay.current_alert() is not None)
    assert shell.act("dismiss") == ""
    qtbot.waitUntil(lambda: live.overlay.current_alert() is None)
    assert shell.act("start") == "A call is running already."


@pytest.mark.thorough
def test_no_invite_is_made_for_a_person_who_does_not_exist(shell, qtbot):
    begin(shell, qtbot)
    made = shell._practice.live._invites.make(None, None, None, None)
    assert made == "Practice: no invite is made"


def test_a_real_call_waits_for_the_end_of_practice(shell, qtbot, monkeypatch):
    said = []
    monkeypatch.setattr(shell.window, "say", said.append)
    begin(shell, qtbot)
    shell._start(snapshots.SETUP)
    assert said == ["Hang up the practice call first."]
    assert shell.live is None


@pytest.mark.thorough
def test_another_language_in_mid_call_keeps_the_talk(shell, qtbot, qapp, renewed):
    talk = begin(shell, qtbot)
    say(talk, qtbot, ASK)
    qtbot.keyClicks(talk.line, "And what would")
    translation.install(qapp, "fr")
    renewed(shell, shell._rebuild)
    page = shell.window.practice
    assert page.currentWidget() is page.talk
    assert ASK in page.talk.captions.toPlainText()
    assert page.talk.line.isEnabled()
    assert page.talk.line.text() == "And what would"
    page.talk.hang_up.click()
    qtbot.waitUntil(lambda: page.currentWidget() is page.truth)
    assert any(label.text() == "La vérité" for label in page.truth.findChildren(QLabel))
    page.setCurrentWidget(page.progress)
    renewed(shell, shell._rebuild)
    assert shell.window.practice.currentWidget() is shell.window.practice.progress


@pytest.mark.thorough
def test_trying_again_begins_anew(shell, qtbot):
    talk = begin(shell, qtbot)
    say(talk, qtbot, ASK)
    finish(shell, qtbot)
    press(qtbot, shell.window.practice.truth, "Try again")
    qtbot.waitUntil(talk.line.isEnabled)
    assert talk.captions.count == 1


def test_a_missing_model_is_said_and_the_list_comes_back(shell, qtbot, monkeypatch):
    def fail(_own):
        raise KnownError("The signal model is missing.", "Le modèle manque.")

    said = []
    monkeypatch.setattr("copilot.engine.practising.load_labeller", fail)
    monkeypatch.setattr(shell.window, "say", said.append)
    press(qtbot, shell.window.practice, "Start: A software company, all smiles")
    qtbot.waitUntil(lambda: bool(said))
    assert said == ["The signal model is missing."]
    assert shell.window.practice.currentWidget() is shell.window.practice.scenarios


@pytest.mark.thorough
def test_every_control_has_a_name_and_can_be_reached(shell, qtbot):
    page = shell.window.practice
    talk = begin(shell, qtbot)
    controls = [c for kind in (QAbstractButton, QLineEdit) for c in talk.findChildren(kind) if c.isVisible()]
    say(talk, qtbot, ASK)
    finish(shell, qtbot)
    controls += [c for c in page.truth.findChildren(QAbstractButton) if c.isVisible()]
    for control in controls:
        assert control.accessibleName() or control.text(), control
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus


class Spoken:
    """Says nothing and hears what the test says."""

    made: list["Spoken"] = []  # noqa: RUF012

    def __init__(self, tell, microphone):
        self.tell, self.asked, self.stopped = tell, [], False
        Spoken.made.append(self)

    def start(self, lines):
        self.lines = lines

    def ask(self, line, seconds):
        self.asked.append(line)

    def hush(self):
        pass

    def stop(self):
        self.stopped = True


@pytest.fixture
def spoken_round(shell, qtbot, monkeypatch):
    monkeypatch.setattr("copilot.engine.spoken_drill.SpokenDrills", Spoken)
    page = shell.window.practice
    page.scenarios.drills_wanted.emit()
    how = page.drill.findChild(QComboBox)
    how.setCurrentIndex(how.findData(True))
    how.activated.emit(how.currentIndex())
    page.drill.deck_wanted.emit("tech-flattery")
    return page.drill, Spoken.made[-1]


def words_on(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_a_drill_by_voice_from_their_line_to_the_judgement(spoken_round, qtbot, desk):
    drill, spoken = spoken_round
    assert desk.settings.practice.voice
    assert spoken.asked == spoken.lines[:1]
    spoken.tell(Listening())
    qtbot.waitUntil(lambda: any("Listening" in words for words in words_on(drill)))
    spoken.tell(Answered("What would stop you from using it tomorrow?", 2_000))
    qtbot.waitUntil(lambda: any("What would stop you" in words for words in words_on(drill)))
    assert "One good answer".casefold() in " ".join(words_on(drill)).casefold()
    spoken.tell(Answered("A word too many.", 100))
    next(b for b in drill.findChildren(QPushButton) if b.text() == "Next").click()
    assert spoken.asked == spoken.lines[:2]


def test_leaving_the_drill_lets_the_microphone_go(spoken_round, shell):
    _drill, spoken = spoken_round
    shell.window._nav["home"].click()
    assert spoken.stopped


def test_other_colours_do_not_end_a_drill_by_voice(spoken_round, shell, qtbot, renewed, desk):
    drill, spoken = spoken_round
    shell._show_page("practice")
    spoken.tell(Listening())
    qtbot.waitUntil(lambda: any("Listening" in words for words in words_on(drill)))
    renewed(shell, lambda: shell._apply(replace(desk.settings, theme="dark")))
    assert not spoken.stopped
    drill = shell.window.practice.drill
    assert any("Listening" in words for words in words_on(drill))
    shell.window._nav["home"].click()
    assert spoken.stopped
    renewed(shell, lambda: shell._apply(replace(desk.settings, theme="contrast")))
    assert not any("Listening" in label.text() for label in shell.window.practice.drill.findChildren(QLabel))


def test_without_a_microphone_the_drill_is_typed(spoken_round, qtbot):
    drill, spoken = spoken_round
    spoken.tell(Unheard(KnownError("No microphone.", "Pas de micro.")))
    qtbot.waitUntil(lambda: any("No microphone." in words for words in words_on(drill)))
    assert spoken.stopped
    line = drill.findChild(QLineEdit)
    assert line.isEnabled()
    qtbot.keyClicks(line, "What would stop you?")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any("What would stop you?" in words for words in words_on(drill)))


@pytest.mark.thorough
def test_a_language_model_is_found_and_speaks_and_what_it_was_sent_is_shown(shell, qtbot, desk, model_server):
    model_server.says = ["Oh, you know, a small team, but a mighty one!"]
    card = shell.window.settings.language_model
    assert not card.plays.isEnabled()
    card.address.setText(model_server.address)
    card.look.click()
    qtbot.waitUntil(lambda: card.name.currentText() == "small")
    card.plays.click()
    assert desk.settings.language_model == LanguageModel(model_server.address, "small", plays=True)
    talk = begin(shell, qtbot)
    say(talk, qtbot, "How many accounts do you have?")
    assert "a mighty one" in talk.captions.toPlainText()
    finish(shell, qtbot)
    (sent,) = shell.window.practice.truth.findChildren(QPlainTextEdit)
    assert "How many accounts do you have?" in sent.toPlainText()


def test_a_language_model_elsewhere_is_not_asked(shell, qtbot):
    card = shell.window.settings.language_model
    card.address.setText("https://api.example.com/v1")
    card.look.click()
    qtbot.waitUntil(lambda: "this computer" in card.state.text())
    assert card.look.isEnabled()
