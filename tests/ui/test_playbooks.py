import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from test_shell import press

from copilot.call.catalogue import CallKind, Side
from copilot.engine.own_trial import Fired, Tried
from copilot.errors import KnownError
from copilot.playbook.loader import built_in
from copilot.playbook.own import load_own

FIVE = "\n".join(f"We already talk to {name} about this." for name in ("Acme", "Delta", "Orion", "Vega", "Zen"))


@pytest.fixture
def shell(shell):
    shell.window.settings.playbook.click()
    return shell


@pytest.fixture
def page(shell):
    return shell.window.playbook


def pick(page, signal):
    for n in range(page.signals.count()):
        if page.signals.item(n).data(Qt.ItemDataRole.UserRole) == signal:
            page.signals.setCurrentRow(n)


def describe(page, title="They name a rival", examples=FIVE, lines="What do they do better?"):
    page.add.click()
    page.editor.title.setText(title)
    page.editor.examples.setPlainText(examples)
    page.editor.lines.setPlainText(lines)


def test_it_is_opened_from_the_settings_and_lists_every_warning(shell, page, qtbot):
    assert shell.window.page == "playbook"
    assert page.signals.count() == len(built_in(CallKind.PROSPECT).signals)
    press(qtbot, page, "← Settings")
    assert shell.window.page == "settings"


def test_a_changed_rule_is_what_the_next_call_of_that_kind_uses(page, desk, qtbot):
    pick(page, "soft-no")
    page.editor.sure.setValue(90)
    page.editor.lines.setPlainText("Is that a no?\n\n  You can tell me. \n")
    page.editor.on.setChecked(False)
    press(qtbot, page, "Save")
    rule = desk.playbook(CallKind.PROSPECT)[0].signals["soft-no"]
    assert (rule.threshold, rule.say, rule.enabled) == (0.9, ("Is that a no?", "You can tell me."), False)
    assert desk.playbook(CallKind.PARTNER)[0] == built_in(CallKind.PARTNER)
    assert page.signals.currentItem().text().endswith("(off)")
    press(qtbot, page, "As it was built in")
    assert desk.playbook(CallKind.PROSPECT)[0] == built_in(CallKind.PROSPECT)


def test_a_line_that_cannot_be_said_is_not_kept_and_says_why(page, desk, qtbot):
    pick(page, "soft-no")
    page.editor.lines.setPlainText("Hello {nobody}")
    press(qtbot, page, "Save")
    assert "{nobody}" in page.editor.told.text()
    assert desk.playbook(CallKind.PROSPECT) == (built_in(CallKind.PROSPECT), None)


def test_a_warning_of_the_clock_has_no_threshold(page):
    pick(page, "monologue")
    assert not page.editor.sure.isVisible()
    pick(page, "soft-no")
    assert page.editor.sure.isVisible()


def test_a_broken_file_is_named_and_the_built_in_playbook_shown(shell, page, desk):
    desk.paths.playbooks.mkdir()
    (desk.paths.playbooks / "partner.toml").write_text('kind = "partner"\nspeed = 3\n')
    page.kind.setCurrentIndex(page.kind.findData(CallKind.PARTNER))
    assert "partner.toml" in page.told.text()
    assert "'speed'" in page.told.text()
    assert page.signals.count() == len(built_in(CallKind.PARTNER).signals)


@pytest.mark.parametrize(
    ("missing", "words"),
    [({"title": " "}, "title"), ({"examples": "One.\nOne.\nTwo."}, "at least 5"), ({"lines": ""}, "line to say")],
)
def test_a_signal_of_ones_own_says_what_it_still_needs(page, desk, qtbot, missing, words):
    describe(page, **missing)
    press(qtbot, page, "Save")
    assert words in page.editor.told.text()
    assert load_own(desk.paths.playbooks) == ()


def test_a_signal_of_ones_own_is_added_changed_and_removed(page, desk, qtbot):
    describe(page)
    page.editor.side.setCurrentIndex(page.editor.side.findData(Side.YOU))
    press(qtbot, page, "Save")
    (made,) = load_own(desk.paths.playbooks)
    assert (made.id, made.side, len(made.examples)) == ("they-name-a-rival", Side.YOU, 5)
    assert page.signals.currentItem().text() == "They name a rival"
    page.editor.sure.setValue(80)
    press(qtbot, page, "Save")
    assert [s.rule.threshold for s in load_own(desk.paths.playbooks)] == [0.8]
    press(qtbot, page, "Remove")
    assert load_own(desk.paths.playbooks) == ()


def test_what_it_would_have_heard_is_shown_before_it_is_kept(page, desk, qtbot, monkeypatch):
    weak, strong = Fired(5_000, "We use Acme.", 0.61), Fired(65_000, "Acme quoted us.", 0.84)
    tried = Tried("c", "Halden", "2026-03-09T14:00:00+00:00", 40, (weak, strong))
    monkeypatch.setattr("copilot.engine.own_trial.try_signal", lambda signal, calls: iter([tried]))
    describe(page)
    press(qtbot, page, "Try it on past calls")
    qtbot.waitUntil(lambda: page.editor.told.text() == "Would have alerted on 2 of 40 turns (calls: 1).")
    shown = [part.text() for part in page.editor.findChildren(QLabel) if "Acme" in part.text()]
    assert ["84" in shown[0], "61" in shown[1]] == [True, True]
    assert load_own(desk.paths.playbooks) == ()


def test_a_trial_without_the_model_is_one_sentence(page, qtbot, monkeypatch):
    def fail(signal, calls):
        raise KnownError("The model is missing.", "Le modèle manque.")
        yield

    monkeypatch.setattr("copilot.engine.own_trial.try_signal", fail)
    describe(page)
    press(qtbot, page, "Try it on past calls")
    qtbot.waitUntil(lambda: page.editor.told.text() == "The model is missing.")


def test_a_new_language_shows_the_same_page(shell, desk, qtbot, renewed):
    renewed(shell, lambda: shell.window.settings.language.setCurrentIndex(2))
    assert json.loads(desk.paths.settings.read_text())["language"] == "fr"
    page = shell.window.playbook
    assert shell.window.page == "playbook"
    assert page.signals.item(0).text() == "Des mots chaleureux, rien derrière"
