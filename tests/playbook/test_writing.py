from dataclasses import replace

import pytest

from copilot.call.catalogue import CallKind
from copilot.errors import KnownError
from copilot.playbook.loader import built_in, load_playbook
from copilot.playbook.writing import copy_of, editable, save_playbook, save_rule


@pytest.mark.parametrize("kind", CallKind)
def test_every_built_in_playbook_is_written_and_read_back_the_same(tmp_path, kind):
    save_playbook(tmp_path / "playbooks", built_in(kind))
    assert load_playbook(kind, tmp_path / "playbooks") == built_in(kind)


def test_a_changed_rule_replaces_the_built_in_one_for_that_kind_of_call_alone(tmp_path):
    rule = built_in(CallKind.PROSPECT).signals["soft-no"]
    mine = replace(rule, say=('Is it a "no", {name}?', "What would change\tthat?"), threshold=0.9, enabled=False)
    save_rule(CallKind.PROSPECT, tmp_path, mine)
    assert load_playbook(CallKind.PROSPECT, tmp_path).signals["soft-no"] == mine
    assert load_playbook(CallKind.PARTNER, tmp_path) == built_in(CallKind.PARTNER)
    assert editable(CallKind.PROSPECT, tmp_path).signals["monologue"] == built_in(CallKind.PROSPECT).signals["monologue"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"say": ()}, "say"),
        ({"say": ("Hello {nobody}",)}, "{nobody}"),
        ({"say": ("Only for {name}",)}, "without { }"),
        ({"threshold": 2.0}, "threshold"),
    ],
)
def test_what_could_not_be_read_back_is_not_kept(tmp_path, change, words):
    rule = built_in(CallKind.PROSPECT).signals["soft-no"]
    with pytest.raises(KnownError, match=r"cannot be kept") as told:
        save_rule(CallKind.PROSPECT, tmp_path, replace(rule, **change))
    assert words in told.value.en
    assert not copy_of(CallKind.PROSPECT, tmp_path).exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "playbooks").write_text("a file stands here")
    with pytest.raises(KnownError, match="cannot be saved"):
        save_playbook(tmp_path / "playbooks", built_in(CallKind.REVIEW))
