"""One running app per user, and the words that other processes may say to it: `moneytime ctl dismiss`.

A command is one word and a line feed, or `open` with the path of a file; the answer is one line, '+' when done, '-' and a
sentence when not.
"""

import hashlib
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from copilot.errors import KnownError
from copilot.store.paths import find_paths

ACTIONS = ("start", "stop", "pause", "resume", "dismiss", "wrong", "tick", "invite", "bookmark", "mini", "show", "hide")
_PATIENCE_MS = 2000
_LONGEST = 8192  # bytes: a path, however long


class Remote(QObject):
    """Lives on the Qt thread. Hears commands of this user's own processes only."""

    def __init__(self, act: Callable[[str], str], open_file: Callable[[Path], object], parent: QObject | None = None) -> None:
        """act: does a command; '' when done, else a sentence saying why not."""
        super().__init__(parent)
        self._act, self._open_file = act, open_file
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def listen(self) -> bool:
        """False when another process took the name meanwhile. A name left by a crash is taken over."""
        if self._server.listen(server_name()):
            return True
        if _ask("show") is not None:
            return False
        QLocalServer.removeServer(server_name())
        return self._server.listen(server_name())

    def close(self) -> None:
        self._server.close()

    def _greet(self) -> None:
        while (peer := self._server.nextPendingConnection()) is not None:
            peer.readyRead.connect(self._answer)
            peer.disconnected.connect(peer.deleteLater)

    def _answer(self) -> None:
        peer = self.sender()
        assert isinstance(peer, QLocalSocket)
        if peer.canReadLine():
            word, _, path = os.fsdecode(bytes(peer.readLine(_LONGEST).data())).strip().partition(" ")
            refusal = self._act(word) if word in ACTIONS else "?"
            if word == "open" and path:
                QTimer.singleShot(0, self, partial(self._open_file, Path(path)))
                refusal = ""
            peer.write((f"-{refusal}" if refusal else "+").encode() + b"\n")
        elif peer.bytesAvailable() < _LONGEST:
            return
        peer.disconnectFromServer()


def server_name() -> str:
    """One per user and data folder."""
    folder = str(find_paths().data) + str(Path.home())
    return f"moneytime-{hashlib.sha256(folder.encode()).hexdigest()[:16]}"


def send(action: str) -> str:
    """Tells the running app. Returns a line to print; KnownError when it is not running or cannot do it."""
    if action not in ACTIONS:
        raise KnownError(
            f"There is no action {action!r}. Choose one of: {', '.join(ACTIONS)}.",
            f"Action inconnue : {action!r}. Au choix : {', '.join(ACTIONS)}.",
        )
    answer = _ask(action)
    if answer is None:
        raise KnownError(
            "Money Time is not running. Start it with `moneytime`, then try again.",
            "Money Time n'est pas lancé. Lancez-le avec `moneytime`, puis réessayez.",
        )
    if answer.startswith("-"):
        raise KnownError(answer[1:], answer[1:])
    return "ok"


def hand_over(file: Path) -> bool:
    """Gives a file to a running app to open; False when there is none."""
    return _ask(f"open {file.resolve()}") is not None


def show_running() -> bool:
    """Brings a running app to the front; False when there is none."""
    return _ask("show") is not None


def _ask(action: str) -> str | None:
    socket = QLocalSocket()
    socket.connectToServer(server_name())
    if not socket.waitForConnected(_PATIENCE_MS):
        return None
    socket.write(os.fsencode(f"{action}\n"))
    socket.flush()
    answer = b""
    while not answer.endswith(b"\n") and socket.waitForReadyRead(_PATIENCE_MS):
        answer += bytes(socket.readAll().data())
    return answer.decode("utf-8", "replace").strip() or None
