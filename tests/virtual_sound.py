"""A virtual sound card and what is played on it."""

import contextlib
import math
import os
import subprocess
import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.programs import Program, require_tools, succeeds

# norewinds=1: an idle null sink otherwise hands out its monitor's samples in blocks of up to two seconds
_PULSE_SCRIPT = """\
load-module module-native-protocol-unix auth-anonymous=1 auth-cookie-enabled=0 socket={socket}
load-module module-null-sink sink_name=call_out rate=48000 channels=2 norewinds=1
load-module module-null-sink sink_name=mic_in rate=48000 channels=1 norewinds=1
load-module module-remap-source source_name=mic master=mic_in.monitor
set-default-sink call_out
set-default-source mic
"""


class SoundServer:
    """A PulseAudio server of its own: sink `call_out` (default; its monitor is "them"), source `mic` (default; "you")."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.socket = folder / "pulse.sock"
        self._program: Program | None = None
        self._as_started: str = ""
        self._players: list[subprocess.Popen[bytes]] = []

    @property
    def variables(self) -> dict[str, str]:
        """What a client needs in its environment."""
        return {"PULSE_SERVER": f"unix:{self.socket}", "PULSE_COOKIE": str(self.folder / "cookie")}

    @property
    def env(self) -> dict[str, str]:
        return os.environ | self.variables

    def start(self) -> None:
        script = self.folder / "pulse.pa"
        script.write_text(_PULSE_SCRIPT.format(socket=self.socket))
        env = {name: value for name, value in os.environ.items() if not name.startswith(("PULSE_", "DBUS_", "DISPLAY"))}
        env |= {f"PULSE_{name}_PATH": str(self.folder) for name in ("RUNTIME", "STATE", "CONFIG")}
        options = "--daemonize=no -n --exit-idle-time=-1 --use-pid-file=no --realtime=no --high-priority=no"
        arguments = ["pulseaudio", *options.split(), "--log-target=stderr", "-F", str(script)]
        self._program = Program(arguments, self.folder / "pulseaudio.log", env)
        self._program.wait_for(lambda: succeeds(["pactl", "get-default-source"], self.env) and "mic" in self.sources())
        self._as_started = self._layout()

    def stop(self) -> None:
        """Ends the server at once, as when it crashes under a call."""
        self.hush()
        if self._program is not None:
            self._program.stop()
            self._program = None

    def restore(self) -> None:
        """Brings back the devices as they were at the start, after a test that unplugged or switched some."""
        if self._program is None or self._layout() != self._as_started:
            self.stop()
            self.start()

    def pactl(self, *arguments: str) -> str:
        """What `pactl ARGUMENTS` prints."""
        done = subprocess.run(["pactl", *arguments], env=self.env, capture_output=True, text=True, check=True, timeout=10)
        return done.stdout

    def sources(self) -> list[str]:
        return [line.split("\t")[1] for line in self.pactl("list", "short", "sources").splitlines()]

    def play(self, recording: Path, to: str) -> subprocess.Popen[bytes]:
        """Plays a WAV file to a sink in the background: `call_out` is the far side's voice, `mic_in` the user's."""
        player = subprocess.Popen(["paplay", f"--device={to}", str(recording)], env=self.env)
        self._players.append(player)
        return player

    def hush(self) -> None:
        for player in self._players:
            player.terminate()
            player.wait(timeout=20)
        self._players.clear()

    def _layout(self) -> str:
        with contextlib.suppress(subprocess.CalledProcessError):
            modules = self.pactl("list", "short", "modules")
            return modules + self.pactl("get-default-sink") + self.pactl("get-default-source")
        return "server not answering"


@pytest.fixture(scope="session")
def _sound_server(tmp_path_factory: pytest.TempPathFactory, _throwaway_home: Path) -> Iterator[SoundServer]:
    require_tools("pulseaudio", "pactl", "paplay")
    server = SoundServer(tmp_path_factory.mktemp("sound"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def sound_server(_sound_server: SoundServer, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    """The virtual sound card, with its variables set in this process. A test may unplug, switch or stop it."""
    _sound_server.restore()
    for name, value in _sound_server.variables.items():
        monkeypatch.setenv(name, value)
    yield _sound_server
    _sound_server.hush()


@pytest.fixture(scope="session")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """`spoken("Shall we say Thursday?")` is a mono WAV file of a robot's voice saying it."""
    folder = tmp_path_factory.mktemp("spoken")
    made: dict[str, Path] = {}

    def speak(text: str) -> Path:
        require_tools("espeak-ng")
        if text not in made:
            made[text] = folder / f"{len(made)}.wav"
            subprocess.run(["espeak-ng", "-v", "en-us", "-s", "150", "-w", str(made[text]), text], check=True, timeout=30)
        return made[text]

    return speak


@pytest.fixture(scope="session")
def tone(tmp_path_factory: pytest.TempPathFactory) -> Callable[[float, float], Path]:
    """`tone(seconds, hertz)` is a 48 kHz mono WAV file of a sine at half of full scale."""
    folder = tmp_path_factory.mktemp("tones")

    def make(seconds: float, hertz: float = 440.0) -> Path:
        path = folder / f"{seconds}s-{hertz}Hz.wav"
        samples = array("h", (round(16383 * math.sin(math.tau * hertz * n / 48000)) for n in range(int(seconds * 48000))))
        with wave.open(str(path), "wb") as out:
            out.setparams((1, 2, 48000, 0, "NONE", ""))
            out.writeframes(samples.tobytes())
        return path

    return make
