"""What the screen costs and how quickly it answers: `python -m tests.bench.screen` on a desktop. Prints, never fails.

A heartbeat every 10 ms in Qt's event loop tells for how long a window would have been frozen.
"""

import functools
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

os.environ.setdefault("MONEYTIME_HOME", tempfile.mkdtemp(prefix="moneytime-bench-"))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "ui"))

import snapshots
from PySide6.QtCore import QElapsedTimer, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog

from copilot.call.catalogue import CallKind, Side
from copilot.call.events import (
    CallEnded,
    Hypothesis,
    Label,
    Labelled,
    SpeechEnded,
    SpeechStarted,
    Stage,
    Trouble,
    TroubleBegan,
)
from copilot.call.rules import OwnSignal
from copilot.engine.desk import Desk
from copilot.engine.runner import Runner
from copilot.engine.session import Session
from copilot.engine.snapshot import Lighter
from copilot.engine.views import overlay_view
from copilot.playbook.loader import load_playbook
from copilot.store.index import CallSummary
from copilot.store.log import EventLog
from copilot.ui.app import prepare
from copilot.ui.bridge import Bridge
from copilot.ui.overlay.window import Look, Overlay
from copilot.ui.pages.transcript import Transcript
from copilot.ui.shell import Shell
from copilot.ui.theme import DARK

_LONG_CALL = 2400  # utterances: two hours
_ROUNDS = 200


def tell(what: str, figure: str, target: str) -> None:
    sys.stdout.write(f"{what:68} {figure:>14}   target {target}\n")
    sys.stdout.flush()


class Heartbeat(QObject):
    """The longest time Qt's event loop did not come round; and how long its thread worked at a stretch, others apart."""

    def __init__(self) -> None:
        super().__init__()
        self._since = QElapsedTimer()
        self._since.start()
        self._worked = time.thread_time()
        self.longest_ms = self.work_ms = 0
        self.startTimer(10)

    def timerEvent(self, event: object) -> None:
        worked, self._worked = self._worked, time.thread_time()
        self.work_ms = max(self.work_ms, round((self._worked - worked) * 1000))
        self.longest_ms = max(self.longest_ms, self._since.restart())

    def restart(self) -> None:
        self._since.restart()
        self._worked = time.thread_time()
        self.longest_ms = self.work_ms = 0


def spin(app: QApplication, seconds: float, until: Callable[[], bool] = lambda: False) -> None:
    end = time.monotonic() + seconds
    wait = QTimer()
    wait.start(5)
    while time.monotonic() < end and not until():
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class Running:
    """Publishes snapshots from a thread as a session does."""

    def __init__(self) -> None:
        self.snapshot = snapshots.states()["quiet"]
        self.wake: Callable[[], None] = lambda: None

    def latest(self) -> object:
        return self.snapshot


class Painted(QObject):
    """When the overlay was last painted and handed to the screen."""

    def __init__(self, overlay: Overlay) -> None:
        super().__init__()
        self.at = 0.0
        overlay.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Paint):
            QTimer.singleShot(0, self, self._done)
        return False

    def _done(self) -> None:
        self.at = time.perf_counter()


def start_to_window() -> None:
    """From the process to a visible window of ours; warm: the second start."""
    if shutil.which("xdotool") is None:
        return
    taken = []
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(4):
        began = time.perf_counter()
        app = subprocess.Popen([sys.executable, "-m", "copilot"], env=compiled, stderr=subprocess.DEVNULL)
        while time.perf_counter() - began < 30:
            found = subprocess.run(
                ["xdotool", "search", "--onlyvisible", "--name", "^Money Time$"], capture_output=True, check=False
            )
            if found.stdout:
                break
        taken.append(time.perf_counter() - began)
        app.terminate()
        app.wait(10)
    tell("start to window, warm (median of 3)", f"{sorted(taken[1:])[1]:.2f} s", "1.5 s")


def event_to_pixels(app: QApplication) -> None:
    session = Running()
    overlay, bridge = Overlay(Look(DARK)), Bridge(session)  # type: ignore[arg-type]
    bridge.changed.connect(lambda s: overlay.show_view(overlay_view(s, "en")))
    session.wake = bridge.wake
    overlay.show()
    painted = Painted(overlay)
    spin(app, 1)
    states = [snapshots.states()[name] for name in ("alert", "quiet", "wrap-up", "no-next-step", "chips", "problem")]
    taken = []
    for turn in range(_ROUNDS):
        session.snapshot = states[turn % len(states)]
        began = time.perf_counter()
        threading.Thread(target=session.wake).start()
        spin(app, 2, until=lambda: painted.at > began)  # noqa: B023
        taken.append((painted.at - began) * 1000)
        spin(app, 0.04)
    taken.sort()
    tell("event to overlay pixels, 95 %", f"{taken[int(len(taken) * 0.95)]:.0f} ms", "60 ms")
    tell("event to overlay pixels, median", f"{taken[len(taken) // 2]:.0f} ms", "-")
    overlay.hide()


