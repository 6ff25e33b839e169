import pytest

from copilot.call.catalogue import Side
from copilot.call.events import Label
from copilot.call.rules import OwnSignal, SignalRule, Text
from copilot.call.script import Turn, script_events
from copilot.engine.own_trial import Fired, try_signal
from copilot.store.log import EventLog

TITLE = Text("Rival", "Concurrent")
SIGNAL = OwnSignal(SignalRule("rival", TITLE, TITLE, ("Who?",), (), 50, 0.6), Side.THEM, ("a", "b", "c", "d", "e"))
TURNS = [
    Turn(1000, Side.YOU, "Do you talk to Acme?"),
    Turn(6000, Side.THEM, "We talk to Acme already."),
    Turn(12000, Side.THEM, "Acme, maybe."),
    Turn(18000, Side.THEM, "Nobody else."),
]
SCORES = {"We talk to Acme already.": 0.8, "Acme, maybe.": 0.55}


class Ear:
    def own(self, side, text):
        return (Label("rival", SCORES[text], 0, len(text)),) if text in SCORES else ()


def test_past_calls_tell_what_would_have_fired(setup, tmp_path, monkeypatch):
    monkeypatch.setattr("copilot.engine.own_trial.load_labeller", lambda own: Ear())
    log = EventLog.create(tmp_path, setup.call_id)
    for event in script_events(setup, TURNS):
        log.append(event, False)
    log.close()
    (tmp_path / "20260313-000000-ffffff.jsonl").write_text("no record\n", encoding="utf-8")
    (tried,) = try_signal(SIGNAL, tmp_path)
    assert (tried.call_id, tried.heard) == (setup.call_id, 3)
    assert tried.fired == (Fired(6000, "We talk to Acme already.", 0.8),)


@pytest.mark.slow
def test_the_shipped_model_serves_it(setup, tmp_path):
    assert list(try_signal(SIGNAL, tmp_path)) == []
