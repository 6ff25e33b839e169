"""Cross-validation, with a trainer that says the same of every turn: what is trained, what is taken up again, what is told."""

import json
import sys
from pathlib import Path
from types import ModuleType

import pytest

FILES = ("them", "you", "realtalk_labelled", "extra", "realtalk_read", "background", "meetings")
WHOLE = ("realtalk_labelled", "them", "you")
FOLDS = [f"fold{k}" for k in range(5)]
TURNS = 20


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Of every file so many turns without a label, on one side each."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in FILES:
        side = "you" if name == "you" else "them"
        meetings = [{"meeting": f"m{k}"} if name.startswith("realtalk") else {} for k in range(TURNS)]
        turns = [{"speaker": side, "text": f"{name} {k}"} | meeting for k, meeting in enumerate(meetings)]
        (folder / f"{name}.jsonl").write_text("\n".join(json.dumps(turn) for turn in turns), encoding="utf-8")
    return folder


@pytest.fixture
def cross(script, corpus, tmp_path, monkeypatch):
    """cross() runs all of it; cross.trained are the options of each training, cross.out where they lie."""
    rows = script("rows")

    def train(argv):
        place, option, value = Path(argv[2]), *argv[3:5]
        whole.trained.append(argv[3:])
        held = [
            row
            for row in rows.read_corpus(corpus)
            if row.source not in rows.UNHELD
            and (row.source == value if option == "--without" else rows.fold_of(row.group, 5) == int(value))
        ]
        place.mkdir(parents=True)
        plain = ("side", "kind", "text", "source", "group")
        said = [[{x: getattr(row, x) for x in plain} | {"labels": [], "free": []}, [1.0] * len(rows.LABELS)] for row in held]
        (place / "held_out.json").write_text(json.dumps(said), encoding="utf-8")

    def whole():
        monkeypatch.setattr(sys, "argv", ["cross.py", str(corpus), "weights", str(whole.out), "--epochs", "1"])
        script("cross").main()

    trainer = ModuleType("train")
    trainer.main = train
    monkeypatch.setitem(sys.modules, "train", trainer)
    whole.trained, whole.out = [], tmp_path / "out"
    return whole


def test_every_fold_and_every_file_that_may_be_measured_on_is_left_out_once(cross):
    cross()
    folds = [["--fold", str(k), "--folds", "5", "--epochs", "1"] for k in range(5)]
    assert cross.trained == folds + [["--without", name, "--epochs", "1"] for name in WHOLE]


def test_what_has_its_logits_is_not_trained_again(cross):
    cross()
    cross.trained.clear()
    (cross.out / "fold3" / "held_out.json").unlink()
    (cross.out / "fold3").rmdir()
    cross()
    assert [options[:2] for options in cross.trained] == [["--fold", "3"]]


def test_the_folds_together_tell_of_every_turn_and_a_file_left_out_of_its_own(cross, capsys):
    cross()
    tables = dict(table.split("\n", 1) for table in capsys.readouterr().out.strip().split("\n\n"))
    told = {title: table.splitlines() for title, table in tables.items()}
    warned = "clean turns warned: {n}/{n}"
    assert told == {
        "== 5 folds": [f"written   {warned.format(n=2 * TURNS)}", f"real talk {warned.format(n=TURNS)}"],
        "== without realtalk_labelled": [f"real talk {warned.format(n=TURNS)}"],
        "== without them": [f"written   {warned.format(n=TURNS)}"],
        "== without you": [f"written   {warned.format(n=TURNS)}"],
    }