class Silent:
    """Ears and mind of a call in which nobody speaks."""

    ready, lighter = True, Lighter.NO

    def start(self) -> None:
        pass

    stop = pause = resume = lighten = feed = gap = lambda self, *_: None

    def pending_ms(self) -> int:
        return 0


def silent_call(app: QApplication) -> None:
    """Percent of a core of a whole call, its engine, its clock and its overlay, while nobody speaks."""
    setup = replace(snapshots.SETUP, call_id="silent")
    session = Session(setup, load_playbook(CallKind.PROSPECT), lambda s: Silent(), lambda emit: Silent())  # type: ignore[arg-type, return-value]
    overlay, bridge = Overlay(Look(DARK, captions=True)), Bridge(session)
    bridge.changed.connect(lambda s: overlay.show_view(overlay_view(s, "en")))
    session.wake = bridge.wake
    overlay.show()
    session.start()
    share = spent(app)
    session.stop()
    session.join(5)
    overlay.hide()
    tell("a silent call: engine and overlay, of a core", f"{share * 100:.2f} %", "0.5 %")


def spent(app: QApplication) -> float:
    """Share of a core over ten seconds, after two."""
    QTimer.singleShot(2000, app.quit)
    app.exec()
    began, used = time.perf_counter(), time.process_time()
    QTimer.singleShot(10_000, app.quit)
    app.exec()
    return (time.process_time() - used) / (time.perf_counter() - began)


def lively_call(app: QApplication) -> None:
    """Percent of a core while an engine publishes ten times a second."""
    session = Running()
    overlay, bridge = Overlay(Look(DARK, captions=True)), Bridge(session)  # type: ignore[arg-type]
    bridge.changed.connect(lambda s: overlay.show_view(overlay_view(s, "en")))
    session.wake = bridge.wake
    over = threading.Event()
    overlay.show()

    def engine() -> None:
        turn = 0
        while not over.wait(0.1):
            turn += 1
            session.snapshot = lively(turn)  # type: ignore[assignment]
            session.wake()

    thread = threading.Thread(target=engine)
    thread.start()
    share = spent(app)
    over.set()
    thread.join()
    overlay.hide()
    tell("overlay in a lively call, of a core", f"{share * 100:.2f} %", "3 %")


