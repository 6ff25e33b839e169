"""A whole call and its review with no network at all: sockets to anywhere but this machine's own programs are refused."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

REFUSE = """
import socket, sys
tried = []
def refuse(event, args):
    if event in ("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"):
        family = args[0].family
        if family != getattr(socket, "AF_UNIX", None):
            tried.append((event, str(family)))
            raise OSError(101, "no network in this test")
    elif event.startswith(("socket.getaddrinfo", "socket.gethostby", "urllib.Request", "http.client.connect")):
        tried.append((event, ""))
        raise OSError(101, "no network in this test")
sys.addaudithook(refuse)
"""

CALL = (
    REFUSE
    + """
import json
from copilot.cli import run
code = run(sys.argv[1:])
print(json.dumps({"code": code, "tried": tried}), file=sys.stderr)
"""
)


def without_network(*arguments: str) -> tuple[str, dict[str, object]]:
    """What a command printed, and its exit code with the sockets it tried."""
    command = [sys.executable, "-c", CALL, *arguments]
    prefix = ["unshare", "--net", "--map-root-user"]
    if sys.platform == "linux" and subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode == 0:
        command = [*prefix, *command]  # and the system itself has no network for it, native code included
    env = {name: value for name, value in os.environ.items() if name != "HF_HUB_OFFLINE"}  # nobody asks it to stay at home
    done = subprocess.run(command, capture_output=True, text=True, env=env, timeout=240, check=False)
    assert done.stderr.strip(), done
    return done.stdout, json.loads(done.stderr.strip().splitlines()[-1])


def test_a_call_is_heard_judged_and_reviewed():
    recording = Path(__file__).parents[1] / "data" / "short_call.opus"
    out, report = without_network("replay", str(recording), "--json")
    assert report == {"code": 0, "tried": []}
    heard = json.loads(out)
    assert heard["utterances"]
    assert heard["verdict"]["value"]


def test_the_list_and_the_check_up():
    for command in (["calls", "--json"], ["models", "list"]):
        _, report = without_network(*command)
        assert report == {"code": 0, "tried": []}, command
