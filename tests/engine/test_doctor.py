from pathlib import Path

import pytest

from copilot.audio.devices import Device, Devices
from copilot.call.rules import Text
from copilot.engine import doctor
from copilot.engine.doctor import Finding, examine, report, speed
from copilot.engine.remedies import REMEDIES
from copilot.errors import KnownError


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A good machine without any sound, screen or model behind it."""
    monkeypatch.setenv("MONEYTIME_HOME", str(tmp_path / "not" / "there"))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    one = (Device("a", "Headset", True),)
    monkeypatch.setattr(doctor, "list_devices", lambda: Devices(one, one))
    monkeypatch.setattr("copilot.audio.pulse.look", lambda: None)
    monkeypatch.setattr(doctor, "find_model", lambda name: tmp_path)
    monkeypatch.setattr(doctor, "load_labeller", lambda: None)
    monkeypatch.setattr(doctor, "measured_speed", lambda: 4.0)
    return monkeypatch


def bad() -> dict[str, Finding]:
    return {f.id: f for f in examine() if not f.ok}


def refuse(*_: object) -> None:
    raise KnownError("The file is damaged.", "Le fichier est abîmé.")


def test_a_good_machine_has_nothing_to_mend(machine: pytest.MonkeyPatch) -> None:
    found = list(examine())
    assert all(f.ok and not f.todo.en for f in found)
    looked_at = {"screen", "microphone", "system-audio", "speech-model", "signal-model", "speed", "folder", "disk", "time-zone"}
    assert looked_at <= {f.id for f in found}


def test_each_problem_is_told_with_what_to_do(machine: pytest.MonkeyPatch) -> None:
    machine.setattr(doctor, "screen_missing", lambda: ":9")
    machine.setattr(doctor, "list_devices", lambda: Devices((), ()))
    machine.setattr(doctor, "find_model", refuse)
    machine.setattr(doctor, "load_labeller", refuse)
    machine.setattr(doctor, "_ROOM_MB", 10**12)
    machine.setattr("os.access", lambda *_: False)
    found = bad()
    assert set(found) >= {"screen", "microphone", "system-audio", "speech-model", "signal-model", "folder", "disk"}
    assert "speed" not in {f.id for f in examine()}, "a model that is not there is not tried"
    for finding in found.values():
        assert finding.todo == REMEDIES[finding.id].todo
        for language in ("en", "fr"):
            assert finding.line(language) == f"[!!] {finding.found.of(language)} {finding.todo.of(language)}"


def test_a_sound_server_that_does_not_answer_is_told_by_itself(machine: pytest.MonkeyPatch) -> None:
    machine.setattr("sys.platform", "linux")
    machine.setattr("copilot.audio.pulse.look", refuse)
    assert set(bad()) == {"sound-server"}


@pytest.mark.parametrize(("times", "fits"), [(0.4, False), (2.9, False), (3.1, True), (30.0, True)])
def test_a_machine_must_be_faster_than_talk(times: float, fits: bool) -> None:
    assert speed(times).ok is fits


def test_the_report_names_no_home_and_no_user(machine: pytest.MonkeyPatch, tmp_path: Path) -> None:
    machine.setenv("HOME", str(tmp_path))
    text = report([Finding("disk", False, Text(f"Nothing free in {tmp_path}/data.", ""))])
    assert "Nothing free in ~/data." in text
    assert REMEDIES["disk"].todo.en in text
    assert str(tmp_path) not in text


def test_remedies_speak_both_languages() -> None:
    for remedy in REMEDIES.values():
        for text in (remedy.symptom, remedy.todo):
            assert text.en
            assert text.fr
            assert text.en != text.fr
