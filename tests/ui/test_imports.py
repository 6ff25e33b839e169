"""Files chosen on the page of calls become calls: asked about once, heard off the Qt thread, searched afterwards."""

import threading
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QDialog, QLabel, QPushButton

from copilot.call.catalogue import Side
from copilot.ui.pages.imports import ImportDialog

VTT = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Claire Martin>Where does it cost you the most?</v>

00:00:05.000 --> 00:00:09.000
<v Dana Whitlock>{words}</v>
"""


@pytest.fixture
def shell(shell):
    shell.window.turn("calls")
    return shell


@pytest.fixture
def files(tmp_path):
    paths = []
    for name, words in (("one", "Detention, ninety thousand."), ("two", "Our insurer asks for it.")):
        path = tmp_path / f"{name}.vtt"
        path.write_text(VTT.replace("{words}", words))
        paths.append(path)
    return paths


def asked(shell, qtbot):
    def there():
        assert [d for d in shell.window.findChildren(ImportDialog) if d.isVisible()]

    qtbot.waitUntil(there, timeout=20_000)
    return next(d for d in shell.window.findChildren(ImportDialog) if d.isVisible())


def test_several_files_are_asked_about_once_and_become_calls(shell, qtbot, desk, files):
    shell.imports.look(files)
    dialog = asked(shell, qtbot)
    assert list(dialog.voices) == ["Claire Martin", "Dana Whitlock"]
    dialog.company.setText("Halden Foods")
    dialog.accept()
    qtbot.waitUntil(lambda: len(desk.calls()) == 2, timeout=60_000)
    qtbot.waitUntil(lambda: shell.window.page == "review", timeout=20_000)
    assert {c.company for c in desk.calls()} == {"Halden Foods"}
    assert [u.side for u in shell._after.review.call.utterances] == [Side.YOU, Side.THEM]
    assert shell.window.calls.imports.isHidden()
    hits = desk.search("insurer")
    assert [h.passage.side for h in hits] == [Side.THEM]


def test_a_file_that_cannot_be_read_costs_only_itself(shell, qtbot, files):
    files[0].write_text("no times at all")
    shell.imports.look(files)
    dialog = asked(shell, qtbot)
    assert any("no times" in label.text() for label in shell.window.findChildren(QLabel))
    assert any("two.vtt" in label.text() for label in dialog.findChildren(QLabel))
    dialog.reject()


def test_an_import_can_be_stopped_and_taken_up_again(shell, qtbot, desk, files, monkeypatch):
    from copilot.engine.import_job import Cancelled, ImportJob

    release = threading.Event()

    def slow(job):
        job._tell(0.5)
        release.wait(30)
        raise Cancelled

    monkeypatch.setattr(ImportJob, "run", slow)
    shell.imports.look(files)
    asked(shell, qtbot).accept()
    card = shell.window.calls.imports
    qtbot.waitUntil(lambda: any(bar.value() == 50 for bar in card._bars.values()), timeout=20_000)
    stops = [b for b in card.findChildren(QPushButton) if b.text() == "Stop"]
    stops[1].click()  # the one that waits
    stops[0].click()
    assert shell.imports._job[1]._stopped
    release.set()
    qtbot.waitUntil(lambda: card.isHidden(), timeout=20_000)
    assert desk.calls() == []
    assert not [d for d in shell.window.findChildren(QDialog) if d.isVisible()]


def test_the_search_is_narrowed_by_company_speaker_and_signal(shell, qtbot, desk, files):
    shell.imports.look(files[:1])
    dialog = asked(shell, qtbot)
    dialog.company.setText("Halden Foods")
    dialog.accept()
    qtbot.waitUntil(lambda: len(desk.calls()) == 1, timeout=60_000)
    qtbot.waitUntil(lambda: shell.imports._job is None, timeout=20_000)
    page = shell.window.calls
    shown = lambda: [h for h in page._list._shown if h.objectName() == "callrow"]  # noqa: E731
    page.show_calls(desk.calls())
    page.search.setText("detention")
    page._ask()
    assert len(shown()) == 1
    page._side.setCurrentIndex(page._side.findData(Side.YOU))
    assert shown() == []
    page._side.setCurrentIndex(0)
    page._company.setCurrentIndex(page._company.findData("Halden Foods"))
    assert len(shown()) == 1
    assert page._label.findData("friction") > 0
    page._label.setCurrentIndex(page._label.findData("friction"))
    assert shown() == []
    page.search.clear()
    page._label.setCurrentIndex(page._label.findData("pain"))
    assert [h.accessibleName().split(",")[0] for h in shown()] == ["Halden Foods"]
    page._label.setCurrentIndex(0)
    assert len(shown()) == 1
    old = [replace(call, started_utc="2020-01-01T00:00:00+00:00") for call in desk.calls()]
    page._since.setCurrentIndex(1)
    page.show_calls(old)
    assert shown() == []
