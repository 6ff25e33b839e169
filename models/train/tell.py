"""A teacher's word on turns nobody labelled: the mean of its logits and of the net's that its student will start from.

    python tell.py TURNS.jsonl WEIGHTS START_NET TOLD.jsonl --side SIDE --count N [--teacher LARGE_WEIGHTS NET]

Without a teacher it is START's own word, lest it be forgotten. Of the turns of one side those START is least sure of are judged
(a quarter: whichever), in random order. TOLD grows by chunks, and TOLD.vectors beside it with what the teacher makes of the
words (vectors.py): a run that was interrupted goes on.
"""

import argparse
import json
import random
from pathlib import Path

import torch
from net import INDEX, SignalNet, Tokens
from rows import OF_SIDE, read_turns
from train import predict
from vectors import Directions, keep_after, last_layer, vectors_of

CHUNK = 512
UNSURE = 0.75  # share of turns chosen for how unsure START is


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("turns", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("start", type=Path)
    parser.add_argument("told", type=Path)
    parser.add_argument("--teacher", type=Path, nargs=2)
    parser.add_argument("--side", choices=tuple(OF_SIDE), required=True)
    parser.add_argument("--count", type=int, required=True)
    args = parser.parse_args()
    rows = [r for r in read_turns(args.turns) if r.side == args.side]
    own = predict(_net(args.weights, args.start), rows, Tokens(args.weights))
    order = chosen(own[:, [INDEX[label] for label in OF_SIDE[args.side]]], args.count)
    done = sum(1 for _ in args.told.open(encoding="utf-8")) if args.told.exists() else 0
    if args.teacher:
        teacher, tokens = _net(*args.teacher).eval(), Tokens(args.teacher[0])
        directions = Directions(args.teacher[1], teacher, [rows[i] for i in order[:CHUNK]], tokens)
    for at in range(done, len(order), CHUNK):
        part = order[at : at + CHUNK]
        words = own[part]
        if args.teacher:
            logits, vectors = last_layer(teacher, [rows[i] for i in part], tokens)
            words = (words + logits) / 2
            keep_after(vectors_of(args.told), sum(tokens.pieces(rows[i]) for i in order[:at]), directions.along(vectors))
        with args.told.open("a", encoding="utf-8") as out:
            for row, word in zip((rows[i] for i in part), words.tolist(), strict=True):
                turn = {"speaker": row.side, "call": row.kind, "context": row.context, "text": row.text}
                out.write(json.dumps(turn | {"logits": [round(x, 2) for x in word]}, ensure_ascii=False) + "\n")


def chosen(logits: torch.Tensor, count: int) -> list[int]:
    """So many of the rows, by number. logits: (rows, labels of their side)."""
    by_doubt = logits.abs().amin(1).argsort().tolist()
    rng, unsure = random.Random(7), round(count * UNSURE)
    order = by_doubt[:unsure] + rng.sample(by_doubt[unsure:], count - unsure)
    rng.shuffle(order)
    return order


def _net(weights: Path, path: Path) -> SignalNet:
    net = SignalNet(weights)
    net.load_state_dict(torch.load(path))
    net.encoder.to(torch.bfloat16)
    return net


if __name__ == "__main__":
    main()
