import json
from datetime import UTC, datetime

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.engine.setups import new_call_id, read_script, usual_length_ms, words_said
from copilot.errors import KnownError
from copilot.store.settings import Settings, You

NOW = datetime(2026, 3, 12, 14, 0, tzinfo=UTC)
GOOD = {
    "id": "a",
    "kind": "partner",
    "planned_minutes": 20,
    "prospect": {"name": "Dana Whitlock", "company": "Halden Foods", "role": "COO", "timezone": "America/New_York"},
    "turns": [{"t": 5, "speaker": "you", "text": "And you?"}, {"t": 1.5, "speaker": "them:Dana", "text": "Hi."}],
}


def test_the_words_to_expect_are_those_typed_those_of_every_call_and_how_they_call_you():
    settings = Settings(vocabulary=("NetSuite", "Chanvrel"), you=You("Margaux Pellier", company="Chanvrel"))
    assert words_said(settings, ("Dana", "NetSuite")) == ("Dana", "NetSuite", "Chanvrel", "Margaux Pellier")
    assert words_said(Settings()) == ()


def write(tmp_path, data):
    path = tmp_path / "call.json"
    path.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return path


def test_a_script_is_read_in_order_of_time(tmp_path):
    script = read_script(write(tmp_path, GOOD), None, None, NOW)
    assert script.setup.kind is CallKind.PARTNER
    assert script.setup.planned_ms == 20 * 60_000
    assert script.setup.prospect.timezone == "America/New_York"
    assert [(t.start_ms, t.side, t.text) for t in script.turns] == [(1500, Side.THEM, "Hi."), (5000, Side.YOU, "And you?")]


def test_arguments_win_over_the_script(tmp_path):
    script = read_script(write(tmp_path, GOOD), CallKind.REVIEW, 45, NOW)
    assert (script.setup.kind, script.setup.planned_ms) == (CallKind.REVIEW, 45 * 60_000)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("{not json", "not valid JSON"),
        pytest.param("[" * 200_000, "not valid JSON", id="brackets in brackets"),
        pytest.param('{"planned_minutes": ' + "9" * 5000 + "}", "not valid JSON", id="a number of 5000 digits"),
        ("[]", "no turns"),
        ({**GOOD, "turns": []}, "no turns"),
        ({**GOOD, "turns": [{"t": 1, "speaker": "me", "text": "x"}]}, "turn 1"),
        ({**GOOD, "turns": [{"t": "soon", "speaker": "you", "text": "x"}]}, "turn 1"),
        ({**GOOD, "turns": [{"t": 1, "speaker": "you", "text": 3}]}, "turn 1"),
        ({**GOOD, "turns": ["hello"]}, "turn 1"),
        ({**GOOD, "turns": [{"t": 1e12, "speaker": "you", "text": "x"}]}, "turn 1"),
        ({**GOOD, "turns": [{"t": 1, "end": 1e12, "speaker": "you", "text": "x"}]}, "turn 1"),
        ({**GOOD, "turns": [{"t": float("nan"), "speaker": "you", "text": "x"}]}, "turn 1"),
        ({**GOOD, "kind": "chat"}, "kind"),
        ({**GOOD, "planned_minutes": -5}, "planned_minutes"),
    ],
)
def test_a_broken_script_gets_one_sentence(tmp_path, data, says):
    with pytest.raises(KnownError, match=says) as e:
        read_script(write(tmp_path, data), None, None, NOW)
    assert e.value.fr


def test_a_recording_fits_the_usual_length_it_nearly_fills():
    assert usual_length_ms(16 * 60_000) == 15 * 60_000
    assert usual_length_ms(18 * 60_000) == 20 * 60_000
    assert usual_length_ms(0) == 15 * 60_000
    assert usual_length_ms(200 * 60_000) == 200 * 60_000


def test_call_ids_sort_by_time_and_differ():
    a, b = new_call_id(NOW), new_call_id(NOW)
    assert a.startswith("20260312-140000-")
    assert a != b
