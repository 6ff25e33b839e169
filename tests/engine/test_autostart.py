"""The login entry, written and taken away."""

import plistlib
import re

import pytest

from copilot.engine import autostart
from copilot.errors import KnownError


@pytest.fixture
def linux(monkeypatch, tmp_path):
    monkeypatch.setattr(autostart.sys, "platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / ".config" / "autostart" / "moneytime.desktop"


def test_it_is_off_until_asked_for_and_off_again(linux):
    assert not autostart.starts_at_login()
    autostart.start_at_login(True)
    assert autostart.starts_at_login()
    assert "--in-tray" in linux.read_text()
    autostart.start_at_login(False)
    autostart.start_at_login(False)
    assert not autostart.starts_at_login()


def test_a_folder_that_cannot_be_made_is_a_sentence(linux):
    linux.parents[1].write_text("a file where the folder should be")
    with pytest.raises(KnownError, match="could not be changed"):
        autostart.start_at_login(True)


def test_a_desktop_entry_survives_awkward_paths():
    text = autostart.desktop_file(['/opt/my "own" $app/100%/moneytime', "--in-tray"])
    line = next(line for line in text.splitlines() if line.startswith("Exec="))
    # a reader of the entry first undoes the string's escapes, then the argument's quotes, then the field codes
    unescaped = line.removeprefix("Exec=").replace("\\\\", "\\")
    arguments = [re.sub(r'\\([\\"`$])', r"\1", a) for a in re.findall(r'"((?:[^"\\]|\\.)*)"', unescaped)]
    assert [a.replace("%%", "%") for a in arguments] == ['/opt/my "own" $app/100%/moneytime', "--in-tray"]


def test_a_launch_agent_runs_the_app_at_login(monkeypatch, tmp_path):
    monkeypatch.setattr(autostart.sys, "platform", "darwin")
    monkeypatch.setenv("HOME", str(tmp_path))
    autostart.start_at_login(True)
    kept = plistlib.loads((tmp_path / "Library" / "LaunchAgents" / "moneytime.plist").read_bytes())
    assert kept["RunAtLoad"] is True
    assert kept["ProgramArguments"][-1] == "--in-tray"
    autostart.start_at_login(False)
    assert not autostart.starts_at_login()


class Registry:
    """The few calls of winreg that are used."""

    HKEY_CURRENT_USER, REG_SZ = 1, 1

    def __init__(self):
        self.values = {}

    def CreateKey(self, root, path):
        assert path.endswith(r"CurrentVersion\Run")
        return self

    OpenKey = CreateKey

    def __enter__(self):
        return self

    def __exit__(self, *_):
        return None

    def QueryValueEx(self, key, name):
        if name not in self.values:
            raise FileNotFoundError
        return self.values[name], self.REG_SZ

    def SetValueEx(self, key, name, reserved, kind, value):
        self.values[name] = value

    def DeleteValue(self, key, name):
        del self.values[name]


def test_windows_keeps_it_in_the_run_key(monkeypatch):
    registry = Registry()
    monkeypatch.setattr(autostart.sys, "platform", "win32")
    monkeypatch.setattr(autostart, "_registry", lambda: registry)
    monkeypatch.setattr(autostart, "command", lambda: [r"C:\Program Files\Money Time\moneytime.exe", "--in-tray"])
    autostart.start_at_login(True)
    assert registry.values == {"moneytime": r'"C:\Program Files\Money Time\moneytime.exe" --in-tray'}
    assert autostart.starts_at_login()
    autostart.start_at_login(False)
    autostart.start_at_login(False)
    assert not autostart.starts_at_login()
