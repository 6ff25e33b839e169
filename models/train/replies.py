"""Trains what a turn does with the next contact that is being arranged (its stance), and what each day in it is (its role).

    python replies.py CORPUS WEIGHTS NET MODEL_DIR [--without SOURCE] [--epochs E]

The signal network NET stays as it is: its lower layers are shared, its upper ones copied and taught here, so that the labels of
signals do not change. To be run again whenever NET is another one. Seeded; five minutes on one core.
With --without, that source is left out of the training, measured and listed, and nothing is written.
Else the result is MODEL_DIR/replies.onnx, of eight bits.
"""

import argparse
import copy
import json
import logging
import random
import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from export import to_eight_bits
from net import SHARED, SignalNet, Tokens
from rows import Row
from torch.nn.functional import cross_entropy

STANCES = ("takes", "offers", "refuses", "open", "none")
ROLES = ("taken", "offered", "refused", "due", "aside")
say = logging.getLogger("replies").info
BATCH, RATE, HEAD_FACTOR, SMOOTHING, AVERAGING = 16, 1e-4, 15, 0.05, 0.98
_MARKS = re.compile(r"[^\w\s'’$%:]")


@dataclass(frozen=True)
class Reply:
    """days: (start, end, role), characters of the text."""

    speaker: str
    context: str
    text: str
    stance: str
    days: tuple[tuple[int, int, str], ...]
    source: str


@dataclass(frozen=True)
class Shared:
    """What the shared layers make of a reply: middle (tokens, width), types (tokens,), days: (tokens of a day, its role)."""

    middle: torch.Tensor
    types: torch.Tensor
    days: tuple[tuple[list[int], int], ...]
    stance: int


