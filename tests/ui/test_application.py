"""Files that the system asks the running app to open."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent

from copilot.ui.pages.imports import ImportDialog


def test_files_that_come_early_wait(qapp):
    opened = []
    for name in ("a.vtt", "b.srt"):
        QCoreApplication.sendEvent(qapp, QFileOpenEvent(name))
    qapp.open_files(opened.append)
    QCoreApplication.sendEvent(qapp, QFileOpenEvent("c.vtt"))
    assert opened == [Path("a.vtt"), Path("b.srt"), Path("c.vtt")]


def test_a_file_opened_from_outside_is_asked_about_and_becomes_a_call(shell, qapp, qtbot, desk, tmp_path):
    talk = tmp_path / "talk.vtt"
    talk.write_text(
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Dana>We lose six hours.\n\n00:05.000 --> 00:09.000\n<v Claire>Who?\n"
    )
    qapp.open_files(shell.imports.bring_in)
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(talk)))
    qtbot.waitUntil(lambda: any(d.isVisible() for d in shell.window.findChildren(ImportDialog)), timeout=20_000)
    next(d for d in shell.window.findChildren(ImportDialog) if d.isVisible()).accept()
    qtbot.waitUntil(lambda: shell.window.page == "review", timeout=60_000)
    assert len(desk.calls()) == 1
