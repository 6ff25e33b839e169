"""WASAPI loopback against fakes that have the interfaces of soundcard 0.4.6, pycaw and comtypes."""

import sys
import threading
from enum import Enum
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from copilot.audio.call_apps import app_with_id
from copilot.audio.ring import Ring
from copilot.audio.source import Heard
from copilot.audio.system_windows import WindowsSystemAudio
from copilot.errors import KnownError


class COMError(Exception):
    """comtypes', which Windows alone has."""


class Ended(Exception):
    """psutil's, of a program that is there no more."""


class ERole(Enum):
    eConsole = 0
    eMultimedia = 1
    eCommunications = 2


class EDataFlow(Enum):
    eRender = 0
    eCapture = 1


class DEVICE_STATE(Enum):
    ACTIVE = 1


class Recorder:
    """soundcard's: a context manager; `record` blocks until it has that many frames. Here a ticket lets one block through."""

    def __init__(self, machine, endpoint, channels, kept_s):
        self.machine, self.endpoint, self.channels, self.kept_s = machine, endpoint, channels, kept_s

    def __enter__(self):
        assert self.kept_s >= 0.5, "what WASAPI keeps for a reader that is late"
        self.machine.open_recorders.append(self.endpoint)
        return self

    def __exit__(self, *exc):
        self.machine.open_recorders.remove(self.endpoint)

    def record(self, numframes):
        if self.machine.broken.is_set():
            raise RuntimeError("Error 0x88890004")
        self.machine.tickets.acquire(timeout=0.01)
        self.machine.blocks += 1
        return np.full((numframes, self.channels), self.machine.playing.get(self.endpoint, 0.0), np.float32)


def collection(get, items):
    """A COM collection: its count, and its items one by one."""
    return SimpleNamespace(GetCount=lambda: len(items), **{get: items.__getitem__})


class Output:
    """An IMMDevice: `Activate` gives its session manager."""

    def __init__(self, sessions):
        self.sessions = sessions

    def Activate(self, iid, context, parameters):
        assert (iid, context, parameters) == ("manager 2", 23, None)
        found = collection("GetSession", self.sessions)
        manager = SimpleNamespace(GetSessionEnumerator=lambda: found)
        return SimpleNamespace(QueryInterface=lambda interface: manager)


class Machine:
    """A Windows computer with named outputs."""

    def __init__(self):
        self.console, self.communications = "{speakers}", "{headset}"
        self.playing = {"{speakers}": 0.25, "{headset}": 0.5}
        self.loopback = True
        self.broken = threading.Event()
        self.tickets = threading.Semaphore(0)
        self.blocks = 0
        self.open_recorders = []
        self.sessions = []
        self.com = 0
        self.asked = []

    def default_endpoint(self, flow, role):
        assert flow == EDataFlow.eRender.value
        endpoint = {0: self.console, 2: self.communications}[role]
        if not endpoint:
            raise OSError(-2147023728, "Element not found")
        return SimpleNamespace(GetId=lambda: endpoint)

    def outputs(self, flow, states):
        """A collection of two outputs; the programs' sessions are on the second."""
        assert (flow, states) == (EDataFlow.eRender.value, DEVICE_STATE.ACTIVE.value)
        return collection("Item", [Output([]), Output(self.sessions)])

    def get_microphone(self, id, include_loopback=False):
        assert include_loopback
        self.asked.append(id)

        def recorder(samplerate, channels=None, blocksize=None, exclusive_mode=False):
            return Recorder(self, id, channels, (blocksize or 480) / samplerate)

        return SimpleNamespace(id=id, name=id.strip("{}"), isloopback=self.loopback, recorder=recorder)

    def enter_com(self, flags):
        assert flags == sys.coinit_flags == 0, "set before the first import, which makes its thread what they say"
        self.com += 1

    def leave_com(self):
        self.com -= 1


@pytest.fixture
def machine(monkeypatch):
    machine = Machine()
    enumerator = SimpleNamespace(GetDefaultAudioEndpoint=machine.default_endpoint, EnumAudioEndpoints=machine.outputs)
    modules = {
        "soundcard": {"get_microphone": machine.get_microphone},
        "comtypes": {
            "CoInitializeEx": machine.enter_com,
            "CoUninitialize": machine.leave_com,
            "COMError": COMError,
            "CLSCTX_ALL": 23,
        },
        "psutil": {"Error": Ended},
        "pycaw": {},
        "pycaw.api": {},
        "pycaw.api.audiopolicy": {
            "IAudioSessionControl2": "control 2",
            "IAudioSessionManager2": SimpleNamespace(_iid_="manager 2"),
        },
        "pycaw.constants": {"DEVICE_STATE": DEVICE_STATE, "EDataFlow": EDataFlow, "ERole": ERole},
        "pycaw.utils": {
            "AudioSession": lambda control: control,
            "AudioUtilities": SimpleNamespace(GetDeviceEnumerator=lambda: enumerator),
        },
    }
    for name, contents in modules.items():
        module = ModuleType(name)
        vars(module).update(contents)
        monkeypatch.setitem(sys.modules, name, module)
    monkeypatch.setattr(sys, "coinit_flags", None, raising=False)
    return machine


