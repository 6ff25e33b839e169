"""What the documents say is there: the files they point at and the commands they name."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [path for path in [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")] if path.is_file()]


def help_of(*command: str) -> str:
    done = subprocess.run([sys.executable, "-m", "copilot", *command, "--help"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"moneytime {' '.join(command)}: {done.stderr}"
    return done.stdout


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", document.read_text(encoding="utf-8"))
    assert not [link for link in links if not (document.parent / link).exists()]


def test_the_readme_names_every_command_and_only_those() -> None:
    offered = set(re.findall(r"^    ([a-z]+)(?:\s|$)", help_of().split("COMMAND\n")[-1], re.MULTILINE))
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert set(re.findall(r"moneytime ([a-z]+)", readme)) == offered


def test_the_readme_uses_options_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for line in re.findall(r"(?:moneytime|packaging/run) [a-z]+.*", readme):
        for command, rest in re.findall(r"(?:moneytime|packaging/run) ([a-z]+)([^`;]*)", line):
            known = help_of(command)
            assert all(option in known for option in re.findall(r"--[a-z]+", rest)), line


@pytest.mark.parametrize("script", ["run", "test", "check", "lock"])
def test_the_scripts_are_there_and_parse(script: str) -> None:
    path = ROOT / "packaging" / script
    assert path.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(path)], check=True)
