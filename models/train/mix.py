"""The mean of nets that come from one another: its weights, and its logits on a fold none of them saw
and on the background of that fold.

python mix.py CORPUS WEIGHTS OUT FOLD NET NET [NET ...]
"""

import sys
from pathlib import Path

import torch
from net import SignalNet, Tokens
from rows import UNHELD, fold_of, kept_groups, read_background, read_corpus
from train import scored

FOLDS = 5


def main(corpus: Path, weights: Path, out: Path, fold: int, nets: list[Path]) -> None:
    states = [torch.load(path) for path in nets]
    net = SignalNet(weights)
    net.load_state_dict({name: torch.stack([s[name].float() for s in states]).mean(0) for name in states[0]})
    out.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), out / "net.pt")
    held = [r for r in read_corpus(corpus) if fold_of(r.group, FOLDS) == fold and r.source not in UNHELD]
    (out / "held_out.json").write_text(scored(net, held, Tokens(weights)))
    kept = kept_groups(corpus)
    background = [r for r in read_background(corpus) if fold_of(r.group, FOLDS) == fold and r.group not in kept]
    (out / "background.json").write_text(scored(net, background, Tokens(weights)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]), int(sys.argv[4]), [Path(p) for p in sys.argv[5:]])
