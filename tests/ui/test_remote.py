import os
import subprocess
import sys
from pathlib import Path

import pytest

from copilot.errors import KnownError
from copilot.ui.remote import Remote, hand_over, send, server_name


@pytest.fixture
def remote(qtbot):
    heard = []

    def act(word):
        heard.append(word)
        return "No call is running." if word == "dismiss" else ""

    made = Remote(act, heard.append)
    made.heard = heard
    assert made.listen()
    yield made
    made.close()


SAY = """
import sys
from pathlib import Path
from copilot.errors import KnownError
from copilot.ui.remote import hand_over, send
try:
    word, *path = sys.argv[1:]
    print(hand_over(Path(*path)) if path else send(word))
except KnownError as error:
    print(error.en)
"""


def send_from_elsewhere(qtbot, *words):
    """What another process is told, while this one runs its event loop."""
    other = subprocess.Popen([sys.executable, "-c", SAY, *words], stdout=subprocess.PIPE, text=True)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    return other.communicate()[0].strip()


def test_a_word_is_done(remote, qtbot):
    assert send_from_elsewhere(qtbot, "bookmark") == "ok"
    assert remote.heard == ["bookmark"]


def test_a_file_is_handed_over(remote, qtbot, tmp_path):
    file = tmp_path / "Appel d'été.vtt"
    assert send_from_elsewhere(qtbot, "open", str(file)) == "True"
    qtbot.waitUntil(lambda: remote.heard == [file], timeout=20_000)


def test_without_a_running_app_no_file_is_taken(qapp, tmp_path):
    assert not hand_over(tmp_path / "call.vtt")


def test_a_refusal_comes_back_as_a_sentence(remote, qtbot):
    assert send_from_elsewhere(qtbot, "dismiss") == "No call is running."


def test_an_unknown_word_is_refused_before_anything_is_sent(remote):
    with pytest.raises(KnownError, match="There is no action"):
        send("explode")
    assert remote.heard == []


def test_without_a_running_app_it_says_so(qapp):
    with pytest.raises(KnownError, match="not running"):
        send("show")


def test_each_data_folder_has_its_own_app(monkeypatch, tmp_path):
    first = server_name()
    monkeypatch.setenv("MONEYTIME_HOME", str(tmp_path / "other"))
    assert server_name() != first


@pytest.mark.skipif(sys.platform == "win32", reason="named pipes have no mode")
def test_only_this_user_may_speak_to_it(qtbot):
    remote = Remote(lambda word: "", print)
    try:
        assert remote.listen()
        place = Path(remote._server.fullServerName())
        assert place.stat().st_mode & 0o077 == 0
        assert place.stat().st_uid == os.getuid()
    finally:
        remote.close()
