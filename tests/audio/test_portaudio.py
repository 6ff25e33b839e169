"""Streams and microphones through a fake with sounddevice's interface: what Windows and macOS use."""

import os
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from copilot.audio import portaudio
from copilot.audio.devices import list_devices
from copilot.audio.frames import RATE
from copilot.audio.microphone import PortAudioMicrophone
from copilot.audio.portaudio import InputStream, play
from copilot.audio.ring import Ring
from copilot.audio.source import Heard
from copilot.errors import KnownError


class PortAudioError(Exception):
    pass


def device(name, inputs, outputs=0, rate=48_000.0, hostapi=0):
    return {
        "name": name,
        "max_input_channels": inputs,
        "max_output_channels": outputs,
        "default_samplerate": rate,
        "hostapi": hostapi,
    }


class Machine:
    """What is plugged in, what opens, what was opened."""

    def __init__(self):
        self.plugged = [device("Built-in Microphone", 1), device("Speakers", 0, 2), device("USB Interface", 8, 2, 192_000.0)]
        self.listed = list(self.plugged)
        self.default = [0, 1]
        self.refuses = False
        self.streams = []
        self.seen = []
        self.played = []

    def initialize(self):
        self.listed = list(self.plugged)

    def input_stream(self, **options):
        self.seen.append((options, os.environ.get("PULSE_SOURCE")))
        if self.refuses:
            raise PortAudioError("Error opening InputStream: Device unavailable [PaErrorCode -9985]")
        if options["device"] == "nothing":
            raise ValueError("No input device matching 'nothing'")
        self.streams.append(Stream(self, options))
        return self.streams[-1]


class Stream:
    def __init__(self, machine, options):
        self.machine, self.options = machine, options
        self.active = False

    def start(self):
        self.active = True

    def stop(self):
        self.active = False

    def write(self, samples):
        self.machine.played.append(samples)

    def close(self, ignore_errors=True):
        self.active = False


@pytest.fixture
def machine(monkeypatch):
    machine = Machine()
    module = ModuleType("sounddevice")
    module.PortAudioError = PortAudioError
    module.query_devices = lambda: machine.listed
    module.InputStream = machine.input_stream
    module.OutputStream = lambda **options: machine.input_stream(device=None, **options)
    module.default = SimpleNamespace(device=machine.default)
    module._terminate = lambda: None
    module._initialize = machine.initialize
    monkeypatch.setitem(sys.modules, "sounddevice", module)
    monkeypatch.setattr(portaudio, "_library", portaudio._Library())
    return machine


def test_the_default_microphone_at_its_own_rate(machine):
    source, ring = PortAudioMicrophone(), Ring()
    stream = source.open(ring)
    assert (stream.rate, stream.device) == (48_000, "Built-in Microphone")
    machine.streams[0].options["callback"](np.full((480, 1), 0.5, np.float32), 480, None, None)
    assert ring.read()[0].tolist() == [0.5] * 480
    assert source.heard() is Heard.RIGHT
    machine.streams[0].active = False
    assert source.heard() is Heard.ENDED
    source.close()
    source.close()


def test_a_chosen_microphone_by_its_name_with_two_of_its_inputs(machine):
    source = PortAudioMicrophone("USB Interface")
    assert source.open(Ring()).rate == 192_000
    assert machine.streams[0].options["channels"] == 2
    source.close()


def test_a_chosen_microphone_that_is_away_gives_way_to_the_default(machine):
    source = PortAudioMicrophone("Headset")
    assert source.open(Ring()).device == "Built-in Microphone"
    source.close()


def test_what_was_plugged_in_later_is_found_when_nothing_is_open(machine):
    source = PortAudioMicrophone("Headset")
    source.open(Ring())
    machine.plugged.append(device("Headset", 1, rate=8000.0))
    source.close()
    assert source.open(Ring()).rate == 8000
    source.close()


def test_no_microphone_is_a_known_error(machine):
    machine.plugged = [device("Speakers", 0, 2)]
    machine.default[0] = -1
    with pytest.raises(KnownError, match="No microphone"):
        PortAudioMicrophone().open(Ring())


def test_a_device_another_program_holds_is_named(machine):
    machine.refuses = True
    with pytest.raises(KnownError, match="Built-in Microphone") as caught:
        PortAudioMicrophone().open(Ring())
    assert "ne s'ouvre pas" in caught.value.fr


def test_a_device_that_vanishes_between_listing_and_opening(machine, monkeypatch):
    with pytest.raises(KnownError, match="cannot be opened"):
        InputStream(Ring(), device="nothing", name="Headset", rate=RATE, channels=1, environment={})


def test_variables_last_only_while_the_stream_opens(machine, monkeypatch):
    monkeypatch.setenv("PULSE_SOURCE", "theirs")
    stream = InputStream(Ring(), device="pulse", name="mic", rate=RATE, channels=1, environment={"PULSE_SOURCE": "ours"})
    assert machine.seen[0][1] == "ours"
    assert os.environ["PULSE_SOURCE"] == "theirs"
    stream.close()
    monkeypatch.delenv("PULSE_SOURCE")
    machine.refuses = True
    with pytest.raises(KnownError):
        InputStream(Ring(), device="pulse", name="mic", rate=RATE, channels=1, environment={"PULSE_SOURCE": "ours"})
    assert "PULSE_SOURCE" not in os.environ


def test_a_missing_library_is_a_known_error(machine, monkeypatch):
    class Missing:
        def find_spec(self, name, path=None, target=None):
            if name == "sounddevice":
                raise OSError("PortAudio library not found")

    monkeypatch.delitem(sys.modules, "sounddevice")
    monkeypatch.setattr(sys, "meta_path", [Missing(), *sys.meta_path])
    with pytest.raises(KnownError, match="libportaudio2"):
        portaudio.devices()


def test_playing(machine):
    play(np.zeros(100, np.float32), 48_000)
    assert machine.played[0].shape == (100, 1)
    machine.refuses = True
    with pytest.raises(KnownError):
        play(np.zeros(100, np.float32), 48_000)


def test_devices_are_listed_once_on_windows(machine, monkeypatch):
    monkeypatch.setattr(sys, "platform", "win32")
    machine.plugged.append(device("Built-in Microphone", 1, hostapi=1))
    found = list_devices()
    assert [(d.name, d.default) for d in found.microphones] == [("Built-in Microphone", True), ("USB Interface", False)]
    assert [(d.name, d.default) for d in found.system] == [("Speakers", True), ("USB Interface", False)]
