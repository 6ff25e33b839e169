"""The key in a real keychain: GNOME's, unlocked on a session bus of its own."""

import os
import subprocess
import sys

import pytest

from tests.programs import require_tools

UNLOCK = 'printf secret | gnome-keyring-daemon --unlock --components=secrets >/dev/null && exec "$0" -c "$1"'
PROGRAM = """
from copilot.errors import KnownError
from copilot.store.vault import How, forget_key, has_keychain, new_vault, unlock
def never(wrong):
    raise AssertionError("the user was asked")
assert has_keychain()
vault, file = new_vault(How.KEYCHAIN)
assert unlock(file, never).open(vault.seal(b"six hours")) == b"six hours"
forget_key(file)
try:
    unlock(file, lambda wrong: None)
except KnownError:
    print("opened, then forgotten")
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the keychain of a Linux desktop")
def test_a_real_keychain_keeps_the_key_and_forgets_it(tmp_path):
    require_tools("dbus-run-session", "gnome-keyring-daemon")
    env = os.environ | {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)}
    command = ["dbus-run-session", "--", "bash", "-c", UNLOCK, sys.executable, PROGRAM]
    done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)
    assert done.stdout.strip() == "opened, then forgotten", done.stderr
