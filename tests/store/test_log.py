import os
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from copilot.call.events import CallEnded, Tick
from copilot.errors import KnownError
from copilot.store.log import EventLog, LogWriteError, damage_notice, read_log, set_aside

quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def write(folder: Path, rows, call_id: str = "c1") -> Path:
    log = EventLog.create(folder, call_id, now=lambda: 0.0)
    for event, derived in rows:
        log.append(event, derived)
    log.close()
    return log.path


@pytest.fixture(scope="module")
def whole(tmp_path_factory, recorded) -> bytes:
    return write(tmp_path_factory.mktemp("whole"), recorded).read_bytes()


def line(body: str) -> bytes:
    return b'{"crc":"%08x",%s}\n' % (zlib.crc32(body.encode()), body.encode())


def test_what_is_written_is_read(tmp_path, recorded):
    path = write(tmp_path, recorded)
    contents = read_log(path)
    assert list(zip(contents.events, contents.derived, strict=True)) == recorded
    assert contents.damage == ()
    assert contents.call_id == "c1"
    assert contents.finished
    assert contents.inputs == tuple(e for e, derived in recorded if not derived)
    assert path.stat().st_mode & 0o077 == 0
    assert set_aside(path, contents) is None


def test_each_line_is_on_its_way_to_the_disk_when_append_returns(tmp_path, recorded):
    log = EventLog.create(tmp_path, "c1")
    for count, (event, derived) in enumerate(recorded, start=1):
        log.append(event, derived)
        assert len(read_log(log.path).events) == count
    log.close()


def test_the_disk_is_synced_once_a_second_and_at_the_end(tmp_path, monkeypatch):
    synced: list[float] = []
    clock = [0.0]
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(clock[0]))
    log = EventLog.create(tmp_path, "c1", now=lambda: clock[0])
    for quarter in range(1, 11):
        clock[0] = quarter / 4
        log.append(Tick(at_ms=quarter * 250), derived=False)
    log.append(CallEnded(at_ms=2600), derived=False)
    assert synced == [1.0, 2.0, 2.5]
    log.close()


@quick
@given(data=st.data())
def test_cut_anywhere_only_the_cut_line_is_lost(tmp_path, whole, recorded, data):
    cut = data.draw(st.integers(0, len(whole)))
    path = tmp_path / "cut.jsonl"
    path.write_bytes(whole[:cut])
    contents = read_log(path)
    complete = max(0, whole[:cut].count(b"\n") - 1)
    assert [*contents.events] == [e for e, _ in recorded][: len(contents.events)]
    assert complete <= len(contents.events) <= complete + 1
    torn = whole[:cut].rpartition(b"\n")[2]
    assert contents.torn == bool(torn and not whole[cut:].startswith(b"\n"))


@quick
@given(data=st.data())
def test_a_flipped_byte_is_named_and_costs_its_line(tmp_path, whole, recorded, data):
    place = data.draw(st.integers(0, len(whole) - 1))
    value = data.draw(st.integers(0, 255).filter(lambda v: v != whole[place]))
    path = tmp_path / "flipped.jsonl"
    path.write_bytes(whole[:place] + bytes([value]) + whole[place + 1 :])
    contents = read_log(path)
    events = [e for e, _ in recorded]
    assert all(e in events for e in contents.events)
    assert len(contents.events) >= len(events) - 2
    if place < len(whole) - 1:
        assert contents.damage


@quick
@given(junk=st.binary(max_size=300))
def test_no_file_breaks_the_reader(tmp_path, junk):
    path = tmp_path / "junk.jsonl"
    path.write_bytes(junk)
    with suppress(KnownError):
        assert read_log(path).events == ()


def test_a_lost_line_is_named(tmp_path, whole):
    lines = whole.splitlines(keepends=True)
    path = tmp_path / "lost.jsonl"
    path.write_bytes(b"".join(lines[:4] + lines[5:]))
    contents = read_log(path)
    assert [(d.line, d.reason) for d in contents.damage] == [(5, "missing")]
    assert len(contents.events) == len(lines) - 2


def test_a_line_twice_counts_once(tmp_path, whole):
    lines = whole.splitlines(keepends=True)
    path = tmp_path / "twice.jsonl"
    path.write_bytes(b"".join([*lines[:4], lines[3], *lines[4:]]))
    contents = read_log(path)
    assert [(d.line, d.reason) for d in contents.damage] == [(5, "repeated")]
    assert len(contents.events) == len(lines) - 1


def test_damage_is_set_aside_by_name(tmp_path, whole):
    lines = whole.splitlines(keepends=True)
    lines[3] = lines[3].replace(b"hours", b"Hours") if b"hours" in lines[3] else lines[3].replace(b"at_ms", b"At_ms")
    path = tmp_path / "c1.jsonl"
    path.write_bytes(b"".join(lines[:-1]) + lines[-1][:20])
    aside = set_aside(path, read_log(path))
    assert aside == tmp_path / "c1.damaged"
    assert aside.read_bytes() == lines[3] + lines[-1][:20] + b"\n"
    assert aside.stat().st_mode & 0o077 == 0
    assert path.read_bytes() == b"".join(lines[:-1])


