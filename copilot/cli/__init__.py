"""The commands. Each is a thin door: it reads arguments, calls a room, prints. Rooms are imported when their command runs."""

import argparse
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from copilot import __version__
from copilot.call.catalogue import CallKind
from copilot.cli import archive, machine
from copilot.cli.desk import ask_passphrase, open_desk
from copilot.cli.output import print_json, print_lines, write_text
from copilot.errors import KnownError, traced

if TYPE_CHECKING:
    from copilot.call.rules import Text
    from copilot.engine.desk import Desk

_BAD_INPUT = 2
_BUG = 70  # as sysexits.h has it


def run(argv: list[str]) -> int:
    """Runs one command; the exit code. A KnownError is one sentence on stderr and code 2."""
    from copilot.engine.language import interface_language
    from copilot.engine.memory import share_heaps

    share_heaps()
    try:
        args = _parser().parse_args(argv)
        command: Callable[[argparse.Namespace], int] = args.run
        return command(args)
    except KnownError as e:
        print(f"moneytime: {e.of(interface_language())}", file=sys.stderr)
        return _BAD_INPUT
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except Exception as e:  # noqa: BLE001 top of the program: a bug is told by its place, for its message may hold words of a call
        print(f"moneytime: this is a bug in Money Time, please report it: {traced(e)}", file=sys.stderr)
        return _BUG


class _Parser(argparse.ArgumentParser):
    """One sentence on a bad argument, not a page of usage."""

    def error(self, message: str) -> NoReturn:
        print(f"{self.prog}: {message}; see '{self.prog} --help'.", file=sys.stderr)
        sys.exit(_BAD_INPUT)


