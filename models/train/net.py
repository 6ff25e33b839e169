"""The network: MiniLM, or mpnet-base for a teacher, over (who, kind: previous turn of the other side | utterance), mean and
max pooled, one linear layer."""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from rows import LABELS, OF_SIDE, Row
from tokenizers import Tokenizer
from transformers import AutoModel

CONTEXT_TOKENS = 40
TEXT_TOKENS = 112
SHARED = 3  # layers, counted from the input, below the branch of replies.py
INDEX = {label: i for i, label in enumerate(LABELS)}


@dataclass(frozen=True)
class Special:
    """Ids of an encoder's own tokens, and whether it reads token types."""

    start: int
    between: tuple[int, ...]
    end: int
    pad: int
    mask: int
    typed: bool


SPECIAL = {
    "bert": Special(start=101, between=(102,), end=102, pad=0, mask=103, typed=True),
    "mpnet": Special(start=0, between=(2, 2), end=2, pad=1, mask=30526, typed=False),
}


class SignalNet(torch.nn.Module):
    """ids, mask, types: (batch, tokens) int64 -> logits (batch, labels), evidence (batch, tokens, labels).

    types is 1 on the utterance. evidence splits each logit over the tokens: they sum to the logit less its bias.
    frozen: so many layers, counted from the input, learn nothing and drop nothing out.
    """

    def __init__(self, weights: Path, frozen: int = 0) -> None:
        super().__init__()
        self.encoder = AutoModel.from_pretrained(
            weights, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        width = self.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.15)
        self.mean_head = torch.nn.Linear(width, len(LABELS))
        self.max_head = torch.nn.Linear(width, len(LABELS), bias=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        self.still = [self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]] if frozen else []
        if frozen:
            self.encoder.requires_grad_(False)
            self.encoder.encoder.layer[frozen:].requires_grad_(True)
        self.typed = SPECIAL[self.encoder.config.model_type].typed

    def train(self, mode: bool = True) -> "SignalNet":
        super().train(mode)
        for part in self.still:
            part.eval()
        return self

    def pooled(
        self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        _, hidden = self.hidden(ids, mask, types)
        return self.shares(hidden, mask, types)

    def hidden(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """The vectors of the tokens after SHARED layers and after all of them."""
        kinds = {"token_type_ids": types} if self.typed else {}
        out = self.encoder(input_ids=ids, attention_mask=mask, output_hidden_states=True, **kinds)
        return out.hidden_states[SHARED], out.last_hidden_state.float()

    @staticmethod
    def shares(
        hidden: torch.Tensor, mask: torch.Tensor, types: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        inside = (types * mask).unsqueeze(-1).float()
        share = inside / inside.sum(1, keepdim=True)
        return hidden, share, (hidden - (1 - inside) * 1e4).amax(1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        return self.judged(*self.pooled(ids, mask, types))

    def judged(self, hidden: torch.Tensor, share: torch.Tensor, peak: torch.Tensor) -> torch.Tensor:
        return self.mean_head(self.dropout((hidden * share).sum(1))) + self.max_head(self.dropout(peak))


class Exported(torch.nn.Module):
    """What the product runs: logits, evidence, the mean of the utterance's token vectors (batch, width), and what replies.py
    goes on from."""

    def __init__(self, net: SignalNet) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, torch.Tensor]:
        middle, last = self.net.hidden(input_ids, attention_mask, token_type_ids)
        hidden, share, peak = self.net.shares(last, attention_mask, token_type_ids)
        mean = (hidden * share).sum(1)
        logits = self.net.mean_head(mean) + self.net.max_head(peak)
        tops = hidden * (hidden >= peak.unsqueeze(1)).float() * (share > 0).float()
        evidence = torch.matmul(hidden * share, self.net.mean_head.weight.T) + torch.matmul(tops, self.net.max_head.weight.T)
        return logits, evidence, mean, middle


class Tokens:
    """Rows as token ids of the encoder whose weights these are."""

    def __init__(self, weights: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.special = SPECIAL[json.loads((weights / "config.json").read_text())["model_type"]]

    def encode(self, row: Row) -> tuple[list[int], list[int]]:
        """(ids, types) of a row: the tail of the context is kept, and the head of a long utterance."""
        marker = self._ids(f"{row.side} {row.kind} :")
        context = self._ids(row.context)[-CONTEXT_TOKENS:]
        text = self._ids(row.text)[:TEXT_TOKENS]
        first = [self.special.start, *marker, *context, *self.special.between]
        return [*first, *text, self.special.end], [0] * len(first) + [1] * (len(text) + 1)

    def pieces(self, row: Row) -> int:
        return len(self._ids(row.text)[:TEXT_TOKENS])

    def offsets(self, row: Row) -> list[tuple[int, int]]:
        """The characters of each word piece of the text."""
        return self._tokenizer.encode(row.text, add_special_tokens=False).offsets[:TEXT_TOKENS]

    def _ids(self, text: str) -> list[int]:
        return self._tokenizer.encode(text, add_special_tokens=False).ids

    def batch_of(self, encoded: list[tuple[list[int], list[int]]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        width = max(len(ids) for ids, _ in encoded)
        ids = torch.full((len(encoded), width), self.special.pad)
        mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
        for i, (tokens, kinds) in enumerate(encoded):
            ids[i, : len(tokens)] = torch.tensor(tokens)
            mask[i, : len(tokens)] = 1
            types[i, : len(tokens)] = torch.tensor(kinds)
        return ids, mask, types


def targets_of(rows: list[Row]) -> tuple[torch.Tensor, torch.Tensor]:
    """(targets, loss weights), both (batch, labels): 0 weight where the row says nothing about the label."""
    targets = torch.zeros(len(rows), len(LABELS))
    weights = torch.zeros(len(rows), len(LABELS))
    for i, row in enumerate(rows):
        for label in OF_SIDE[row.side]:
            if label not in row.free and (not row.only or label in row.only):
                weights[i, INDEX[label]] = row.weight
        for label in row.labels:
            targets[i, INDEX[label]] = 1.0
            weights[i, INDEX[label]] = row.weight
    return targets, weights
