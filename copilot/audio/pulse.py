"""PulseAudio, or PipeWire behind its PulseAudio face: which sources there are and what our streams really hear."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field

import pulsectl

from copilot.audio.call_apps import CallApp
from copilot.audio.portaudio import InputStream, devices
from copilot.audio.pulse_app import apps_playing
from copilot.audio.pulse_link import PulseLink
from copilot.audio.ring import Ring
from copilot.audio.source import CannotOpen, Heard
from copilot.call.events import Trouble
from copilot.errors import KnownError

_RATE = 16_000  # the server resamples and mixes
_LISTEN_S = 0.25


@dataclass(frozen=True, slots=True)
class PulseState:
    """A look at the server. sources: name -> description, monitors apart. hearing: our stream's name -> source it hears.

    playing: the call applications that play something.
    """

    microphones: dict[str, str] = field(default_factory=dict)
    monitors: dict[str, str] = field(default_factory=dict)
    default_source: str = ""
    default_monitor: str = ""
    hearing: dict[str, str] = field(default_factory=dict)
    playing: frozenset[CallApp] = frozenset()


def no_server() -> CannotOpen:
    return CannotOpen(
        Trouble.STUCK,
        "No sound server answers. Start PulseAudio or PipeWire (log out and in again), then try again.",
        "Aucun serveur de son ne répond. Démarrez PulseAudio ou PipeWire (reconnectez-vous), puis réessayez.",
    )


def look() -> PulseState:
    """What the server says now. KnownError when none answers."""
    try:
        with pulsectl.Pulse("moneytime-look", connect=False) as pulse:
            pulse.connect()
            return _state(pulse)
    except (pulsectl.PulseError, pulsectl.PulseDisconnected) as error:
        raise no_server() from error


def _state(pulse: pulsectl.Pulse) -> PulseState:
    sources = pulse.source_list()
    server = pulse.server_info()
    sink_monitors = {sink.name: sink.monitor_source_name for sink in pulse.sink_list()}
    monitors = {source.name: source.description for source in sources if source.monitor_of_sink_name}
    names = {source.index: source.name for source in sources}
    outputs = sorted(pulse.source_output_list(), key=_is_ours)  # in a sandbox the server may know another process id
    hearing = {output.proplist.get("application.name", ""): names.get(output.source, "") for output in outputs}
    return PulseState(
        microphones={source.name: source.description for source in sources if source.name not in monitors},
        monitors=monitors,
        default_source=server.default_source_name,
        default_monitor=sink_monitors.get(server.default_sink_name, ""),
        hearing=hearing,
        playing=apps_playing(pulse.sink_input_list()),
    )


def _is_ours(output: pulsectl.PulseSourceOutputInfo) -> bool:
    return bool(output.proplist.get("application.process.id") == str(os.getpid()))


class PulseWatch:
    """Keeps the newest PulseState, on a thread of its own that sleeps until the server tells of a change."""

    def __init__(self, state: PulseState) -> None:
        self.state: PulseState | None = state  # None: the server is gone
        follows = ("server", "source", "sink", "source_output", "sink_input")
        self._link = PulseLink("pulse-watch", "moneytime-watch", follows, self._follow, self._lose)

    def close(self) -> None:
        self._link.close()

    def _follow(self, link: PulseLink) -> None:
        while not link.stopping:
            while link.changed():
                self.state = _state(link.pulse)
            link.listen(_LISTEN_S)

    def _lose(self) -> None:
        self.state = None


class PulseInput:
    """One source of the server by its name, and the means to tell whether it is still the one we hear."""

    rate = _RATE

    def __init__(self, ring: Ring, state: PulseState, source: str, label: str) -> None:
        """source: a name in state. label: what volume controls show for our stream; unique in the process."""
        self._label = label
        self._source = source
        name = {**state.microphones, **state.monitors}.get(source, source)
        plugin = _alsa_plugin()
        monitor = source in state.monitors
        self._stream = InputStream(
            ring, device=plugin, name=name, rate=_RATE, channels=1, environment=_route(plugin, source, monitor, label)
        )
        self._watch = PulseWatch(state)

    def heard(self, wanted: Callable[[PulseState], str]) -> Heard:
        """wanted: the name of the source that should be heard, given the server's state."""
        state = self._watch.state
        if state is None or not self._stream.active:
            return Heard.ENDED
        if wanted(state) != self._source:
            return Heard.WRONG
        hears = state.hearing.get(self._label)
        if hears is None:
            return Heard.UNKNOWN
        return Heard.RIGHT if hears == self._source else Heard.WRONG

    def close(self) -> None:
        self._watch.close()
        self._stream.close()


def _alsa_plugin() -> str:
    listed = {device["name"] for device in devices() if device["max_input_channels"] > 0}
    for name in ("pulse", "pipewire"):
        if name in listed:
            return name
    raise KnownError(
        "Programs cannot record through the sound server here. Install libasound2-plugins (or pipewire-alsa), then try again.",
        "Impossible d'enregistrer par le serveur de son. Installez libasound2-plugins (ou pipewire-alsa), puis réessayez.",
    )


def _route(plugin: str, source: str, monitor: bool, label: str) -> dict[str, str]:
    """The variables that make an ALSA plugin record from a named source under a name of ours."""
    if plugin == "pulse":
        return {"PULSE_SOURCE": source, "PULSE_PROP_OVERRIDE": f"application.name='{label}'"}
    target = source.removesuffix(".monitor") if monitor else source
    sink = "stream.capture.sink=true " if monitor else ""
    return {"PIPEWIRE_ALSA": f'{{ {sink}target.object="{target}" application.name="{label}" }}'}
