import gc
import threading

import pytest

from copilot.ui.sweeping import Sweeper


class Ring:
    """Garbage that only the search finds. Says on which thread it went."""

    def __init__(self, went):
        self.itself, self.went = self, went

    def __del__(self):
        self.went.append(threading.current_thread())


@pytest.fixture
def sweeper(qapp):
    made = Sweeper(qapp)
    made.start()
    yield made
    made.stop()


def test_garbage_of_another_thread_is_found_on_this_one(sweeper):
    went = []

    def work():
        Ring(went)
        made = [[] for _ in range(5000)]  # enough for a search by itself
        made.clear()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert went == []
    kept = [[] for _ in range(2000)]
    sweeper.sweep()
    assert kept
    assert went == [threading.current_thread()]


def test_nothing_is_searched_while_nothing_is_made(sweeper, monkeypatch):
    searched = []
    monkeypatch.setattr(gc, "get_count", lambda: (3, 2, 1))
    monkeypatch.setattr(gc, "collect", searched.append)
    sweeper.sweep()
    assert searched == []
    monkeypatch.setattr(gc, "get_count", lambda: (9000, 20, 1))
    sweeper.sweep()
    assert searched == [1]


def test_what_is_settled_is_not_searched_again_until_the_end(qapp):
    sweeper = Sweeper(qapp)
    before = gc.get_freeze_count()
    sweeper.start()
    sweeper.settle()
    assert gc.get_freeze_count() > before
    sweeper.stop()
    assert gc.get_freeze_count() == 0
    assert gc.isenabled()
