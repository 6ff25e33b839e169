"""The network: MiniLM over (who, kind: previous turn of the other side | utterance), mean and max pooled, one linear layer."""

from pathlib import Path

import torch
from rows import LABELS, OF_SIDE, Row
from tokenizers import Tokenizer
from transformers import BertModel

CONTEXT_TOKENS = 40
TEXT_TOKENS = 112
INDEX = {label: i for i, label in enumerate(LABELS)}


class SignalNet(torch.nn.Module):
    """ids, mask, types: (batch, tokens) int64 -> logits (batch, labels), evidence (batch, tokens, labels).

    types is 1 on the utterance. evidence splits each logit over the tokens: they sum to the logit less its bias.
    frozen: so many layers, counted from the input, learn nothing.
    """

    def __init__(self, weights: Path, frozen: int = 0) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            weights, add_pooling_layer=False, attn_implementation="eager", attention_probs_dropout_prob=0.0
        )
        width = self.encoder.config.hidden_size
        self.dropout = torch.nn.Dropout(0.15)
        self.mean_head = torch.nn.Linear(width, len(LABELS))
        self.max_head = torch.nn.Linear(width, len(LABELS), bias=False)
        self.encoder.embeddings.word_embeddings.weight.requires_grad = False
        for layer in (self.encoder.embeddings, *self.encoder.encoder.layer[:frozen]) if frozen else ():
            layer.requires_grad_(False)

    def pooled(
        self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        hidden = self.encoder(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state.float()
        inside = (types * mask).unsqueeze(-1).float()
        share = inside / inside.sum(1, keepdim=True)
        return hidden, share, (hidden - (1 - inside) * 1e4).amax(1)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor, types: torch.Tensor) -> torch.Tensor:
        hidden, share, peak = self.pooled(ids, mask, types)
        return self.mean_head(self.dropout((hidden * share).sum(1))) + self.max_head(self.dropout(peak))


class Exported(torch.nn.Module):
    """What the product runs: logits, evidence, and the mean of the utterance's token vectors (batch, width)."""

    def __init__(self, net: SignalNet) -> None:
        super().__init__()
        self.net = net

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        hidden, share, peak = self.net.pooled(input_ids, attention_mask, token_type_ids)
        mean = (hidden * share).sum(1)
        logits = self.net.mean_head(mean) + self.net.max_head(peak)
        tops = hidden * (hidden >= peak.unsqueeze(1)).float() * (share > 0).float()
        evidence = torch.matmul(hidden * share, self.net.mean_head.weight.T) + torch.matmul(tops, self.net.max_head.weight.T)
        return logits, evidence, mean


def load_tokenizer(weights: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(weights / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def encode(tokenizer: Tokenizer, row: Row) -> tuple[list[int], list[int]]:
    """(ids, types) of a row: the tail of the context is kept, and the head of a long utterance."""
    marker = tokenizer.encode(f"{row.side} {row.kind} :", add_special_tokens=False).ids
    context = tokenizer.encode(row.context, add_special_tokens=False).ids[-CONTEXT_TOKENS:]
    text = tokenizer.encode(row.text, add_special_tokens=False).ids[:TEXT_TOKENS]
    first = [101, *marker, *context, 102]
    return [*first, *text, 102], [0] * len(first) + [1] * (len(text) + 1)


def batch_of(encoded: list[tuple[list[int], list[int]]]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    width = max(len(ids) for ids, _ in encoded)
    width = (width + 7) // 8 * 8
    ids = torch.zeros(len(encoded), width, dtype=torch.long)
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
