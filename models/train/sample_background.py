"""Samples unlabelled turns of real talk into corpus/background.jsonl (weak negatives). Seeded; run once.

    python sample_background.py REALTALK_FOLDER CORPUS_FOLDER

Turns that are labelled in realtalk_labelled.jsonl are left out. Licences of the sets: see corpus/README.md.
"""

import json
import random
import sys
from pathlib import Path

SHARES = {"ami_product": 4200, "primock57": 1500, "earnings22": 700, "persuasion_chat": 600}
YOU_SHARE = 0.2


def main(source: Path, corpus: Path) -> None:
    rng = random.Random(5)
    known = {json.loads(line)["text"] for line in (corpus / "realtalk_labelled.jsonl").read_text().splitlines()}
    sampled = []
    for name, count in SHARES.items():
        turns, last = [], None
        context = ""
        for line in (source / f"{name}.jsonl").read_text().splitlines():
            turn = json.loads(line)
            if last is None or last["meeting"] != turn["meeting"]:
                context = ""
            elif last["speaker"] != turn["speaker"]:
                context = " ".join(last["text"].split()[-35:])
            last = turn
            words = turn["text"].split()
            if 4 <= len(words) <= 70 and turn["text"] not in known:
                turns.append({"meeting": turn["meeting"], "context": context, "text": turn["text"], "set": name})
        sampled += rng.sample(turns, count)
    with (corpus / "background.jsonl").open("w", encoding="utf-8") as out:
        for turn in sampled:
            speaker = "you" if rng.random() < YOU_SHARE else "them"
            out.write(json.dumps({"speaker": speaker, "call": "prospect", **turn}, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
