"""A call transcribed after it: the yes that its sound needs, and where its words come from."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

from copilot.audio.file import read_file
from copilot.audio.pieces import packed
from copilot.call.catalogue import Side
from copilot.call.events import CallEnded, CallStarted, Prospect
from copilot.engine.runner import Runner
from copilot.engine.transcription import Transcription
from copilot.errors import KnownError
from copilot.playbook.loader import load_playbook
from copilot.store.log import EventLog
from copilot.store.settings import Mode
from copilot.store.sound import WAITING, SoundWriter, done_with


@pytest.fixture
def waiting(desk):
    """A call that has ended, with its sound beside its record."""
    setup = CallStarted(call_id="halden", started_utc="2026-03-12T14:00:00+00:00", prospect=Prospect(company="Halden Foods"))
    runner = Runner(load_playbook(setup.kind), EventLog.create(desk.paths.calls, setup.call_id))
    runner.put(setup)
    runner.put(CallEnded(at_ms=60_000, reason="stopped"))
    runner.close()
    (desk.paths.calls / f"{setup.call_id}{WAITING}").write_bytes(b"")
    desk.recoverable()
    return setup.call_id


def choose(box, mode):
    box.setCurrentIndex(box.findData(mode))
    box.activated.emit(box.currentIndex())


def button(where, text):
    return next(b for b in where.findChildren(QPushButton) if b.text() == text and not b.isHidden())


def test_nothing_starts_before_the_yes(shell, desk):
    card = shell.window.home.setup_card
    assert card.sound_agreed.isHidden()
    choose(card.mode, Mode.LATER)
    assert not card.start_button.isEnabled()
    assert "its sound is kept" in shell.act("start")
    assert shell.live is None
    card.sound_agreed.click()
    assert desk.settings.sound_until_text
    assert card.start_button.isEnabled()
    choose(card.mode, Mode.LIVE)
    assert card.sound_agreed.isHidden()


def test_the_choice_of_a_call_is_for_that_call(shell, desk, qtbot, monkeypatch):
    asked = []

    def refuse(setup, mode):
        asked.append(mode)
        raise KnownError("No room.", "Plus de place.")

    monkeypatch.setattr(desk, "start_call", refuse)
    monkeypatch.setattr(shell.window, "say", asked.append)
    desk.save(replace(desk.settings, sound_until_text=True))
    shell._apply(desk.settings)
    card = shell.window.home.setup_card
    choose(card.mode, Mode.LATER)
    card.start_button.click()
    qtbot.waitUntil(lambda: asked == [Mode.LATER, "No room."], timeout=60_000)
    assert desk.settings.mode is Mode.LIVE
    card.clear()
    assert card.mode.mode is Mode.LIVE


def test_a_call_without_its_words_is_transcribed_when_it_is_opened(shell, desk, waiting, qtbot, monkeypatch):
    def run(job):
        job._tell(0.5)
        job.path.unlink()
        return "transcribed"

    monkeypatch.setattr(Transcription, "run", run)
    shell._after.open(waiting, 0)
    qtbot.waitUntil(lambda: shell.window.page == "review", timeout=20_000)
    assert not desk.waits_for_words(waiting)
    assert shell._after.review.call.setup.call_id == waiting


def test_it_waits_on_the_page_of_calls_and_its_sound_can_go(shell, desk, waiting, monkeypatch):
    shell.imports.show()
    card = shell.window.calls.imports
    assert "Halden Foods: not transcribed yet" in [label.text() for label in card.findChildren(QLabel)]
    assert button(card, "Transcribe")
    sure = []
    monkeypatch.setattr("copilot.ui.imports.sure", lambda parent, question, verb: bool(sure))
    button(card, "Delete the sound…").click()
    assert desk.waits_for_words(waiting), "asked, and the answer was no"
    sure.append(True)
    button(card, "Delete the sound…").click()
    assert not desk.waits_for_words(waiting)
    assert card.isHidden()
    assert [c.call_id for c in desk.calls()] == [waiting]


def test_kept_sound_is_exported_from_the_page_of_its_call(shell, desk, waiting, qtbot, monkeypatch, tmp_path):
    page = shell.window.review
    sound = desk.paths.calls / f"{waiting}{WAITING}"
    sound.unlink()
    shell._after.show(desk.review(waiting))
    assert "Sound" not in [b.text() for b in page.findChildren(QPushButton)]
    writer = SoundWriter.create(desk.paths.calls, waiting)
    writer.append(Side.YOU, 0, 16_384, packed(np.full(16_384, 0.5, np.float32)))
    writer.close()
    done_with(sound, keep=True)
    shell._after.show(desk.review(waiting))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "call.flac"), ""))
    button(page, "Sound").click()
    qtbot.waitUntil(lambda: shell.window.cursor().shape() != Qt.CursorShape.BusyCursor, timeout=20_000)
    assert read_file(tmp_path / "call.flac").duration_ms == 1024
