"""The commands, run in this process: what they print, and the one sentence on bad input."""

import json
import wave
from pathlib import Path

import pytest

from copilot.cli import run

DATA = Path(__file__).parent / "data"
SCRIPT = {
    "id": "halden",
    "kind": "prospect",
    "planned_minutes": 10,
    "prospect": {"name": "Dana Whitlock", "company": "Halden Foods", "role": "COO", "timezone": "America/New_York"},
    "turns": [
        {"t": 2, "speaker": "you", "text": "Shall we say Tuesday at ten your time, twenty minutes?"},
        {"t": 9, "speaker": "them", "text": "Tuesday at ten works. I'll bring Marcus from finance."},
        {"t": 16, "speaker": "you", "text": "Perfect, the invite is on its way."},
    ],
}


@pytest.fixture
def call_script(tmp_path):
    path = tmp_path / "call.json"
    path.write_text(json.dumps(SCRIPT), encoding="utf-8")
    return path


def refused(capsys, argv, says):
    """Exit code 2 and one line on stderr that says what is wrong."""
    try:
        code = run(argv)
    except SystemExit as e:
        code = e.code
    out, err = capsys.readouterr()
    assert code == 2
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert says in err


@pytest.mark.parametrize(
    "command",
    [
        [],
        ["demo"],
        ["doctor"],
        ["models"],
        ["models", "list"],
        ["models", "fetch"],
        ["models", "import"],
        ["ctl"],
        ["replay"],
        ["transcribe"],
        ["label"],
        ["review"],
        ["practice"],
        ["calls"],
        ["export"],
        ["open"],
    ],
)
def test_every_command_explains_itself(command, capsys):
    with pytest.raises(SystemExit) as e:
        run([*command, "--help"])
    assert e.value.code == 0
    assert "usage: moneytime" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["sing"], "sing"),
        (["replay"], "file"),
        (["replay", "x.json", "--kind", "chat"], "--kind"),
        (["replay", "x.json", "--planned", "-3"], "--planned"),
        (["demo", "--speed", "0"], "--speed"),
        (["replay", "nowhere.flac"], "nowhere.flac"),
        (["transcribe", "nowhere.flac"], "nowhere.flac"),
        (["review", "last"], "last"),
        (["export", "none"], "none"),
        (["ctl", "explode"], "explode"),
        (["ctl", "dismiss"], "not running"),
        (["models", "fetch", "enormous"], "enormous"),
        (["practice", "nobody"], "nobody"),
    ],
)
def test_bad_arguments_get_one_sentence(argv, says, capsys):
    refused(capsys, argv, says)


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.wav", b"", "empty"),
        ("a.wav", b"this is no sound at all", "not a recording"),
        ("a.json", b"{", "not valid JSON"),
        ("a.json", b'{"turns": [{"t": 0}]}', "turn 1"),
        ("a.vtt", b"", "empty"),
        ("a.txt", b"no times in here", "no times"),
        ("a.jsonl", b"not a log", "not the record"),
    ],
)
def test_bad_files_get_one_sentence(tmp_path, name, content, says, capsys):
    path = tmp_path / name
    path.write_bytes(content)
    refused(capsys, ["replay", str(path)], says)


def test_a_recording_without_a_sample_is_refused(tmp_path, capsys):
    path = tmp_path / "silent.wav"
    with wave.open(str(path), "wb") as w:
        w.setnchannels(1)
        w.setsampwidth(2)
        w.setframerate(16000)
    refused(capsys, ["replay", str(path)], "silent.wav")


def test_no_screen_is_said(monkeypatch, capsys):
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    refused(capsys, [], "no screen")
    monkeypatch.setenv("DISPLAY", ":987")
    refused(capsys, ["demo"], ":987")


def test_why_the_app_does_not_open_is_shown_too(moneytime_home, monkeypatch, capsys):
    """Whoever clicked an icon has no terminal to read."""
    shown = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("copilot.ui.app.show_refusal", shown.append)
    moneytime_home.write_text("a file where the folder should be", encoding="utf-8")
    refused(capsys, [], "cannot be used")
    assert len(shown) == 1
    assert str(moneytime_home) in shown[0]


