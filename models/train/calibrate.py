"""Decision points from held-out logits, so that 0.5 is where a label is said to be there.

    python calibrate.py calibration.json RUN/held_out.json [RUN/held_out.json ...] [RUN/background.json]

Per label, the threshold that is best on written turns and on real talk together (real talk counts more: it is where false
alerts come from; its turns without labels, the background, deserve none), and the slope of a logistic fit. Prints the scores
crossed over: each half of the held-out groups is judged with thresholds chosen on the other half.
"""

import json
import sys
from pathlib import Path

import numpy as np
from rows import LABELS, OF_SIDE, THEM_GOOD, THEM_WARNINGS, WARNINGS, YOU_GOOD, YOU_WARNINGS, fold_of
from scipy.optimize import minimize

GRID = np.arange(-3.0, 4.01, 0.1)
REAL = ("realtalk", "background")
REAL_WEIGHT = 2.5
SHRINK_TO, SHRINK = 0.2, 12.0  # few positives: stay near a common threshold
LEAN = 1.0  # F-beta: below 1 precision weighs more
LEAN_WARNING = 0.7  # a false warning costs trust


def load(paths: list[Path]) -> list[tuple[dict, np.ndarray]]:
    return [(row, np.array(logits)) for path in paths for row, logits in json.loads(path.read_text())]


def columns(rows: list[tuple[dict, np.ndarray]], label: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(logits, truth, weights) of the rows that say something about the label."""
    index = LABELS.index(label)
    kept = [
        (logits[index], label in row["labels"], REAL_WEIGHT if row["source"].startswith(REAL) else 1.0)
        for row, logits in rows
        if label in OF_SIDE[row["side"]]
        and label not in row["free"]
        and (not row.get("only") or label in row["only"])
        and (label != "activity-report" or row["kind"] == "review")
    ]
    table = np.array(kept, dtype=float).reshape(-1, 3)
    return table[:, 0], table[:, 1] > 0, table[:, 2]


def calibrate(rows: list[tuple[dict, np.ndarray]]) -> dict[str, dict[str, float]]:
    result = {}
    for label in LABELS:
        z, y, w = columns(rows, label)
        threshold = _point(z, y, w, LEAN_WARNING if label in WARNINGS else LEAN)
        result[label] = {"threshold": round(threshold, 3), "slope": round(_slope(z, y, w), 3)}
    return result


def _slope(z: np.ndarray, y: np.ndarray, weights: np.ndarray) -> float:
    if y.all() or not y.any():
        return 1.0

    def loss(line: np.ndarray) -> float:
        """Of a logistic fit with slope and offset, a little drawn towards no slope."""
        signed = np.where(y, 1, -1) * (line[0] * z + line[1])
        return float(line[0] ** 2 / 2 + (weights * np.logaddexp(0, -signed)).sum())

    return float(np.clip(minimize(loss, np.zeros(2)).x[0], 0.5, 2.5))


def _point(z: np.ndarray, y: np.ndarray, weights: np.ndarray, beta: float) -> float:
    scores = np.array([_f_beta(z >= t, y, weights, beta) for t in GRID])
    best = GRID[scores >= scores.max() - 0.01].mean()
    trust = y.sum() / (y.sum() + SHRINK)
    return float(trust * best + (1 - trust) * SHRINK_TO)


def _f_beta(got: np.ndarray, want: np.ndarray, weights: np.ndarray, beta: float) -> float:
    tp, fp, fn = weights[got & want].sum(), weights[got & ~want].sum(), weights[~got & want].sum()
    b = beta**2
    return float((1 + b) * tp / ((1 + b) * tp + b * fn + fp)) if tp else 0.0


def crossed(rows: list[tuple[dict, np.ndarray]]) -> list[tuple[dict, set[str]]]:
    """(row, labels found) of rows that have labels, each with the thresholds of the other half."""
    halves = [[r for r in rows if fold_of(f"half {r[0]['group']}", 2) == half] for half in (0, 1)]
    found = []
    for half, other in ((0, 1), (1, 0)):
        decisions = calibrate(halves[other])
        for row, logits in halves[half]:
            if row["source"] == "background":
                continue
            labels = [x for x in OF_SIDE[row["side"]] if x != "activity-report" or row["kind"] == "review"]
            found.append((row, {x for x in labels if logits[LABELS.index(x)] >= decisions[x]["threshold"]} - set(row["free"])))
    return found


def report(found: list[tuple[dict, set[str]]]) -> str:
    lines = []
    for name, real in (("written", False), ("real talk", True)):
        part = [(row, got) for row, got in found if row["source"].startswith("realtalk") is real]
        if not part:
            continue
        for group, labels in (
            ("their warnings", THEM_WARNINGS),
            ("their good signs", THEM_GOOD),
            ("your warnings", YOU_WARNINGS),
            ("your good moves", YOU_GOOD),
        ):
            scores, totals = [], np.zeros(3, dtype=int)
            for label in labels:
                counts = np.array([_outcome(label, row, got) for row, got in part]).sum(0)
                totals += counts
                if counts[0] + counts[2]:
                    scores.append(2 * counts[0] / (2 * counts[0] + counts[1] + counts[2]))
                    lines.append(f"{name:9s} {label:24s} {_figures(counts)}")
            if scores:
                lines.append(f"{name:9s} {group}: macro-F1 {np.mean(scores):.3f}, pooled {_figures(totals)}")
        clean = [(row, got) for row, got in part if not row["labels"]]
        lines.append(f"{name:9s} clean turns warned: {sum(bool(got & WARNINGS) for _, got in clean)}/{len(clean)}")
    return "\n".join(lines)


def _outcome(label: str, row: dict, got: set[str]) -> tuple[bool, bool, bool]:
    there, said = label in row["labels"], label in got
    return there and said, said and not there, there and not said


def _figures(counts: np.ndarray) -> str:
    tp, fp, fn = (int(x) for x in counts)
    f = 2 * tp / max(1, 2 * tp + fp + fn)
    return f"P {tp / max(1, tp + fp):.2f} R {tp / max(1, tp + fn):.2f} F1 {f:.2f} n {tp + fn}"


if __name__ == "__main__":
    held_out = load([Path(p) for p in sys.argv[2:]])
    chosen = calibrate(held_out)
    Path(sys.argv[1]).write_text(json.dumps(chosen, indent=1) + "\n")
    sys.stdout.write(report(crossed(held_out)) + "\n")
