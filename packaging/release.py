"""A release, step by step: `packaging/release VERSION` on a clean tree; with `--dry-run` it only says what it would do.

Version and changelog are changed in the checkout and left for you to look at, commit and tag; wheel, source archive, parts
list (SBOM) and, with `--bundle`, the program for this system are put into dist/.
"""

import argparse
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import sbom

ROOT = Path(__file__).resolve().parent.parent
VERSION = re.compile(r'^__version__ = "(.+)"$', re.MULTILINE)
UNRELEASED = "## [Unreleased]\n"


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="packaging/release", description=__doc__)
    parser.add_argument("version", type=numbers, metavar="VERSION", help="three numbers, such as 1.2.0")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, change nothing")
    parser.add_argument("--bundle", action="store_true", help="also the program for this system: minutes")
    args = parser.parse_args(arguments)
    module, log = ROOT / "copilot" / "__init__.py", ROOT / "CHANGELOG.md"
    version = ".".join(map(str, args.version))
    try:
        new_module = bumped(module.read_text(encoding="utf-8"), args.version)
        new_log = dated(log.read_text(encoding="utf-8"), version, date.today())
        if changed := run("git", "status", "--porcelain"):
            raise ValueError(f"the tree is not clean:\n{changed}")
    except ValueError as error:
        print(f"packaging/release: {error}", file=sys.stderr)
        return 2
    commands = [[sys.executable, "-m", "hatchling", "build", "-d", "dist"]]
    if args.bundle:
        commands.append(["packaging/bundle/build"])
        commands.append(["packaging/bundle/dmg" if sys.platform == "darwin" else "packaging/bundle/deb"])
    if args.dry_run:
        print(f"would write version {version} and date the changelog, then run:")
        print("\n".join("  " + " ".join(command) for command in commands))
        return 0
    module.write_text(new_module, encoding="utf-8")
    log.write_text(new_log, encoding="utf-8")
    (ROOT / "dist").mkdir(exist_ok=True)
    for command in commands:
        subprocess.run(command, cwd=ROOT, check=True)
    (ROOT / "dist" / f"moneytime-{version}.cdx.json").write_text(sbom.listed(version), encoding="utf-8")
    print(f"dist/ is ready. Look at it and at `git diff`, then:\n  git commit -am 'Version {version}'\n  git tag v{version}")
    return 0


def numbers(text: str) -> tuple[int, ...]:
    if not re.fullmatch(r"\d+\.\d+\.\d+", text):
        raise argparse.ArgumentTypeError("three numbers with dots, such as 1.2.0")
    return tuple(map(int, text.split(".")))


def bumped(module: str, version: tuple[int, ...]) -> str:
    """copilot/__init__.py with that version. ValueError when it is not above the one there."""
    found = VERSION.search(module)
    if found is None:
        raise ValueError("copilot/__init__.py names no version")
    if version <= numbers(found[1]):
        raise ValueError(f"the version must be above {found[1]}")
    return VERSION.sub(f'__version__ = "{".".join(map(str, version))}"', module)


def dated(log: str, version: str, day: date) -> str:
    """CHANGELOG.md with what was unreleased under that version, and an empty heading above. ValueError: nothing to release."""
    before, found, after = log.partition(UNRELEASED)
    if not found or not re.split(r"^## ", after, maxsplit=1, flags=re.MULTILINE)[0].strip():
        raise ValueError("CHANGELOG.md has nothing under [Unreleased]")
    return f"{before}{UNRELEASED}\n## [{version}] - {day.isoformat()}\n{after}"


def run(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