def test_damaged_signal_weights_are_named(monkeypatch, tmp_path, call_script, capsys):
    monkeypatch.setattr("copilot.engine.understanding.model_file", lambda *parts: tmp_path.joinpath(*parts))
    refused(capsys, ["replay", str(call_script)], "signal")


def test_missing_speech_weights_are_named(monkeypatch, tmp_path, capsys):
    monkeypatch.setenv("MONEYTIME_CACHE", str(tmp_path))
    monkeypatch.setattr("copilot.speech.manifest.find_spec", lambda name: None)
    refused(capsys, ["transcribe", str(DATA / "short_call.opus")], "base")


def test_a_script_replays_to_the_agreed_object(call_script, capsys):
    assert run(["replay", str(call_script), "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert set(out) == {"call", "utterances", "alerts", "checklist", "commitments", "verdict", "metrics"}
    assert out["call"] == {
        "kind": "prospect",
        "planned_minutes": 10,
        "duration_s": out["call"]["duration_s"],
        "prospect": SCRIPT["prospect"],
    }
    assert [(u["t"], u["speaker"], u["text"]) for u in out["utterances"]] == [
        (t["t"], t["speaker"], t["text"]) for t in SCRIPT["turns"]
    ]
    assert all(set(u) == {"t", "end", "speaker", "text", "labels"} for u in out["utterances"])
    anchor = next(x for x in out["utterances"][1]["labels"] if x["id"] == "calendar-anchor")
    assert 0 <= anchor["span"][0] < anchor["span"][1] <= len(SCRIPT["turns"][1]["text"])
    assert out["verdict"]["value"] == "signed next step"
    assert out["verdict"]["quotes"]
    assert any("Tuesday" in c["when"] for c in out["commitments"])
    assert set(out["metrics"]) == {"audio_s", "cpu_s", "wall_s", "max_rss_mb"}


def test_a_script_replays_to_a_readable_timeline(call_script, capsys):
    assert run(["replay", str(call_script)]) == 0
    out = capsys.readouterr().out
    assert "VERDICT: signed next step" in out
    assert "Tuesday at ten works." in out


def test_the_kind_and_the_planned_end_can_be_given(call_script, capsys):
    assert run(["replay", str(call_script), "--json", "--kind", "review", "--planned", "45"]) == 0
    call = json.loads(capsys.readouterr().out)["call"]
    assert (call["kind"], call["planned_minutes"]) == ("review", 45)


def test_calls_are_listed_empty_at_first(capsys):
    assert run(["calls", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_models_are_listed(capsys):
    assert run(["models", "list", "--json"]) == 0
    names = {m["name"] for m in json.loads(capsys.readouterr().out)}
    assert {"base", "tiny.en"} <= names


@pytest.mark.slow
def test_a_recording_replays_to_the_agreed_object(capsys):
    assert run(["replay", str(DATA / "short_call.opus"), "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    script = json.loads((DATA / "short_call.json").read_text("utf-8"))
    heard = " ".join(u["text"] for u in out["utterances"]).lower()
    said = [w for t in script["turns"] for w in t["text"].lower().split() if len(w) > 5 and w.isalpha()]
    assert sum(w in heard for w in said) >= 0.7 * len(said), heard
    assert {u["speaker"] for u in out["utterances"]} == {"you", "them"}


@pytest.mark.slow
def test_transcribing_gives_finals_and_settled_texts(capsys):
    assert run(["transcribe", str(DATA / "short_call.opus"), "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["utterances"]
    for u in out["utterances"]:
        assert set(u) == {"channel", "t", "end", "final", "settled"}
        assert u["t"] < u["end"]
    assert set(out["metrics"]) == {"audio_s", "cpu_s", "wall_s", "max_rss_mb", "final_latency_s", "interim_latency_s"}


def test_open_hands_the_file_to_the_app_which_asks_about_it(tmp_path, moneytime_home, monkeypatch):
    given = []
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("copilot.ui.app.run_app", lambda desk, file: (given.append(file), desk.close())[1] or 0)
    assert run(["open", str(tmp_path / "call.vtt")]) == 0
    assert given == [tmp_path / "call.vtt"]
