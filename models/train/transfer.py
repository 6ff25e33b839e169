"""A wide set of turns without labels, for a teacher to judge (tell.py) and its student to learn from.

    python transfer.py CORPUS WEIGHTS OUT.jsonl --count N [--fold K --folds N] [--seed S]

Turns of the fold left out and of the meetings kept for measuring are not used. WEIGHTS: the student's, for near words.
"""

import argparse
import json
import random
from pathlib import Path

import torch
from rows import fold_of, kept_groups, read_background, read_corpus
from tokenizers import Tokenizer
from transformers import AutoModel
from variants import variants

NEAR = 8  # words a word may be replaced by
REPLACED = 0.25  # share of words replaced, where words are
THEIRS = 0.85  # share of their side


class NearWords:
    """Whole words of the vocabulary with the nearest vectors."""

    def __init__(self, weights: Path) -> None:
        vocabulary = Tokenizer.from_file(str(weights / "tokenizer.json")).get_vocab()
        self._words = sorted(word for word in vocabulary if word.isascii() and word.isalpha() and len(word) > 2)
        vectors = AutoModel.from_pretrained(weights).embeddings.word_embeddings.weight.detach()
        self._vectors = torch.nn.functional.normalize(vectors[[vocabulary[word] for word in self._words]], dim=1)
        self._index = {word: i for i, word in enumerate(self._words)}
        self._near: dict[str, list[str]] = {}

    def replaced(self, text: str, rng: random.Random) -> str:
        return " ".join(self._other(word, rng) if rng.random() < REPLACED else word for word in text.split())

    def _other(self, word: str, rng: random.Random) -> str:
        bare = word.strip(".,?!;:").lower()
        if bare not in self._index:
            return word
        if bare not in self._near:
            likeness = self._vectors @ self._vectors[self._index[bare]]
            likeness[self._index[bare]] = -1
            self._near[bare] = [self._words[i] for i in likeness.topk(NEAR).indices.tolist()]
        return word.lower().replace(bare, rng.choice(self._near[bare]))


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--seed", type=int, default=51)
    args = parser.parse_args()
    rng, near, kept = random.Random(args.seed), NearWords(args.weights), kept_groups(args.corpus)
    rows = [r for r in (*read_corpus(args.corpus), *read_background(args.corpus)) if r.group not in kept]
    rows = [r for r in rows if args.fold is None or fold_of(r.group, args.folds) != args.fold]
    theirs = round(args.count * THEIRS)
    with args.out.open("w", encoding="utf-8") as out:
        for side, count in (("them", theirs), ("you", args.count - theirs)):
            for row in variants([r for r in rows if r.side == side], count, near.replaced, rng):
                turn = {"speaker": row.side, "call": row.kind, "context": row.context, "text": row.text}
                out.write(json.dumps(turn, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
