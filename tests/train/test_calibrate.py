"""Decision points where a file says little: of one side, of one answer only."""

import numpy as np
import pytest


@pytest.fixture
def calibrate(script):
    return script("calibrate")


def turn(number, labels=(), free=(), side="them", source="them"):
    row = {"side": side, "kind": "prospect", "text": str(number), "source": source, "group": f"{source}:{number}"}
    return row | {"labels": list(labels), "free": list(free)}


def said(calibrate, rows, **logits):
    """Each row with these logits (names with _ for -), -9 for the other labels."""
    at = {name.replace("_", "-"): z for name, z in logits.items()}
    values = [at.get(label, -9.0) for label in calibrate.LABELS]
    return [(row, np.array(values)) for row in rows]


def test_a_label_no_row_speaks_of_is_decided_at_the_common_point(calibrate):
    decided = calibrate.calibrate(said(calibrate, [turn(k) for k in range(6)]))
    assert set(decided) == set(calibrate.LABELS)
    assert decided["over-promise"] == {"threshold": calibrate.SHRINK_TO, "slope": 1.0}


def test_a_label_that_is_always_there_has_a_point_all_the_same(calibrate):
    rows = said(calibrate, [turn(k, labels=["pain"]) for k in range(30)], pain=2.0)
    decided = calibrate.calibrate(rows)["pain"]
    assert decided["threshold"] < 2.0
    assert decided["slope"] == 1.0


def test_columns_leave_out_what_counts_neither_way_and_weigh_real_talk_more(calibrate):
    rows = [turn(0, ["pain"]), turn(1, free=["pain"]), turn(2, source="realtalk_labelled"), turn(3, side="you")]
    z, y, weights = calibrate.columns(said(calibrate, rows, pain=0.5), "pain")
    assert (z.tolist(), y.tolist(), weights.tolist()) == ([0.5, 0.5], [True, False], [1.0, calibrate.REAL_WEIGHT])


def test_a_report_counts_right_wrong_and_missed(calibrate):
    there, clean = turn(0, ["pain", "soft-no"]), turn(1)
    lines = calibrate.report(
        [(there, {"pain"}), (there, {"pain", "soft-no"}), (clean, {"soft-no"}), (clean, set())]
    ).splitlines()
    assert [" ".join(line.split()) for line in lines] == [
        "written soft-no P 0.50 R 0.50 F1 0.50 n 2",
        "written their warnings: macro-F1 0.500, pooled P 0.50 R 0.50 F1 0.50 n 2",
        "written pain P 1.00 R 1.00 F1 1.00 n 2",
        "written their good signs: macro-F1 1.000, pooled P 1.00 R 1.00 F1 1.00 n 2",
        "written clean turns warned: 1/2",
    ]


def test_background_counts_against_the_labels_it_speaks_of_and_is_not_reported(calibrate):
    background = turn(1, source="background") | {"only": ["soft-no"]}
    rows = said(calibrate, [turn(0, ["soft-no"]), background], soft_no=0.5, pain=0.5)
    _, truth, weights = calibrate.columns(rows, "soft-no")
    assert (truth.tolist(), weights.tolist()) == ([True, False], [1.0, calibrate.REAL_WEIGHT])
    assert len(calibrate.columns(rows, "pain")[0]) == 1
    assert [row["source"] for row, _ in calibrate.crossed(rows)] == ["them"]


def test_background_raises_a_decision_point(calibrate):
    rows = said(calibrate, [turn(k, ["soft-no"]) for k in range(20)], soft_no=2.0)
    loud = said(calibrate, [turn(k, source="background") for k in range(20, 40)], soft_no=1.0)
    assert calibrate.calibrate(rows + loud)["soft-no"]["threshold"] > calibrate.calibrate(rows)["soft-no"]["threshold"] + 0.5
