"""The signal model on onnxruntime: text in, logits, evidence per word and an embedding out. One thread, no network."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from copilot.errors import KnownError

Floats = NDArray[np.float32]
_CLS, _SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Decision:
    """score = sigmoid(slope * (logit - threshold)): 0.5 is where the label is said to be there."""

    threshold: float
    slope: float


@dataclass(frozen=True, slots=True)
class Card:
    """What `signals.json` says of the model. decisions: by label id, in the order of the outputs."""

    decisions: dict[str, Decision]
    context_tokens: int
    text_tokens: int


@dataclass(frozen=True, slots=True)
class Encoded:
    """logits: (labels,). evidence: (tokens, labels), each logit split over the utterance's tokens. offsets: their characters.

    embedding: (384,), unit length: the mean of the utterance's token vectors. middle: (1, tokens, 384), the vectors of all
    tokens half way up, the first `before` of which are not the utterance's.
    """

    logits: Floats
    evidence: Floats
    offsets: tuple[tuple[int, int], ...]
    embedding: Floats
    middle: Floats
    before: int


def session(model_dir: Path, name: str) -> onnxruntime.InferenceSession:
    """On one thread. KnownError when that file is missing or damaged."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.enable_cpu_mem_arena = False
    try:
        return onnxruntime.InferenceSession(str(model_dir / name), options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise _damaged(model_dir) from error


class Encoder:
    """May be asked on several threads at once: neither the session nor the tokenizer changes after it is made."""

    def __init__(self, model_dir: Path) -> None:
        self._model_dir = model_dir
        try:
            self.card = _read_card(model_dir / "signals.json")
            self._tokenizer = Tokenizer.from_file(str(model_dir / "tokenizer.json"))
        except Exception as error:
            raise _damaged(model_dir) from error
        self._session = session(model_dir, "model.onnx")
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def encode(self, marker: str, context: str, text: str) -> Encoded:
        """marker: who speaks in which kind of call. The tail of the context is kept, and the head of the text."""
        first = [_CLS, *self._ids(marker), *self._ids(context)[-self.card.context_tokens :], _SEP]
        said = self._tokenizer.encode(text, add_special_tokens=False)
        tokens = said.ids[: self.card.text_tokens]
        ids = np.array([[*first, *tokens, _SEP]], dtype=np.int64)
        types = np.zeros_like(ids)
        types[0, len(first) :] = 1
        logits, evidence, mean, middle = self._session.run(
            ["logits", "evidence", "embedding", "middle"],
            {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": types},
        )
        return Encoded(
            logits[0],
            evidence[0, len(first) : len(first) + len(tokens)],
            tuple(said.offsets[: len(tokens)]),
            mean[0] / max(float(np.linalg.norm(mean[0])), 1e-6),
            middle,
            len(first),
        )

    def background(self) -> Floats:
        """Embeddings of real talk, (turns, 384), unit length: what a user's own signal must stand out from."""
        try:
            stored = np.load(self._model_dir / "background.npy").astype(np.float32)
        except (OSError, ValueError) as error:
            raise _damaged(self._model_dir) from error
        unit: Floats = stored / np.linalg.norm(stored, axis=1, keepdims=True)
        return unit

    def _ids(self, text: str) -> list[int]:
        return list(self._tokenizer.encode(text, add_special_tokens=False).ids)

    def windows(self, text: str) -> list[tuple[int, str]]:
        """(offset, part) of a text too long for one look: cut at sentence ends where it can."""
        words = list(re.finditer(r"\S+", text))
        room = self.card.text_tokens * 2 // 3
        if len(words) <= room:
            return [(0, text)]
        parts: list[tuple[int, str]] = []
        at = 0
        while at < len(words):
            end = min(at + room, len(words))
            if end < len(words):
                stops = [i for i in range(at + room // 2, end) if words[i].group().endswith((".", "?", "!"))]
                end = stops[-1] + 1 if stops else end
            parts.append((words[at].start(), text[words[at].start() : words[end - 1].end()]))
            at = end
        return parts


def _damaged(model_dir: Path) -> KnownError:
    return KnownError(
        f"The signal model in {model_dir} is missing or damaged: install Money Time again.",
        f"Le modèle de signaux dans {model_dir} est absent ou abîmé : réinstallez Money Time.",
    )


def _read_card(path: Path) -> Card:
    data = json.loads(path.read_text(encoding="utf-8"))
    decisions = {row["id"]: Decision(float(row["threshold"]), float(row["slope"])) for row in data["labels"]}
    return Card(decisions, int(data["context_tokens"]), int(data["text_tokens"]))
