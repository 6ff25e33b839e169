from datetime import UTC, datetime

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.errors import KnownError
from copilot.store.index import CallIndex, CallSummary, Passage
from copilot.store.retention import delete_call, expired


def test_a_deleted_call_leaves_nothing(tmp_path):
    calls = tmp_path / "calls"
    calls.mkdir()
    for name in ("a.jsonl", "a.damaged", "a.edits.json", "a.opus", "ab.jsonl"):
        (calls / name).write_text("xylophone" if name != "ab.jsonl" else "other")
    with CallIndex(tmp_path / "index.sqlite") as index:
        index.put(CallSummary("a", CallKind.PROSPECT, "2026-01-01T00:00:00+00:00"), [Passage(1, Side.THEM, 0, "xylophone")])
        delete_call(calls, index, "a")
        assert index.list_calls() == []
    assert [p.name for p in calls.iterdir()] == ["ab.jsonl"]
    assert all(b"xylophone" not in p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())


def test_an_id_with_a_pattern_deletes_nothing(tmp_path):
    (tmp_path / "a.jsonl").touch()
    with CallIndex(tmp_path / "index.sqlite") as index, pytest.raises(KnownError):
        delete_call(tmp_path, index, "*")
    assert (tmp_path / "a.jsonl").exists()


def test_expired_are_old_and_ended(tmp_path):
    now = datetime(2026, 3, 31, tzinfo=UTC)
    with CallIndex(tmp_path / "index.sqlite") as index:
        index.put(CallSummary("old", CallKind.PROSPECT, "2026-01-01T00:00:00+00:00", ended=True))
        index.put(CallSummary("open", CallKind.PROSPECT, "2026-01-01T00:00:00+00:00"))
        index.put(CallSummary("new", CallKind.PROSPECT, "2026-03-30T00:00:00+00:00", ended=True))
        assert expired(index, 30, now) == ["old"]
        assert expired(index, 0, now) == []
