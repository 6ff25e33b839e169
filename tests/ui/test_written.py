"""What is written on the page of a call while the page, the app or the call goes on."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtGui import QTextCursor
from test_review import corrected, press, turn_to

from copilot.review.model import Sentence

pytestmark = pytest.mark.thorough


def test_what_nobody_wrote_is_no_draft(reviewing):
    card = reviewing.window.review._email
    email = card._tone.itemData(1)
    spaced = replace(email, subject="Ours", paragraphs=((Sentence("At\u00a0noon."),),))
    card._tone.setItemData(1, spaced)
    card._emails = (card._emails[0], spaced)
    card._tone.setCurrentIndex(1)
    assert card.drafts == {}
    assert card._anew.isHidden()


def test_what_is_written_outlives_other_colours(reviewing, desk, renewed):
    reviewing.window.review._email.body.setPlainText("Hi Dana,\n\nwritten by hand.")
    reviewing.window.turn("review")
    renewed(reviewing, reviewing._rebuild)
    page = reviewing.window.review
    assert page._email.body.toPlainText() == "Hi Dana,\n\nwritten by hand."
    page.keep()
    assert desk.edits(page.review.call.setup.call_id).drafts["warm"].body == "Hi Dana,\n\nwritten by hand."


def test_whoever_types_goes_on_when_the_page_is_made_anew(reviewing, qtbot):
    page = reviewing.window.review
    page._email._tone.setCurrentIndex(1)
    body = page._email.body
    qtbot.waitUntil(body.isVisible)
    body.setFocus()
    body.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClicks(body, "Dear ")
    before = body.toPlainText()
    card = page._email
    card._unpolished_is("Hi Dana,")
    press(qtbot, page, "Mark as sent")
    qtbot.waitUntil(lambda: page._email is not card, timeout=20_000)
    body = page._email.body
    assert page._email._tone.currentIndex() == 1
    assert page._email._polish.text() == "Back to the draft"
    qtbot.keyClicks(body, "Dana, ")
    assert body.toPlainText().startswith("Dear Dana, ")
    body.undo()
    body.undo()
    assert body.toPlainText() == before.removeprefix("Dear ")
    assert reviewing.window.focusWidget() is body
    before, found = body.previousInFocusChain(), [page._email.subject, page._email.address]
    while before not in found:
        assert page._email.isAncestorOf(before)
        before = before.previousInFocusChain()
    assert before is page._email.subject


def test_what_is_written_goes_with_a_call_that_is_deleted(reviewing, desk, monkeypatch):
    monkeypatch.setattr("copilot.ui.privacy.sure", lambda *_: True)
    page = reviewing.window.review
    call_id = page.review.call.setup.call_id
    page._email.body.setPlainText("Hi Dana,\n\nwritten by hand.")
    page.forget_wanted.emit(call_id, False)
    assert reviewing.window.page == "calls"
    assert list(desk.paths.calls.glob(f"{call_id}*")) == []


def test_a_call_deleted_while_its_correction_is_worked_out_stays_deleted(reviewing, qtbot, desk, monkeypatch):
    monkeypatch.setattr("copilot.ui.privacy.sure", lambda *_: True)
    page = reviewing.window.review
    call_id, review = page.review.call.setup.call_id, desk.review
    begun, gone = threading.Event(), threading.Event()

    def slow(wanted):
        read = review(wanted)
        begun.set()
        gone.wait(0.5)  # who deletes waits for its end, so that it is over first
        return read

    monkeypatch.setattr(desk, "review", slow)
    press(qtbot, page, "Mark as sent")
    assert begun.wait(20)
    page.forget_wanted.emit(call_id, False)
    gone.set()
    corrected(qtbot, reviewing)
    assert desk.calls() == []
    assert desk.search("detention") == []


def test_a_bug_in_one_correction_does_not_hold_up_the_next(reviewing, qtbot, desk, monkeypatch):
    page, edited = reviewing.window.review, desk.edited
    monkeypatch.setattr(desk, "edited", lambda call_id: 1 / 0)
    with qtbot.capture_exceptions() as met:
        press(qtbot, page, "Mark as sent")
        corrected(qtbot, reviewing)
    assert [kind for kind, *_ in met] == [ZeroDivisionError]
    monkeypatch.setattr(desk, "edited", edited)
    turn_to(page, 2)
    press(qtbot, page, "Bookmark")
    corrected(qtbot, reviewing)
    assert page._due.text().startswith("Sent ")
