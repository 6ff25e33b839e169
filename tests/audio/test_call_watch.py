"""Which call application uses the microphone: who counts, when it is told, and where each system says so."""

import itertools
import os
import subprocess
import sys
import threading
from types import ModuleType, SimpleNamespace

import pytest

from copilot.audio.call_apps import call_app
from copilot.audio.call_watch import CallWatch
from copilot.audio.call_watch_macos import core_audio_users
from copilot.audio.call_watch_windows import consent_users


@pytest.mark.parametrize(
    ("name", "app"),
    [
        ("zoom.real", "zoom"),
        (r"C:#Users#Léa#AppData#Roaming#Zoom#bin#Zoom.exe", "zoom"),
        ("MSTeams_8wekyb3d8bbwe", "teams"),
        ("com.microsoft.teams2", "teams"),
        ("/opt/google/chrome/chrome", "chrome"),
        ("com.google.Chrome.helper", "chrome"),
        ("com.brave.Browser.helper.renderer", "brave"),
        ("CiscoCollabHost", "webex"),
        ("firefox", "firefox"),
    ],
)
def test_call_applications_are_known_by_the_names_systems_use(name, app):
    assert call_app("", name).id == app


@pytest.mark.parametrize("name", ["", "obs", "audacity", "pavucontrol", "moneytime", "zoomed", r"C:#Zoom#updater.exe"])
def test_other_programs_are_no_calls(name):
    assert call_app(name) is None


def test_browsers_are_told_apart():
    assert call_app("chrome").browser
    assert not call_app("slack").browser


def watched(script):
    """What is told for a script of (seconds, names of those who record)."""
    clock = iter([at for at, _ in script])
    told = []
    users = lambda stopping: (frozenset((name,) for name in names) for _, names in script)  # noqa: E731
    watch = CallWatch(lambda apps: told.append([app.id for app in apps]), users=users, clock=lambda: next(clock))
    watch.start()
    watch._thread.join()
    watch.stop()
    return told


def test_a_call_is_told_when_it_comes_and_when_it_has_gone():
    here = [(at, ["zoom"]) for at in range(10)]
    assert watched([*here, *((at, []) for at in range(10, 20))]) == [["zoom"], []]


def test_several_are_told_by_name_and_strangers_are_not():
    both = [(at, ["zoom", "obs", "firefox"]) for at in range(5)]
    assert watched(both) == [["firefox", "zoom"]]


def test_a_short_look_at_the_microphone_is_no_call():
    assert watched([(0.0, ["chrome"]), (0.3, ["chrome"]), (0.5, []), (1.5, []), (6.0, [])]) == []


def test_a_call_that_changes_its_device_is_still_the_same():
    assert watched([(0, ["zoom"]), (2, ["zoom"]), (3, []), (5, []), (6, ["zoom"]), (9, ["zoom"])]) == [["zoom"]]


def test_stopping_ends_the_thread_and_nothing_is_told_after():
    told, heard = [], threading.Event()

    def users(stopping):
        for at in itertools.count():
            yield frozenset({("zoom",)})
            if stopping.wait(0.01) or at > 10_000:
                return

    def tell(apps):
        told.append(apps)
        heard.set()

    watch = CallWatch(tell, users=users, clock=iter(range(100_000)).__next__)
    watch.start()
    assert heard.wait(30)
    watch.stop()
    assert not watch._thread.is_alive()
    CallWatch(told.append).stop()  # never started
    assert len(told) == 1


# --- Windows ------------------------------------------------------------------------------------------------------

STORE = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\microphone"
BOOTED = 1_700_000_000


def filetime(seconds):
    return (seconds + 11_644_473_600) * 10_000_000


class Key:
    """A registry key of winreg: a context manager with a path."""

    def __init__(self, path):
        self.path = path

    def __enter__(self):
        return self

    def __exit__(self, *exc):
        return None


