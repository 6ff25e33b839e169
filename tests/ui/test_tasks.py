"""What is loaded beside the window."""

import sys

from copilot.ui import tasks
from copilot.ui.tasks import WarmUp


def test_what_needs_the_slow_parts_waits_for_them_and_never_twice(qapp, qtbot, monkeypatch):
    loads, done = [], []
    monkeypatch.setattr(tasks, "_SLOW", ("copilot.not_loaded_yet",))
    warm = WarmUp(qapp)
    monkeypatch.setattr(warm, "_load", lambda: loads.append(1))  # its own: a window of another test may be loading too
    warm.then(lambda: done.append("first"))
    warm.then(lambda: done.append("second"))
    assert done == []
    qtbot.waitUntil(lambda: done == ["first", "second"])
    warm.then(lambda: done.append("at once"))
    assert done[-1] == "at once"
    warm.start()
    assert loads == [1]


def test_what_is_loaded_already_is_not_waited_for(qapp, monkeypatch):
    monkeypatch.setattr(tasks, "_SLOW", ("sys",))
    assert "sys" in sys.modules
    done = []
    WarmUp(qapp).then(lambda: done.append(1))
    assert done == [1]


def test_what_cannot_be_loaded_holds_nothing_back(qapp, qtbot, monkeypatch):
    monkeypatch.setattr(tasks, "_SLOW", ("copilot.not_there",))
    done = []
    WarmUp(qapp).then(lambda: done.append(1))
    qtbot.waitUntil(lambda: done == [1])
