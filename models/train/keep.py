"""Held-out logits by digest of their row, in a file small enough to commit: what tests/bench/judgement reads.

python keep.py RUN/held_out.json held_out/fold0.npz
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from rows import digest_of


def keep_logits(target: Path, digests: Sequence[str], logits: Sequence[Sequence[float]]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, digests=np.array(digests), logits=np.array(logits, dtype=np.float16))


def read_logits(path: Path) -> dict[str, np.ndarray]:
    """By digest, (labels,) float32."""
    stored = np.load(path)
    return dict(zip(stored["digests"].tolist(), stored["logits"].astype(np.float32), strict=True))


def main(source: Path, target: Path) -> None:
    rows = json.loads(source.read_text(encoding="utf-8"))
    digests = [digest_of(r["side"], r["kind"], r["context"], r["text"], r["group"]) for r, _ in rows]
    keep_logits(target, digests, [z for _, z in rows])


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
