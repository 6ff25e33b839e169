"""Keeps held-out logits small enough to commit, for tests/bench/judgement.

python keep.py RUN/held_out.json held_out/fold0.npz
"""

import json
import sys
from pathlib import Path

import numpy as np
from rows import digest_of


def main(source: Path, target: Path) -> None:
    rows = json.loads(source.read_text(encoding="utf-8"))
    digests = np.array([digest_of(r["side"], r["kind"], r["context"], r["text"], r["group"]) for r, _ in rows])
    target.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(target, digests=digests, logits=np.array([z for _, z in rows], dtype=np.float16))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
