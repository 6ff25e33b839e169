"""Programs that tests run in the background, and what happens when one is not installed."""

import contextlib
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

START_SECONDS = 45.0


def require_tools(*names: str) -> None:
    """Skips the test, or fails it where `CI` is set, when one of these programs is missing."""
    missing = [name for name in names if shutil.which(name) is None]
    if missing:
        give_up(f"missing programs: {', '.join(missing)} (packaging/test installs them)")


def give_up(why: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(why)
    pytest.skip(f"NOT TESTED: {why}")


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
        for _ in range(int(START_SECONDS / 0.1)):
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


def succeeds(arguments: list[str], env: dict[str, str]) -> bool:
    return subprocess.run(arguments, env=env, capture_output=True, check=False, timeout=10).returncode == 0
