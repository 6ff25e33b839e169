"""The Core Audio tap against a fake with the interface of catap 0.6.0."""

import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from copilot.audio.call_apps import call_app
from copilot.audio.ring import Ring
from copilot.audio.source import Heard
from copilot.audio.system_macos import MacSystemAudio
from copilot.errors import KnownError


class Session:
    """catap.RecordingSession as far as it is used."""

    def __init__(self, mono, on_buffer):
        self.mono, self.on_buffer = mono, on_buffer
        self.stream_format = None
        self.capture_failed = False
        self.needs_cleanup = False
        self.fails = None
        self.close_fails = 0
        self.closed = 0

    def start(self):
        if self.fails:
            raise self.fails
        self.stream_format = SimpleNamespace(sample_rate=44100.0)

    def close(self):
        self.closed += 1
        if self.close_fails:
            self.close_fails -= 1
            self.needs_cleanup = True
            raise OSError("the tap is still in use")
        self.needs_cleanup = False

    def deliver(self, samples, kind):
        samples = np.asarray(samples)
        form = SimpleNamespace(
            sample_rate=44100.0,
            num_channels=samples.shape[1],
            bits_per_sample=samples.itemsize * 8,
            bytes_per_sample=samples.itemsize,
            is_float=kind == "float",
        )
        self.on_buffer(SimpleNamespace(data=samples.tobytes(), frame_count=len(samples), format=form))


@pytest.fixture
def sessions(monkeypatch):
    made = []

    def record_system_audio(output_path=None, *, exclude=(), mute=False, mono=False, visible=False, on_buffer=None):
        made.append(Session(mono, on_buffer))
        made[-1].fails = sessions_fail[0]
        return made[-1]

    sessions_fail = [None]
    module = ModuleType("catap")
    module.record_system_audio = record_system_audio
    module.record_processes = lambda processes, output_path=None, *, mono=False, on_buffer=None: (
        tapped.append([p.pid for p in processes]) or record_system_audio(mono=mono, on_buffer=on_buffer)
    )
    module.list_audio_processes = lambda: list(processes)
    tapped, processes = [], []
    monkeypatch.setitem(sys.modules, "catap", module)
    return SimpleNamespace(
        made=made, tapped=tapped, processes=processes, fail=lambda error: sessions_fail.__setitem__(0, error)
    )


def test_what_is_played_reaches_the_ring(sessions):
    source, ring = MacSystemAudio(), Ring()
    stream = source.open(ring)
    assert stream.rate == 44100
    sessions.made[0].deliver(np.full((4, 1), 0.5, "<f4"), "float")
    sessions.made[0].deliver(np.full((2, 2), -16384, "<i2"), "integer")
    samples, _ = ring.read()
    assert samples.tolist() == [0.5] * 4 + [-0.5] * 2
    assert source.heard() is Heard.RIGHT
    source.close()
    assert sessions.made[0].closed == 1


def test_a_failed_capture_ends_the_stream(sessions):
    source = MacSystemAudio()
    source.open(Ring())
    sessions.made[0].capture_failed = True
    assert source.heard() is Heard.ENDED
    source.close()


@pytest.mark.parametrize("error", [PermissionError("no"), OSError("tap"), ValueError("layout")])
def test_a_refusal_says_where_to_allow_it(sessions, error):
    sessions.fail(error)
    with pytest.raises(KnownError, match="Privacy & Security") as caught:
        MacSystemAudio().open(Ring())
    assert "Confidentialité" in caught.value.fr
    assert sessions.made[0].closed == 1


def test_an_unfinished_cleanup_is_tried_again(sessions):
    source = MacSystemAudio()
    source.open(Ring())
    sessions.made[0].close_fails = 1
    source.close()
    assert sessions.made[0].closed == 2


def test_an_old_macos_is_told_so(monkeypatch):
    monkeypatch.setitem(sys.modules, "catap", None)
    with pytest.raises(KnownError, match=r"macOS 14\.2"):
        MacSystemAudio().open(Ring())


def process(pid, bundle_id, name, *, outputting=True):
    """catap.AudioProcess as far as it is used."""
    return SimpleNamespace(pid=pid, bundle_id=bundle_id, name=name, is_outputting=outputting)


def test_one_application_is_heard_alone_whenever_it_plays(sessions):
    now = [100.0]
    source = MacSystemAudio(call_app("us.zoom.xos"), lambda: now[0])
    sessions.processes += [process(7, "com.spotify.client", "Spotify"), process(8, "us.zoom.xos", "zoom.us", outputting=False)]
    stream = source.open(Ring())
    assert (stream.device, stream.instead_of, sessions.tapped) == ("macOS", "Zoom", [])
    now[0] += 2
    assert source.heard() is Heard.RIGHT
    sessions.processes[1] = process(8, "us.zoom.xos", "zoom.us")
    assert source.heard() is Heard.RIGHT, "it is not looked at more than once a second"
    now[0] += 1
    assert source.heard() is Heard.WRONG
    source.close()
    stream = source.open(Ring())
    assert (stream.device, stream.instead_of, sessions.tapped) == ("Zoom", "", [[8]])
    sessions.processes.clear()
    for _ in range(4):
        now[0] += 1.2
        assert source.heard() is Heard.RIGHT, "it may be changing its device"
    now[0] += 1.2
    assert source.heard() is Heard.WRONG
    source.close()
    assert source.open(Ring()).instead_of == "Zoom"
    source.close()


def test_core_audio_started_anew_while_one_application_is_looked_for_ends_nothing(sessions, monkeypatch):
    now = [100.0]
    source = MacSystemAudio(call_app("us.zoom.xos"), lambda: now[0])
    source.open(Ring())

    def fail():
        raise OSError("Property 70727323 returned no object")

    monkeypatch.setattr(sys.modules["catap"], "list_audio_processes", fail)
    now[0] += 2
    assert source.heard() is Heard.RIGHT
    source.close()
