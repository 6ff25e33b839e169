"""The application: one per user. Owns the windows and moves between them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from copilot.engine.desk import Desk
from copilot.errors import KnownError
from copilot.ui import translation
from copilot.ui.application import application
from copilot.ui.crash import CrashNotice
from copilot.ui.icons import app_icon
from copilot.ui.remote import Remote, show_running
from copilot.ui.shell import Shell

if TYPE_CHECKING:
    from copilot.engine.session import Session

_TURN_S = 0.001  # a window waits for Python on another thread no longer than this, many times a frame


def run_app(desk: Desk, start: "Session | None" = None, in_tray: bool = False, file: Path | None = None) -> int:
    """Opens the window, on this call or with what is asked of this file, or only the tray's icon; returns when the user leaves.

    KnownError when it already runs.
    """
    app = application()
    if show_running():
        desk.close()
        if start is None:
            return 0
        raise KnownError(
            "Money Time is already open: close it first, then try again.",
            "Money Time est déjà ouvert : fermez-le d'abord, puis réessayez.",
        )
    prepare(app, desk)
    shell = Shell(app, desk)
    crashes = CrashNotice(desk.paths.cache, shell)
    crashes.told.connect(shell.tell_bug)
    crashes.install()

    def bring_in(file: Path) -> None:
        shell.act("show")
        shell.imports.bring_in(file)

    remote = Remote(shell.act, bring_in, shell)
    remote.listen()
    shell.open(start, in_tray)
    app.open_files(bring_in)
    if file is not None:
        bring_in(file)
    code = app.exec()
    remote.close()
    shell.close()
    crashes.remove()
    desk.close()
    return code


def show_refusal(words: str) -> None:
    """Why the app does not open, in a window of its own, until it is closed."""
    app = application()
    app.setWindowIcon(app_icon())
    box = QMessageBox(QMessageBox.Icon.Warning, "Money Time", words, QMessageBox.StandardButton.Ok)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.exec()


def prepare(app: QApplication, desk: Desk) -> None:
    sys.setswitchinterval(_TURN_S)
    QGuiApplication.setApplicationName("moneytime")
    QGuiApplication.setApplicationDisplayName("Money Time")
    app.setWindowIcon(app_icon())
    app.setQuitOnLastWindowClosed(False)
    translation.install(app, desk.language)
