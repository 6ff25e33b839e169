import pytest

from copilot.engine import model_choice
from copilot.engine.model_choice import chosen_model, models_here
from copilot.speech.weights import ModelStatus


@pytest.fixture(autouse=True)
def _installed(monkeypatch):
    states = {"silero-vad": "ready", "tiny.en": "missing", "mine": "ready", "small": "not prepared", "base": "ready"}
    rows = tuple(ModelStatus(name, "", 1, "", state, (), 0.0) for name, state in states.items())
    monkeypatch.setattr(model_choice, "list_models", lambda: rows)


def test_what_is_here_and_hears_speech_the_usual_one_first():
    assert models_here() == ["base", "mine", "small"]


@pytest.mark.parametrize("wanted", ["base", "small", "mine"])
def test_a_model_that_is_here_is_used(wanted):
    assert chosen_model(wanted) == (wanted, None)


@pytest.mark.parametrize("wanted", ["tiny.en", "silero-vad", "gone"])
def test_another_gives_way_to_the_usual_one_and_is_told(wanted):
    used, notice = chosen_model(wanted)
    assert used == "base"
    assert wanted in notice.en
    assert wanted in notice.fr


def test_what_nobody_chose_gives_way_in_silence_to_the_model_a_small_build_carries(monkeypatch):
    rows = (ModelStatus("tiny.en", "", 1, "", "ready", (), 0.0), ModelStatus("base", "", 1, "", "missing", (), 0.0))
    monkeypatch.setattr(model_choice, "list_models", lambda: rows)
    monkeypatch.setattr(model_choice, "DEFAULT_MODEL", "tiny.en")
    assert chosen_model("base") == ("tiny.en", None)
