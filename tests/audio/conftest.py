"""A sound server of our own for the slow tests: a speaker, a microphone, and nobody else's devices."""

import contextlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

SETUP = """\
load-module module-native-protocol-unix auth-anonymous=1 auth-cookie-enabled=0 socket={folder}/native
load-module module-null-sink sink_name=speaker rate=48000 channels=2 norewinds=1
load-module module-null-sink sink_name=throat rate=48000 channels=1 norewinds=1
load-module module-remap-source source_name=mic master=throat.monitor
set-default-sink speaker
set-default-source mic
"""
NEEDED = ("pulseaudio", "pactl", "pacat")


class SoundServer:
    """What is played into sink `throat` is heard on source `mic`; into `speaker`, on `speaker.monitor`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = {
            "PULSE_SERVER": f"unix:{folder}/native",
            "PULSE_COOKIE": f"{folder}/cookie",
            "PULSE_RUNTIME_PATH": str(folder),
            "PULSE_STATE_PATH": str(folder),
            "PULSE_CONFIG_PATH": str(folder),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        script = self.folder / "setup.pa"
        script.write_text(SETUP.format(folder=self.folder))
        environment = {**os.environ, **self.environment}
        for name in ("PULSE_SERVER", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
            environment.pop(name, None)
        command = ["pulseaudio", "--daemonize=no", "-n", "-F", str(script), "--exit-idle-time=-1", "--use-pid-file=no"]
        command += ["--realtime=no", "--high-priority=no", "--log-target=stderr"]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        for _ in range(100):
            if subprocess.run(["pactl", "info"], env={**os.environ, **self.environment}, capture_output=True).returncode == 0:
                return
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(timeout=0.1)
                break
        raise RuntimeError(f"pulseaudio did not start: {(self.folder / 'log').read_text()}")

    def freeze(self) -> None:
        """It still has its socket and answers nobody."""
        assert self._process is not None
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        assert self._process is not None
        self._process.send_signal(signal.SIGCONT)

    def kill(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def pactl(self, *arguments: str) -> str:
        environment = {**os.environ, **self.environment}
        return subprocess.run(["pactl", *arguments], env=environment, capture_output=True, text=True, check=True).stdout.strip()

    def play(
        self, sink: str, samples: NDArray[np.float32], rate: int = 48_000, program: str = "pacat"
    ) -> subprocess.Popen[bytes]:
        """Starts to play mono sound, as a program of that name; it ends when it has been played, or when it is killed."""
        sound = self.folder / f"{time.monotonic_ns()}.raw"
        samples.astype("<f4").tofile(sound)
        command = ["pacat", f"--device={sink}", f"--rate={rate}", "--channels=1", "--format=float32le", "--raw"]
        command += [f"--property=application.process.binary={program}", str(sound)]
        return subprocess.Popen(command, env={**os.environ, **self.environment})


@pytest.fixture
def sound_server(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[SoundServer]:
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        reason = f"a virtual sound card needs {', '.join(missing)}: install pulseaudio, pulseaudio-utils, libasound2-plugins"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    server = SoundServer(tmp_path)
    for name, value in server.environment.items():
        monkeypatch.setenv(name, value)
    server.start()
    try:
        yield server
    finally:
        server.kill()
