"""Judgement measured: prints the figures the product is held to, then where to push.

    python tests/bench/judgement [turns] [scripts] [meetings] [speed] [--errors N] [--read]
    python tests/bench/judgement heard [FOLDER] [--signals DIR]

turns: per label, on turns the model that judged them had not seen. Its logits are kept in models/train/held_out: `fold*` groups
(whole calls, situations, real meetings) left out of a training, `file-*` whole files left out. scripts: development calls of
the left-out folds, replayed with those labels. meetings: real talk no model learns from, heard by the shipped model as calls;
--read prints each alert with the turn before it. speed: the shipped model on one thread. Nothing named: all of these, two
minutes. heard: turns of the left-out fold as they were heard once, or calls with their sound (see heard.py): the labels of what
the recogniser made of them beside those of what was written; --signals names a model that has not learned from them.
"""

import argparse
import collections
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "models" / "train"), str(ROOT / "tests" / "bench" / "speech")]

import calibrate  # noqa: E402
import numpy as np  # noqa: E402
from heard import HeardTurn, read_heard, read_kept  # noqa: E402
from held_out import HeldOut, Judged, Recalled, by_group, files  # noqa: E402
from meetings import alerts, read_meetings  # noqa: E402
from rows import THEM_GOOD, THEM_WARNINGS, WARNINGS, YOU_GOOD, YOU_WARNINGS, Row, read_corpus  # noqa: E402
from scripts import Score, f1, read_scripts, score  # noqa: E402

from copilot.call.catalogue import CallKind, Side  # noqa: E402
from copilot.signals.labeller import Labeller  # noqa: E402

CORPUS, MODEL, KEPT = ROOT / "models" / "corpus", ROOT / "models" / "signals", ROOT / "models" / "train" / "held_out"
HEARD = ROOT / "tests" / "data" / "heard.jsonl"
SCRIPTS = ("dialogues", "calls", "short_calls")
PARTS = ("turns", "scripts", "meetings", "speed")
GROUPS = (
    ("their warnings", THEM_WARNINGS),
    ("their good signs", THEM_GOOD),
    ("your warnings", YOU_WARNINGS),
    ("your good moves", YOU_GOOD),
)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("parts", nargs="*", default=PARTS, help=", ".join(PARTS))
    parser.add_argument("--errors", type=int, default=20)
    parser.add_argument("--read", action="store_true")
    parser.add_argument("--signals", type=Path, default=MODEL)
    args = parser.parse_args()
    if args.parts[0] == "heard":
        reader = Labeller(args.signals)
        heard(list(read_heard(Path(args.parts[1]), reader) if args.parts[1:] else read_kept(HEARD, reader)))
        return
    rows = read_corpus(CORPUS)
    if "turns" in args.parts:
        for name, held in files(KEPT, MODEL / "signals.json"):
            turns(name, held, rows, args.errors)
    if "scripts" in args.parts:
        scripts(rows)
    if "meetings" in args.parts:
        meetings(args.read)
    if "speed" in args.parts:
        speed(rows)


def turns(name: str, held: HeldOut, rows: list[Row], errors: int) -> None:
    judged = held.judged(rows)
    say(f"\n== {name}: {len(judged)} turns of {len({r.group for r, _ in judged})} groups")
    table("written", [(r, got) for r, got in judged if not r.source.startswith("realtalk")])
    table("real talk", [(r, got) for r, got in judged if r.source.startswith("realtalk")])
    plain = [({**vars_of(r), "free": sorted(r.free)}, np.asarray(held.logits(r))) for r, _ in judged]
    say("\ncrossed over (each half judged with decision points chosen on the other)")
    for line in calibrate.report(calibrate.crossed(plain)).splitlines():
        if "macro" in line or "clean" in line:
            say(f"  {line}")
    confusions(judged)
    worst(judged, errors)


def vars_of(row: Row) -> dict[str, object]:
    plain = ("side", "kind", "context", "text", "source", "group", "labels")
    return {key: getattr(row, key) for key in plain}


def table(name: str, judged: Judged) -> None:
    if not judged:
        return
    say(f"\n{name}: {len(judged)} turns")
    for group, labels in GROUPS:
        scores, sums = [], [0, 0, 0]
        for label in labels:
            tp = sum(label in r.labels and label in got for r, got in judged)
            fp = sum(label not in r.labels and label in got for r, got in judged)
            fn = sum(label in r.labels and label not in got for r, got in judged)
            sums = [sums[0] + tp, sums[1] + fp, sums[2] + fn]
            if tp + fn:
                scores.append(2 * tp / (2 * tp + fp + fn))
                say(f"  {label:24s} P {tp / max(1, tp + fp):.2f} R {tp / (tp + fn):.2f} F1 {scores[-1]:.2f}  n {tp + fn}")
        tp, fp, fn = sums
        if scores:
            pooled = f"P {tp / max(1, tp + fp):.2f} R {tp / (tp + fn):.2f}"
            say(f"{group}: macro-F1 {sum(scores) / len(scores):.3f}; pooled {pooled}")
    clean = [got for r, got in judged if not r.labels]
    warned = sum(bool(set(got) & WARNINGS) for got in clean)
    say(f"clean turns warned: {warned}/{len(clean)} ({100 * warned / max(1, len(clean)):.1f} %)")


