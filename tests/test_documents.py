"""What the documents say is there: the files they point at and the commands they name."""

import argparse
import contextlib
import functools
import io
import re
import subprocess
from pathlib import Path

import pytest

from copilot import cli

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")] if path.is_file()]


@functools.cache
def help_of(*command: str) -> str:
    said = io.StringIO()
    with contextlib.redirect_stdout(said), pytest.raises(SystemExit) as end:
        cli.run([*command, "--help"])
    assert end.value.code == 0
    return said.getvalue()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_to_a_heading_that_is_there(document: Path) -> None:
    for file, heading in re.findall(r"\]\((?!https?:)([^)#]*)#([^)]+)\)", document.read_text(encoding="utf-8")):
        assert heading in headings_of(document.parent / file if file else document), f"{file}#{heading}"


def headings_of(document: Path) -> set[str]:
    """As they stand in a link: small letters, hyphens for blanks, no punctuation."""
    found = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in found}


@functools.cache
def offered() -> frozenset[str]:
    """Every command of the program."""
    return frozenset(re.findall(r"^    ([a-z]+)(?:\s|$)", help_of().split("COMMAND\n")[-1], re.MULTILINE))


def test_the_readme_names_every_command_and_only_those() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"moneytime ([a-z]+)", readme)) == offered()


@pytest.mark.parametrize("script", ["run", "test", "check", "lock"])
def test_the_scripts_are_there_and_parse(script: str) -> None:
    path = ROOT / "packaging" / script
    assert path.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(path)], check=True)


# --- commands -------------------------------------------------------------------------------------------------------

STANDS_FOR = {"N": "2", "FILE...": "call.json", "LOG": "log.jsonl", "md|json|vtt|csv": "md", "DAYS": "30", "MINUTES": "30"}
QUOTED = re.compile(r"`(?:moneytime|packaging/run) ([a-z][^`]*)`")
LISTED = re.compile(r"^    (?:moneytime|packaging/run) ([a-z].*?)(?:  +.*| +# .*)?$", re.MULTILINE)


def commands_in(document: Path) -> list[str]:
    text = document.read_text(encoding="utf-8")
    return [command.strip() for command in QUOTED.findall(text) + LISTED.findall(text)]


def arguments_of(command: str) -> list[str]:
    """What the program would get: optional parts written out, placeholders filled."""
    words = command.replace("[", "").replace("]", "").split()
    return [STANDS_FOR.get(word, word) for word in words]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_command_in_the_documents_is_understood(document: Path) -> None:
    for command in commands_in(document):
        words = arguments_of(command)
        if len(words) == 1 and words[0] in offered():
            continue  # the command as such
        assert callable(parsed(words).run), command


def parsed(words: list[str]) -> argparse.Namespace:
    try:
        return cli._parser().parse_args(words)
    except SystemExit as end:
        raise AssertionError(f"moneytime {' '.join(words)} is refused") from end


def test_commands_are_found_in_the_documents() -> None:
    assert "demo --speed 2" in {" ".join(arguments_of(c)) for c in commands_in(ROOT / "README.md")}
    assert commands_in(ROOT / "docs" / "troubleshooting.md")
