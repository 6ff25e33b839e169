"""Calls that come from elsewhere, and all calls at once."""

import argparse
import sys
from collections.abc import Callable

from copilot.cli.desk import open_desk


def bring_in(args: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from copilot.call.events import Prospect
    from copilot.engine.importing import look, order
    from copilot.engine.setups import words_said
    from copilot.review.times import find_zone

    with open_desk() as desk:
        for path in args.files:
            found = look(path, desk.settings.you.name)
            if found.notice is not None:
                print(f"moneytime: {found.notice.of(desk.language)}", file=sys.stderr)
            wanted = order(
                found,
                args.kind,
                Prospect(args.name, args.company, "", find_zone(args.zone)),
                (args.you,) if args.you else None,
                planned_minutes=args.planned,
                your_timezone=desk.settings.you.timezone or "Europe/Paris",
                vocabulary=words_said(desk.settings),
                now=datetime.now(UTC),
            )
            job = desk.import_job(wanted, _progress(path.name))
            job.run()
            review = desk.imported(job.setup.call_id)
            print(f"{job.setup.call_id}  {review.verdict.value.value:16}  {path.name}", flush=True)
    return 0


def _progress(name: str) -> Callable[[float], None]:
    """Tells each whole percent on a terminal, and nothing elsewhere."""
    told = -1

    def tell(share: float) -> None:
        nonlocal told
        if sys.stderr.isatty() and int(share * 100) > told:
            told = int(share * 100)
            print(f"\r{name}: {told:3d} %", end="\n" if share >= 1 else "", file=sys.stderr, flush=True)

    return tell


def backup(args: argparse.Namespace) -> int:
    from copilot.store.archive import back_up

    with open_desk() as desk:
        count = back_up(desk.paths.calls, args.file, _progress(args.file.name))
    print(f"{count} files in {args.file}")
    return 0


def restore(args: argparse.Namespace) -> int:
    from copilot.store.archive import restore as put_back

    with open_desk() as desk:
        put, there = put_back(args.file, desk.paths.calls)
        desk.recoverable()
    print(f"{put} files put back, {there} were there")
    return 0