def until(condition):
    for _ in range(2000):
        if condition():
            return
        threading.Event().wait(0.002)
    raise AssertionError("it never came")


def test_both_outputs_are_heard_as_one(machine):
    source, ring = WindowsSystemAudio(), Ring()
    stream = source.open(ring)
    assert (stream.rate, stream.device) == (48_000, "speakers + headset")
    machine.tickets.release(4)
    until(lambda: machine.blocks >= 4)
    assert source.heard() is Heard.RIGHT
    source.close()
    samples, lost = ring.read()
    assert lost == 0
    assert np.allclose(samples, 0.75)
    assert machine.open_recorders == []
    assert machine.com == 0


def test_one_output_in_both_roles_is_opened_once(machine):
    machine.communications = machine.console
    source = WindowsSystemAudio()
    assert source.open(Ring()).device == "speakers"
    source.close()
    assert machine.asked == ["{speakers}"]


def test_another_default_output_is_noticed(machine):
    source = WindowsSystemAudio()
    source.open(Ring())
    machine.console = "{usb}"
    machine.tickets.release(10_000)
    until(lambda: source.heard() is Heard.WRONG)
    source.close()


def test_a_device_that_vanishes_ends_the_stream(machine):
    source = WindowsSystemAudio()
    source.open(Ring())
    machine.broken.set()
    machine.tickets.release(10)
    until(lambda: source.heard() is Heard.ENDED)
    source.close()
    assert machine.open_recorders == []


def test_no_output_is_a_known_error(machine):
    machine.console = ""
    source = WindowsSystemAudio()
    with pytest.raises(KnownError, match="speakers or headphones"):
        source.open(Ring())
    assert source.heard() is Heard.ENDED


def test_a_microphone_is_never_taken_for_the_loopback(machine):
    machine.loopback = False
    with pytest.raises(KnownError):
        WindowsSystemAudio().open(Ring())


class Tap:
    """proc-tap's backend as far as it is used: `read` gives stereo float32 at 48 kHz as bytes, None when nothing came."""

    def __init__(self, machine, pid):
        self.machine, self.pid = machine, pid

    def start(self):
        self.machine.tapped.append(self.pid)

    def stop(self):
        self.machine.tapped.remove(self.pid)

    def read(self):
        if not self.machine.tickets.acquire(blocking=False):
            return None
        return np.tile(np.float32([0.25, 0.75]), 4800).tobytes()


def session(pid, name, state=1):
    """pycaw's AudioSession as far as it is used, and the control it is made of."""
    found = SimpleNamespace(ProcessId=pid, State=state, Process=SimpleNamespace(name=lambda: name))
    found.QueryInterface = lambda interface: found
    return found


@pytest.fixture
def one_program(machine, monkeypatch):
    machine.tapped, machine.sessions = [], [session(3, "spotify.exe"), session(7, "Zoom.exe", state=0)]
    for name in ("proctap", "proctap.backends"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    sys.modules["proctap.backends"].get_backend = lambda pid, resample_quality="best": Tap(machine, pid)
    monkeypatch.setattr("copilot.audio.windows_app._LOOK_EVERY_S", 0.01)
    monkeypatch.setattr("copilot.audio.windows_app._GONE_S", 0.05)
    return machine


def test_one_application_is_heard_alone_whenever_it_plays(one_program):
    now = [100.0]
    source, ring = WindowsSystemAudio(app_with_id("zoom"), lambda: now[0]), Ring()
    assert source.open(ring).instead_of == "Zoom"
    assert source.heard() is Heard.RIGHT
    one_program.sessions[1] = session(7, "Zoom.exe")
    now[0] += 1.5
    assert source.heard() is Heard.WRONG
    source.close()
    ring.clear()
    stream = source.open(ring)
    assert (stream.rate, stream.device, stream.instead_of) == (48_000, "Zoom", "")
    until(lambda: one_program.tapped == [7])
    one_program.tickets.release(2)
    heard = []
    until(lambda: heard.append(ring.read()[0]) or (np.concatenate(heard) == 0.5).sum() == 9600)
    assert set(np.concatenate(heard)) == {0.0, 0.5}, "silence by the clock around it"
    one_program.sessions.clear()
    until(lambda: source.heard() is Heard.WRONG)
    source.close()
    assert one_program.tapped == []
    assert one_program.com == 0


@pytest.mark.parametrize("error", [COMError("no output"), Ended("no such process")])
def test_an_output_unplugged_or_a_program_that_ends_meanwhile_ends_nothing(one_program, error, monkeypatch):
    now = [100.0]
    source = WindowsSystemAudio(app_with_id("zoom"), lambda: now[0])
    source.open(Ring())

    def fail(session):
        raise error

    monkeypatch.setattr(sys.modules["pycaw.utils"], "AudioSession", fail)
    now[0] += 1.5
    assert source.heard() is Heard.RIGHT
    source.close()
    assert one_program.com == 0