def _parser() -> argparse.ArgumentParser:
    p = _Parser(prog="moneytime", description="A meeting copilot: hears a polite yes from a real one while it can be changed.")
    p.add_argument("--version", action="version", version=f"moneytime {__version__}")
    p.add_argument("--in-tray", action="store_true", help="starts without its window, where there is a tray")
    p.set_defaults(run=_app)
    commands = p.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)

    demo = _command(commands, "demo", _demo, "plays the bundled call through the app")
    demo.add_argument("--headless", action="store_true", help="no window: prints what happens, as fast as possible")
    demo.add_argument(
        "--speed", type=_speed, default=None, help="how fast it plays, 1 is real time (headless: as fast as possible)"
    )

    doctor = _command(commands, "doctor", machine.doctor, "checks devices, sound, screen, weights, speed and disk; what to do")
    doctor.add_argument("--json", action="store_true", help="one JSON object")
    doctor.add_argument("--report", type=Path, metavar="FILE", help="writes a report to attach, without anything of a call")

    models = _command(commands, "models", None, "speech models on this machine")
    actions = models.add_subparsers(title="actions", metavar="ACTION", required=True, parser_class=_Parser)
    listing = _command(actions, "list", machine.models_list, "what is there, and whether it is whole")
    listing.add_argument("--json", action="store_true", help="one JSON object")
    listing.add_argument("--speed", action="store_true", help="measures how fast this machine is with each")
    _command(actions, "fetch", machine.models_fetch, "downloads a model").add_argument("name", help="as `models list` names it")
    _command(actions, "import", machine.models_import, "takes a model from a folder").add_argument("folder", type=Path)

    ctl = _command(commands, "ctl", _ctl, "tells the running app what to do")
    ctl.add_argument("action", help="start, stop, pause, resume, dismiss, wrong, tick, invite, bookmark, mini, show or hide")

    replay = _command(commands, "replay", _replay, "runs the whole pipeline over a file and prints the outcome")
    replay.add_argument("file", type=Path, help="audio, video, transcript (.vtt .srt .txt .docx), call script (.json) or log")
    replay.add_argument("--json", action="store_true", help="one JSON object")
    replay.add_argument("--kind", type=CallKind, choices=list(CallKind), metavar="KIND", help="prospect, partner or review")
    replay.add_argument("--planned", type=_minutes, metavar="MINUTES", help="the planned length of the call")
    replay.add_argument("--realtime", action="store_true", help="as slowly as it happened")
    replay.add_argument("--check", action="store_true", help="event log: recompute what was derived and report any difference")

    transcribe = _command(commands, "transcribe", _transcribe, "prints what is said in a recording")
    transcribe.add_argument("file", type=Path, metavar="AUDIO")
    transcribe.add_argument("--json", action="store_true", help="one JSON object")
    transcribe.add_argument("--realtime", action="store_true", help="as slowly as it was said, with latencies")

    _command(commands, "label", _label, "labels utterances: JSON lines on stdin, JSON lines on stdout")

    review = _command(commands, "review", _review, "prints the review of a recorded call")
    review.add_argument("call", help="as `moneytime calls` names it; `last` for the newest")
    review.add_argument("--json", action="store_true", help="one JSON object")

    practice = _command(commands, "practice", machine.practice, "a practice call, typed, against a polite American")
    practice.add_argument("scenario", nargs="?", help="as `moneytime practice` lists them without an argument")
    practice.add_argument("--seed", type=int, default=0, help="same words and same seed: same call")

    calls = _command(commands, "calls", _calls, "lists the recorded calls, or those in which words were said")
    calls.add_argument("--search", metavar="WORDS", help="only the calls with these words")
    calls.add_argument("--json", action="store_true", help="one JSON object")

    import_ = _command(
        commands, "import", archive.bring_in, "brings recordings and transcripts in as calls; a stopped one goes on"
    )
    import_.add_argument("files", type=Path, nargs="+", help="any audio or video file, or a transcript (.vtt .srt .txt .docx)")
    import_.add_argument("--kind", type=CallKind, choices=list(CallKind), metavar="KIND", default=CallKind.PROSPECT)
    import_.add_argument("--company", default="", help="who the call was with")
    import_.add_argument("--name", default="", help="the person the call was with")
    import_.add_argument("--zone", default="", help="their time zone or city")
    import_.add_argument("--you", metavar="VOICE", help="the speaker that is you, as the transcript names them; left or right")
    import_.add_argument("--planned", type=_minutes, metavar="MINUTES", help="the planned length of the call")

    backup = _command(commands, "backup", archive.backup, "writes all calls to one ZIP file")
    backup.add_argument("file", type=Path)
    restore = _command(commands, "restore", archive.restore, "puts the calls of a backup beside those that are there")
    restore.add_argument("file", type=Path)

    open_ = _command(commands, "open", _open, "opens the app and brings a transcript in as a call")
    open_.add_argument("file", type=Path, help="a transcript (.vtt .srt .txt .docx)")

    export = _command(commands, "export", _export, "writes a recorded call to a file")
    export.add_argument("call", help="as `moneytime calls` names it; `last` for the newest, `all` for one CSV of all calls")
    export.add_argument("--format", choices=["md", "json", "vtt", "csv"], default="md", help="default: md")
    export.add_argument("--out", type=Path, help="default: standard output")
    return p


def _command(commands: Any, name: str, run: Callable[[argparse.Namespace], int] | None, help_: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=help_, description=help_[0].upper() + help_[1:] + ".")
    if run:
        parser.set_defaults(run=run)
    return parser


def _minutes(text: str) -> float:
    value = float(text)
    if not 0 < value <= 24 * 60:
        raise argparse.ArgumentTypeError("a number of minutes above 0")
    return value


def _speed(text: str) -> float:
    value = float(text)
    if not 0.1 <= value <= 100:
        raise argparse.ArgumentTypeError("a number from 0.1 to 100")
    return value


# --- with a window --------------------------------------------------------------------------------------------------


def _with_window(open_app: "Callable[[Desk, Callable[..., int]], int]") -> int:
    """Runs the app at the user's desk. Why it does not open is shown as well: who clicks an icon reads no terminal."""
    from copilot.engine.desk import Desk
    from copilot.engine.display import need_screen
    from copilot.engine.language import interface_language

    need_screen()
    from copilot.ui.app import run_app, show_refusal
    from copilot.ui.encryption import ask_passphrase

    try:
        return open_app(Desk.open(ask_passphrase), run_app)
    except KnownError as e:
        if sys.stderr is None or not sys.stderr.isatty():
            show_refusal(e.of(interface_language()))
        raise


def _app(args: argparse.Namespace) -> int:
    return _with_window(lambda desk, run_app: run_app(desk, in_tray=args.in_tray))


def _open(args: argparse.Namespace) -> int:
    from copilot.ui.remote import hand_over

    if hand_over(args.file):
        return 0
    return _with_window(lambda desk, run_app: run_app(desk, file=args.file))


