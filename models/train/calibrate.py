"""Decision points from held-out logits, so that 0.5 is where a label is said to be there.

    python calibrate.py calibration.json RUN/held_out.json [RUN/held_out.json ...]

Per label, the threshold that is best on written turns and on real talk together (real talk counts more: it is where false
alerts come from), and the slope of a logistic fit. Prints the table of scores at these thresholds; they were chosen on the same
turns, so it flatters a little: tests/bench/judgement halves the held-out groups and crosses them over.
"""

import json
import sys
from pathlib import Path

import numpy as np
from rows import LABELS, OF_SIDE, WARNINGS
from sklearn.linear_model import LogisticRegression

GRID = np.arange(-3.0, 4.01, 0.1)
REAL_WEIGHT = 2.5
SHRINK_TO, SHRINK = 0.2, 6.0  # few positives: stay near a common threshold
PRECISION_LEAN = 0.8  # F-beta


def load(paths: list[Path]) -> list[tuple[dict, np.ndarray]]:
    return [(row, np.array(logits)) for path in paths for row, logits in json.loads(path.read_text())]


def columns(rows: list[tuple[dict, np.ndarray]], label: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(logits, truth, weights) of the rows that say something about the label."""
    index = LABELS.index(label)
    kept = [
        (logits[index], label in row["labels"], REAL_WEIGHT if row["source"].startswith("realtalk") else 1.0)
        for row, logits in rows
        if label in OF_SIDE[row["side"]] and label not in row["free"] and (label != "activity-report" or row["kind"] == "review")
    ]
    z, y, w = zip(*kept, strict=True)
    return np.array(z), np.array(y), np.array(w)


def calibrate(rows: list[tuple[dict, np.ndarray]]) -> dict[str, dict[str, float]]:
    result = {}
    for label in LABELS:
        z, y, w = columns(rows, label)
        scores = np.array([_f_beta(z >= t, y, w) for t in GRID])
        best = GRID[scores >= scores.max() - 0.01].mean()
        trust = y.sum() / (y.sum() + SHRINK)
        threshold = trust * best + (1 - trust) * SHRINK_TO
        slope = LogisticRegression().fit(z[:, None], y, sample_weight=w).coef_[0, 0] if y.any() else 1.0
        result[label] = {"threshold": round(float(threshold), 3), "slope": round(float(np.clip(slope, 0.5, 2.5)), 3)}
    return result


def _f_beta(got: np.ndarray, want: np.ndarray, weights: np.ndarray) -> float:
    tp, fp, fn = weights[got & want].sum(), weights[got & ~want].sum(), weights[~got & want].sum()
    b = PRECISION_LEAN**2
    return float((1 + b) * tp / ((1 + b) * tp + b * fn + fp)) if tp else 0.0


def report(rows: list[tuple[dict, np.ndarray]], decisions: dict[str, dict[str, float]]) -> str:
    lines = []
    for name, part in (
        ("written", [r for r in rows if not r[0]["source"].startswith("realtalk")]),
        ("real talk", [r for r in rows if r[0]["source"].startswith("realtalk")]),
    ):
        totals = np.zeros(3)
        for label in LABELS:
            z, y, _ = columns(part, label)
            got = z >= decisions[label]["threshold"]
            tp, fp, fn = int((got & y).sum()), int((got & ~y).sum()), int((~got & y).sum())
            if label in WARNINGS and label in OF_SIDE["them"]:
                totals += (tp, fp, fn)
            f = 2 * tp / max(1, 2 * tp + fp + fn)
            p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
            lines.append(f"{name:9s} {label:24s} P {p:.2f} R {r:.2f} F1 {f:.2f} n {tp + fn:4d} at {decisions[label]['threshold']:+.2f}")
        tp, fp, fn = totals
        lines.append(f"{name}: their warnings pooled P {tp / max(1, tp + fp):.2f} R {tp / max(1, tp + fn):.2f}")
        lines.append(f"{name}: clean warned {_clean_warned(part, decisions)}")
    return "\n".join(lines)


def _clean_warned(rows: list[tuple[dict, np.ndarray]], decisions: dict[str, dict[str, float]]) -> str:
    clean = [(row, logits) for row, logits in rows if not row["labels"]]
    warned = sum(
        any(
            logits[LABELS.index(x)] >= decisions[x]["threshold"]
            for x in OF_SIDE[row["side"]]
            if x in WARNINGS and x not in row["free"] and (x != "activity-report" or row["kind"] == "review")
        )
        for row, logits in clean
    )
    return f"{warned}/{len(clean)}"


if __name__ == "__main__":
    held_out = load([Path(p) for p in sys.argv[2:]])
    chosen = calibrate(held_out)
    Path(sys.argv[1]).write_text(json.dumps(chosen, indent=1) + "\n")
    sys.stdout.write(report(held_out, chosen) + "\n")
