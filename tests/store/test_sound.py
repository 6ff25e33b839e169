"""Kept sound on the disk: whole pieces come back whatever happened to the file, sealed or not."""

import os
import random
import signal
import subprocess
import sys

import pytest

from copilot.call.catalogue import Side
from copilot.errors import KnownError
from copilot.store import vault as vaults
from copilot.store.paths import Paths
from copilot.store.sealing import open_all, seal_all
from copilot.store.sound import KEPT, WAITING, SoundReader, SoundWriter, done_with, waiting
from copilot.store.vault import How, new_vault, use_vault

WRITES_AND_DIES = """
import os, signal, sys
from pathlib import Path
from copilot.call.catalogue import Side
from copilot.store.sound import SoundWriter
writer = SoundWriter.create(Path(sys.argv[1]), "a")
for number in range(50):
    writer.append(Side.THEM, number * 2000, 32000, bytes([number]) * 900)
os.kill(os.getpid(), signal.SIGKILL)
"""


def body(number):
    return bytes([number]) * (500 + number)


@pytest.fixture
def paths(tmp_path, monkeypatch):
    monkeypatch.setattr(vaults, "_COST", 2**4)
    made = Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache").ready()
    yield made
    use_vault(made.data, None)


@pytest.fixture
def written(paths):
    writer = SoundWriter.create(paths.calls, "a")
    for number in range(20):
        writer.append((Side.YOU, Side.THEM)[number % 2], number * 1000, 16_000, body(number))
    writer.close()
    return writer.path


def found(path):
    reader = SoundReader(path)
    return {side: [(p.start_ms // 1000, raw == body(p.start_ms // 1000)) for p, raw in reader.bodies(side)] for side in Side}


def test_what_was_written_is_read_side_by_side(written):
    assert written.stat().st_mode & 0o077 == 0
    assert found(written) == {
        Side.YOU: [(n, True) for n in range(0, 20, 2)],
        Side.THEM: [(n, True) for n in range(1, 20, 2)],
    }
    assert SoundReader(written).duration_ms == 20_000


def test_the_end_of_the_process_costs_nothing_that_was_written(tmp_path):
    done = subprocess.run([sys.executable, "-c", WRITES_AND_DIES, str(tmp_path)], env={**os.environ, "PYTHONPATH": os.getcwd()})
    assert done.returncode == -signal.SIGKILL
    assert len(SoundReader(tmp_path / f"a{WAITING}").pieces) == 50


def test_a_file_cut_anywhere_loses_the_last_piece_alone(written):
    raw = written.read_bytes()
    ends = [p.at + p.length for p in SoundReader(written).pieces]
    for at in random.Random(1).sample(range(len(raw)), 60):
        written.write_bytes(raw[:at])
        assert len(SoundReader(written).pieces) == sum(end <= at for end in ends)


def test_damage_costs_the_pieces_it_lies_in(written):
    raw = written.read_bytes()
    chance = random.Random(2)
    for _ in range(40):
        at = chance.randrange(len(raw))
        written.write_bytes(raw[:at] + bytes([raw[at] ^ 0x55]) + raw[at + 1 :])
        pieces = found(written)
        assert sum(map(len, pieces.values())) >= 19
        assert all(right for side in pieces.values() for _, right in side)
    written.write_bytes(raw[:2000] + bytes(3000) + raw[5000:])
    assert sum(map(len, found(written).values())) >= 13


def test_a_disk_that_refuses_leaves_a_file_that_reads_and_the_piece_may_come_again(paths, monkeypatch):
    writer = SoundWriter.create(paths.calls, "a")
    writer.append(Side.YOU, 0, 16_000, body(0))
    write = os.write

    def half(handle, raw):
        if len(raw) < 400:
            raise OSError(28, "No space left on device")
        return write(handle, raw[:300])

    with monkeypatch.context() as full:
        full.setattr(os, "write", half)
        with pytest.raises(OSError, match="No space"):
            writer.append(Side.YOU, 1000, 16_000, body(1))
    assert len(SoundReader(writer.path).pieces) == 1
    writer.append(Side.YOU, 1000, 16_000, body(1))
    writer.close()
    assert found(writer.path)[Side.YOU] == [(0, True), (1, True)]


def refuse(*_):
    raise OSError(28, "No space left on device")


def test_a_file_that_cannot_be_begun_may_be_begun_again(paths, monkeypatch):
    with monkeypatch.context() as full:
        full.setattr(os, "write", refuse)
        with pytest.raises(OSError, match="No space"):
            SoundWriter.create(paths.calls, "a")
    assert list(paths.calls.iterdir()) == []
    SoundWriter.create(paths.calls, "a").close()


def test_a_piece_that_the_disk_took_late_is_there_once(paths, monkeypatch):
    monkeypatch.setattr("copilot.store.sound._SYNC_EVERY", 2)
    writer = SoundWriter.create(paths.calls, "a")
    writer.append(Side.YOU, 0, 16_000, body(0))
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", refuse)
        with pytest.raises(OSError, match="No space"):
            writer.append(Side.YOU, 1000, 16_000, body(1))
    for number in (1, 2):
        writer.append(Side.YOU, number * 1000, 16_000, body(number))
    writer.close()
    assert found(writer.path)[Side.YOU] == [(0, True), (1, True), (2, True)]


def test_it_is_sealed_with_everything_else_and_back(paths, written):
    plain = found(written)
    vault, file = new_vault(How.PASSPHRASE, "plain words kept in mind")
    seal_all(paths, file, vault)
    assert body(7)[:200] not in written.read_bytes()
    assert found(written) == plain
    writer = SoundWriter.create(paths.calls, "b")
    writer.append(Side.YOU, 0, 16_000, body(7))
    writer.close()
    assert body(7)[:200] not in writer.path.read_bytes(), "a new one is sealed from the start"
    use_vault(paths.data, None)
    with pytest.raises(KnownError):
        list(SoundReader(written).bodies(Side.YOU))
    use_vault(paths.data, vault)
    open_all(paths, file, vault)
    assert body(7)[:200] in written.read_bytes()
    assert found(written) == plain
    assert sorted(p.name for p in paths.calls.iterdir()) == [f"a{WAITING}", f"b{WAITING}"]


def test_the_one_that_was_transcribed_waits_no_more(paths, written):
    assert waiting(paths.calls) == ["a"]
    done_with(written, keep=True)
    assert waiting(paths.calls) == []
    assert [p.name for p in paths.calls.iterdir()] == [f"a{KEPT}"]


def test_it_goes_unless_the_user_keeps_it(paths, written):
    done_with(written, keep=False)
    assert list(paths.calls.iterdir()) == []


def test_a_missing_file_gets_a_sentence(tmp_path, written):
    with pytest.raises(KnownError, match="cannot be read"):
        SoundReader(tmp_path / "a.sound")
    reader = SoundReader(written)
    written.unlink()
    with pytest.raises(KnownError, match="cannot be read"):
        list(reader.bodies(Side.YOU))
