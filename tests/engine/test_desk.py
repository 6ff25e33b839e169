from dataclasses import replace

import pytest

from copilot.call.catalogue import CallKind
from copilot.call.events import AlertExpired
from copilot.engine.check import differences
from copilot.engine.desk import Desk, interface_language
from copilot.errors import KnownError
from copilot.playbook.loader import built_in
from copilot.store.log import EventLog

SAID = ["So where does it cost you the most today?", "Detention, about ninety thousand a quarter."]


@pytest.fixture
def desk():
    desk = Desk.open()
    yield desk
    desk.close()


def test_a_call_cut_short_is_offered_and_complete_to_its_last_utterance(desk, setup, playbook, record):
    record(desk, setup, playbook, end=False)
    offered = desk.recoverable()
    assert [c.call_id for c in offered] == [setup.call_id]
    assert desk.calls() == []
    review = desk.recover(setup.call_id)
    assert [u.text for u in review.call.utterances] == SAID
    assert review.call.end_reason == "crashed"
    assert [c.call_id for c in desk.calls()] == [setup.call_id]
    assert desk.recoverable() == []


def test_a_torn_last_line_costs_only_itself(desk, setup, playbook, record):
    path = record(desk, setup, playbook, end=False)
    with path.open("ab") as f:
        f.write(b'{"crc":"0000')
    review = desk.recover(setup.call_id)
    assert [u.text for u in review.call.utterances] == SAID
    assert not differences(path)


def test_a_flipped_byte_costs_its_line_and_is_named(desk, setup, playbook, record):
    path = record(desk, setup, playbook, end=False)
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"ninety") + 2] ^= 1
    path.write_bytes(raw)
    review = desk.recover(setup.call_id)
    assert [u.text for u in review.call.utterances if u.text] == SAID[:1]
    assert desk.notice is not None
    assert path.name in desk.notice.en
    assert path.with_suffix(".damaged").exists()


def test_a_broken_list_of_calls_is_made_again_from_the_records(desk, setup, playbook, record):
    record(desk, setup, playbook, end=True)
    desk.close()
    desk.paths.index.write_bytes(b"no database " * 500)
    again = Desk.open()
    assert [c.call_id for c in again.calls()] == [setup.call_id]
    again.close()


def test_a_whole_record_that_is_not_listed_lists_itself(desk, setup, playbook, record):
    record(desk, setup, playbook, end=True)
    assert desk.recoverable() == []
    assert [c.company for c in desk.calls()] == ["Halden Foods"]


def test_a_recorded_call_opens_as_it_was(desk, setup, playbook, record):
    record(desk, setup, playbook, end=True)
    desk.recoverable()
    assert desk.named("last") == desk.named("20260312") == setup.call_id
    assert [h.passage.text for h in desk.search("detention")] == SAID[1:]
    for form in ("md", "json", "vtt", "csv"):
        assert "Detention" in desk.export(setup.call_id, form) or form == "csv"


def test_names_must_fit_one_call(desk, setup, playbook, record):
    with pytest.raises(KnownError, match="No call begins"):
        desk.named("2026")
    record(desk, setup, playbook, end=True)
    record(desk, replace(setup, call_id="20260313-0-b"), playbook, end=True)
    desk.recoverable()
    with pytest.raises(KnownError, match="Several calls begin"):
        desk.named("2026")


def test_what_was_derived_is_recomputed_alike(desk, setup, playbook, record):
    path = record(desk, setup, playbook, end=True)
    assert differences(path) == []


def test_a_difference_is_reported(desk, setup, playbook, record):
    path = record(desk, setup, playbook, end=False)
    log = EventLog.reopen(path)
    log.append(AlertExpired(at_ms=9000, alert=7), True)
    log.close()
    found = differences(path)
    assert len(found) == 1
    assert found[0].startswith("- ")


def test_a_broken_playbook_costs_a_notice_never_the_call(desk, setup):
    desk.paths.playbooks.mkdir(parents=True)
    (desk.paths.playbooks / "prospect.toml").write_text("nonsense = true\n", encoding="utf-8")
    playbook, notice = desk.playbook(setup.kind)
    assert playbook.signals
    assert notice is not None
    assert "prospect.toml" in notice.en


def test_the_interface_follows_the_system(monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert interface_language() == "fr"
    monkeypatch.setenv("LC_ALL", "de_DE.UTF-8")
    assert interface_language() == "en"


def test_a_broken_playbook_leaves_the_built_in_one_and_is_told(desk):
    path = desk.paths.playbooks / "prospect.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('kind = "prospect"\n[timings]\n', encoding="utf-8")
    playbook, notice = desk.playbook(CallKind.PROSPECT)
    assert playbook == built_in(CallKind.PROSPECT)
    assert notice is not None
    assert str(path) in notice.en
    assert str(path) in notice.fr
    assert desk.playbook(CallKind.REVIEW)[1] is None
