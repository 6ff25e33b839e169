"""The shipped labeller on the turns its training never saw: figures, confusions, the twenty worst errors, speed.

    python tests/bench/judgement [--errors N] [--limit N]

The held-out turns are fold 0 of 5 over models/corpus, whole calls, contrast groups and real meetings together. The decision
points were chosen on the same turns; models/signals/CARD.md has the figures crossed over.
"""

import argparse
import collections
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "models" / "train")]

from rows import OF_SIDE, THEM_GOOD, THEM_WARNINGS, WARNINGS, YOU_GOOD, YOU_WARNINGS, Row, fold_of, read_background, read_corpus  # noqa: E402

from copilot.call.catalogue import CallKind, Side  # noqa: E402
from copilot.signals.labeller import Labeller  # noqa: E402

FOLD, FOLDS = 0, 5
GROUPS = (
    ("their warnings", THEM_WARNINGS),
    ("their good signs", THEM_GOOD),
    ("your warnings", YOU_WARNINGS),
    ("your good moves", YOU_GOOD),
)
Judged = list[tuple[Row, dict[str, float]]]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--errors", type=int, default=20)
    parser.add_argument("--limit", type=int, help="only so many turns, for a quick look")
    args = parser.parse_args()
    labeller = Labeller(ROOT / "models" / "signals")
    rows = [r for r in read_corpus(ROOT / "models" / "corpus") if held_out(r) and r.source not in ("extra", "realtalk_read")]
    began = time.process_time()
    judged = judge(labeller, rows[: args.limit])
    say(f"{(time.process_time() - began) / len(judged) * 1000:.1f} ms per utterance on one core")
    real = [(r, got) for r, got in judged if r.source.startswith("realtalk")]
    written = [(r, got) for r, got in judged if not r.source.startswith("realtalk")]
    table("written", written)
    table("real talk", real)
    confusions(judged)
    worst(judged, args.errors)
    hours(labeller, args.limit)


def held_out(row: Row) -> bool:
    return fold_of(row.group, FOLDS) == FOLD


def judge(labeller: Labeller, rows: list[Row]) -> Judged:
    return [
        (
            r,
            {
                x.id: x.score
                for x in labeller.read(Side(r.side), CallKind(r.kind), r.context, r.text).labels
                if x.id not in r.free
            },
        )
        for r in rows
    ]


def table(name: str, judged: Judged) -> None:
    say(f"\n{name}: {len(judged)} turns")
    for group, labels in GROUPS:
        scores, sums = [], [0, 0, 0]
        for label in labels:
            tp = sum(label in r.labels and label in got for r, got in judged)
            fp = sum(label not in r.labels and label in got for r, got in judged)
            fn = sum(label in r.labels and label not in got for r, got in judged)
            sums = [sums[0] + tp, sums[1] + fp, sums[2] + fn]
            if tp + fn:
                scores.append(2 * tp / (2 * tp + fp + fn))
                say(f"  {label:24s} P {tp / max(1, tp + fp):.2f} R {tp / (tp + fn):.2f} F1 {scores[-1]:.2f}  n {tp + fn}")
        tp, fp, fn = sums
        if scores:
            say(
                f"{group}: macro-F1 {sum(scores) / len(scores):.3f}; pooled P {tp / max(1, tp + fp):.2f} R {tp / (tp + fn):.2f}"
            )
    clean = [got for r, got in judged if not r.labels]
    say(f"clean turns warned: {sum(bool(set(got) & WARNINGS) for got in clean)}/{len(clean)}")


def confusions(judged: Judged) -> None:
    pairs = collections.Counter(
        (want, said) for r, got in judged for want in (r.labels - set(got) or {"-"}) for said in (set(got) - r.labels or {"-"})
    )
    pairs.pop(("-", "-"), None)
    say("\nconfusions (wanted -> said)")
    for (want, said), count in pairs.most_common(20):
        say(f"  {count:4d}  {want} -> {said}")


def worst(judged: Judged, count: int) -> None:
    wrong = [(score, label, r) for r, got in judged for label, score in got.items() if label not in r.labels]
    say("\nthe surest errors")
    for score, label, row in sorted(wrong, key=lambda w: -w[0])[:count]:
        say(f"  {score:.2f} {label} (is {', '.join(sorted(row.labels)) or 'none'}) | {row.context[-70:]} | {row.text[:140]}")


def hours(labeller: Labeller, limit: int | None) -> None:
    """Warnings per hour over unlabelled real talk of held-out meetings, at 150 words a minute."""
    rows = [r for r in read_background(ROOT / "models" / "corpus") if held_out(r) and r.side == "them"][:limit]
    count = collections.Counter(x for _, got in judge(labeller, rows) for x in got if x in OF_SIDE["them"] and x in WARNINGS)
    length = sum(len(r.text.split()) for r in rows) / 9000
    per_hour = sum(count.values()) / length
    say(f"\nunlabelled real talk: {length:.1f} h, {per_hour:.1f} warnings per hour: {dict(count.most_common())}")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
