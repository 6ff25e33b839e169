"""A long call on its page: written in turns, found and jumped to all the same."""

from dataclasses import replace

import pytest
import snapshots
from PySide6.QtGui import QFontMetrics

from copilot.ui.pages.timeline import _beside, _merged
from copilot.ui.pages.transcript import AT_ONCE, Transcript
from copilot.ui.theme import LIGHT

MANY = 3 * AT_ONCE


@pytest.fixture
def transcript(qtbot):
    made = Transcript(LIGHT, {})
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    return made


def marked(transcript):
    """Where each mark begins."""
    return [one.cursor.selectionStart() for one in list(transcript.extraSelections())]


def call(many=MANY):
    said = tuple(
        replace(snapshots.SAID[n % 2], id=n, start_ms=n * 1000, text=f"The budget of site {n} is in Austin.")
        for n in range(1, many + 1)
    )
    return replace(snapshots.call(5), utterances=said)


def test_a_long_call_is_written_in_turns(transcript, qtbot):
    transcript.show_call(call())
    assert transcript.document().blockCount() == AT_ONCE
    qtbot.waitUntil(lambda: transcript.document().blockCount() == MANY)
    lines = transcript.toPlainText().split("\n")
    assert "site 1 " in lines[0]
    assert f"site {MANY} " in lines[-1]


def test_words_that_are_not_written_yet_are_jumped_to_when_they_are(transcript, qtbot):
    transcript.show_call(call())
    transcript.jump(MANY)
    qtbot.waitUntil(lambda: transcript.current() == MANY)
    assert marked(transcript) == [transcript.textCursor().position()]


def test_every_place_is_counted_and_those_in_sight_are_marked(transcript, qtbot):
    transcript.show_call(call())
    assert transcript.mark_all("AUSTIN") == MANY
    at_the_top = marked(transcript)
    assert 0 < len(at_the_top) < MANY // 3
    bar = transcript.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert marked(transcript)[-1] > at_the_top[-1]
    transcript.find_next(from_start=True)
    assert transcript.current() == 1
    transcript.jump(2)
    assert len(marked(transcript)) > 1, "the words jumped to, and those that were looked for"
    assert transcript.mark_all("") == 0
    assert marked(transcript) == []


def test_another_call_leaves_nothing_of_the_one_before(transcript, qtbot):
    transcript.show_call(call())
    transcript.show_call(call(2))
    qtbot.wait(20)
    assert transcript.document().blockCount() == 2


def test_nothing_said_is_told(transcript):
    transcript.show_call(replace(snapshots.call(5), utterances=()))
    assert transcript.toPlainText() == "Nothing was said, or nothing was heard."


def test_what_lies_within_a_pixel_is_painted_as_one():
    assert list(_merged([(0, 1), (1.2, 2), (2.3, 4), (6, 7), (6.5, 9)])) == [(0, 4), (6, 9)]
    assert list(_merged([])) == []


def test_ticks_close_to_each_other_are_not_written_over_each_other(qapp):
    metrics = QFontMetrics(qapp.font())
    wide = metrics.horizontalAdvance("✓1")
    (_, one), (_, two), (_, three) = _beside([("✓2", 104.0), ("✓1", 100.0), ("✓3", 300.0)], metrics)
    assert (one, three) == (100.0, 300.0)
    assert two >= one + wide
