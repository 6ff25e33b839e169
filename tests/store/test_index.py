import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from copilot.call.catalogue import CallKind, Side
from copilot.errors import KnownError
from copilot.store.index import CallIndex, CallSummary, Passage
from copilot.store.schema import SCHEMA


def summary(call_id: str, **more: object) -> CallSummary:
    return CallSummary(call_id, CallKind.PROSPECT, "2026-03-12T14:00:00+00:00", **more)  # type: ignore[arg-type]


EARLIER = Path(__file__).parents[1] / "data" / "index"

THEM = [
    Passage(1, Side.THEM, 1000, "Does it talk to NetSuite? Our controllers live there.", ("friction",)),
    Passage(2, Side.YOU, 5000, "Yes, by its own interface.", ()),
    Passage(3, Side.THEM, 9000, "We lose six hours a week on café deliveries.", ("pain",)),
]


@pytest.fixture
def index(tmp_path: Path):
    with CallIndex(tmp_path / "index.sqlite") as opened:
        yield opened


def test_the_list_follows_what_another_program_writes(index):
    index.put(summary("a", company="Halden Foods"))
    assert [call.company for call in index.list_calls()] == ["Halden Foods"]
    with CallIndex(index.path) as other:
        other.put(summary("a", company="Marlow Freight"))
        other.put(summary("b", company="Larkspur"))
    assert [call.company for call in index.list_calls()] == ["Larkspur", "Marlow Freight"]
    index.remove("b")
    assert [call.company for call in index.list_calls()] == ["Marlow Freight"]


def test_what_is_put_is_listed_newest_first(index):
    older = summary("a", company="Halden Foods", ended=True, verdict="polite no", warm=7)
    newer = CallSummary("b", CallKind.REVIEW, "2026-04-01T09:00:00+00:00")
    index.put(older)
    index.put(newer)
    assert index.list_calls() == [newer, older]
    assert index.get("a") == older
    assert index.get("nothing") is None


def test_several_threads_may_use_it(index):
    def use(number):
        index.put(summary(f"{number:02}"), THEM)
        return len(index.search("hours")) <= len(index.list_calls())

    with ThreadPoolExecutor(4) as threads:
        assert all(threads.map(use, range(24)))
    assert len(index.list_calls()) == len(index.search("hours")) == 24


def test_putting_again_replaces(index):
    index.put(summary("a"), THEM)
    index.put(summary("a", ended=True), THEM[:1])
    assert [c.ended for c in index.list_calls()] == [True]
    assert index.search("hours") == []


def test_search_marks_the_words_and_ignores_accents(index):
    index.put(summary("a", company="Halden Foods"), THEM)
    (hit,) = index.search("hours cafe")
    assert hit.passage == THEM[2]
    assert [hit.passage.text[a:b] for a, b in hit.marks] == ["hours", "café"]
    assert index.search("netsu")[0].passage == THEM[0]


def test_search_filters(index):
    index.put(summary("a", company="Halden Foods"), THEM)
    assert index.search("hours", side=Side.YOU) == []
    assert [h.passage.utterance for h in index.search("own", side=Side.YOU)] == [2]
    assert index.search("netsuite", label="pain") == []
    assert len(index.search("netsuite", label="friction", company="halden foods")) == 1
    assert index.search("netsuite", since_utc="2026-05-01") == []


def test_a_signal_is_searched_without_words(index):
    index.put(summary("a", company="Halden Foods"), THEM)
    assert [h.passage for h in index.search("", label="friction")] == [p for p in reversed(THEM) if "friction" in p.labels]
    assert index.search("", label="friction", company="Other") == []
    assert index.search("", company="Halden Foods") == []


@pytest.mark.parametrize("words", ['"', "NEAR(", "a OR", "col:x", "*", "' ; DROP TABLE call", "-", "\x00x", "text : six", "^"])
def test_no_word_is_read_as_query_syntax(index, words):
    index.put(summary("a"), THEM)
    index.search(words)
    assert len(index.list_calls()) == 1


def test_removed_words_leave_the_file(index, tmp_path):
    index.put(summary("a"), [Passage(1, Side.THEM, 0, "xylophone marmalade", ())])
    index.remove("a")
    assert index.list_calls() == []
    left = b"".join(p.read_bytes() for p in tmp_path.iterdir())
    assert b"xylophone" not in left


def test_unfinished_are_the_open_ones_and_the_unknown_ones(index, tmp_path):
    for name in ("open", "ended", "unknown"):
        (tmp_path / f"{name}.jsonl").touch()
    index.put(summary("open"))
    index.put(summary("ended", ended=True))
    index.put(summary("gone"))
    assert index.unfinished(tmp_path) == ["open", "unknown"]


def test_a_newer_file_is_refused_and_left_alone(tmp_path):
    path = tmp_path / "index.sqlite"
    CallIndex(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    db.close()
    with pytest.raises(KnownError, match="newer"):
        CallIndex(path)
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA + 1
    db.close()


def test_a_broken_file_is_put_aside_and_started_anew(tmp_path):
    path = tmp_path / "index.sqlite"
    path.write_bytes(b"no database at all" * 100)
    (tmp_path / "a.jsonl").touch()
    with CallIndex(path) as index:
        assert index.rebuilt
        assert index.unindexed(tmp_path) == ["a"]
        index.put(summary("a"))
    assert (tmp_path / "index.sqlite.broken").read_bytes() == b"no database at all" * 100
    with CallIndex(path) as index:
        assert not index.rebuilt
        assert len(index.list_calls()) == 1


def test_a_place_that_cannot_be_written_gets_a_sentence(tmp_path):
    (tmp_path / "index.sqlite").mkdir()
    with pytest.raises(KnownError, match="can be written"):
        CallIndex(tmp_path / "index.sqlite")


def test_the_file_is_the_users_only(index):
    assert index.path.stat().st_mode & 0o077 == 0


# --- lists of earlier versions, each written by the code of its time ------------------------------------------------


@pytest.mark.parametrize("version", range(1, SCHEMA + 1))
def test_a_list_of_any_earlier_version_is_taken_over(tmp_path, version):
    """A new version puts a list of its own beside those in tests/data/index."""
    path = tmp_path / "index.sqlite"
    shutil.copy(EARLIER / f"index-{version}.sqlite", path)
    (tmp_path / "halden.jsonl").touch()
    with CallIndex(path) as index:
        assert not index.rebuilt
        listed = [call.call_id for call in index.list_calls()]
        assert sorted(listed + index.unindexed(tmp_path)) == ["halden"], "it is there, or its record is read again"
        index.put(summary("halden", company="Halden Foods", timezone="America/New_York"), THEM)
        assert [hit.call.timezone for hit in index.search("cafe hours")] == ["America/New_York"]
    with CallIndex(path) as again:
        assert [call.company for call in again.list_calls()] == ["Halden Foods"]
    with sqlite3.connect(path) as db:
        assert db.execute("PRAGMA user_version").fetchone()[0] == SCHEMA
    db.close()
