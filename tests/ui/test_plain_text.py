"""Words of a call are never read as markup, on no window."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QMessageBox, QPlainTextEdit, QTextEdit, QWidget
from snapshots import SETUP

from copilot.call.catalogue import Side
from copilot.call.events import Label, Labelled, Prospect, Stage
from copilot.call.script import Turn, script_events
from copilot.engine.runner import Runner
from copilot.engine.snapshot import Snapshot
from copilot.engine.views import overlay_view
from copilot.playbook.loader import load_playbook
from copilot.store.log import EventLog
from copilot.ui.overlay.window import Look, Overlay
from copilot.ui.second.window import LiveWindow
from copilot.ui.shell import Shell
from copilot.ui.theme import DARK

EVIL = '<b>sixty</b><img src="file:///etc/passwd"><a href="https://evil.example">hours</a>'


@pytest.fixture
def call(desk):
    """A recorded call in which every word and every name is hostile. Returns the folded call."""
    setup = replace(SETUP, call_id="c1", title=EVIL, problem=EVIL, prospect=Prospect(EVIL, EVIL, EVIL, "America/New_York"))
    runner = Runner(load_playbook(setup.kind), EventLog.create(desk.paths.calls, "c1"))
    turns = [Turn(5000 * n, side, f"Really interesting, {EVIL}!") for n, side in enumerate((Side.YOU, Side.THEM) * 4)]
    for event in script_events(setup, turns):
        runner.put(event)
        if type(event).__name__ == "Hypothesis":
            label = Label("vague-enthusiasm", 0.99, 0, 10)
            runner.put(
                Labelled(
                    at_ms=event.at_ms,
                    side=event.side,
                    utterance=event.utterance,
                    revision=1,
                    stage=Stage.FINAL,
                    labels=(label,),
                )
            )
    runner.close()
    desk.recoverable()
    return runner.call


def misread(root: QWidget) -> list[str]:
    """Widgets that show markup as markup."""
    found = []
    for label in root.findChildren(QLabel):
        rich = label.textFormat() == Qt.TextFormat.RichText
        guessed = label.textFormat() == Qt.TextFormat.AutoText  # Qt would guess, and markup it is
        if "<b>" in label.text() and (rich or guessed):
            found.append(f"label {label.objectName()}")
    for edit in root.findChildren(QTextEdit):
        html = edit.toHtml()
        if "passwd" in html and ("<img" in html or 'evil.example"' in html.replace("&quot;", "")):
            found.append(f"text {edit.objectName()}")
    for widget in root.findChildren(QWidget):
        if "<b>" in widget.toolTip():
            found.append(f"tip of {widget.objectName()}")
    return found


def shown(root: QWidget) -> str:
    parts = [w.text() for w in root.findChildren(QLabel)] + [w.text() for w in root.findChildren(QAbstractButton)]
    parts += [w.toPlainText() for kind in (QTextEdit, QPlainTextEdit) for w in root.findChildren(kind)]
    return "\n".join(parts)


def test_the_main_window(qapp, qtbot, desk, call, monkeypatch):
    monkeypatch.setattr("copilot.ui.microphones.microphones", list)
    shell = Shell(qapp, desk)
    shell.open(None)
    try:
        for page in ("home", "calls", "practice", "settings"):
            shell.window.turn(page)
            assert misread(shell.window) == [], page
        shell._after.open("c1", 0)
        qtbot.waitUntil(lambda: "<b>sixty</b>" in shown(shell.window.review))
        assert misread(shell.window) == []
        shell._after._search_all("sixty")
        assert misread(shell.window) == []
        shell.window.say(EVIL)
        boxes = [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox) and w.text() == EVIL]
        assert [b.textFormat() for b in boxes] == [Qt.TextFormat.PlainText]
        for box in boxes:
            box.close()
    finally:
        shell.close()
        shell.window.deleteLater()


def test_the_overlay_and_the_live_window(qtbot, call):
    playbook = load_playbook(call.setup.kind)
    overlay = Overlay(Look(DARK, captions=True))
    qtbot.addWidget(overlay)
    overlay.show_view(overlay_view(Snapshot(call, playbook), "en"))
    assert misread(overlay) == []
    window = LiveWindow(DARK, Snapshot(call, playbook))
    qtbot.addWidget(window)
    window.show()
    snapshot = Snapshot(call, playbook)
    window.show_snapshot(snapshot, overlay_view(snapshot, "en"))
    assert misread(window) == []
    assert "<b>sixty</b>" in shown(window)
