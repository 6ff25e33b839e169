"""The door to the preflight, on sources that open nothing."""

from types import SimpleNamespace

import pytest

from copilot.audio.findings import Stage
from copilot.engine.sound_check import SoundCheck
from copilot.errors import KnownError


@pytest.fixture
def runs(monkeypatch):
    made = []

    class Run:
        def __init__(self, sources, on_change):
            self.sources, self.say, self.done = sources, on_change, []
            made.append(self)

        def start(self):
            self.say(Stage.QUIET, ())

        def cancel(self):
            self.done.append("cancel")

        def join(self):
            self.done.append("join")

    monkeypatch.setattr("copilot.audio.preflight_run.PreflightRun", Run)
    monkeypatch.setattr("copilot.audio.microphone.microphone_source", lambda device: f"mic {device}")
    monkeypatch.setattr("copilot.audio.system.system_audio_source", lambda: "system")
    return made


def check(told):
    return SoundCheck(SimpleNamespace(microphone="usb"), lambda *news: told.append(news))


def test_it_tries_the_microphone_of_the_settings_and_the_system_audio(runs):
    told = []
    tried = check(told)
    tried.start()
    tried.join()
    assert runs[0].sources == ["mic usb", "system"]
    assert told == [(Stage.QUIET, ())]


def test_without_system_audio_the_microphone_is_tried_alone(runs, monkeypatch):
    def refuse():
        raise KnownError("no", "non")

    monkeypatch.setattr("copilot.audio.system.system_audio_source", refuse)
    tried = check([])
    tried.start()
    tried.join()
    assert runs[0].sources == ["mic usb"]


def test_nothing_is_said_once_cancelled(runs):
    told = []
    tried = check(told)
    tried.start()
    tried.join()
    tried.cancel()
    runs[0].say(Stage.DONE, ())
    assert told == [(Stage.QUIET, ())]
    assert "cancel" in runs[0].done


def test_cancelled_before_it_began_it_opens_nothing(runs):
    told = []
    tried = check(told)
    tried.cancel()
    tried.start()
    tried.join()
    assert told == []


def test_a_check_that_breaks_says_so(runs, monkeypatch):
    def broken(device):
        raise RuntimeError("driver")

    monkeypatch.setattr("copilot.audio.microphone.microphone_source", broken)
    told = []
    tried = check(told)
    tried.start()
    tried.join()
    assert told == [(Stage.DONE, ())]
