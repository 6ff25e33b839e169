"""A virtual screen: an X server with a window manager and a compositor."""

import contextlib
import os
import select
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.programs import START_SECONDS, Program, require_tools, succeeds


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
    ready = select.select([reader], [], [], START_SECONDS)[0]
    number = os.read(reader, 16).decode().strip() if ready else ""
    os.close(reader)
    if not number:
        raise DesktopLost(f"Xvfb did not start:\n{(folder / 'xvfb.log').read_text(errors='replace')}")
    here = Desktop(f":{number}", folder)
    try:
        check = ["sh", "-c", "xprop -root _NET_SUPPORTING_WM_CHECK | grep -q 'window id'"]
        start("openbox", ["openbox", "--sm-disable"], here.env).wait_for(lambda: succeeds(check, here.env))
        composited = ["xdotool", "search", "--name", "^picom$"]
        picom = start("picom", ["picom", "--backend", "xrender", "--config", os.devnull], here.env)
        picom.wait_for(lambda: succeeds(composited, here.env))
    except AssertionError as error:
        raise DesktopLost(str(error)) from error
    return here