def _demo(args: argparse.Namespace) -> int:
    from copilot.engine.demo import play_headless
    from copilot.engine.language import interface_language

    if args.headless:
        play_headless(lambda line: print(line, flush=True), interface_language(), args.speed)
        return 0
    return _with_window(lambda desk, run_app: run_app(desk, desk.start_demo(args.speed or 1.0)))


def _ctl(args: argparse.Namespace) -> int:
    from copilot.ui.remote import send

    print(send(args.action))
    return 0


# --- over files -----------------------------------------------------------------------------------------------------


def _replay(args: argparse.Namespace) -> int:
    from copilot.engine.check import differences
    from copilot.engine.language import interface_language
    from copilot.engine.outcome import outcome
    from copilot.engine.privacy import open_vault
    from copilot.engine.replay import replay
    from copilot.engine.timeline import Timeline, review_lines
    from copilot.review.build import build_review
    from copilot.store.paths import find_paths

    language = interface_language()
    if args.file.suffix == ".jsonl":
        open_vault(find_paths(), ask_passphrase)
    if args.check:
        found = differences(args.file)
        print_lines(found or ["no difference"])
        return 1 if found else 0
    timeline = Timeline(language)

    def watch(event: Any, call: Any, playbook: Any) -> None:
        if not args.json:
            print_lines(timeline.lines(event, call, playbook))

    done = replay(args.file, args.kind, args.planned, realtime=args.realtime, watch=watch)
    review = build_review(done.call, done.playbook)
    if args.json:
        print_json(outcome(review, done.metrics))
    else:
        print_lines(review_lines(review, language))
    _print_notice(done.notice)
    return 0


def _transcribe(args: argparse.Namespace) -> int:
    from copilot.audio.file import read_file
    from copilot.engine.memory import free_large_blocks
    from copilot.engine.metrics import Meter
    from copilot.engine.mind import DEFAULT_MODEL
    from copilot.engine.timeline import stamp
    from copilot.speech.command import transcribe
    from copilot.speech.weights import find_model

    if args.realtime:
        free_large_blocks()
    recording, folder = read_file(args.file), find_model(DEFAULT_MODEL)
    result = transcribe(recording.frames(), folder, Meter().read, realtime=args.realtime)
    if args.json:
        print_json(result)
    else:
        print_lines(f"{stamp(round(u['t'] * 1000))}  {u['channel']}: {u['settled']}" for u in result["utterances"])
    _print_notice(recording.notice)
    return 0


def _label(args: argparse.Namespace) -> int:
    from copilot.engine.understanding import load_labeller
    from copilot.signals.command import label_lines

    for line in label_lines(sys.stdin, load_labeller()):
        print(line)
    return 0


# --- recorded calls -------------------------------------------------------------------------------------------------


def _calls(args: argparse.Namespace) -> int:
    with open_desk() as desk:
        found = [hit.call for hit in desk.search(args.search)] if args.search else desk.calls()
    rows = list(dict.fromkeys(found))
    if args.json:
        print_json([asdict(row) for row in rows])
    else:
        print_lines(f"{r.call_id}  {r.duration_ms // 60_000:3d} min  {r.verdict:16}  {r.company or r.title}" for r in rows)
    return 0


def _review(args: argparse.Namespace) -> int:
    from copilot.engine.language import interface_language
    from copilot.engine.outcome import outcome
    from copilot.engine.timeline import review_lines

    with open_desk() as desk:
        review = desk.review(desk.named(args.call))
    if args.json:
        print_json(outcome(review, {}))
    else:
        print_lines(review_lines(review, interface_language()))
    return 0


def _export(args: argparse.Namespace) -> int:
    from copilot.engine.exporting import all_calls_csv

    with open_desk() as desk:
        text = all_calls_csv(desk) if args.call == "all" else desk.export(desk.named(args.call), args.format)
    if args.out:
        write_text(args.out, text)
    else:
        print(text)
    return 0


# --- shared ----------------------------------------------------------------------------------------------------------


def _print_notice(notice: "Text | None") -> None:
    """To the terminal, beside what a program may read."""
    from copilot.engine.language import interface_language

    if notice is not None:
        print(f"moneytime: {notice.of(interface_language())}", file=sys.stderr)
