"""Grouped cross-validation, and each file left out in turn. Resumes: what has its held_out.json is not trained again.

    python cross.py CORPUS WEIGHTS OUT [--epochs E]

Each model starts from WEIGHTS. The folds never split a group (a whole call, contrast group, situation, real meeting); a file
left out leaves what other files hold of its meetings to learn from. The first table is over all folds together, each turn
judged by the model that had not seen it; the others are the stress figure.
"""

import argparse
import sys
from pathlib import Path

import calibrate
import train
from rows import UNHELD, UNLABELLED

FOLDS = 5


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("corpus", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--epochs", type=int, default=6)
    args = parser.parse_args()
    parts = {f"fold{k}": ["--fold", str(k), "--folds", str(FOLDS)] for k in range(FOLDS)}
    whole = {path.stem for path in args.corpus.glob("*.jsonl")} - {*UNLABELLED, *UNHELD}
    parts |= {name: ["--without", name] for name in sorted(whole)}
    held = {name: trained(name, options, args) for name, options in parts.items()}
    show(f"{FOLDS} folds", [held[name] for name in parts if name not in whole])
    for name in sorted(whole):
        show(f"without {name}", [held[name]])


def trained(name: str, options: list[str], args: argparse.Namespace) -> Path:
    """The held-out logits of one part."""
    out = args.out / name
    if not (out / "held_out.json").exists():
        places = [str(path) for path in (args.corpus, args.weights, out)]
        train.main([*places, *options, "--epochs", str(args.epochs)])
    return out / "held_out.json"


def show(title: str, paths: list[Path]) -> None:
    sys.stdout.write(f"== {title}\n{calibrate.report(calibrate.crossed(calibrate.load(paths)))}\n\n")


if __name__ == "__main__":
    main()
