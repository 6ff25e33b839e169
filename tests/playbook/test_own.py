import tomllib

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.call.rules import OwnSignal, SignalRule, Text
from copilot.errors import KnownError
from copilot.playbook.loader import load_playbook
from copilot.playbook.own import load_own, own_id, save_own

EXAMPLES = tuple(f"We already talk to {name}, they do the same." for name in ("Acme", "Delta", "Orion", "Vega", "Zen"))
RULE = SignalRule(
    id="names-a-rival",
    title=Text("They name a rival", "Ils citent un concurrent"),
    why=Text('"Who else?" is the question', "« Qui d'autre ? » est la question"),
    say=('What do they do better, "honestly"?', "And why are you still looking, {name}?"),
    answered_by=("negative-validation",),
    priority=60,
    threshold=0.55,
)
SIGNAL = OwnSignal(RULE, Side.THEM, EXAMPLES)


def test_what_is_saved_is_read_back_and_joins_every_kind_of_call(tmp_path):
    save_own(tmp_path / "playbooks", [SIGNAL])
    assert load_own(tmp_path / "playbooks") == (SIGNAL,)
    for kind in CallKind:
        playbook = load_playbook(kind, tmp_path / "playbooks")
        assert playbook.own == (SIGNAL,)
        assert playbook.signals["names-a-rival"] == RULE
    save_own(tmp_path / "playbooks", [])
    assert load_playbook(CallKind.PROSPECT, tmp_path / "playbooks").own == ()


def test_a_few_keys_are_enough_in_a_file_written_by_hand(tmp_path):
    said = "\n".join(f'  "{text}",' for text in EXAMPLES)
    (tmp_path / "own.toml").write_text(
        f'[[own]]\nid = "rival"\nside = "them"\ntitle = "A rival"\nexamples = [\n{said}\n]\nsay = ["Who else?"]\n',
        encoding="utf-8",
    )
    (signal,) = load_own(tmp_path)
    assert (signal.rule.title, signal.rule.why) == (Text("A rival", "A rival"), Text("A rival", "A rival"))
    assert (signal.rule.threshold, signal.rule.enabled, signal.rule.answered_by) == (0.5, True, ())


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"examples": [*EXAMPLES[:4], EXAMPLES[0]]}, "at least 5 different sentences"),
        ({"id": "soft-no"}, "own\\[1\\].id"),
        ({"id": "Two Words"}, "own\\[1\\].id"),
        ({"side": "me"}, "one of you, them"),
        ({"threshold": 2}, "from 0.05 to 1"),
        ({"say": ["For {amount}?"]}, "own\\[1\\].say"),
        ({"sound": "ding"}, "unknown key"),
    ],
)
def test_a_broken_entry_is_named(tmp_path, change, named):
    save_own(tmp_path, [SIGNAL])
    (table,) = tomllib.loads((tmp_path / "own.toml").read_text(encoding="utf-8"))["own"]
    text = "[[own]]\n"
    for key, value in {**table, **change}.items():
        if isinstance(value, dict):
            value = value["en"]
        text += f"{key} = {str(value).lower() if isinstance(value, bool) else repr(value)}\n"
    (tmp_path / "own.toml").write_text(text, encoding="utf-8")
    with pytest.raises(KnownError, match=named) as error:
        load_own(tmp_path)
    assert "own.toml" in error.value.en


def test_an_incomplete_signal_is_not_saved(tmp_path):
    save_own(tmp_path, [SIGNAL])
    with pytest.raises(KnownError, match="at least 5"):
        save_own(tmp_path, [OwnSignal(RULE, Side.THEM, EXAMPLES[:2])])
    assert load_own(tmp_path) == (SIGNAL,)
    assert [p.name for p in tmp_path.iterdir()] == ["own.toml"]


def test_a_file_that_is_no_toml_is_named(tmp_path):
    (tmp_path / "own.toml").write_bytes(b"\xff[[")
    with pytest.raises(KnownError, match=r"own\.toml"):
        load_own(tmp_path)


def test_ids_come_from_titles():
    assert own_id("Ils citent un concurrent !", ()) == "ils-citent-un-concurrent"
    assert own_id("Soft no", ("soft-no", "soft-no-2")) == "soft-no-3"
    assert own_id("???", ()) == "signal"
