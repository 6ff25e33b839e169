"""Takes unlabelled turns of real talk: a sample as weak negatives (CORPUS/background.jsonl), and for a teacher to judge all
others of the meetings that nothing is measured on (CORPUS/realtalk_unread.jsonl). Seeded; run once.

    python sample_background.py REALTALK_FOLDER CORPUS_FOLDER

Turns that are labelled are left out. Licences of the sets: see corpus/README.md.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from rows import fold_of, kept_groups

SHARES = {"ami_product": 4200, "primock57": 1500, "earnings22": 700, "persuasion_chat": 600}
YOU_SHARE = 0.2
FOLDS, MEASURED = 5, 0


def main(source: Path, corpus: Path) -> None:
    rng = random.Random(5)
    turns = {name: list(turns_of(source, name)) for name in SHARES}
    known = texts_of(corpus / "realtalk_labelled.jsonl")
    sampled = []
    for name, count in SHARES.items():
        sampled += rng.sample([turn for turn in turns[name] if turn["text"] not in known], count)
    write(corpus / "background.jsonl", [({"speaker": "you" if rng.random() < YOU_SHARE else "them"}, turn) for turn in sampled])
    known |= texts_of(corpus / "realtalk_read.jsonl") | {turn["text"] for turn in sampled}
    kept = kept_groups(corpus)
    unread = {}
    for turn in (turn for name in SHARES for turn in turns[name]):
        group = f"real:{turn['meeting']}"
        if group not in kept and fold_of(group, FOLDS) != MEASURED and turn["text"] not in known:
            unread.setdefault(turn["text"], turn)
    write(corpus / "realtalk_unread.jsonl", [({"speaker": "them"}, turn) for turn in unread.values()])


def turns_of(source: Path, name: str) -> Iterator[dict]:
    """Those of 4 to 70 words, with what another speaker of the meeting said before."""
    last: dict = {}
    context = ""
    for line in (source / f"{name}.jsonl").read_text().splitlines():
        turn = json.loads(line)
        if last.get("meeting") != turn["meeting"]:
            context = ""
        elif last["speaker"] != turn["speaker"]:
            context = " ".join(last["text"].split()[-35:])
        last = turn
        if 4 <= len(turn["text"].split()) <= 70:
            yield {"meeting": turn["meeting"], "context": context, "text": turn["text"], "set": name}


def texts_of(path: Path) -> set[str]:
    return {json.loads(line)["text"] for line in path.read_text().splitlines()}


def write(path: Path, turns: list[tuple[dict, dict]]) -> None:
    with path.open("w", encoding="utf-8") as out:
        for speaker, turn in turns:
            out.write(json.dumps({**speaker, "call": "prospect", **turn}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
