"""Fixtures shared by all rooms: isolation from this machine, a virtual desktop, a virtual sound card.

Every test runs with its own product folder, a throw-away home, no network, Qt offscreen and no sound server, and must
leave no thread behind. Tests that ask for `desktop` or `sound_server` are marked slow by themselves. A missing tool
skips them loudly on a person's machine and fails them where `CI` is set.
"""

import contextlib
import functools
import math
import os
import select
import shutil
import socket
import subprocess
import threading
import wave
from array import array
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from copilot.engine import understanding
from copilot.signals.labeller import Labeller

pytest_plugins = ["tests.model_server"]

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HF_HUB_OFFLINE"] = "1"

_SLOW_FIXTURES = {"desktop", "sound_server"}
_START_SECONDS = 45.0


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _SLOW_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
            # a busy machine may stall a sound or X server for seconds: such a test fails when it fails three times
            item.add_marker(pytest.mark.flaky(reruns=2))


def require_tools(*names: str) -> None:
    """Skips the test, or fails it where `CI` is set, when one of these programs is missing."""
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        give_up(f"missing programs: {', '.join(missing)} (packaging/test installs them)")


def give_up(why: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(f"NOT TESTED: {why}")


# --- isolation ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def _throwaway_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """One home folder for the run: nothing under the real one is read or written."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
            patch.setenv(name, str(home))
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
            patch.delenv(name, raising=False)
        for name in [name for name in os.environ if name.startswith("MONEYTIME_")]:
            patch.delenv(name)
        yield home


@pytest.fixture(autouse=True)
def moneytime_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The product's own folder for this test. It does not exist yet, as on a first start."""
    home = tmp_path / "moneytime-home"
    monkeypatch.setenv("MONEYTIME_HOME", str(home))
    monkeypatch.setenv("PULSE_SERVER", f"unix:{tmp_path}/no-sound-server")
    return home


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuses connections and name look-ups that leave this machine."""

    def refuse_connect(real: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
        def connect(self: socket.socket, address: Any) -> Any:
            local = self.family == getattr(socket, "AF_UNIX", None) or address[0] in ("127.0.0.1", "::1")
            if not local:
                raise AssertionError(f"a test tried to reach the network: {address!r}")
            return real(self, address)

        return connect

    look_up = socket.getaddrinfo

    def refuse_lookup(host: Any, *rest: Any, **more: Any) -> Any:
        if host in ("127.0.0.1", "::1"):
            return look_up(host, *rest, **more)
        raise AssertionError(f"a test tried to look up {host!r}")

    monkeypatch.setattr(socket.socket, "connect", refuse_connect(socket.socket.connect))
    monkeypatch.setattr(socket.socket, "connect_ex", refuse_connect(socket.socket.connect_ex))
    monkeypatch.setattr(socket, "getaddrinfo", refuse_lookup)


@pytest.fixture(scope="session", autouse=True)
def _signal_model_read_once() -> Iterator[None]:
    """Each model folder is opened once a run; its reader keeps nothing of what it has read."""
    opened = functools.cache(Labeller)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(understanding, "Labeller", lambda folder, own: Labeller(folder, own) if own else opened(folder))
        yield


@pytest.fixture(autouse=True)
def _no_thread_left() -> Iterator[None]:
    """Fails the test that leaves a thread. Threads of session or module fixtures are not counted."""
    before = set(threading.enumerate())
    yield
    left = [thread for thread in threading.enumerate() if thread not in before and _ours(thread)]
    for thread in left:
        thread.join(timeout=10.0)
    alive = [thread.name for thread in left if thread.is_alive()]
    assert not alive, f"threads left running: {alive}"


def _ours(thread: threading.Thread) -> bool:
    """Not a native library's thread seen by Python (a dummy), nor tqdm's one monitor per process."""
    return type(thread).__name__ not in {"_DummyThread", "TMonitor"}


@pytest.fixture
def qtbot(qtbot: Any) -> Any:
    """pytest-qt's, but it waits half a minute unless told otherwise: five seconds are little on a busy machine."""
    for name in ("waitUntil", "waitSignal", "waitSignals", "waitActive", "waitExposed"):
        setattr(qtbot, name, functools.partial(getattr(qtbot, name), timeout=30_000))
    return qtbot


# --- programs run by the tests ------------------------------------------------------------------------------------


class Program:
    """A background program with its log file; `stop` ends exactly this one."""

    def __init__(self, arguments: list[str], log: Path, env: dict[str, str], pass_fds: tuple[int, ...] = ()) -> None:
        self.log = log
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                arguments,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                env=env,
                pass_fds=pass_fds,
                start_new_session=True,
            )

    def wait_for(self, ready: Callable[[], bool]) -> None:
        """Until `ready()`, while the program lives, for a few seconds at most."""
        for _ in range(int(_START_SECONDS / 0.1)):
            if ready():
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(timeout=0.1)
                break
        raise AssertionError(f"{self.process.args} is not ready:\n{self.log.read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait(timeout=20)


def _succeeds(arguments: list[str], env: dict[str, str]) -> bool:
    return subprocess.run(arguments, env=env, capture_output=True, check=False, timeout=10).returncode == 0


# --- a virtual desktop --------------------------------------------------------------------------------------------


class Desktop:
    """An X server of its own with a window manager and a compositor. Programs under test get `env`."""

    def __init__(self, display: str, folder: Path) -> None:
        self.display = display
        self.folder = folder

    @property
    def env(self) -> dict[str, str]:
        """The environment for a program that shall open real windows here (the test's own folders included)."""
        return os.environ | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def xdotool(self, *arguments: str) -> str:
        """What `xdotool ARGUMENTS` prints, without the last newline."""
        return self._run("xdotool", *arguments)

    def windows(self, name: str) -> list[str]:
        """Ids of the visible windows whose title matches this regular expression."""
        found = subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--name", name], env=self.env, capture_output=True, text=True, check=False
        )
        return found.stdout.split()

    def screenshot(self, path: Path) -> Path:
        """The whole screen as composited, as PNG."""
        self._run("scrot", "--overwrite", str(path))
        return path

    def _run(self, *arguments: str) -> str:
        done = subprocess.run(arguments, env=self.env, capture_output=True, text=True, check=True, timeout=20)
        return done.stdout.rstrip("\n")


