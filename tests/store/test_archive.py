import zipfile

import pytest

from copilot.errors import KnownError
from copilot.store.archive import back_up, restore

FILES = {"20260312-140000-abcdef.jsonl": b'{"n":0}\n', "20260312-140000-abcdef.edits.json": b"{}\n"}


@pytest.fixture
def calls(tmp_path):
    folder = tmp_path / "calls"
    folder.mkdir()
    for name, raw in FILES.items():
        (folder / name).write_bytes(raw)
    (folder / ".hidden").write_text("not a call")
    return folder


def made(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, raw in members.items():
            archive.writestr(name, raw)
    return path


def test_what_was_backed_up_comes_back_and_what_is_there_stays(calls, tmp_path):
    told = []
    assert back_up(calls, tmp_path / "all.zip", told.append) == 2
    assert told == [0.5, 1.0]
    other = tmp_path / "other"
    other.mkdir()
    (other / "20260312-140000-abcdef.edits.json").write_bytes(b"newer")
    assert restore(tmp_path / "all.zip", other) == (1, 1)
    assert (other / "20260312-140000-abcdef.jsonl").read_bytes() == FILES["20260312-140000-abcdef.jsonl"]
    assert (other / "20260312-140000-abcdef.edits.json").read_bytes() == b"newer"
    assert (other / "20260312-140000-abcdef.jsonl").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "name",
    ["../../evil.jsonl", "calls/../evil.jsonl", "/calls/a.jsonl", "calls\\..\\a.jsonl", "calls/a.exe/b", "settings.json"],
)
def test_a_backup_that_would_write_elsewhere_is_refused_whole(tmp_path, name):
    target = tmp_path / "inner" / "calls"
    target.mkdir(parents=True)
    bad = made(tmp_path / "bad.zip", {"calls/good.jsonl": b"x", name: b"y"})
    with pytest.raises(KnownError, match="no calls"):
        restore(bad, target)
    assert list(target.iterdir()) == []
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bad.zip", "inner"]


def test_a_bomb_is_refused_before_it_bursts(tmp_path):
    target = tmp_path / "calls"
    target.mkdir()
    with pytest.raises(KnownError, match="size"):
        restore(made(tmp_path / "bomb.zip", {"calls/a.jsonl": b"\0" * 30_000_000}), target)
    assert list(target.iterdir()) == []


@pytest.mark.parametrize("raw", [b"", b"not a zip", b"PK\x03\x04 cut"])
def test_what_is_no_backup_gets_a_sentence(tmp_path, raw):
    path = tmp_path / "x.zip"
    path.write_bytes(raw)
    with pytest.raises(KnownError, match="nothing was changed"):
        restore(path, tmp_path)


def test_a_damaged_backup_puts_nothing_back(calls, tmp_path):
    path = tmp_path / "all.zip"
    (calls / "20260312-140000-abcdef.jsonl").write_bytes(bytes(range(256)) * 40)
    back_up(calls, path)
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 3] ^= 0xFF
    path.write_bytes(raw)
    other = tmp_path / "other"
    other.mkdir()
    with pytest.raises(KnownError):
        restore(path, other)
    assert list(other.iterdir()) == []


def test_a_place_that_cannot_be_written_leaves_nothing(calls, tmp_path):
    with pytest.raises(KnownError, match="more room"):
        back_up(calls, tmp_path / "missing" / "all.zip")
