"""The main window made anew in other colours or another language, while it is in use."""

from dataclasses import replace

import pytest

from copilot.ui.theme import CONTRAST

pytestmark = pytest.mark.thorough


def test_what_is_typed_outlives_other_colours(shell, renewed, desk):
    card = shell.window.home.setup_card
    card._company.setText("Halden Foods")
    card._zone.setCurrentText("New York")
    card._problem.setText("manual stock cou")
    card._minutes.setValue(45)
    card._problem.setFocus()
    renewed(shell, lambda: shell._apply(replace(desk.settings, theme="dark")))
    card = shell.window.home.setup_card
    assert (card._company.text(), card._zone.currentText(), card._minutes.value()) == ("Halden Foods", "New York", 45)
    assert card._problem.text() == "manual stock cou"
    assert shell.window.focusWidget() is card._problem


def test_a_signal_half_written_outlives_other_colours(shell, renewed, desk):
    shell._show_page("playbook")
    shell.window.playbook.add.click()
    shell.window.playbook.editor.examples.setPlainText("We hired a person for that.")
    renewed(shell, lambda: shell._apply(replace(desk.settings, theme="dark")))
    assert shell.window.page == "playbook"
    assert shell.window.playbook.editor.examples.toPlainText() == "We hired a person for that."


def test_a_setting_changed_while_the_window_is_made_anew_is_shown(shell, renewed, desk):
    def both():
        shell._apply(replace(desk.settings, theme="dark"))
        shell._renewal._window.build()
        shell._apply(replace(desk.settings, planned_minutes=45))

    renewed(shell, both)
    assert shell.window.settings.minutes.value() == 45


def test_of_two_changes_the_last_one_counts(shell, qtbot, renewed, desk):
    def both():
        shell._apply(replace(desk.settings, theme="contrast"))
        shell._apply(replace(desk.settings, language="fr"))

    renewed(shell, both)
    assert shell.window.theme is CONTRAST
    assert shell.window.home.accessibleName() == "Accueil"
