"""The virtual desktop and sound card do what the other tests rely on."""

import os
import socket
import subprocess
import threading
from pathlib import Path

import pytest


def test_the_network_is_out_of_reach() -> None:
    with socket.socket() as outside, pytest.raises(AssertionError, match="network"):
        outside.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="look up"):
        socket.create_connection(("example.invalid", 80))


def test_a_unix_socket_is_not_the_network(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server, socket.socket(socket.AF_UNIX) as client:
        server.bind(str(tmp_path / "s"))
        server.listen()
        client.connect(str(tmp_path / "s"))


def test_a_thread_that_ends_by_itself_is_no_leak() -> None:
    threading.Thread(target=int).start()


def test_home_is_a_throwaway(moneytime_home: Path) -> None:
    assert os.environ["MONEYTIME_HOME"] == str(moneytime_home)
    assert not moneytime_home.exists()
    assert "pytest" in str(Path.home())


def test_the_desktop_has_a_window_manager_and_takes_pictures(desktop, tmp_path: Path) -> None:
    assert subprocess.run(["xprop", "-root", "_NET_WM_NAME"], env=desktop.env, check=True, capture_output=True).stdout
    assert desktop.screenshot(tmp_path / "screen.png").stat().st_size > 0


def test_the_sound_card_hears_what_is_played(sound_server, tone, tmp_path: Path) -> None:
    heard = tmp_path / "heard.raw"
    command = ["parec", "--device=call_out.monitor", "--raw", "--format=s16le", "--channels=1", "--latency-msec=20", str(heard)]
    recorder = subprocess.Popen(command, env=sound_server.env)
    sound_server.play(tone(1.0, 440.0), to="call_out").wait(timeout=10)
    recorder.terminate()
    recorder.wait(timeout=30)
    assert any(heard.read_bytes())


def test_a_stopped_sound_server_is_back_for_the_next_test(sound_server) -> None:
    sound_server.stop()
    sound_server.restore()
    assert "mic" in sound_server.sources()