def lively(turn: int) -> object:
    """Meters that move, a clock, captions that grow, an alert every five seconds."""
    base = snapshots.call(5 + turn / 600)
    said = replace(snapshots.SAID[1], text=snapshots.PRAISE[: 10 + turn % 70])
    alerts = (replace(snapshots.WARMTH, id=turn // 50 + 1),) if turn % 50 > 10 else ()
    call = replace(base, utterances=(snapshots.SAID[0], said), alerts=alerts)
    return snapshots.snapshot(call, you_level=turn % 7 / 6, them_level=turn % 5 / 4)


def record_long_call(desk: Desk, call_id: str) -> None:
    """A two-hour call on the disk."""
    runner = Runner(load_playbook(CallKind.PROSPECT), EventLog.create(desk.paths.calls, call_id))
    runner.put(replace(snapshots.SETUP, call_id=call_id, planned_ms=120 * 60_000))
    text = "That is really interesting and we would like to see it with the operations team in Austin."
    for n in range(1, _LONG_CALL + 1):
        side, at = (Side.YOU if n % 2 else Side.THEM), n * 3000
        runner.put(SpeechStarted(at_ms=at, side=side, utterance=n))
        runner.put(SpeechEnded(at_ms=at + 2000, side=side, utterance=n, start_ms=at, end_ms=at + 2000))
        runner.put(
            Hypothesis(
                at_ms=at + 2100,
                side=side,
                utterance=n,
                revision=1,
                stage=Stage.FINAL,
                text=f"{text} {n}",
                start_ms=at,
                end_ms=at + 2000,
            )
        )
        labels = (Label("pain", 0.9, 0, 20),) if n % 6 == 0 else ()
        runner.put(Labelled(at_ms=at + 2200, side=side, utterance=n, revision=1, stage=Stage.FINAL, labels=labels))
    runner.put(CallEnded(at_ms=(_LONG_CALL + 2) * 3000))
    runner.close()


def frozen(app: QApplication) -> None:
    """A heartbeat through what takes long."""
    desk = Desk.open()
    for n in range(3):
        record_long_call(desk, f"long-{n}")
    desk.close()
    desk = Desk.open()
    desk.recoverable()
    shell = Shell(app, desk)
    beat = Heartbeat()
    shell.open(None)
    spin(app, 3)
    beat.restart()

    def measure(what: str, act: Callable[[], object], seconds: float, until: Callable[[], bool] = lambda: True) -> None:
        """seconds: from the moment `until` is true, or what is late would count for the next one."""
        spin(app, 0.3)
        beat.restart()
        act()
        spin(app, 60, until)
        spin(app, seconds)
        tell(f"window frozen (at work): {what}", f"{beat.longest_ms} ({beat.work_ms}) ms", "100 ms")

    def read() -> bool:
        return shell.window.page == "review"

    measure("nothing happens", lambda: None, 1)
    measure("a call starts, models load, no sound device", lambda: shell.act("start"), 8)
    if shell.live is not None:
        measure("the live window opens", shell.live.open_second, 2)
        lost = TroubleBegan(at_ms=0, trouble=Trouble.LOST, side=Side.YOU, detail="USB microphone")
        measure("a device is lost in mid-call", lambda: shell.live.session.on_trouble(lost), 2)
        measure("the call ends, its review opens", shell.live.session.stop, 4, read)
    desk.start_demo = functools.partial(desk.start_demo, 20)  # type: ignore[method-assign]
    measure("a recorded call is replayed 20 times as fast", shell._show_demo, 25)
    if shell.live is not None:
        measure("the replay ends, its review opens", shell.live.session.stop, 4, read)
    measure("the list of calls", lambda: shell.window.turn("calls"), 1)
    measure("a two-hour call opens", lambda: shell.window.calls.opened.emit("long-0", 0), 4, read)
    measure("a search over three of them", lambda: shell.window.calls.look_for("austin"), 4)
    with tempfile.TemporaryDirectory() as folder:
        QFileDialog.getSaveFileName = staticmethod(lambda *args: (str(Path(folder, "out")), ""))  # type: ignore[method-assign]
        for form in ("md", "json", "pdf"):
            measure(f"export of it as {form}", lambda form=form: shell.window.review.export_wanted.emit(form), 6)
    review = shell.window.review
    measure("words looked for in the two-hour call", lambda: review.findChild(Transcript).mark_all("austin"), 2)
    measure("the settings", lambda: shell._show_page("settings"), 3)
    measure("the list of practice calls", lambda: shell._show_page("practice"), 3)
    measure("a practice call starts, models load", lambda: shell._start_practice("saas-buyer"), 5)
    measure("it ends, with its truth", shell._practice.hang_up, 3)
    old = shell.window
    measure("other colours", lambda: shell._apply(replace(desk.settings, theme="dark")), 1, lambda: shell.window is not old)
    old = shell.window
    measure("another language", lambda: shell._apply(replace(desk.settings, language="fr")), 1, lambda: shell.window is not old)
    beside_a_call(shell, desk, measure)
    shell.close()
    desk.close()


def beside_a_call(shell: Shell, desk: Desk, measure: Callable[..., None]) -> None:
    """What is done with calls that were."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "meeting.vtt")
        file.write_text(transcript(920), encoding="utf-8")

        def bring_in() -> None:
            shell.imports.bring_in(file)
            spin(QApplication.instance(), 10, lambda: shell.imports._asked is not None)  # type: ignore[arg-type]
            shell.imports._asked[0].accept()  # type: ignore[index]

        measure("a transcript of 920 turns is imported", bring_in, 3, lambda: shell.window.page == "review")
    rule = load_playbook(CallKind.PROSPECT).signals["vague-enthusiasm"]
    shell._show_page("playbook")
    playbooks = shell._before._playbooks
    measure("a line of the playbook is changed", lambda: playbooks._save(replace(rule, say=rule.say[:2])), 1)
    close_dialogs()
    own = OwnSignal(replace(rule, id="own-budget"), Side.THEM, ("We have no budget for that.",) * 5)
    editor = shell.window.playbook.editor
    tried: list[object] = []
    editor.show_trial = tried.append  # type: ignore[method-assign]
    measure("a signal of one's own tried on five calls", lambda: playbooks._try(own), 0.5, lambda: bool(tried))
    with mock.patch("copilot.ui.privacy.sure", return_value=True):
        measure("a call is deleted", lambda: shell._privacy.forget("long-2", False), 2)
    for n in range(1000):
        at = datetime.now(UTC) - timedelta(days=n % 90)
        desk._index.put(
            CallSummary(f"deal-{n}", CallKind.PROSPECT, at.isoformat(), company=f"Company {n}", ended=True, verdict="open")
        )
    measure("the deals of a thousand calls", lambda: shell._show_page("deals"), 2)
    measure("the list of a thousand calls", lambda: shell._show_page("calls"), 2)


def close_dialogs() -> None:
    for widget in QApplication.topLevelWidgets():
        if isinstance(widget, QDialog):
            widget.close()


def transcript(turns: int) -> str:
    """A meeting as captions."""
    lines = ["WEBVTT", ""]
    for n in range(turns):
        start, end = (
            f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1000 % 60:02}.000" for ms in (n * 4000, n * 4000 + 3500)
        )
        lines += [f"{start} --> {end}", f"{'Dana' if n % 2 else 'Me'}: We count stock by hand and it takes {n} hours.", ""]
    return "\n".join(lines)


def main() -> None:
    start_to_window()
    app = QApplication([])
    desk = Desk.open()
    prepare(app, desk)
    desk.close()
    event_to_pixels(app)
    silent_call(app)
    lively_call(app)
    frozen(app)


main()