class ReplyNet(torch.nn.Module):
    """middle (batch, tokens, width), mask, types (batch, tokens) -> stance (batch, stances), roles (batch, tokens, roles)."""

    def __init__(self, net: SignalNet) -> None:
        super().__init__()
        self.layers = copy.deepcopy(net.encoder.encoder.layer[SHARED:])
        width = net.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.15)
        self.mean_head = torch.nn.Linear(width, len(STANCES))
        self.max_head = torch.nn.Linear(width, len(STANCES), bias=False)
        self.role_head = torch.nn.Linear(width, len(ROLES))

    def forward(self, middle: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        hidden, seen = middle, (1 - mask[:, None, None, :].float()) * -1e4
        for layer in self.layers:
            out = layer(hidden, seen)
            hidden = out[0] if isinstance(out, tuple) else out
        inside = (types * mask).unsqueeze(-1).float()
        mean, peak = (hidden * inside).sum(1) / inside.sum(1), (hidden - (1 - inside) * 1e4).amax(1)
        stance = self.mean_head(self.dropout(mean)) + self.max_head(self.dropout(peak))
        return stance, self.role_head(self.dropout(hidden))


class Exported(torch.nn.Module):
    """What the product runs, for one turn: probabilities."""

    def __init__(self, net: ReplyNet) -> None:
        super().__init__()
        self.net = net

    def forward(self, middle: torch.Tensor, token_type_ids: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        stance, roles = self.net(middle, torch.ones_like(token_type_ids), token_type_ids)
        return stance.softmax(-1), roles.softmax(-1)


def main() -> None:
    parser = argparse.ArgumentParser()
    for name in ("corpus", "weights", "net", "model_dir"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--without", help="a source to leave out and measure")
    parser.add_argument("--epochs", type=int, default=10)
    args = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    torch.manual_seed(5)
    replies = read_replies(args.corpus / "replies.jsonl")
    net, tokens = SignalNet(args.weights), Tokens(args.weights)
    net.load_state_dict(torch.load(args.net))
    net.eval()
    known = [r for r in replies if r.source != args.without]
    held = [r for r in replies if r.source == args.without]
    branch = fit(ReplyNet(net), shared(net, tokens, known), shared(net, tokens, [plain(r) for r in known]), args.epochs)
    if held:
        measure(branch, held, shared(net, tokens, held))
        return
    example = (torch.randn(1, 12, net.encoder.config.hidden_size), torch.ones(1, 12, dtype=torch.long))
    axes = {"middle": {1: "tokens"}, "token_type_ids": {1: "tokens"}, "roles": {1: "tokens"}}
    names = (["middle", "token_type_ids"], ["stance", "roles"])
    to_eight_bits(Exported(branch).eval(), example, args.model_dir / "replies.onnx", *names, axes)


def read_replies(path: Path) -> list[Reply]:
    items = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    return [Reply(**{**item, "days": tuple((s, e, role) for s, e, role in item["days"])}) for item in items]


def plain(reply: Reply) -> Reply:
    """As a recogniser may print it: no stops, no capitals; every character stays where it is."""
    return replace(reply, text=_MARKS.sub(" ", reply.text).lower(), context=_MARKS.sub(" ", reply.context).lower())


def shared(net: SignalNet, tokens: Tokens, replies: list[Reply]) -> list[Shared]:
    found = []
    with torch.no_grad():
        for reply in replies:
            row = Row(reply.speaker, "prospect", reply.context, reply.text, frozenset(), frozenset(), "", "")
            ids, types = tokens.encode(row)
            offsets, first = tokens.offsets(row), types.index(1)
            days = [
                ([first + i for i, (a, b) in enumerate(offsets) if a < end and b > start], ROLES.index(role))
                for start, end, role in reply.days
            ]
            middle, _ = net.hidden(*tokens.batch_of([(ids, types)]))
            found.append(Shared(middle[0], torch.tensor(types), tuple(d for d in days if d[0]), STANCES.index(reply.stance)))
    return found


def batch_of(items: list[Shared]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    pad = torch.nn.utils.rnn.pad_sequence
    middle = pad([item.middle for item in items], batch_first=True)
    types = pad([item.types for item in items], batch_first=True)
    mask = pad([torch.ones_like(item.types) for item in items], batch_first=True)
    return middle, mask, types


def loss_of(branch: ReplyNet, items: list[Shared]) -> torch.Tensor:
    stance, roles = branch(*batch_of(items))
    loss = cross_entropy(stance.float(), torch.tensor([item.stance for item in items]), label_smoothing=SMOOTHING)
    days = [(roles[i, at].float().mean(0), role) for i, item in enumerate(items) for at, role in item.days]
    if days:
        wanted = torch.tensor([role for _, role in days])
        loss = loss + cross_entropy(torch.stack([z for z, _ in days]), wanted, label_smoothing=SMOOTHING)
    return loss


def fit(branch: ReplyNet, written: list[Shared], bare: list[Shared], epochs: int) -> ReplyNet:
    """The running mean of the branch that learns from both forms of each reply."""
    rng = random.Random(5)
    averaged = copy.deepcopy(branch)
    heads = [p for name, p in branch.named_parameters() if not name.startswith("layers")]
    groups = [{"params": list(branch.layers.parameters()), "lr": RATE}, {"params": heads, "lr": RATE * HEAD_FACTOR}]
    optimizer = torch.optim.AdamW(groups, weight_decay=0.01)
    steps = epochs * -(-len(written) // BATCH)
    rise = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min(1.0, 10 * (s + 1) / steps) * max(0.0, 1 - s / steps))
    for epoch in range(epochs):
        branch.train()
        order, total = rng.sample(range(len(written)), len(written)), 0.0
        for at in range(0, len(order), BATCH):
            batch = [(bare if rng.random() < 0.3 else written)[i] for i in order[at : at + BATCH]]
            with torch.autocast("cpu", torch.bfloat16):
                loss = loss_of(branch, batch)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(branch.parameters(), 1.0)
            optimizer.step()
            rise.step()
            total += loss.item()
            with torch.no_grad():
                for kept, new in zip(averaged.parameters(), branch.parameters(), strict=True):
                    kept.lerp_(new, 1 - AVERAGING)
        say(f"epoch {epoch + 1}: loss {total * BATCH / len(order):.3f}")
    return averaged.eval()


def measure(branch: ReplyNet, held: list[Reply], items: list[Shared]) -> None:
    """Says how often stance and role are right, each confusion, and every error."""
    stances: Counter[tuple[str, str]] = Counter()
    roles: Counter[tuple[str, str]] = Counter()
    for reply, item in zip(held, items, strict=True):
        with torch.no_grad():
            stance, each = branch(*batch_of([item]))
        got = STANCES[int(stance[0].argmax())]
        days = [(role, ROLES[int(each[0, at].softmax(-1).mean(0).argmax())]) for at, role in item.days]
        stances[reply.stance, got] += 1
        roles.update((ROLES[role], heard) for role, heard in days)
        if got != reply.stance or any(ROLES[role] != heard for role, heard in days):
            say(f"  is {reply.stance}, read {got}; {[(ROLES[r], h) for r, h in days]}: {reply.context} | {reply.text}")
    for name, counts in (("stance", stances), ("role", roles)):
        right = sum(n for (is_, got), n in counts.items() if is_ == got)
        say(f"{name}: {right} of {counts.total()} right; {dict(counts)}")


if __name__ == "__main__":
    main()
