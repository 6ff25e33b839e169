"""What was said is looked for in all calls, from the home page."""

from PySide6.QtCore import Qt


def test_home_searches_in_all_calls(shell, qtbot, monkeypatch):
    shell.window.turn("home")
    asked = []
    monkeypatch.setattr(shell._desk, "search", lambda words: asked.append(words) or [])
    qtbot.keyClicks(shell.window.home.search, "budget")
    qtbot.keyClick(shell.window.home.search, Qt.Key.Key_Return)
    assert shell.window.page == "calls"
    assert asked[-1].words == "budget"
    assert shell.window.calls.search.text() == "budget"
