"""Embeds a sample of real talk with the shipped model: MODEL_DIR/background.npy, int8. Run with the product's environment.

PYTHONPATH=. python models/train/background.py models/corpus models/signals
"""

import json
import random
import sys
from pathlib import Path

import numpy as np

from copilot.call.catalogue import Side
from copilot.signals.encoder import Encoder
from copilot.signals.prototypes import embed_all

TURNS = 1200


def main(corpus: Path, model_dir: Path) -> None:
    texts = [json.loads(line)["text"] for line in (corpus / "background.jsonl").read_text(encoding="utf-8").splitlines()]
    vectors = embed_all(Encoder(model_dir), Side.THEM, random.Random(3).sample(texts, TURNS))
    np.save(model_dir / "background.npy", np.round(vectors * (127 / np.abs(vectors).max())).astype(np.int8))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
