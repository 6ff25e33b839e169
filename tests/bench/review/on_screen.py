"""From the end of a call to its page on the screen, in the app itself: prints, never fails.

python tests/bench/review/on_screen.py [SECONDS] [PICTURE]    on a desktop: the bundled call, hung up after so many seconds
"""

import os
import sys
import tempfile
import time

os.environ.setdefault("MONEYTIME_HOME", tempfile.mkdtemp(prefix="moneytime-bench-"))

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication

from copilot.engine.desk import Desk
from copilot.store.settings import Settings, save_settings
from copilot.ui.app import prepare
from copilot.ui.shell import Shell


class Watch(QObject):
    """Notes when the page of the review is drawn for the first time."""

    def __init__(self, shell: Shell) -> None:
        super().__init__()
        self._shell, self._picture = shell, sys.argv[2] if len(sys.argv) > 2 else ""
        self.hung_up = 0.0
        shell.window.review.viewport().installEventFilter(self)

    def hang_up(self) -> None:
        live = self._shell.live
        assert live is not None
        waiting = live.session.latest().behind_ms
        self.hung_up = time.perf_counter()
        self._shell.act("stop")
        sys.stdout.write(f"hung up with {waiting} ms of speech without its text\n")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self.hung_up and event.type() is QEvent.Type.Paint and self._shell.window.review.review is not None:
            QTimer.singleShot(0, self._drawn)
            watched.removeEventFilter(self)
        return False

    def _drawn(self) -> None:
        said = self._shell.window.review.review.call.utterances
        sys.stdout.write(f"its page is on the screen after {time.perf_counter() - self.hung_up:.2f} s, {len(said)} turns\n")
        if self._picture:
            self._shell.window.grab().save(self._picture)
        QTimer.singleShot(500, QApplication.quit)


def main() -> None:
    app = QApplication(sys.argv[:1])
    desk = Desk.open()
    save_settings(desk.paths.settings, Settings())
    prepare(app, desk)
    shell = Shell(app, desk)
    shell.open(desk.start_demo())
    watch = Watch(shell)
    QTimer.singleShot(round(1000 * float(sys.argv[1] if len(sys.argv) > 1 else 60)), watch.hang_up)
    app.exec()
    shell.close()
    desk.close()


if __name__ == "__main__":
    main()