def confusions(judged: Judged) -> None:
    pairs = collections.Counter(
        (want, said) for r, got in judged for want in (r.labels - set(got) or {"-"}) for said in (set(got) - r.labels or {"-"})
    )
    pairs.pop(("-", "-"), None)
    say("\nconfusions (wanted -> said)")
    for (want, said), count in pairs.most_common(20):
        say(f"  {count:4d}  {want} -> {said}")


def worst(judged: Judged, count: int) -> None:
    wrong = [(score, label, r) for r, got in judged for label, score in got.items() if label not in r.labels]
    say("\nthe surest errors")
    for score_, label, row in sorted(wrong, key=lambda w: -w[0])[:count]:
        say(f"  {score_:.2f} {label} (is {', '.join(sorted(row.labels)) or 'none'}) | {row.context[-70:]} | {row.text[:140]}")


def scripts(rows: list[Row]) -> None:
    """Calls of the left-out folds, each with the labels of a model that had not seen it."""
    groups = by_group(r for r in rows if r.source in SCRIPTS)
    total, shipped = Score(), Labeller(MODEL)
    for name, held in files(KEPT, MODEL / "signals.json"):
        if not name.startswith("fold"):
            continue
        for group, script in read_scripts(CORPUS / f"{stem}.jsonl" for stem in SCRIPTS):
            if all(held.has(r) for r in groups[group]):
                total.add(score([script], Recalled(held, groups[group], shipped)))
    say("\n== call scripts, held out by call")
    for line in (*total.wrong, *total.lines()):
        say(f"  {line}")


def meetings(read: bool) -> None:
    labeller = Labeller(MODEL)
    hours: collections.Counter[str] = collections.Counter()
    shown: collections.Counter[str] = collections.Counter()
    say("\n== real talk replayed as calls, never learned from")
    for meeting in read_meetings(CORPUS / "meetings.jsonl"):
        hours[meeting.set] += meeting.hours
        for alert in alerts(meeting, labeller):
            shown[meeting.set] += 1
            if read:
                before = [t.text[-100:] for t in meeting.turns if t.text != alert.quote and t.start_ms < alert.at_ms]
                say(f"  {meeting.name} {alert.at_ms / 1000:.0f} s {alert.signal}: {alert.quote[:200]}")
                say(f"      after: {before[-2:]}")
    rates = {name: shown[name] / hours[name] for name in hours}
    for name, rate in rates.items():
        say(f"  {name}: {hours[name]:.1f} h, {shown[name]} utterance alerts, {rate:.1f} an hour")
    say(f"  median over sets: {statistics.median(rates.values()):.1f} an hour")


def heard(turns: list[HeardTurn]) -> None:
    say(f"== {len(turns)} turns of {len({t.call for t in turns})} groups, written and heard")
    for group, labels in GROUPS:
        of = [(t, label) for t in turns for label in labels]
        carried = {label for t, label in of if label in t.labels}
        if carried:
            told = [f1(_counts(turns, carried, way)) for way in ("written", "heard")]
            macro = [statistics.mean(f1(_counts(turns, {x}, way)) for x in carried) for way in ("written", "heard")]
            count = sum(label in t.labels for t, label in of)
            say(f"  {group}: macro-F1 {macro[0]:.3f} -> {macro[1]:.3f}, pooled F1 {told[0]:.3f} -> {told[1]:.3f}, n {count}")
    clean = [t for t in turns if not t.labels]
    warned = [sum(bool(got & WARNINGS) for got in found) for found in zip(*((t.written, t.heard) for t in clean), strict=True)]
    say(f"  clean turns warned: {' -> '.join(map(str, warned))} of {len(clean)}")
    for t in turns:
        if t.written != t.heard:
            lost, come = sorted(t.written - t.heard), sorted(t.heard - t.written)
            say(f"  {t.call}: lost {lost}, new {come}, is {sorted(t.labels)}\n      {t.text}\n      {t.transcript}")


def _counts(turns: list[HeardTurn], labels: set[str], way: str) -> collections.Counter[str]:
    counts: collections.Counter[str] = collections.Counter()
    for turn in turns:
        want, got = turn.labels & labels, getattr(turn, way) & labels
        counts.update(tp=len(want & got), fp=len(got - want), fn=len(want - got))
    return counts


def speed(rows: list[Row]) -> None:
    labeller = Labeller(MODEL)
    some = rows[:: max(1, len(rows) // 300)]
    began = time.process_time()
    for r in some:
        labeller.read(Side(r.side), CallKind(r.kind), r.context, r.text)
    each = (time.process_time() - began) / len(some)
    say(f"\n== speed: {each * 1000:.1f} ms an utterance on one thread, {1 / each:.0f} a second")


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
