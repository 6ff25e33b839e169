import json
import zipfile
from dataclasses import replace

import keyring
import pytest
from keyring.backends import fail
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog
from snapshots import SETUP

from copilot.call.catalogue import Side
from copilot.call.script import Turn, script_events
from copilot.engine.desk import Desk
from copilot.engine.forgetting import Forgetting
from copilot.engine.runner import Runner
from copilot.playbook.loader import load_playbook
from copilot.store import vault
from copilot.store.log import EventLog, read_log
from copilot.store.paths import find_paths
from copilot.store.settings import Settings, save_settings
from copilot.store.vault import How, use_vault
from copilot.ui import privacy
from copilot.ui.encryption import EncryptDialog, RecoveryDialog, ask_passphrase
from copilot.ui.shell import Shell

PASSPHRASE = "plain words kept in mind"


@pytest.fixture
def desk(monkeypatch):
    monkeypatch.setattr(vault, "_COST", 2**4)
    before = keyring.get_keyring()
    keyring.set_keyring(fail.Keyring())
    made = Desk.open()
    for name, company in (("c1", "Halden Foods"), ("c2", "Other Inc")):
        setup = replace(SETUP, call_id=name, prospect=replace(SETUP.prospect, company=company, name=""))
        runner = Runner(load_playbook(setup.kind), EventLog.create(made.paths.calls, name))
        turns = [Turn(1000, Side.THEM, "Halden Foods loses ninety thousand a quarter.")]
        for event in script_events(setup, turns):
            runner.put(event)
        runner.close()
    made.recoverable()
    yield made
    made.close()
    use_vault(made.paths.data, None)
    keyring.set_keyring(before)


@pytest.fixture
def shell(qapp, qtbot, desk, monkeypatch):
    monkeypatch.setattr("copilot.ui.microphones.microphones", list)  # without a sound server they are waited for
    made = Shell(qapp, desk)
    made.open(None)
    made.window.turn("settings")
    made._turned("settings")
    yield made
    made.close()
    made.window.deleteLater()


@pytest.fixture
def said(shell):
    words = []
    shell._privacy.said.connect(words.append)
    return words


def test_keeping_days_is_a_setting_and_old_calls_go_at_the_next_start(shell, desk, said):
    card = shell.window.settings.privacy
    assert desk.settings.keep_days == 0
    assert not card.delete_old.isVisibleTo(card)
    card.keep.setCurrentIndex(card.keep.findData(30))
    assert desk.settings.keep_days == 30
    assert [c.call_id for c in desk.calls()] != []
    shell._privacy.forget_expired()
    assert desk.calls() == []
    assert list(desk.paths.calls.iterdir()) == []
    assert said == ["Deleted, because older than you wish to keep: 2."]


def answer(monkeypatch, *, sure=True):
    monkeypatch.setattr(privacy.Privacy, "_sure", lambda *_: sure)


def test_encrypting_and_back(shell, desk, qtbot, monkeypatch):
    def encrypt(dialog):
        assert not dialog.keychain.isEnabled()
        go_on = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
        dialog.first.setText(PASSPHRASE)
        dialog.second.setText(PASSPHRASE)
        assert not go_on.isEnabled(), "what a lost key costs must be understood first"
        dialog.understood.setChecked(True)
        assert go_on.isEnabled()
        return QDialog.DialogCode.Accepted

    keys = []

    def recover(dialog):
        keys.append("".join(dialog.key.text().split()))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(EncryptDialog, "exec", encrypt)
    monkeypatch.setattr(RecoveryDialog, "exec", recover)
    answer(monkeypatch)
    card = shell.window.settings.privacy
    card.turn.click()
    qtbot.waitUntil(lambda: desk.protection() is How.PASSPHRASE and desk.idle, timeout=60000)
    assert "passphrase" in card.lock.text()
    assert b"ninety" not in (desk.paths.calls / "c1.jsonl").read_bytes()
    assert [u.text for u in desk.review("c1").call.utterances] == ["Halden Foods loses ninety thousand a quarter."]
    assert len(desk.search("ninety")) == 2
    desk.close()
    use_vault(desk.paths.data, None)
    again = Desk.open(lambda wrong: keys[0])
    assert len(again.search("ninety")) == 2
    again.close()
    desk.rewritten()
    card.turn.click()
    qtbot.waitUntil(lambda: desk.protection() is None and desk.idle, timeout=60000)
    assert b"ninety" in (desk.paths.calls / "c1.jsonl").read_bytes()
    assert len(desk.search("ninety")) == 2


