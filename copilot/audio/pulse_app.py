"""What one program plays, through PulseAudio or PipeWire: each of its streams is listened to by itself, wherever it goes."""

import ctypes
import logging
import time
from collections.abc import Iterable

import numpy as np
import pulsectl
from pulsectl import _pulsectl as native

from copilot.audio.call_apps import CallApp, call_app
from copilot.audio.frames import RATE
from copilot.audio.mixing import Mixer
from copilot.audio.pulse_link import PulseLink
from copilot.audio.ring import Ring
from copilot.audio.source import Heard

_PERIOD_S = 0.04
_FRAGMENT = RATE * 4 // 25  # bytes the server sends at once: 40 ms
_ANY = 2**32 - 1  # the server's own choice
_GONE_S = 5.0  # a program that changes its device, or waits in a lobby, closes its stream and opens another
_NAMES = ("application.process.binary", "pipewire.access.portal.app_id", "application.id", "application.name")

log = logging.getLogger(__name__)


def apps_playing(inputs: Iterable[pulsectl.PulseSinkInputInfo]) -> frozenset[CallApp]:
    """The call applications among those that play."""
    return frozenset(app for stream in inputs if (app := _app_of(stream)) is not None)


def _app_of(stream: pulsectl.PulseSinkInputInfo) -> CallApp | None:
    return call_app(*(stream.proplist.get(name, "") for name in _NAMES))


class AppInput:
    """Listens on a thread of its own, "app-sound", which owns the connection. heard: whether the program still plays."""

    rate = RATE

    def __init__(self, ring: Ring, app: CallApp) -> None:
        self.heard = Heard.RIGHT
        self._ring, self._app = ring, app
        self._link = PulseLink("app-sound", "Money Time (one program)", ("sink_input",), self._listen, self._lose)

    def close(self) -> None:
        self._link.close()

    def _lose(self) -> None:
        self.heard = Heard.ENDED

    def _listen(self, link: PulseLink) -> None:
        mixer = Mixer(time.monotonic)
        streams: dict[tuple[int, int], _Tap] = {}
        playing_at = time.monotonic()
        try:
            while not link.stopping:
                if link.changed():
                    self._follow(link.pulse, mixer, streams)
                if streams:
                    playing_at = time.monotonic()
                elif time.monotonic() - playing_at > _GONE_S:
                    self.heard = Heard.WRONG
                    return
                link.listen(_PERIOD_S)
                self._ring.write(mixer.due())
        finally:
            for tap in streams.values():
                tap.close()

    def _follow(self, pulse: pulsectl.Pulse, mixer: Mixer, streams: "dict[tuple[int, int], _Tap]") -> None:
        """Taps what began to play, or went to another output, and lets go of what ended."""
        there = {(i.index, i.sink): i for i in pulse.sink_input_list() if _app_of(i) == self._app}
        for key in [key for key in streams if key not in there]:
            streams.pop(key).close()
            mixer.forget(key)
        monitors = {sink.index: sink.monitor_source_name for sink in pulse.sink_list()}
        for key in [key for key in there if key not in streams and key[1] in monitors]:
            streams[key] = _Tap(pulse, mixer, key, monitors[key[1]])


class _Tap:
    """A record stream on one playing stream. Its callback runs inside `event_listen`, on the thread of the connection."""

    def __init__(self, pulse: pulsectl.Pulse, mixer: Mixer, key: tuple[int, int], monitor: str) -> None:
        self._mixer, self._key = mixer, key
        spec = native.PA_SAMPLE_SPEC(format=native.PA_SAMPLE_FLOAT32NE, rate=RATE, channels=1)
        names = native.pa.proplist_from_string("application.name='Money Time (one program)'")
        self._stream = native.pa.stream_new_with_proplist(pulse._ctx, "one program", ctypes.byref(spec), None, names)
        native.pa.proplist_free(names)
        self._callback = native.PA_STREAM_REQUEST_CB_T(self._came)  # kept: the library does not
        native.pa.stream_set_monitor_stream(self._stream, key[0])
        native.pa.stream_set_read_callback(self._stream, self._callback, None)
        buffers = native.PA_BUFFER_ATTR(maxlength=_ANY, fragsize=_FRAGMENT)
        flags = native.PA_STREAM_DONT_MOVE | native.PA_STREAM_ADJUST_LATENCY
        native.pa.stream_connect_record(self._stream, monitor.encode(), ctypes.byref(buffers), flags)

    def close(self) -> None:
        try:
            native.pa.stream_disconnect(self._stream)
        except native.pa.CallError:
            log.debug("a stream had ended")
        native.pa.stream_unref(self._stream)

    def _came(self, stream: object, count: int, user: object) -> None:
        data, size = ctypes.c_void_p(), ctypes.c_size_t(0)
        native.pa.stream_peek(stream, ctypes.byref(data), ctypes.cast(ctypes.pointer(size), ctypes.POINTER(ctypes.c_int)))
        if not size.value:
            return
        if data.value:
            sound = np.frombuffer(ctypes.string_at(data.value, size.value), np.float32)
        else:
            sound = np.zeros(size.value // 4, np.float32)  # a hole
        self._mixer.hear(self._key, sound)
        native.pa.stream_drop(stream)
