import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent))

from one_call import recorded

from copilot.engine.desk import Desk
from copilot.store.paths import find_paths
from copilot.store.settings import Settings, save_settings
from copilot.ui import translation
from copilot.ui.shell import Shell
from copilot.ui.tasks import load_slow_parts


@pytest.fixture(autouse=True)
def _english(qapp):
    translation.install(qapp, "en")
    yield
    translation.install(qapp, "en")


@pytest.fixture(autouse=True)
def _not_the_first_start(moneytime_home):
    """The guide opens for those who never set anything."""
    save_settings(find_paths().settings, Settings())


@pytest.fixture
def desk():
    made = Desk.open()
    yield made
    made.close()


@pytest.fixture
def shell(qapp, qtbot, desk):
    """The app with its windows, at the desk of the test, as it is some seconds after its start."""
    load_slow_parts()
    made = Shell(qapp, desk)
    made.open(None)
    yield made
    made.close()
    made.window.deleteLater()


@pytest.fixture(scope="module")
def record(tmp_path_factory):
    """Made once, the call is read from a copy in each test."""
    return recorded(tmp_path_factory.mktemp("record"))


@pytest.fixture
def reviewing(qapp, qtbot, desk, tmp_path, record):
    """The app with the page of a short call open."""
    shutil.copy(record, desk.paths.calls)
    made = Shell(qapp, desk)
    made._invites._folder = tmp_path
    made.open(None)
    made._after.open(record.stem, 0)
    qtbot.waitUntil(lambda: made._after.review is not None and made.window.review.whole, timeout=30_000)
    yield made
    made.close()
    made.window.deleteLater()


@pytest.fixture
def renewed(qtbot):
    """Does something after which the windows are made anew, and waits for them."""

    def do(shell, act):
        old = shell.window
        act()
        qtbot.waitUntil(lambda: shell.window is not old, timeout=30_000)

    return do


@pytest.fixture
def meanwhile(renewed, desk):
    """Does something with the window in use when the one behind it is filled, and waits until that one is in use."""

    def do(shell, act):
        shell._renewal.made.connect(lambda _: shell._renewal.fill(act))
        renewed(shell, lambda: shell._apply(replace(desk.settings, theme="dark")))

    return do