def test_changing_ones_mind_before_the_key_is_kept_leaves_all_as_it_was(shell, desk, monkeypatch):
    before = (desk.paths.calls / "c1.jsonl").read_bytes()
    monkeypatch.setattr(EncryptDialog, "exec", lambda self: QDialog.DialogCode.Accepted)
    monkeypatch.setattr(EncryptDialog, "secret", PASSPHRASE)
    monkeypatch.setattr(RecoveryDialog, "exec", lambda self: QDialog.DialogCode.Rejected)
    shell.window.settings.privacy.turn.click()
    assert desk.protection() is None
    assert (desk.paths.calls / "c1.jsonl").read_bytes() == before


def test_everything_about_one_person(shell, desk, qtbot, tmp_path, monkeypatch, said):
    out = tmp_path / "halden.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    card = shell.window.settings.privacy
    assert not card.export.isEnabled()
    card.who.setEditText("halden foods")
    card.export.click()
    qtbot.waitUntil(lambda: said[-1:] != [] and said[-1].startswith("Calls written: 1."), timeout=20_000)
    with zipfile.ZipFile(out) as archive:
        names = archive.namelist()
        assert "c1/call.md" in names
        assert not any(n.startswith("c2/") for n in names)
        assert [m["call"] for m in json.loads(archive.read("mentions.json"))] == ["c2"]
    assert out.stat().st_mode & 0o077 == 0
    answer(monkeypatch, sure=False)
    card.delete.click()
    assert len(desk.calls()) == 2
    answer(monkeypatch)
    card.delete.click()
    assert [c.call_id for c in desk.calls()] == ["c2"]
    assert not (desk.paths.calls / "c1.jsonl").exists()
    assert desk.search("ninety")[0].call.call_id == "c2"
    card.who.setEditText("nobody")
    card.export.click()
    assert said[-1] == "Nothing is kept about nobody."


def test_all_calls_are_backed_up_and_put_back(shell, desk, qtbot, tmp_path, monkeypatch, said):
    out = tmp_path / "all.zip"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(out), ""))
    card = shell.window.settings.privacy
    card.backup.click()
    qtbot.waitUntil(out.exists, timeout=20_000)
    qtbot.waitUntil(lambda: said != [], timeout=20_000)
    Forgetting(desk).delete("c1")
    card.restore.click()
    qtbot.waitUntil(lambda: len(desk.calls()) == 2, timeout=20_000)
    assert said[-1] == "Files put back: 1. What was there already stays as it is."
    out.write_bytes(b"no ZIP")
    card.restore.click()
    qtbot.waitUntil(lambda: said[-1].startswith("all.zip is no backup"), timeout=20_000)
    assert len(desk.calls()) == 2


def test_a_call_is_forgotten_from_its_page(shell, desk, qtbot, monkeypatch):
    answer(monkeypatch)
    shell._after.show(desk.review("c2"))
    shell.window.review.forget_wanted.emit("c2", True)
    assert shell.window.page == "calls"
    assert [h.call.call_id for h in desk.search("ninety")] == ["c1"]
    shell.window.review.forget_wanted.emit("c1", False)
    assert [c.call_id for c in desk.calls()] == ["c2"]
    assert shell._after.review is None


def test_keeping_only_the_commitments_leaves_no_other_word(desk):
    review = Forgetting(desk).keep_commitments("c1")
    assert review.call.ended
    assert desk.search("quarter")[0].call.call_id == "c2"
    assert b"ninety" not in (desk.paths.calls / "c1.jsonl").read_bytes()
    assert read_log(desk.paths.calls / "c1.jsonl").damage == ()


def test_the_passphrase_is_asked_for_in_the_users_language(qapp, monkeypatch):
    asked = []
    monkeypatch.setattr(QInputDialog, "exec", lambda box: asked.append(box.labelText()) or QDialog.DialogCode.Rejected)
    for language in ("fr", "en"):
        save_settings(find_paths().settings, Settings(language=language))
        assert ask_passphrase(False) is ask_passphrase(True) is None
    assert [words.split()[0] for words in asked] == ["Vos", "Elle", "Your", "That"]
