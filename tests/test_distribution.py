"""The wheel works where there is no checkout."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PIP = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, timeout=120)
    (built,) = folder.glob("moneytime-*.whl")
    return built


def test_the_wheel_holds_what_the_product_reads_and_no_more(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    inside = {name.removeprefix("copilot/_shipped/") for name in names if name.startswith("copilot/_shipped/")}
    shipped = [*(ROOT / "assets").rglob("*"), ROOT / "models/manifest.toml", *(ROOT / "models/signals").rglob("*")]
    shipped += (ROOT / "models/voices").rglob("*")
    wanted = {path.relative_to(ROOT).as_posix() for path in shipped if path.is_file()}
    assert inside == wanted
    assert {name.split("/")[0] for name in names} == {"copilot", names[-1].split("/")[0]}
    assert any(name.endswith("licenses/NOTICE") for name in names)


def test_the_source_archive_makes_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", str(tmp_path)], cwd=ROOT, check=True, timeout=120
    )
    (archive,) = tmp_path.glob("moneytime-*.tar.gz")
    subprocess.run(["tar", "-xzf", str(archive), "-C", str(tmp_path)], check=True)
    command = [*PIP, "wheel", "--no-deps", "--no-build-isolation", "--no-index", "--wheel-dir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / archive.name.removesuffix(".tar.gz"))], check=True, timeout=120)
    (again,) = tmp_path.glob("moneytime-*.whl")
    assert set(zipfile.ZipFile(again).namelist()) == set(zipfile.ZipFile(wheel).namelist())


def test_the_installed_wheel_replays_the_demo_script(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    subprocess.run([*PIP, "install", "--no-deps", "--no-index", "--target", str(site), str(wheel)], check=True, timeout=120)
    script = site / "copilot/_shipped/assets/demo/call.json"
    done = subprocess.run(
        [sys.executable, "-m", "copilot", "replay", str(script), "--json"],
        env=os.environ | {"PYTHONPATH": str(site)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout)["alerts"]