class Registry(ModuleType):
    """winreg as far as it is used. keys: path to its values."""

    HKEY_CURRENT_USER = Key("")

    def __init__(self, keys):
        super().__init__("winreg")
        self.keys = keys

    def OpenKey(self, key, name):
        path = f"{key.path}\\{name}".lstrip("\\")
        if not any(known == path or known.startswith(path + "\\") for known in self.keys):
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return Key(path)

    def _below(self, key):
        return list(dict.fromkeys(k[len(key.path) + 1 :].split("\\")[0] for k in self.keys if k.startswith(key.path + "\\")))

    def QueryInfoKey(self, key):
        return len(self._below(key)), 0, 0

    def EnumKey(self, key, at):
        return self._below(key)[at]

    def QueryValueEx(self, key, name):
        values = self.keys.get(key.path, {})
        if name not in values:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return values[name], 11


def windows_users(monkeypatch, keys):
    monkeypatch.setitem(sys.modules, "winreg", Registry(keys))
    monkeypatch.setitem(sys.modules, "psutil", SimpleNamespace(boot_time=lambda: float(BOOTED)))
    return next(consent_users(threading.Event()))


def used(start, stop=0):
    return {"LastUsedTimeStart": start, "LastUsedTimeStop": stop}


def test_windows_tells_who_holds_the_microphone(monkeypatch):
    began = filetime(BOOTED + 60)
    keys = {
        rf"{STORE}\MSTeams_8wekyb3d8bbwe": used(began),
        rf"{STORE}\Microsoft.WindowsSoundRecorder_8wekyb3d8bbwe": used(began, began + 5),
        rf"{STORE}\NonPackaged\C:#Program Files#Zoom#bin#Zoom.exe": used(began),
        rf"{STORE}\NonPackaged\C:#left#over#slack.exe": used(filetime(BOOTED - 60)),
        rf"{STORE}\NonPackaged\C:#asked#only.exe": {},
        rf"{STORE}\NonPackaged\{sys.executable.replace(os.sep, '#')}": used(began),
    }
    found = windows_users(monkeypatch, keys)
    assert found == {("MSTeams_8wekyb3d8bbwe",), (r"C:#Program Files#Zoom#bin#Zoom.exe",)}
    assert {call_app(*names).id for names in found} == {"teams", "zoom"}


def test_an_old_windows_keeps_no_such_list(monkeypatch):
    assert windows_users(monkeypatch, {}) == frozenset()


# --- macOS --------------------------------------------------------------------------------------------------------


def process(bundle, name, pid=500, inputting=True):
    """catap.AudioProcess as far as it is used."""
    return SimpleNamespace(bundle_id=bundle, name=name, pid=pid, is_inputting=inputting)


def test_macos_tells_who_records(monkeypatch):
    there = [
        process("us.zoom.xos", "zoom.us"),
        process("com.apple.Music", "Music", inputting=False),
        process(None, "python", pid=os.getpid()),
        process(None, "sox"),
    ]
    monkeypatch.setitem(sys.modules, "catap", SimpleNamespace(list_audio_processes=lambda: there))
    found = next(core_audio_users(threading.Event()))
    assert found == {("us.zoom.xos", "zoom.us"), ("", "sox")}
    assert {app.id for names in found if (app := call_app(*names))} == {"zoom"}


def test_an_old_macos_tells_nothing(monkeypatch):
    monkeypatch.setitem(sys.modules, "catap", None)
    assert list(core_audio_users(threading.Event())) == []


# --- Linux, for real ----------------------------------------------------------------------------------------------


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a PulseAudio server")
def test_a_call_on_a_real_sound_server_is_noticed(sound_server, tmp_path):
    told = []
    changed = threading.Event()

    def tell(apps):
        told.append([app.id for app in apps])
        changed.set()

    def record(program, source):
        environment = {**os.environ, "PULSE_PROP_OVERRIDE": f"application.process.binary='{program}'"}
        command = ["parec", f"--device={source}", f"--client-name={program}", str(tmp_path / program)]
        return subprocess.Popen(command, env=environment)

    watch = CallWatch(tell)
    watch.start()
    recorders = [record("Money Time (microphone)", "mic"), record("slack", "speaker.monitor"), record("zoom", "mic")]
    try:
        assert changed.wait(30)
        assert told == [["zoom"]]
        changed.clear()
        recorders[2].kill()
        assert changed.wait(30)
        assert told == [["zoom"], []]
    finally:
        watch.stop()
        for recorder in recorders:
            recorder.kill()
            recorder.wait()
