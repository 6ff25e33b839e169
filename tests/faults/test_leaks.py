"""A phrase said on a call is found in its record, in the list that is searched, and nowhere else the app writes or shows."""

import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from living import Living, said
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from copilot.call.catalogue import Side
from copilot.engine.desk import Desk
from copilot.ui.crash import NAME, CrashNotice
from copilot.ui.shell import Shell

PHRASE = "six hours a week"
pytestmark = pytest.mark.slow


def holding(folder: Path) -> list[str]:
    """Files below the folder that hold the phrase, whatever the encoding."""
    needles = [PHRASE.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")] + [b"hours a week"]
    files = [p for p in folder.rglob("*") if p.is_file()]
    return sorted(str(p.relative_to(folder)) for p in files if any(n in p.read_bytes() for n in needles))


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """Where temporary files go."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def test_the_app(qapp, qtbot, elsewhere, moneytime_home, monkeypatch, caplog, capfd):
    caplog.set_level(logging.DEBUG)
    messages = []
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda *words: messages.append(str(words)))
    desk = Desk.open()
    living = Living(desk.paths.calls)
    monkeypatch.setattr(desk, "start_call", lambda setup, mode: living.session)
    shell = Shell(qapp, desk)
    crashes = CrashNotice(desk.paths.cache, shell)
    crashes.told.connect(shell.tell_bug)
    crashes.install()
    seen = set()

    def look():
        seen.update(w.windowTitle() for w in QApplication.topLevelWidgets())
        seen.update(w.windowIconText() for w in QApplication.topLevelWidgets())
        seen.add(shell._tray.words())
        seen.add(QGuiApplication.clipboard().text())

    try:
        shell.open(None)
        for patch in living._patches:
            patch.start()
        shell._start(living.session.setup)
        qtbot.waitUntil(lambda: shell.live is not None, timeout=60_000)
        shell.live.open_second()
        qtbot.waitUntil(lambda: said(living.session.latest().call, Side.THEM) > 1, timeout=60_000)
        look()
        QTimer.singleShot(0, broken_slot)
        threading.Thread(target=broken_thread).start()
        qtbot.waitUntil(lambda: (desk.paths.cache / NAME).exists(), timeout=30_000)
        qtbot.waitUntil(lambda: NAME in shell.window.home.notice.text(), timeout=30_000)
        shell.act("stop")
        qtbot.waitUntil(lambda: shell.window.page == "review", timeout=60_000)
        look()
        assert desk.search("hours")
    finally:
        crashes.remove()
        shell.close()
        shell.window.deleteLater()
        desk.close()
        for patch in living._patches:
            patch.stop()
    assert holding(moneytime_home) == ["data/calls/20260312-140000-abcdef.jsonl", "data/index.sqlite"]
    assert holding(elsewhere) == []
    printed = capfd.readouterr()
    for where, text in {
        "windows": "\n".join(seen),
        "tray": "\n".join(messages),
        "log": caplog.text,
        "printed": printed.out + printed.err,
    }.items():
        assert "hours" not in text, where
    bugs = (desk.paths.cache / NAME).read_text()
    assert "broken_slot" in bugs
    assert "broken_thread" in bugs
    assert (desk.paths.cache / NAME).stat().st_mode & 0o077 == 0


def broken_slot():
    raise ValueError(f"cannot read {PHRASE}")


def broken_thread():
    raise KeyError(PHRASE)


def test_the_command_line(elsewhere, moneytime_home, tmp_path):
    transcript = tmp_path / "call.txt"
    transcript.write_text(f"00:01 Dana: We lose {PHRASE}.\n00:09 Luc: Who else sees that?\n", encoding="utf-8")
    command = [sys.executable, "-m", "copilot", "replay", str(transcript), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, env=dict(os.environ), timeout=240, check=False)
    assert done.returncode == 0, done.stderr
    assert PHRASE in done.stdout
    assert PHRASE not in done.stderr
    assert holding(elsewhere) == []
    assert not moneytime_home.exists() or holding(moneytime_home) == []


def test_a_bug_in_a_command_names_its_place_alone(tmp_path, moneytime_home):
    """The words a bug met stay out of the terminal, where they would be copied from into a report."""
    code = (
        "import copilot.engine.replay as r\n"
        f"def broken(*a, **k): raise ValueError({PHRASE!r})\n"
        "r.replay = broken\n"
        "import sys; from copilot.__main__ import main\n"
        "sys.argv = ['moneytime', 'replay', 'x']; main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=dict(os.environ), timeout=120, check=False
    )
    assert done.returncode == 70
    assert "ValueError at" in done.stderr
    assert PHRASE not in done.stderr
