import json

import keyring
import pytest
from keyring.backend import KeyringBackend

from copilot.call.catalogue import CallKind, Side
from copilot.errors import KnownError
from copilot.store import vault as vaults
from copilot.store.edits import Edits, load_edits, save_edits
from copilot.store.index import CallIndex, CallSummary, Passage
from copilot.store.log import EventLog, read_log
from copilot.store.paths import Paths, read_private, write_atomically
from copilot.store.sealing import open_all, seal_all
from copilot.store.vault import How, State, new_vault, read_vault, unlock, use_vault

SECRET = "ninety thousand a quarter"
PASSPHRASE = "plain words kept in mind"


class Keychain(KeyringBackend):
    priority = 5

    def __init__(self):
        self.kept = {}

    def set_password(self, service, name, value):
        self.kept[service, name] = value

    def get_password(self, service, name):
        return self.kept.get((service, name))

    def delete_password(self, service, name):
        del self.kept[service, name]


@pytest.fixture(autouse=True)
def _cheap(monkeypatch):
    monkeypatch.setattr(vaults, "_COST", 2**4)


@pytest.fixture
def keychain():
    before = keyring.get_keyring()
    mine = Keychain()
    keyring.set_keyring(mine)
    yield mine
    keyring.set_keyring(before)


@pytest.fixture
def paths(tmp_path):
    made = Paths(tmp_path / "data", tmp_path / "config", tmp_path / "cache").ready()
    yield made
    use_vault(made.data, None)


@pytest.fixture
def filled(paths, recorded):
    """A data folder with a call, a damaged one, corrections and a list."""
    for name in ("c1", "c2"):
        log = EventLog.create(paths.calls, name)
        for event, derived in recorded:
            log.append(event, derived)
        log.close()
    raw = (paths.calls / "c2.jsonl").read_bytes().splitlines(keepends=True)
    raw[3] = raw[3].replace(b"Hypothesis", b"Hypothesos")
    (paths.calls / "c2.jsonl").write_bytes(b"".join(raw))
    save_edits(paths.calls, "c1", Edits(notes=SECRET))
    write_atomically(paths.data / "practice.json", json.dumps({"line": SECRET}))
    write_atomically(paths.data / "calendar-1.ics", f"SUMMARY:{SECRET}")
    with CallIndex(paths.index) as index:
        index.put(CallSummary("c1", CallKind.PROSPECT, "2026-03-12", quote=SECRET), [Passage(1, Side.THEM, 0, SECRET)])
    return paths


def leaks(paths, *needles):
    return [
        (path.name, needle)
        for path in paths.data.rglob("*")
        if path.is_file()
        for needle in needles
        if needle.encode() in path.read_bytes()
    ]


def never(wrong):
    raise AssertionError("the user was asked")


NEEDLES = (SECRET, "hours a week", "Hypothes")


def test_everything_is_sealed_and_reads_as_before(filled):
    before = read_log(filled.calls / "c1.jsonl")
    assert leaks(filled, *NEEDLES)
    vault, file = new_vault(How.PASSPHRASE, PASSPHRASE)
    seal_all(filled, file, vault)
    assert leaks(filled, *NEEDLES) == []
    after = read_log(filled.calls / "c1.jsonl")
    assert (after.events, after.derived, after.damage) == (before.events, before.derived, ())
    assert after.sealed
    assert load_edits(filled.calls, "c1").notes == SECRET
    with CallIndex(filled.index) as index:
        assert [c.quote for c in index.list_calls()] == [SECRET]
        assert index.search("ninety")
    assert not filled.index.exists()
    assert [d.reason for d in read_log(filled.calls / "c2.jsonl").damage] == ["missing"]
    assert all(p.stat().st_mode & 0o077 == 0 for p in filled.data.rglob("*") if p.is_file())


def test_and_back(filled):
    before = read_log(filled.calls / "c1.jsonl")
    raw = (filled.calls / "c1.jsonl").read_bytes()
    vault, file = new_vault(How.PASSPHRASE, PASSPHRASE)
    seal_all(filled, file, vault)
    open_all(filled, file, vault)
    assert read_vault(filled.data) is None
    assert (filled.calls / "c1.jsonl").read_bytes() == raw
    assert read_log(filled.calls / "c1.jsonl") == before
    assert load_edits(filled.calls, "c1").notes == SECRET
    assert b"Hypothesos" in (filled.calls / "c2.damaged").read_bytes()
    with CallIndex(filled.index) as index:
        assert index.search("ninety")


