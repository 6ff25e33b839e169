"""Files that the system asks the running app to open."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFileOpenEvent

from copilot.ui.pages.imports import ImportDialog


@pytest.fixture
def app(qapp):
    """As it is before anyone opens files; left so."""
    yield qapp
    qapp.open_files(qapp._waiting.append)


def test_files_that_come_early_wait(app):
    opened = []
    for name in ("a.vtt", "b.srt"):
        QCoreApplication.sendEvent(app, QFileOpenEvent(name))
    app.open_files(opened.append)
    QCoreApplication.sendEvent(app, QFileOpenEvent("c.vtt"))
    assert opened == [Path("a.vtt"), Path("b.srt"), Path("c.vtt")]


def test_a_file_opened_from_outside_is_asked_about_and_becomes_a_call(shell, app, qtbot, desk, tmp_path):
    talk = tmp_path / "talk.vtt"
    talk.write_text(
        "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Dana>We lose six hours.\n\n00:05.000 --> 00:09.000\n<v Claire>Who?\n"
    )
    app.open_files(shell.imports.bring_in)
    QCoreApplication.sendEvent(app, QFileOpenEvent(str(talk)))
    qtbot.waitUntil(lambda: any(d.isVisible() for d in shell.window.findChildren(ImportDialog)), timeout=20_000)
    next(d for d in shell.window.findChildren(ImportDialog) if d.isVisible()).accept()
    qtbot.waitUntil(lambda: shell.window.page == "review", timeout=60_000)
    assert len(desk.calls()) == 1
