import threading
import time
from dataclasses import replace

import snapshots
from PySide6.QtCore import QThread

from copilot.ui.bridge import SHORTEST_MS, Bridge


class FakeSession:
    def __init__(self):
        self.snapshot = snapshots.snapshot(snapshots.call(1))
        self.asked = 0

    def latest(self):
        self.asked += 1
        return self.snapshot


def on_engine_thread(work):
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def test_a_snapshot_crosses_to_the_qt_thread(qtbot):
    session = FakeSession()
    bridge = Bridge(session)
    threads = []
    bridge.changed.connect(lambda snapshot: threads.append(QThread.currentThread()))
    with qtbot.waitSignal(bridge.changed) as changed:
        on_engine_thread(bridge.wake)
    assert changed.args == [session.snapshot]
    assert threads == [QThread.currentThread()]


def test_a_burst_arrives_as_its_newest_only(qtbot):
    session = FakeSession()
    bridge = Bridge(session)
    got = []
    bridge.changed.connect(got.append)

    def burst():
        for minute in range(200):
            session.snapshot = snapshots.snapshot(snapshots.call(minute))
            bridge.wake()

    on_engine_thread(burst)
    qtbot.waitUntil(lambda: bool(got) and got[-1] is session.snapshot)
    assert len(got) <= 2


def test_never_more_than_thirty_a_second(qtbot):
    session = FakeSession()
    bridge = Bridge(session)
    got = []
    bridge.changed.connect(got.append)
    began = time.monotonic()
    for _ in range(20):
        bridge.wake()
        qtbot.wait(5)
    qtbot.wait(50)
    assert 2 <= len(got) <= 2 + (time.monotonic() - began) * 1000 / SHORTEST_MS


def test_the_end_is_told_once(qtbot):
    session = FakeSession()
    bridge = Bridge(session)
    ends = []
    bridge.ended.connect(ends.append)
    session.snapshot = snapshots.snapshot(replace(snapshots.call(1), ended=True))
    bridge.wake()
    qtbot.waitUntil(lambda: bool(ends))
    bridge.wake()
    qtbot.wait(60)
    assert len(ends) == 1


def test_hundreds_of_crossings_leave_the_process_alive(qtbot):
    """PySide6 6.12.0 on Python 3.11 aborts after some hundred emits."""
    bridge = Bridge(FakeSession())
    for _ in range(2000):
        bridge.changed.emit(None)
        bridge._woken.emit()
    bridge._woken.disconnect()