@pytest.mark.parametrize("done", range(7))
@pytest.mark.parametrize("way", ["seal", "open"])
def test_a_crash_in_between_leaves_all_readable_and_goes_on(filled, monkeypatch, done, way):
    before = read_log(filled.calls / "c1.jsonl").events
    vault, file = new_vault(How.PASSPHRASE, PASSPHRASE)
    if way == "open":
        seal_all(filled, file, vault)
    from copilot.store import paths as store_paths
    from copilot.store import sealing

    real, count = store_paths.replace_file, [0]

    def full(path, raw):
        count[0] += 1
        if count[0] > done:
            raise OSError(28, "No space left on device")
        real(path, raw)

    with monkeypatch.context() as patch:
        patch.setattr(sealing, "replace_file", full)
        patch.setattr(store_paths, "replace_file", full)
        with pytest.raises(KnownError, match="Nothing is lost"):
            (seal_all if way == "seal" else open_all)(filled, file, vault)
    assert read_log(filled.calls / "c1.jsonl").events == before
    assert load_edits(filled.calls, "c1").notes == SECRET
    left = read_vault(filled.data)
    if left is not None:
        assert left.state in ((State.SEALING, State.SEALED) if way == "seal" else (State.SEALED, State.OPENING))
    (seal_all if way == "seal" else open_all)(filled, file, vault)
    assert (leaks(filled, *NEEDLES) == []) == (way == "seal")


def test_a_call_is_recorded_sealed_and_recovered(paths, recorded):
    vault, file = new_vault(How.PASSPHRASE, PASSPHRASE)
    seal_all(paths, file, vault)
    log = EventLog.create(paths.calls, "c9")
    for event, derived in recorded[:-1]:
        log.append(event, derived)
    log.close()
    with log.path.open("ab") as torn:
        torn.write(b'{"crc":"0000')
    again = EventLog.reopen(log.path)
    again.append(*recorded[-1])
    again.close()
    assert leaks(paths, *NEEDLES) == []
    assert list(read_log(log.path).events) == [e for e, _ in recorded]


def test_without_the_key_nothing_opens_and_nothing_is_moved(filled):
    vault, file = new_vault(How.PASSPHRASE, PASSPHRASE)
    seal_all(filled, file, vault)
    use_vault(filled.data, None)
    with pytest.raises(KnownError, match="is encrypted"):
        read_log(filled.calls / "c1.jsonl")
    with pytest.raises(KnownError, match="is encrypted"):
        read_private(filled.data / "practice.json")
    with pytest.raises(KnownError, match="stay closed"):
        unlock(file, lambda wrong: None)


def test_a_line_moved_to_another_place_is_damage(filled):
    vault, file = new_vault(How.PASSPHRASE, PASSPHRASE)
    seal_all(filled, file, vault)
    path = filled.calls / "c1.jsonl"
    from copilot.store.log import checked_line, intact_body

    lines = path.read_bytes().splitlines(keepends=True)
    stolen = intact_body(lines[2]).replace(b'"n":2,', b'"n":5,')
    lines[5] = checked_line(stolen)
    path.write_bytes(b"".join(lines))
    assert [d.reason for d in read_log(path).damage] == ["unreadable"]


def test_the_passphrase_or_the_recovery_key_opens(paths):
    vault, file = new_vault(How.PASSPHRASE, PASSPHRASE)
    answers = iter(["wrong words here", "", vault.key[::-1], PASSPHRASE])
    asked = []

    def ask(wrong):
        asked.append(wrong)
        return next(answers)

    assert unlock(file, ask).key == vault.key
    assert asked == [False, True, True, True]
    spaced = " ".join(vault.key[i : i + 4] for i in range(0, len(vault.key), 4))
    assert unlock(file, lambda wrong: spaced).key == vault.key


def test_the_keychain_opens_without_a_question(keychain, paths):
    vault, file = new_vault(How.KEYCHAIN)
    assert unlock(file, never).key == vault.key
    keychain.kept.clear()
    assert unlock(file, lambda wrong: vault.key).key == vault.key
    assert unlock(file, never).key == vault.key, "the recovery key is put into this keychain"


def test_no_keychain_is_said(monkeypatch):
    from keyring.backends import fail

    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    try:
        assert not vaults.has_keychain()
        with pytest.raises(KnownError, match="passphrase instead"):
            new_vault(How.KEYCHAIN)
    finally:
        keyring.set_keyring(before)


def test_a_short_passphrase_is_refused():
    with pytest.raises(KnownError, match="characters"):
        new_vault(How.PASSPHRASE, "short")


@pytest.mark.parametrize(
    "text", ["", "{}", '{"version": 1}', "[]", '{"version":1,"how":"magic"}', pytest.param("[" * 200_000, id="deep")]
)
def test_a_broken_vault_file_is_said(paths, text):
    (paths.data / "vault.json").write_text(text)
    with pytest.raises(KnownError, match="restore it"):
        read_vault(paths.data)


def test_a_damaged_sealed_list_is_made_again(filled):
    vault, file = new_vault(How.PASSPHRASE, PASSPHRASE)
    seal_all(filled, file, vault)
    (filled.data / "index.sqlite.sealed").write_bytes(b"nonsense")
    with CallIndex(filled.index) as index:
        assert index.rebuilt
        assert index.list_calls() == []
    with CallIndex(filled.index) as index:
        assert not index.rebuilt
