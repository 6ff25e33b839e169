from itertools import pairwise

import pytest

from copilot.call.events import Phase
from copilot.call.rules import Timing
from copilot.review.timeline import phases


def by_id(review):
    return {f.id: f for f in review.figures}


def test_share_stretches_questions_and_pace(review_of):
    long = " ".join(["word"] * 200)
    r = review_of(
        ("you", long, []),
        ("them", "Right.", []),
        ("you", long, []),
        ("them", "Why? And who pays?", ["friction"]),
        gap_ms=90_000,
    )
    found = by_id(r.review)
    assert found["talk-share"].value == pytest.approx(160 / (160 + 0.4 + 1.6), abs=0.01)
    assert found["longest-you"].value == 80_000
    assert found["questions-them"].value == 2
    assert found["pace-you"].value == pytest.approx(150, abs=1)
    assert "pace-them" not in found
    band = found["talk-share"].band
    assert band is not None
    assert "Gong" in band.source.en


def test_a_back_channel_does_not_end_a_stretch(review_of):
    words = " ".join(["word"] * 24)
    r = review_of(("you", words, []), ("them", "Right.", []), ("you", words, []), gap_ms=10_000)
    assert by_id(r.review)["longest-you"].value == 2 * 24 * 400


def test_nobody_spoke_no_figure(review_of):
    assert review_of().review.figures == ()


@pytest.mark.parametrize("end_ms", [1, 100_000, 1_500_000, 1_700_000, 2_000_000])
@pytest.mark.parametrize("planned_ms", [0, 60_000, 300_000, 1_800_000])
def test_phases_cover_the_call_without_gaps(end_ms, planned_ms):
    spans = phases(end_ms, planned_ms, Timing())
    assert spans[0].start_ms == 0
    assert spans[-1].end_ms == end_ms
    assert all(a.end_ms == b.start_ms for a, b in pairwise(spans))
    assert [s.phase for s in spans] == sorted([s.phase for s in spans], key=list(Phase).index)


def test_the_picture_of_a_script(scripts):
    for r in scripts:
        picture = r.review.timeline
        assert len(picture.you) + len(picture.them) == len(r.script["turns"])
        labels = [label for t in r.script["turns"] for label in t["labels"]]
        assert len(picture.warm) + len(picture.evidence) + len(picture.habits) == len(labels)
        assert {t.step for t in picture.ticks} == {s.step for s in r.review.steps if s.by}
        assert picture.planned_ms == r.script["planned_minutes"] * 60_000
