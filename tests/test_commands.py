"""Every command the documents name, run as written there, with small files in the places of its words."""

import io
import json
import os
import shutil
import sys
from pathlib import Path

import pytest

from copilot.cli import run
from tests.test_documents import DOCUMENTS, commands_in, offered

DATA = Path(__file__).resolve().parent / "data"
TALK = "WEBVTT\n\n00:01.000 --> 00:04.000\n<v Dana>We lose six hours a week.\n\n00:05.000 --> 00:09.000\n<v Claire>Who else?\n"
SCRIPT = {"id": "x", "kind": "prospect", "planned_minutes": 30, "turns": [{"t": 1, "speaker": "them", "text": "Hello."}]}

# what stands in a document for something of the user's, and what it is here; per command where it differs
WORDS = {"N": "2", "X": "Europe/Paris", "WORDS": "hours", "FILE.zip": "all.zip", "AUDIO": "short_call.opus", "LOG": "LOG"}
WORDS |= {
    "SCENARIO": "saas-buyer",
    "NAME": "Dana",
    "NOM": "Dana",
    "FOLDER": "model",
    "DOSSIER": "model",
    "TRANSCRIPT": "talk.vtt",
}
WORDS |= {"FILE": "call.json", "FICHIER": "call.json", "FILE...": "talk.vtt"}
PER_COMMAND = {
    "import": {"FILE": "talk.vtt", "FICHIER": "talk.vtt"},
    "doctor": {"FILE": "report.txt"},
    "models": {"NAME": "tiny.en"},
}
NEEDS_SPEECH = {"transcribe", "demo", "doctor"}


def documented() -> list[str]:
    """Commands as typed: every choice written out, what may be left out once with and once without."""
    found: set[str] = set()
    for document in DOCUMENTS:
        for command in commands_in(document):
            bare = " ".join(command.split("[")[0].split())
            whole = command.replace("[", "").replace("]", "")
            for line in {bare, whole}:
                choice = next((word for word in line.split() if "|" in word), "")
                found |= {line.replace(choice, one) for one in choice.split("|")} if choice else {line}
    needing = {line for line in found if len(line.split()) == 1 and any(other.startswith(f"{line} ") for other in found)}
    return sorted(found - (needing - {"practice", "doctor", "demo", "calls"}))


@pytest.fixture
def at_a_desk(tmp_path, monkeypatch, capsys):
    """A folder with a file of each kind, and one call on the list. Returns the path of its record."""
    (tmp_path / "talk.vtt").write_text(TALK)
    (tmp_path / "call.json").write_text(json.dumps(SCRIPT))
    shutil.copy(DATA / "short_call.opus", tmp_path)
    (tmp_path / "model").mkdir()
    shutil.copy(DATA / "tiny_model.bin", tmp_path / "model" / "model.bin")
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (tmp_path / "model" / name).write_text("{}")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", io.StringIO('{"speaker": "them", "text": "Really interesting."}\n'))
    monkeypatch.setattr("builtins.input", lambda *_: (_ for _ in ()).throw(EOFError))
    assert run(["import", "talk.vtt", "--you", "Claire"]) == 0
    assert run(["backup", "all.zip"]) == 0
    capsys.readouterr()
    return next((Path(os.environ["MONEYTIME_HOME"]) / "data" / "calls").glob("*.jsonl"))


@pytest.fixture
def _edges(monkeypatch):
    """No window, no network, no second program: what is behind those doors has tests of its own."""
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("copilot.ui.app.run_app", lambda desk, *_, **__: (sys.stdout.write("a window"), desk.close())[1] or 0)
    monkeypatch.setattr("copilot.ui.remote.send", lambda action: f"{action}: done")
    monkeypatch.setattr("copilot.engine.fetching.fetch", lambda name: name)
    monkeypatch.setattr("copilot.engine.demo.asset", lambda *names: DATA / f"short_{names[-1]}")


@pytest.mark.usefixtures("_edges")
@pytest.mark.parametrize(
    "line", [pytest.param(line, marks=pytest.mark.slow if line.split()[0] in NEEDS_SPEECH else ()) for line in documented()]
)
def test_it_runs_as_written(line, at_a_desk, capsys):
    words = line.split()
    stands_for = WORDS | PER_COMMAND.get(words[0], {}) | {"LOG": str(at_a_desk)}
    code = run([stands_for.get(word, word) for word in words])
    assert code == 0 or (code == 1 and words[0] == "doctor"), "a machine for tests need not be well"
    assert capsys.readouterr().out.strip()


def test_every_command_of_the_program_is_documented_and_so_run():
    assert offered() == {line.split()[0] for line in documented()}
