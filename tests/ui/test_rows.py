import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QToolTip

from copilot.ui.rows import AT_ONCE, Rows
from copilot.ui.widgets import OneLine, RowButton


@pytest.fixture
def rows(qtbot):
    made = Rows("Nothing here.")
    qtbot.addWidget(made)
    made.show()
    return made


def shown(rows):
    return [part.text() for part in rows.findChildren(QPushButton) if part.isVisible() and part is not rows._more]


def test_a_long_list_is_built_as_far_as_it_is_looked_at_and_never_all_at_once(rows, qtbot):
    made = []
    rows.fill(range(1000), lambda n: made.append(n) or QPushButton(str(n)))
    assert 0 < len(made) < AT_ONCE
    assert not rows._more.isVisible()
    qtbot.waitUntil(rows._more.isVisible)
    assert len(made) == AT_ONCE
    rows._more.click()
    qtbot.waitUntil(lambda: made == list(range(2 * AT_ONCE)))
    assert rows._shown[AT_ONCE].hasFocus() or rows.window().focusWidget() is rows._shown[AT_ONCE]


def test_new_contents_keep_as_many_rows_as_were_asked_for(rows, qtbot):
    rows.fill(range(1000), lambda n: QPushButton(str(n)))
    qtbot.waitUntil(rows._more.isVisible)
    rows._more.click()
    rows.fill(range(50), lambda n: QPushButton(str(n)))
    qtbot.waitUntil(lambda: shown(rows) == [str(n) for n in range(50)])
    assert not rows._more.isVisible()


def test_an_empty_list_says_so(rows):
    rows.fill([], lambda n: QPushButton(str(n)))
    assert shown(rows) == []
    assert rows._shown[0].text() == "Nothing here."


def test_the_same_contents_are_left_as_they_are(rows):
    rows.fill((1, 2), str_button)
    before = list(rows._shown)
    rows.fill((1, 2), str_button)
    assert rows._shown == before
    rows.fill((1, 3), str_button)
    assert rows._shown != before


def str_button(n):
    return QPushButton(str(n))


def test_words_that_are_cut_are_told_whole_under_the_mouse(qtbot):
    row = RowButton("callrow")
    column = QHBoxLayout(row)
    for words in ("Whitlock & <Sons> Wholesale Foods of Northern Minnesota", "now"):
        part = OneLine("strong")
        part.set_text(words)
        row.add(column, part, 1)
    qtbot.addWidget(row)
    row.resize(200, 40)
    row.show()
    QApplication.sendEvent(row, QHelpEvent(QEvent.Type.ToolTip, QPoint(5, 5), row.mapToGlobal(QPoint(5, 5))))
    assert QToolTip.text() == "<span>Whitlock &amp; &lt;Sons&gt; Wholesale Foods of Northern Minnesota</span>"
    QToolTip.hideText()
