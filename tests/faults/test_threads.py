"""A bug met on any thread of a call: it is told on the screen, the rest goes on, the call is saved, the stop is quick."""

import logging
import threading
import time

import pytest
from living import Hypothesis, Living, bug, said, troubles

from copilot.call.catalogue import Side
from copilot.call.events import CallEnded, Trouble
from copilot.store.log import read_log

SOON_S = 20.0  # the stop takes under two seconds; a busy machine is given more
WORDS = "six hours"

pytestmark = pytest.mark.slow


def whole(call, reason="stopped"):
    """The record is closed and says how the call ended. Returns what it holds."""
    contents = read_log(call.log.path)
    assert not contents.damage
    assert isinstance(contents.events[-1], CallEnded)
    assert contents.events[-1].reason == reason
    assert call.session.saved
    return contents.events


def test_the_pump_of_one_side(tmp_path, caplog):
    with Living(tmp_path) as call:
        call.until(lambda s: said(s.call, Side.YOU) and said(s.call, Side.THEM))
        call.you.broken = bug
        before = call.until(lambda s: Trouble.LOST in troubles(s.call))
        heard = said(before.call, Side.THEM)
        call.until(lambda s: said(s.call, Side.THEM) > heard)
    whole(call)
    assert WORDS not in caplog.text


def test_the_recogniser(tmp_path, caplog):
    with Living(tmp_path) as call:
        call.until(lambda s: said(s.call, Side.THEM))
        call.words.broken = bug
        call.until(lambda s: Trouble.RECOGNIZER in troubles(s.call))
        now = call.session.latest().call.now_ms
        call.until(lambda s: s.call.now_ms > now + 500 and s.them_level > 0)
        call.session.bookmark("still here")
        call.until(lambda s: s.call.marks)
    assert any(WORDS in e.text for e in whole(call) if isinstance(e, Hypothesis))
    assert WORDS not in caplog.text


def test_the_labeller(tmp_path, caplog):
    with Living(tmp_path) as call:
        call.until(lambda s: said(s.call, Side.THEM))
        call.reader.broken = bug
        before = call.until(lambda s: Trouble.LABELLER in troubles(s.call))
        heard = said(before.call, Side.THEM)
        call.until(lambda s: said(s.call, Side.THEM) > heard)
    whole(call)
    assert WORDS not in caplog.text


def test_the_loading_of_the_models(tmp_path, caplog):
    call = Living(tmp_path)
    call.loading = bug
    with call:
        call.until(lambda s: Trouble.RECOGNIZER in troubles(s.call) and not s.loading)
        call.until(lambda s: s.call.now_ms > 500)
    whole(call)
    assert WORDS not in caplog.text


def test_the_fold_of_one_kind_of_event(tmp_path, caplog):
    call = Living(tmp_path)
    with call.fold_breaks_at(Hypothesis), call:
        call.until(lambda s: Trouble.ENGINE in troubles(s.call))
        now = call.session.latest().call.now_ms
        call.until(lambda s: s.call.now_ms > now + 1000)
    kept = whole(call)
    assert any(isinstance(e, Hypothesis) for e in kept), "what could not be folded is recorded all the same"
    assert WORDS not in caplog.text


def test_the_engine_itself(tmp_path, monkeypatch, caplog):
    with Living(tmp_path) as call:
        call.until(lambda s: said(s.call, Side.THEM))
        monkeypatch.setattr(call.session, "_turn", bug)
        call.until(lambda s: s.call.ended)
    kept = whole(call, "crashed")
    assert any(WORDS in e.text for e in kept if isinstance(e, Hypothesis))
    assert Trouble.ENGINE in troubles(call.session.latest().call)
    assert WORDS not in caplog.text


@pytest.mark.parametrize("hanging", ["device", "decode"])
def test_what_hangs_at_the_stop_is_left_behind(tmp_path, hanging, caplog):
    caplog.set_level(logging.ERROR)
    let_go = threading.Event()
    with Living(tmp_path) as call:
        call.until(lambda s: said(s.call, Side.THEM))
        if hanging == "device":
            call.you.closing = lambda: let_go.wait(60) and None
        else:
            call.words.broken = lambda: let_go.wait(60) and None
        began = time.monotonic()
        call.session.stop()
        assert call.session.join(SOON_S), "the stop waits for what hangs"
        took = time.monotonic() - began
        let_go.set()
    assert took < SOON_S
    whole(call)