@pytest.fixture(scope="session")
def desktop(tmp_path_factory: pytest.TempPathFactory, _throwaway_home: Path) -> Iterator[Desktop]:
    """Xvfb 1280x800 on a free display, openbox and picom. A display that another program takes meanwhile is given up once."""
    require_tools("Xvfb", "openbox", "picom", "xprop", "xdotool", "scrot")
    with contextlib.ExitStack() as running:
        try:
            yield _start_desktop(running, tmp_path_factory.mktemp("desktop"))
            return
        except DesktopLost:
            running.close()
        yield _start_desktop(running, tmp_path_factory.mktemp("desktop"))


class DesktopLost(AssertionError):
    """The X server or what belongs to it did not come up."""


def _start_desktop(running: contextlib.ExitStack, folder: Path) -> Desktop:
    def start(name: str, arguments: list[str], env: dict[str, str], pass_fds: tuple[int, ...] = ()) -> Program:
        program = Program(arguments, folder / f"{name}.log", env, pass_fds)
        running.callback(program.stop)
        return program

    reader, writer = os.pipe()
    screen = ["-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"]
    start("xvfb", ["Xvfb", "-displayfd", str(writer), *screen], dict(os.environ), (writer,))
    os.close(writer)
    ready = select.select([reader], [], [], _START_SECONDS)[0]
    number = os.read(reader, 16).decode().strip() if ready else ""
    os.close(reader)
    if not number:
        raise DesktopLost(f"Xvfb did not start:\n{(folder / 'xvfb.log').read_text(errors='replace')}")
    here = Desktop(f":{number}", folder)
    try:
        check = ["sh", "-c", "xprop -root _NET_SUPPORTING_WM_CHECK | grep -q 'window id'"]
        start("openbox", ["openbox", "--sm-disable"], here.env).wait_for(lambda: _succeeds(check, here.env))
        composited = ["xdotool", "search", "--name", "^picom$"]
        picom = start("picom", ["picom", "--backend", "xrender", "--config", os.devnull], here.env)
        picom.wait_for(lambda: _succeeds(composited, here.env))
    except AssertionError as error:
        raise DesktopLost(str(error)) from error
    return here


# --- a virtual sound card -----------------------------------------------------------------------------------------

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
        self._program.wait_for(lambda: _succeeds(["pactl", "get-default-source"], self.env) and "mic" in self.sources())
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
