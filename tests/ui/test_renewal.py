"""The main window made anew in other colours or another language, while it is in use."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QComboBox, QLabel, QMessageBox, QProgressBar

from copilot.ui.pages.calls import CallRow
from copilot.ui.theme import CONTRAST, DARK
from copilot.ui.widgets import Page, label

pytestmark = pytest.mark.thorough


def rows_on(page):
    return [row for row in page._list._shown if isinstance(row, CallRow)]


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


def test_a_maximised_window_stays_so_and_knows_its_usual_place(shell, qtbot, renewed, desk):
    shell.window.setGeometry(QRect(20, 30, 700, 500))
    place = shell.window.geometry()
    shell.window.showMaximized()
    qtbot.waitUntil(shell.window.isMaximized)
    renewed(shell, lambda: shell._apply(replace(desk.settings, theme="dark")))
    assert shell.window.isMaximized()
    assert shell.window.normalGeometry() == place


def test_a_minimised_window_does_not_come_up(shell, renewed, desk):
    shell.window.showMinimized()
    renewed(shell, lambda: shell._apply(replace(desk.settings, theme="dark")))
    assert shell.window.isMinimized()


def test_the_focus_stays_though_another_page_holds_more(shell, renewed, desk):
    shell._show_page("settings")
    shell.window.review.column.addWidget(QComboBox())
    shell.window.settings.theme_choice.setFocus()
    renewed(shell, lambda: shell._apply(replace(desk.settings, theme="dark")))
    assert shell.window.focusWidget() is shell.window.settings.theme_choice


def test_what_is_asked_is_answered_first(shell, qtbot, desk):
    old = shell.window
    old.say("Export it now to keep it.")
    shell._apply(replace(desk.settings, theme="dark"))
    qtbot.waitUntil(lambda: shell._renewal._turn.interval() > 0, timeout=30_000)
    assert shell.window is old
    next(box for box in old.findChildren(QMessageBox) if box.isVisible()).accept()
    qtbot.waitUntil(lambda: shell.window.theme is DARK, timeout=30_000)


def test_an_import_under_way_can_still_be_stopped(shell, renewed, desk, monkeypatch):
    monkeypatch.setattr(shell.imports, "_next", lambda: None)
    shell.imports.transcribe("halden")
    renewed(shell, lambda: shell._apply(replace(desk.settings, theme="dark")))
    assert [bar.accessibleName() for bar in shell.window.calls.imports.findChildren(QProgressBar)] == ["halden"]
    shell.imports._cancel(1)
    assert shell.window.calls.imports.isHidden()


def test_the_brief_that_was_read_is_there_again(reviewing, renewed, desk):
    reviewing._dealing.brief(desk.calls()[0].company)
    assert reviewing.window.page == "brief"
    renewed(reviewing, lambda: reviewing._apply(replace(desk.settings, theme="dark")))
    assert desk.calls()[0].company in [label.text() for label in reviewing.window.brief.findChildren(QLabel)]


def test_whoever_writes_an_email_goes_on_at_the_same_place(reviewing, qtbot, renewed, desk):
    body = reviewing.window.review._email.body
    qtbot.waitUntil(body.isVisible)
    body.setFocus()
    body.setPlainText("Hi Dana, thanks.")
    qtbot.keyClicks(body, "Ah. ")
    renewed(reviewing, lambda: reviewing._apply(replace(desk.settings, theme="dark")))
    body = reviewing.window.review._email.body
    qtbot.waitUntil(body.isVisible)
    assert reviewing.window.focusWidget() is body
    qtbot.keyClicks(body, "Oh. ")
    assert body.toPlainText() == "Ah. Oh. Hi Dana, thanks."


def test_a_search_and_its_filters_outlive_another_language(reviewing, qtbot, renewed, desk):
    reviewing._show_page("calls")
    page = reviewing.window.calls
    qtbot.waitUntil(lambda: page._label.count() > 1, timeout=30_000)
    page._company.setCurrentIndex(1)
    page._since.setCurrentIndex(2)
    page._label.setCurrentIndex(3)
    page.search.setText("thursday")
    signal, company = page._label.currentData(), page._company.currentData()
    renewed(reviewing, lambda: reviewing._apply(replace(desk.settings, language="fr")))
    page = reviewing.window.calls
    qtbot.waitUntil(lambda: page._label.currentData() == signal, timeout=30_000)
    assert (page._company.currentData(), page._since.currentData(), page.search.text()) == (company, 30, "thursday")


def test_a_page_stays_scrolled_to_where_it_was(reviewing, qtbot, renewed, desk):
    page = reviewing.window.review
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 300)
    page.verticalScrollBar().setValue(300)
    reviewing._show_page("settings")
    reviewing.window.settings.verticalScrollBar().setValue(120)
    renewed(reviewing, lambda: reviewing._apply(replace(desk.settings, theme="dark")))
    assert reviewing.window.settings.verticalScrollBar().value() == 120
    reviewing._show_page("review")
    qtbot.waitUntil(lambda: reviewing.window.review.verticalScrollBar().value() == 300)


def test_a_drill_goes_on_in_other_colours(shell, qtbot, renewed, desk):
    shell._show_page("practice")
    shell._practice._show_drills()
    shell._practice._drilling._begin("")
    qtbot.keyClicks(shell.window.practice.drill._line, "What would")
    took = shell.window.practice.drill._first_ms
    renewed(shell, lambda: shell._apply(replace(desk.settings, theme="dark")))
    page = shell.window.practice
    assert page.currentWidget() is page.drill
    assert (page.drill._line.text(), page.drill._first_ms) == ("What would", took)
    assert not page.drill._timer.isActive(), "the user has begun to answer"
    page.drill._answer()
    qtbot.waitUntil(lambda: shell._practice._drilling._result is not None, timeout=30_000)
    renewed(shell, lambda: shell._apply(replace(desk.settings, language="fr")))
    page = shell.window.practice.drill
    assert any(label.text().startswith("Reviendra ") for label in page.findChildren(QLabel))
    assert any("What would" in label.text() for label in page.findChildren(QLabel))


def test_whoever_turns_the_page_meanwhile_stays_there(shell, meanwhile):
    shell._show_page("settings")
    meanwhile(shell, shell.window._nav["deals"].click)
    assert shell.window.page == "deals"
    assert shell.window._nav["deals"].isChecked()


def test_what_is_written_meanwhile_is_there_and_kept(reviewing, meanwhile, desk, record):
    old = reviewing.window.review

    def write():
        old._email.body.setPlainText("Hi Dana, until Thursday.")
        old._notes._field.setPlainText("Her cousin.")

    meanwhile(reviewing, write)
    page = reviewing.window.review
    assert (page._email.body.toPlainText(), page._notes.text) == ("Hi Dana, until Thursday.", "Her cousin.")
    page.keep()
    kept = desk.edits(record.stem)
    assert ([draft.body for draft in kept.drafts.values()], kept.notes) == (["Hi Dana, until Thursday."], "Her cousin.")


def test_what_is_written_while_a_window_is_given_up_is_kept(reviewing, qtbot, desk, record):
    old = reviewing.window.review
    again = iter([partial(reviewing._apply, replace(desk.settings, theme="contrast"))])
    reviewing._renewal.made.connect(lambda _: reviewing._renewal.fill(*again))
    reviewing._renewal.made.connect(lambda _: old._notes._field.setPlainText("Her cousin."))
    reviewing._apply(replace(desk.settings, theme="dark"))
    qtbot.waitUntil(lambda: reviewing.window.theme is CONTRAST and not reviewing._renewal._leaving, timeout=30_000)
    assert reviewing.window.review._notes.text == desk.edits(record.stem).notes == "Her cousin."


def test_a_call_deleted_meanwhile_is_on_no_list(reviewing, meanwhile, record):
    def delete():
        reviewing._privacy._forgetting.delete(record.stem)
        reviewing._forgotten(record.stem)

    reviewing._show_page("calls")
    meanwhile(reviewing, delete)
    assert reviewing.window.page == "calls"
    assert not rows_on(reviewing.window.calls)


def test_what_was_found_is_still_there_after_a_look_at_a_call(reviewing):
    page = reviewing.window.calls
    reviewing._show_page("calls")
    page.look_for("zeppelin")
    assert not rows_on(page)
    reviewing._show_page("calls")
    assert page.search.text() == "zeppelin"
    assert not rows_on(page)


def test_a_place_that_is_never_reached_is_forgotten_once_the_user_scrolls(qtbot):
    page = Page("A page")
    qtbot.addWidget(page)
    page.resize(300, 300)
    page.show()
    lines = label("sub", "\n".join("line" for _ in range(60)))
    page.column.addWidget(lines)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 100)
    page.stand_at(page.verticalScrollBar().maximum() + 200)
    page.verticalScrollBar().setValue(50)
    lines.setText("\n".join("line" for _ in range(200)))
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 1_000)
    assert page.verticalScrollBar().value() == page.place == 50


def test_a_part_that_breaks_holds_nothing_else_up(shell, qtbot, renewed, desk):
    def breaks():
        raise ValueError

    shell._renewal.made.connect(lambda _: shell._renewal.fill(breaks))
    shell._renewal.made.connect(lambda new: new.calls._turns.add(breaks, lambda: new.calls.search.setText("reached")))
    with qtbot.captureExceptions() as broken:
        renewed(shell, lambda: shell._apply(replace(desk.settings, theme="dark")))
    assert len(broken) == 2
    assert shell.window.theme is DARK
