"""The page after a call: corrections, commitments, the follow-up with its invite."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes, policy
from types import SimpleNamespace

import icalendar
import pytest
from one_call import TURNS
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QPushButton

from copilot.call.catalogue import Side
from copilot.errors import KnownError
from copilot.signals.labeller import Reading
from copilot.store.edits import CommitmentEdit
from copilot.store.paths import call_file
from copilot.store.settings import LanguageModel
from copilot.store.sound import KEPT
from copilot.ui.pages.corrections import PromiseDialog, TurnDialog
from copilot.ui.pages.email import EmailCard
from copilot.ui.pages.polish import PolishDialog

pytestmark = pytest.mark.thorough


@pytest.fixture
def desk(desk, monkeypatch):
    monkeypatch.setattr(desk, "_reader", lambda playbook: SimpleNamespace(read=lambda *_: Reading()))
    monkeypatch.setattr("copilot.ui.invites.QDesktopServices.openUrl", lambda url: True)
    return desk


def press(qtbot, where, text):
    def shown():
        return [b for b in where.findChildren(QPushButton) if b.text() == text and b.isVisible()]

    qtbot.waitUntil(lambda: shown() != [], timeout=20_000)  # a page made anew shows its parts one by one
    shown()[0].click()  # a notice may lie over the window


def corrected(qtbot, reviewing):
    """The page after a correction: what follows from it is worked out on another thread."""
    qtbot.waitUntil(lambda: not reviewing._after._reviewing, timeout=20_000)


def dialog(window, kind):
    return next(d for d in window.findChildren(QDialog) if isinstance(d, kind) and d.isVisible())


def turn_to(page, utterance):
    transcript = page._transcript
    transcript.setTextCursor(QTextCursor(transcript.document().findBlockByNumber(transcript._blocks[utterance])))


def test_a_turn_is_corrected_and_can_be_had_back(reviewing, qtbot, desk):
    page = reviewing.window.review
    turn_to(page, 2)
    press(qtbot, page, "Correct…")
    found = dialog(reviewing.window, TurnDialog)
    assert found.focusWidget() is found.words
    found.words.setPlainText("Attention, about ninety thousand")
    found.side.setCurrentIndex(1)
    found.accept()
    corrected(qtbot, reviewing)
    call_id = reviewing._after.review.call.setup.call_id
    turn = page.review.call.utterances[1]
    assert (turn.text, turn.side) == ("Attention, about ninety thousand", Side.YOU)
    assert "(corrected)" in page._transcript.toPlainText()
    turn_to(page, 2)
    press(qtbot, page, "Correct…")
    press(qtbot, dialog(reviewing.window, TurnDialog), "Back to what was heard")
    corrected(qtbot, reviewing)
    assert page.review.call.utterances[1].text == TURNS[1][1]
    assert desk.edits(call_id).texts == {}


def test_search_marks_and_moves_through_the_call(reviewing, qtbot):
    page = reviewing.window.review
    card = page._transcript.parentWidget()
    qtbot.keyClicks(card.search, "ten thirty")
    assert card._found.text() == "2 found"
    first = page._transcript.textCursor().position()
    qtbot.keyClick(card.search, Qt.Key.Key_Return)
    assert page._transcript.textCursor().position() > first
    assert page._transcript.textCursor().selectedText() == "ten thirty"


def test_bookmarks_and_notes_are_kept(reviewing, qtbot, desk):
    page = reviewing.window.review
    turn_to(page, 2)
    press(qtbot, page, "Bookmark")
    corrected(qtbot, reviewing)
    assert "★" in page._transcript.toPlainText()
    notes = page._notes
    notes._field.setPlainText("likes short emails")
    notes.keep()
    assert page._notes is notes  # who goes on typing is not disturbed
    notes._field.setPlainText("likes short emails, in the morning")
    edits = desk.edits(page.review.call.setup.call_id)
    assert (list(edits.marks), edits.notes) == ([21_000], "likes short emails")
    turn_to(page, 2)
    press(qtbot, page, "Bookmark")
    corrected(qtbot, reviewing)
    assert "★" not in page._transcript.toPlainText()
    assert page._notes.text == "likes short emails, in the morning"


def test_the_transcript_is_copied(reviewing, qtbot):
    press(qtbot, reviewing.window.review, "Copy all")
    assert "00:21 Them: Detention" in QGuiApplication.clipboard().text()


def test_a_commitment_is_moved_and_kept(reviewing, qtbot, desk):
    page = reviewing.window.review
    meeting = next(p for p in page.review.promises if p.meeting)
    press(qtbot, page, "Change")
    found = dialog(reviewing.window, PromiseDialog)
    number = found.property("number")
    found.what.setText("the plan, with prices")
    found.when.setDateTime(found.when.dateTime().addDays(1))
    found.accept()
    corrected(qtbot, reviewing)
    changed = next(p for p in page.review.promises if p.commitment == number)
    assert changed.moment.theirs.date() != meeting.moment.theirs.date() or changed.what == "the plan, with prices"
    assert desk.edits(page.review.call.setup.call_id).commitments[number].what == "the plan, with prices"


def test_a_commitment_is_made_of_a_turn(reviewing, qtbot):
    page = reviewing.window.review
    turn_to(page, 2)
    press(qtbot, page, "Make a commitment…")
    found = dialog(reviewing.window, PromiseDialog)
    found.what.setText("send the detention invoices")
    found.dated.setChecked(True)
    found.accept()
    corrected(qtbot, reviewing)
    made = next(p for p in page.review.promises if p.commitment == -1)
    assert (made.who, made.what, made.quote.utterance) == (Side.THEM, "send the detention invoices", 2)


def test_what_was_sent_is_no_longer_due(reviewing, qtbot, desk):
    page = reviewing.window.review
    assert "send it now" in page._due.text()
    press(qtbot, page, "Mark as sent")
    corrected(qtbot, reviewing)
    assert page._due.text().startswith("Sent ")
    assert desk.calls()[0].sent_utc
    press(qtbot, page, "Not sent after all")
    corrected(qtbot, reviewing)
    assert not desk.calls()[0].sent_utc


def test_invites_are_numbered_and_cancelled(reviewing, qtbot, tmp_path, desk):
    page = reviewing.window.review
    page._email.address.setText("dana@halden.example")

    def made():
        (path,) = tmp_path.glob("*.ics")
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        (event,) = calendar.walk("VEVENT")
        return str(calendar["METHOD"]), event

    press(qtbot, page, "Invite (.ics)")
    method, first = made()
    assert first["DTSTART"].dt.isoformat() == "2026-03-17T10:30:00-04:00"
    assert "dana@halden.example" in str(first["ATTENDEE"])
    press(qtbot, page, "15-minute placeholder")
    _, second = made()
    assert second["UID"] == first["UID"]
    assert int(second["SEQUENCE"]) == int(first["SEQUENCE"]) + 1
    press(qtbot, page, "Cancel the invite")
    method, third = made()
    assert (method, str(third["STATUS"]), int(third["SEQUENCE"])) == ("CANCEL", "CANCELLED", 2)
    assert desk.edits(page.review.call.setup.call_id).invite_sequence == 3


def test_the_saved_email_carries_the_invite_it_speaks_of(reviewing, qtbot):
    page = reviewing.window.review
    page._email.address.setText("dana@halden.example")
    message = message_from_bytes(page._email._file(), policy=policy.default)
    (attached,) = message.iter_attachments()
    assert message["To"] == "Dana Whitlock <dana@halden.example>"
    assert attached.get_content_type() == "text/calendar"
    assert b"BEGIN:VEVENT" in attached.get_payload(decode=True)


class Played:
    """Stands for what plays the sound."""

    def __init__(self, frames, from_ms):
        self.from_ms = self.at_ms = from_ms
        self.over, self.stopped, self.trouble = False, False, None

    def start(self):
        pass

    def stop(self):
        self.stopped = True


def test_kept_sound_is_played_in_step_with_the_transcript(reviewing, qtbot, desk, monkeypatch):
    page, call_id = reviewing.window.review, reviewing._after.review.call.setup.call_id
    assert not [b for b in page.findChildren(QPushButton) if b.text() == "Listen from here"]
    made = []
    monkeypatch.setattr("copilot.audio.listening.Listening", lambda *how: made.append(Played(*how)) or made[-1])
    call_file(desk.paths.calls, call_id, KEPT).touch()
    reviewing._after._fill(reviewing._after.review)
    turn_to(page, 2)
    press(qtbot, page, "Listen from here")
    (playing,) = made
    assert playing.from_ms == 21_000
    playing.at_ms = 62_000
    qtbot.waitUntil(lambda: page._transcript.current() == 4, timeout=20_000)
    playing.over, playing.trouble = True, KnownError("The sound cannot be read.", "Son illisible.")
    said = []
    page.failed.connect(said.append)
    qtbot.waitUntil(lambda: said == ["The sound cannot be read."], timeout=20_000)
    press(qtbot, page, "Listen from here")
    press(qtbot, page, "Stop listening")
    press(qtbot, page, "Listen from here")
    reviewing.window.turn("home")
    assert [p.stopped for p in made] == [False, True, True]


def test_kept_sound_plays_on_in_other_colours(reviewing, renewed, qtbot, desk, monkeypatch):
    made = []
    monkeypatch.setattr("copilot.audio.listening.Listening", lambda *how: made.append(Played(*how)) or made[-1])
    call_file(desk.paths.calls, reviewing._after.review.call.setup.call_id, KEPT).touch()
    reviewing._after._fill(reviewing._after.review)
    press(qtbot, reviewing.window.review, "Listen from here")
    (playing,) = made
    renewed(reviewing, lambda: reviewing._apply(replace(desk.settings, theme="dark")))
    page = reviewing.window.review
    assert not playing.stopped
    playing.at_ms = 62_000
    qtbot.waitUntil(lambda: page._transcript.current() == 4, timeout=20_000)
    press(qtbot, page, "Stop listening")
    assert playing.stopped


def test_the_email_is_signed_by_the_user(reviewing):
    page = reviewing.window.review
    signed = EmailCard(page._theme, page.review, page._edits, ("Luc Martin", "luc@moi.example"), LanguageModel())
    assert signed.body.toPlainText().endswith("Talk soon,\nLuc Martin")
    assert page._email.body.toPlainText().endswith("Talk soon,")


def test_the_email_as_the_user_wrote_it_outlives_its_page(reviewing, qtbot, desk):
    page = reviewing.window.review
    call_id = page.review.call.setup.call_id
    page._email.body.setPlainText("Hi Dana,\n\nwritten by hand.")
    press(qtbot, page, "Mark as sent")
    corrected(qtbot, reviewing)
    assert page._email.body.toPlainText() == "Hi Dana,\n\nwritten by hand."
    assert page._email._told.isHidden(), "the facts are the same"
    body = page._email.body
    page._email.address.setText("dana@halden.example")
    page._email.address.editingFinished.emit()
    assert page._email.body is body, "nothing is drawn anew under the hand that writes"
    assert (desk.edits(call_id).email, desk.edits(call_id).drafts["warm"].body) == ("dana@halden.example", body.toPlainText())
    page._edit_promise(1, CommitmentEdit(Side.YOU, "send the plan", "2026-03-20"))
    corrected(qtbot, reviewing)
    assert page._email.body.toPlainText() == "Hi Dana,\n\nwritten by hand."
    assert not page._email._told.isHidden(), "what was agreed is not what it was"
    press(qtbot, page, "Back to the text from the call")
    assert "written by hand" not in page._email.body.toPlainText()
    assert page._email._anew.isHidden()
    assert desk.edits(call_id).drafts == {}


def test_what_is_written_is_kept_when_the_page_is_left(reviewing, desk):
    page = reviewing.window.review
    page._email.subject.setText("Our plan")
    page._email.subject.textEdited.emit("Our plan")
    reviewing.window.turn("home")
    assert desk.edits(page.review.call.setup.call_id).drafts["warm"].subject == "Our plan"


def test_the_email_is_polished_only_after_what_is_sent_was_shown(reviewing, qtbot, monkeypatch, model_server):
    page = reviewing.window.review
    assert not page._email._polish.isVisibleTo(page)
    model = LanguageModel(model_server.address, "small", polishes=True)
    card = EmailCard(page._theme, page.review, page._edits, ("", ""), model)
    qtbot.addWidget(card)
    draft = card.body.toPlainText()
    shown = []

    def answer(dialog, code=QDialog.DialogCode.Rejected):
        shown.append(dialog.findChild(QPlainTextEdit).toPlainText())
        return code

    monkeypatch.setattr(PolishDialog, "exec", answer)
    card._polish.click()
    assert draft in shown[0]
    assert model_server.asked == []
    monkeypatch.setattr(PolishDialog, "exec", lambda dialog: answer(dialog, QDialog.DialogCode.Accepted))
    model_server.says = [draft.replace("Talk soon,", "All the best,"), draft.replace("Dana", "Donna")]
    card._polish.click()
    qtbot.waitUntil(lambda: "All the best," in card.body.toPlainText(), timeout=20_000)
    card._polish.click()
    assert card.body.toPlainText() == draft
    said = []
    card.failed.connect(said.append)
    card._polish.click()
    assert not card._tone.isEnabled(), "the answer belongs to this email"
    qtbot.waitUntil(lambda: said != [], timeout=20_000)
    assert card.body.toPlainText() == draft
    card._on_polished("Hi.")
    assert card._polish.text() == "Back to the draft"
    card._tone.setCurrentIndex(1)
    assert card._polish.text() == "Polish…"


def test_the_brief_is_offered_when_their_company_is_named_in_the_set_up(reviewing):
    card = reviewing.window.home.setup_card
    card._company.setText("Somebody Else")
    card._company.editingFinished.emit()
    assert card._brief.isHidden()
    card._company.setText(" halden foods")
    card._company.editingFinished.emit()
    assert not card._brief.isHidden()
    card._brief.click()
    assert reviewing.window.page == "brief"
    card.clear()
    assert card._brief.isHidden()


def test_a_missed_moment_becomes_a_card(reviewing, qtbot):
    press(qtbot, reviewing.window.review, "Practise this")
    assert reviewing.window.page == "practice"
    page = reviewing.window.practice
    assert page.currentWidget() is page.moment
    page.moment.drill_wanted.emit()
    assert page.currentWidget() is page.drill
    assert any("Missed on one of your calls" in label.text() for label in page.drill.findChildren(QLabel))


def test_a_missed_moment_is_replayed_as_a_call_whose_score_is_not_kept(reviewing, qtbot, desk):
    press(qtbot, reviewing.window.review, "Practise this")
    page = reviewing.window.practice
    for _ in ("the first time", "again"):
        page.moment.replay_wanted.emit()
        assert page.currentWidget() is page.talk
        qtbot.waitUntil(page.talk.line.isEnabled, timeout=30_000)
        said = page.talk.captions.toPlainText()
        opening = page.moment.findChildren(QLabel, "verdict")[-1].text()
        assert opening.strip('“”"') in said
        page.talk.said.emit("What would stop you from going ahead?")
        page.talk.hung_up.emit()
        qtbot.waitUntil(lambda: page.currentWidget() is page.truth, timeout=30_000)
    assert desk.practised().attempts == ()


def test_where_nothing_was_said_there_is_nothing_to_practise(reviewing):
    reviewing._practise_moment(
        replace(reviewing._after.review, call=replace(reviewing._after.review.call, utterances=())), 21_000
    )
    assert reviewing.window.page == "review"
    assert any("They had said nothing" in box.text() for box in reviewing.window.findChildren(QLabel))


def test_two_windows_on_one_call_lose_nothing(reviewing, qtbot, desk):
    page = reviewing.window.review
    call_id = page.review.call.setup.call_id
    desk.keep(call_id, replace(desk.edits(call_id), notes="from the other window"))
    press(qtbot, page, "Mark as sent")
    said = [box.text() for box in reviewing.window.findChildren(QLabel) if "another window" in box.text()]
    assert said
    assert desk.edits(call_id).notes == "from the other window"


def test_the_time_left_is_honest(reviewing):
    page = reviewing.window.review
    page._count_down(datetime(2026, 3, 12, 15, 0, tzinfo=UTC))
    assert page._due.text().startswith("Due in 3 h ")
    assert "New York" in page._due.text()
    page._count_down(datetime(2026, 3, 12, 20, 0, tzinfo=UTC))
    assert page._due.text().startswith("In full within ")
