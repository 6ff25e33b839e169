import time
from dataclasses import replace

import pytest
import snapshots
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor

from copilot.call.catalogue import Side
from copilot.call.events import Label, Stage
from copilot.call.state import Mark, Row, Utterance
from copilot.engine.views import overlay_view
from copilot.ui.second.window import LiveWindow
from copilot.ui.theme import DARK

PAIN = Label("pain", 0.9, 8, 28)


def said(number, text, side=Side.THEM, stage=Stage.FINAL, labels=()):
    found = frozenset(label.id for label in labels)
    return Utterance(number, side, number * 1000, number * 1000 + 900, False, text, stage, labels=labels, found=found)


A = said(1, "Hello there.", Side.YOU)
B = said(2, "We lose six hours every week.", labels=(PAIN,))


def of(*utterances, **changes):
    return snapshots.snapshot(snapshots.call(5, utterances=utterances, **changes))


@pytest.fixture
def window(qtbot):
    made = LiveWindow(DARK, of())
    qtbot.addWidget(made)
    made.show()
    return made


def show(window, snapshot):
    window.show_snapshot(snapshot, overlay_view(snapshot, "en"))


def lines(window):
    return window.transcript.toPlainText().split("\n")


def texts_of(listed):
    return [listed.item(at).text() for at in range(listed.count())]


def test_the_transcript_grows_by_what_is_new(window):
    call = of(A).call
    assert window.transcript.follow(call) == 1
    assert window.transcript.follow(call) == 0
    assert window.transcript.follow(of(A, B).call) == 1
    assert lines(window) == ["0:01  You  Hello there.", "0:02  Them  We lose six hours every week.   ● pain"]


def test_words_settle_in_their_own_line(window):
    guess = said(2, "we lose six", stage=Stage.INTERIM)
    window.transcript.follow(of(A, guess, said(3, "right", Side.YOU)).call)
    assert window.transcript.follow(of(A, B, said(3, "right", Side.YOU)).call) == 1
    assert lines(window)[1].startswith("0:02  Them  We lose six hours every week.")
    assert lines(window)[2] == "0:03  You  right"


@pytest.mark.parametrize("before", [(A, B), (B,), (A, said(3, "x")), (said(3, "x"),)])
@pytest.mark.parametrize("after", [(), (A,), (B,), (A, B, said(3, "x", Side.YOU)), (A, said(3, "y"))])
def test_whatever_changes_the_text_is_that_of_the_call(window, qtbot, before, after):
    window.transcript.follow(of(*before).call)
    window.transcript.follow(of(*after).call)
    fresh = LiveWindow(DARK, of())
    qtbot.addWidget(fresh)
    fresh.transcript.follow(of(*after).call)
    assert lines(window) == lines(fresh)
    assert window.transcript._blocks == fresh.transcript._blocks


def test_evidence_steps_and_bookmarks_are_beside_it(window):
    show(
        window,
        of(A, B, rows=(Row(1, "heard", "Yes, exactly."), Row(2), Row(3), Row(4)), marks=(Mark(2500, "ask Dev"), Mark(500, ""))),
    )
    assert texts_of(window.evidence) == ["0:02  pain\nThem: “six hours every week”"]
    assert texts_of(window.marks) == ["0:02  ask Dev", "0:00  Bookmarked moment"]
    assert [box.isChecked() for box in window.steps._boxes] == [True, False, False, False]
    assert window.steps._boxes[0].text() == "Recap the value"


def test_a_line_leads_to_its_words(window, qtbot):
    show(window, of(A, B))
    window.evidence.itemActivated.emit(window.evidence.item(0))
    assert window.transcript.textCursor().blockNumber() == 1


def test_a_note_is_kept_with_enter(window, qtbot):
    with qtbot.waitSignal(window.noted) as kept:
        qtbot.keyClicks(window.note, "they asked for SOC 2")
        qtbot.keyClick(window.note, Qt.Key.Key_Return)
    assert kept.args == ["they asked for SOC 2"]
    assert window.note.text() == ""


def test_a_tick_by_hand_goes_to_the_call_which_decides(window, qtbot):
    show(window, of(A))
    with qtbot.waitSignal(window.toggled) as ticked:
        window.steps._boxes[2].click()
    assert ticked.args == [3, True]
    assert not window.steps._boxes[2].isChecked()


def test_reading_back_is_not_disturbed(window, qtbot):
    many = tuple(said(n, "Words " * 20) for n in range(1, 60))
    show(window, of(*many))
    qtbot.waitUntil(lambda: window.transcript.verticalScrollBar().maximum() > 0)
    window.transcript.to_now()
    window.transcript.verticalScrollBar().setValue(10)
    assert window._now.isVisible()
    show(window, of(*many, said(60, "new")))
    assert window.transcript.verticalScrollBar().value() == 10
    window._now.click()
    assert not window._now.isVisible()
    assert window.transcript.verticalScrollBar().value() == window.transcript.verticalScrollBar().maximum()


def test_a_selection_outlives_new_words(window):
    window.transcript.follow(of(A).call)
    cursor = window.transcript.textCursor()
    cursor.movePosition(QTextCursor.MoveOperation.Start)
    cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.KeepAnchor, 2)
    window.transcript.setTextCursor(cursor)
    chosen = cursor.selectedText()
    window.transcript.follow(of(A, B).call)
    assert window.transcript.textCursor().selectedText() == chosen != ""


def test_hidden_it_waits(window):
    window.hide()
    show(window, of(A))
    assert lines(window) == [""]
    window.show()
    assert len(lines(window)) == 1
    assert "Hello" in lines(window)[0]


def test_the_second_hour_is_as_quick_as_the_first(window, qtbot):
    """An update within a two-hour call stays within a frame of 33 ms, with room for a slow machine."""
    many = tuple(
        said(n, "Words and more words of an ordinary length.", Side.YOU if n % 2 else Side.THEM) for n in range(1, 2501)
    )
    show(window, of(*many))
    qtbot.waitUntil(lambda: window.transcript.document().blockCount() == 2500)
    spent = []
    for revision in range(20):
        last = said(2501, "And so on " * (revision + 1), stage=Stage.INTERIM)
        began = time.process_time()
        show(window, of(*many, last))
        spent.append(time.process_time() - began)
    assert sorted(spent)[10] < 0.25
    assert window.transcript.document().blockCount() == 2501


def test_every_part_has_a_name(window):
    for part in (window.transcript, window.evidence, window.marks, window.steps, window.note):
        assert part.accessibleName()


def test_it_says_where_the_call_stands(window):
    show(window, replace(of(A), loading=True))
    assert "25:00 left" in window._clock.text()
    assert "Getting ready" in window._clock.text()


def test_it_comes_back_where_it_was_left(window, qtbot):
    window.setGeometry(40, 60, 620, 500)
    window._halves.setSizes([280, 260])
    with qtbot.waitSignal(window.left) as left:
        window.hide()
    fresh = LiveWindow(DARK, of())
    qtbot.addWidget(fresh)
    assert fresh.restore(left.args[0])
    fresh.show()
    assert fresh.geometry() == window.geometry()
    assert fresh._halves.sizes() == window._halves.sizes()


def test_a_place_that_is_none_is_left_alone(window):
    for place in ("", "nonsense", "00ff/zz"):
        assert not window.restore(place)