def test_damage_in_the_middle_is_told_and_a_torn_end_is_not(tmp_path, whole):
    lines = whole.splitlines(keepends=True)
    path = tmp_path / "c1.jsonl"
    path.write_bytes(b"".join([*lines[:3], b"#" + lines[3][1:], *lines[4:]]))
    told = damage_notice(path, read_log(path))
    assert told is not None
    assert "c1.jsonl is damaged at line 4" in told.en
    path.write_bytes(whole[:-9])
    assert damage_notice(path, read_log(path)) is None


@pytest.mark.parametrize("lost", [0, 1, 5])
def test_a_record_left_by_a_crash_goes_on(tmp_path, whole, recorded, lost):
    path = tmp_path / "c1.jsonl"
    last = whole.splitlines(keepends=True)[-1]
    path.write_bytes(whole[: len(whole) - len(last)] + (last[:-lost] if lost else b""))
    log = EventLog.reopen(path)
    log.append(CallEnded(at_ms=9, reason="crashed"), derived=False)
    log.close()
    contents = read_log(path)
    assert contents.damage == ()
    assert contents.events[-1] == CallEnded(at_ms=9, reason="crashed")
    assert len(contents.events) == len(recorded) + (lost == 1)


def test_a_full_disk_raises_and_loses_nothing(tmp_path, recorded, monkeypatch):
    log = EventLog.create(tmp_path, "c1", now=lambda: 0.0)
    real, room = os.write, [200]

    def small(handle: int, data: bytes) -> int:
        if not room[0]:
            raise OSError(28, "No space left on device")
        written = real(handle, data[: room[0]])
        room[0] -= written
        return written

    monkeypatch.setattr(os, "write", small)
    refused = 0
    for event, derived in recorded[:-1]:
        try:
            log.append(event, derived)
        except LogWriteError:
            refused += 1
    assert refused > 0
    assert len(read_log(log.path).events) + refused == len(recorded) - 1
    room[0] = 10**9
    log.append(*recorded[-1])
    log.close()
    contents = read_log(log.path)
    assert [*contents.events] == [e for e, _ in recorded]
    assert contents.damage == ()


def test_closing_on_a_full_disk_says_so_and_closes(tmp_path, recorded, monkeypatch):
    log = EventLog.create(tmp_path, "c1")

    def full(handle: int, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(LogWriteError):
        log.append(*recorded[0])
    with pytest.raises(LogWriteError):
        log.close()
    with pytest.raises(OSError, match="Bad file"):
        os.fstat(log._handle)


def test_a_folder_that_is_gone_raises(tmp_path):
    with pytest.raises(LogWriteError):
        EventLog.create(tmp_path / "gone", "c1")


def test_a_call_is_never_recorded_over(tmp_path, recorded):
    path = write(tmp_path, recorded)
    before = path.read_bytes()
    with pytest.raises(LogWriteError):
        EventLog.create(tmp_path, "c1")
    assert path.read_bytes() == before


def test_a_newer_record_is_refused(tmp_path):
    path = tmp_path / "new.jsonl"
    path.write_bytes(line('"n":0,"schema":99,"app":"9.0","call":"c1"') + line('"n":1,"derived":0,"event":{}'))
    with pytest.raises(KnownError, match="newer Money Time"):
        read_log(path)


@pytest.mark.parametrize(
    "body", ['"n":0,"schema":"x","app":"1","call":"c"', '"n":0,"schema":1', '"n":0,"schema":[],"app":1,"call":2']
)
def test_a_hostile_header_is_damage(tmp_path, body):
    path = tmp_path / "odd.jsonl"
    path.write_bytes(line(body))
    assert [d.reason for d in read_log(path).damage] == ["unreadable"]


def test_an_event_of_another_world_is_named(tmp_path):
    path = tmp_path / "odd.jsonl"
    path.write_bytes(line('"n":0,"schema":1,"app":"1","call":"c"') + line('"n":1,"derived":0,"event":{"kind":"Teapot"}'))
    contents = read_log(path)
    assert contents.events == ()
    assert [d.reason for d in contents.damage] == ["unreadable"]


@pytest.mark.parametrize("raw", [b"hello\n", b"RIFF....WAVE", b"\x00" * 50])
def test_another_file_is_refused(tmp_path, raw):
    path = tmp_path / "other.jsonl"
    path.write_bytes(raw)
    with pytest.raises(KnownError, match="not the record of a call"):
        read_log(path)


def test_a_missing_file_gets_a_sentence(tmp_path):
    with pytest.raises(KnownError, match="cannot be read"):
        read_log(tmp_path / "none.jsonl")
