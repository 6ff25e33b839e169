"""What holds for every test: isolation from this machine.

Every test runs with its own product folder, a throw-away home, no network, Qt offscreen and no sound server, and must
leave no thread behind. Tests that ask for `desktop` or `sound_server` are marked slow by themselves. A missing tool
skips them loudly on a person's machine and fails them where `CI` is set.
"""

import functools
import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from copilot.engine import understanding
from copilot.signals.labeller import Labeller

pytest_plugins = ["tests.model_server", "tests.virtual_desktop", "tests.virtual_sound"]

os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["HF_HUB_OFFLINE"] = "1"

_SLOW_FIXTURES = {"desktop", "sound_server"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _SLOW_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.slow)
            # a busy machine may stall a sound or X server for seconds: such a test fails when it fails three times
            item.add_marker(pytest.mark.flaky(reruns=2))


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


@pytest.fixture(scope="session")
def qapp_cls() -> type:
    from copilot.ui.application import Application

    return Application


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
    """Each model folder is opened once a run, and what it has embedded is kept: the same words have the same place."""
    opened = functools.cache(Labeller)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Labeller, "nearness", functools.cache(Labeller.nearness))
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
