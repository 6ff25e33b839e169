import re
import shutil
from pathlib import Path

import pytest

from copilot.assets import asset
from copilot.call.catalogue import SIGNALS, CallKind
from copilot.call.lines import filled, slot_names
from copilot.call.rules import Needs, Timing
from copilot.errors import KnownError
from copilot.playbook.loader import built_in, load_playbook

BOOKS = [built_in(kind) for kind in CallKind]


@pytest.mark.parametrize("book", BOOKS, ids=lambda b: b.kind.value)
def test_the_built_in_playbooks_are_complete(book):
    assert set(book.signals) == {s.id for s in SIGNALS.values() if s.warning}
    assert set(book.labels) == {s.id for s in SIGNALS.values() if not s.warning}
    assert [r.step for r in book.checklist] == list(range(1, len(book.checklist) + 1))
    assert [r.needs for r in book.checklist[:4]] == [Needs.YES, Needs.ANSWER, Needs.SAID, Needs.SLOT]
    assert book.timing == Timing(pain_unknown_share=0.3333)


@pytest.mark.parametrize("book", BOOKS, ids=lambda b: b.kind.value)
def test_every_line_can_be_said_in_one_breath(book):
    for rule in (*book.signals.values(), *book.checklist):
        assert len(set(rule.say)) == len(rule.say) >= 2
        assert filled(rule.say, None), "a line must be left when nothing was set up"
        for line in rule.say:
            assert len(line.split()) <= 22, line
            assert re.search(r"[.?!]$", line), line


@pytest.mark.parametrize("book", BOOKS, ids=lambda b: b.kind.value)
def test_every_warning_has_several_lines_and_short_reasons(book):
    assert sum(bool(slot_names(line)) for rule in book.signals.values() for line in rule.say) >= 15
    for rule in book.signals.values():
        assert len(rule.say) >= 3, rule.id
        assert rule.title.en != rule.title.fr
        assert len(rule.title.en) <= 40, rule.title.en
        assert len(rule.title.fr) <= 45, rule.title.fr
        assert max(len(rule.why.en), len(rule.why.fr)) <= 85, rule.why


def test_the_strongest_alert_comes_first():
    for book in BOOKS:
        order = sorted(book.signals.values(), key=lambda r: -r.priority)
        assert [r.id for r in order[:2]] == ["missing-next-step", "wrap-up"]


# --- files of the user ------------------------------------------------------------------------------------------------


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    shutil.copy(asset("playbooks", "prospect.toml"), tmp_path)
    return tmp_path / "prospect.toml"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_users_file_replaces_the_built_in_one(mine):
    change(mine, "monologue_ms = 90_000", "monologue_ms = 60_000")
    assert load_playbook(CallKind.PROSPECT, mine.parent).timing.monologue_ms == 60_000
    assert load_playbook(CallKind.PARTNER, mine.parent) == built_in(CallKind.PARTNER)


BAD = {
    "unknown key": ("priority = 50", "prioritty = 50", "signals.vague-enthusiasm.prioritty", "priority"),
    "unknown table": ("[timing]", "[timings]", "timings", "timing"),
    "unknown signal": ("[signals.soft-no]", "[signals.softno]", "signals.softno", "soft-no"),
    "missing translation": (
        'title.fr = "Des mots chaleureux, rien derrière"\n',
        "",
        "signals.vague-enthusiasm.title.fr",
        "missing",
    ),
    "empty translation": ('title.en = "Warm words, nothing behind them"', 'title.en = " "', "title.en", "not empty"),
    "threshold": ("threshold = 0.7", "threshold = 1.5", "signals.vague-enthusiasm.threshold", "0.05 to 1"),
    "threshold text": ("threshold = 0.7", 'threshold = "high"', "signals.vague-enthusiasm.threshold", "a number"),
    "share": ("no_friction_share = 0.5", "no_friction_share = 50", "timing.no_friction_share", "0 to 1"),
    "share nan": ("no_friction_share = 0.5", "no_friction_share = nan", "timing.no_friction_share", "0 to 1"),
    "time": ("wrap_up_ms = 300_000", "wrap_up_ms = 5.5", "timing.wrap_up_ms", "whole number"),
    "order of times": ("last_ms = 120_000", "last_ms = 400_000", "timing.last_ms", "wrap_up_ms"),
    "flag": ("priority = 50", 'priority = 50\nenabled = "yes"', "signals.vague-enthusiasm.enabled", "true or false"),
    "slot": ("{name}. Where would it", "{nom}. Where would it", "signals.vague-enthusiasm.say[4]", "{name}"),
    "braces": ("Glad to hear it.", "Glad to {hear it.", "signals.vague-enthusiasm.say[1]", "{company}"),
    "no lines": (
        'say = [\n  "Let me stop here',
        'title.xx = 1\nsay = [\n  "Let me stop here',
        "signals.monologue.title.xx",
        "en, fr",
    ),
    "answer": ('"review", "candor"', '"review", "candour"', "signals.exclusivity-request.answered_by", "candor"),
    "needs": ('needs = "yes"', 'needs = "maybe"', "steps[1].needs", "said, answer, yes, agreement, slot"),
    "kind": ('kind = "prospect"', 'kind = "partner"', "kind", "prospect"),
    "label": ("friction = { en", "frictoin = { en", "labels.frictoin", "friction"),
}


@pytest.mark.parametrize(("old", "new", "key", "allowed"), BAD.values(), ids=BAD)
def test_a_bad_file_names_file_key_and_what_is_allowed(mine, old, new, key, allowed):
    change(mine, old, new)
    with pytest.raises(KnownError) as caught:
        load_playbook(CallKind.PROSPECT, mine.parent)
    for message in (caught.value.en, caught.value.fr):
        assert str(mine) in message
        assert key in message
    assert allowed in caught.value.en


@pytest.mark.parametrize("content", [b"kind = ", b"\xff\xfe", b"", b"steps = 3\nkind = 'prospect'\nsignals = 1\nlabels = 2"])
def test_a_file_that_is_no_playbook(mine, content):
    mine.write_bytes(content)
    with pytest.raises(KnownError, match=re.escape(str(mine))):
        load_playbook(CallKind.PROSPECT, mine.parent)


def test_a_folder_in_place_of_the_file(mine):
    mine.unlink()
    mine.mkdir()
    with pytest.raises(KnownError, match="cannot be read"):
        load_playbook(CallKind.PROSPECT, mine.parent)
