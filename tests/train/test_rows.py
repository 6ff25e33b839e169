"""Groups are whole: a call, a meeting or a contrast group is never split over training and measuring."""

import json
import random

import pytest


@pytest.fixture
def rows(script):
    return script("rows")


def read(rows, folder, **files):
    for name, items in files.items():
        (folder / f"{name}.jsonl").write_text("\n".join(json.dumps(item) for item in items), encoding="utf-8")
    return rows.read_corpus(folder)


def turn(text, **more):
    return {"speaker": "them", "text": text, "labels": []} | more


def test_what_belongs_together_has_one_group_and_so_one_fold(rows, tmp_path):
    call = {"id": "c1", "kind": "prospect", "turns": [turn("One."), turn("Two.", speaker="you")]}
    got = read(
        rows,
        tmp_path,
        calls=[call],
        contrast=[turn("Three.", group="a"), turn("Four.", group="a"), turn("Five.", group="b")],
        realtalk_labelled=[turn("Six.", meeting="M")],
        realtalk_read=[turn("Seven.", meeting="M")],
        them=[turn("Eight."), turn("Nine.")],
        heard=[turn("ate.", group="them:0")],
        background=[turn("Not a row.")],
        realtalk_unread=[turn("Nor this.", meeting="M")],
        meetings=[{"meeting": "N"}],
    )
    groups = {row.text: row.group for row in got}
    assert groups["One."] == groups["Two."]
    assert groups["Three."] == groups["Four."] != groups["Five."]
    assert groups["Six."] == groups["Seven."]
    assert groups["Eight."] != groups["Nine."]
    assert groups["ate."] == groups["Eight."]
    assert not {"Not a row.", "Nor this."} & groups.keys()


def test_a_line_is_varied_where_there_is_no_real_talk_to_glue_to_it(script, rows, tmp_path):
    (row,) = read(rows, tmp_path, them=[turn("We lose two days a week on this, honestly.", labels=["pain"])])
    varied = [script("augment").augment(row, [], random.Random(seed)) for seed in range(60)]
    assert {v.labels for v in varied} == {row.labels}
    assert len({v.text for v in varied}) > 10
