"""The scripts that build, describe and release the product, as far as they are plain Python and shell."""

import ast
import importlib
import json
import os
import plistlib
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
SHELL = [path for path in [*PACKAGING.iterdir(), *(PACKAGING / "bundle").iterdir()] if path.is_file() and not path.suffix]


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(PACKAGING))
    monkeypatch.syspath_prepend(str(PACKAGING / "bundle"))

    def load(name: str) -> ModuleType:
        return importlib.import_module(name)

    yield load
    for name in ("sbom", "licences", "release", "closure", "standins"):
        sys.modules.pop(name, None)


@pytest.mark.parametrize("path", SHELL, ids=lambda path: path.name)
def test_shell_scripts_parse_and_may_be_run(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("#!/usr/bin/env bash\n")
    assert path.stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(path)], check=True)


def test_the_written_pages_of_the_docs_are_current() -> None:
    done = subprocess.run(
        [sys.executable, "packaging/docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


# --- release --------------------------------------------------------------------------------------------------------


def test_a_release_raises_the_version(script: Any) -> None:
    release = script("release")
    assert release.bumped('"""Doc."""\n__version__ = "1.9.0"\n', (1, 10, 0)) == '"""Doc."""\n__version__ = "1.10.0"\n'
    for version in ((1, 9, 0), (1, 8, 7)):
        with pytest.raises(ValueError, match=r"above 1\.9\.0"):
            release.bumped('__version__ = "1.9.0"\n', version)


def test_a_release_dates_the_changelog_and_leaves_room_for_the_next(script: Any) -> None:
    release = script("release")
    log = "# Changelog\n\n## [Unreleased]\n\n### Added\n- A thing.\n\n## [0.1.0] - 2026-01-02\n- First.\n"
    dated = release.dated(log, "0.2.0", date(2026, 3, 4))
    assert "## [Unreleased]\n\n## [0.2.0] - 2026-03-04\n\n### Added\n- A thing.\n\n## [0.1.0]" in dated
    with pytest.raises(ValueError, match="nothing"):
        release.dated(dated, "0.3.0", date(2026, 3, 5))


@pytest.mark.parametrize("version", ["1.2", "1.2.3-rc1", "v1.2.3", "latest"])
def test_a_version_is_three_numbers(version: str) -> None:
    done = subprocess.run(
        [sys.executable, "packaging/release.py", version, "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "three numbers" in done.stderr


def test_this_checkout_could_be_released(script: Any) -> None:
    release = script("release")
    release.bumped((ROOT / "copilot/__init__.py").read_text(encoding="utf-8"), (999, 0, 0))
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert release.UNRELEASED in log


# --- parts and their terms --------------------------------------------------------------------------------------------


def test_the_list_of_parts_has_every_locked_package(script: Any) -> None:
    parts = json.loads(script("sbom").listed("1.2.3"))
    locks = "".join((PACKAGING / name).read_text(encoding="utf-8") for name in ("lock.txt", "weights.txt"))
    wanted = set(re.findall(r"^([\w.-]+)==([\w.]+)", locks, re.MULTILINE))
    assert {(part["name"], part["version"]) for part in parts["components"]} == wanted
    assert all(part["hashes"] for part in parts["components"])
    assert any(part.get("licenses") for part in parts["components"])


def test_a_part_of_one_system_says_so(script: Any) -> None:
    lock = f"some-thing==1.0 ; sys_platform == 'win32' \\\n    --hash=sha256:{'a' * 64} \\\n    --hash=sha256:{'b' * 64}\n"
    (part,) = script("sbom").components(lock)
    assert part["properties"] == [{"name": "environment", "value": "sys_platform == 'win32'"}]
    assert [h["content"][0] for h in part["hashes"]] == ["a", "b"]


def test_licence_texts_are_collected(script: Any, tmp_path: Path) -> None:
    script("licences").main(tmp_path / "licences")
    index = (tmp_path / "licences" / "INDEX.txt").read_text(encoding="utf-8").splitlines()
    assert any(row.startswith("cattrs ") and "MIT" in row for row in index)
    assert list((tmp_path / "licences").glob("numpy-*/*"))
    assert not list((tmp_path / "licences").rglob("*.py"))


# --- the bundle on Linux ----------------------------------------------------------------------------------------------

needs_tools = pytest.mark.skipif(
    sys.platform != "linux" or not all(map(shutil.which, ("cc", "nm", "readelf"))), reason="needs a compiler and binutils"
)


def built(folder: Path, name: str, source: str, *links: Path) -> Path:
    library = folder / name
    (folder / "source.c").write_text(source, encoding="ascii")
    command = [
        "cc",
        "-shared",
        "-fPIC",
        f"-Wl,-soname,{name}",
        "-Wl,--no-as-needed",
        "-o",
        str(library),
        str(folder / "source.c"),
    ]
    subprocess.run([*command, *map(str, links)], check=True)
    return library


@needs_tools
def test_only_needed_libraries_come_along(script: Any, tmp_path: Path) -> None:
    deep = built(tmp_path, "libdeep.so.1", "int deep(void) { return 1; }")
    used = built(tmp_path, "libused.so.1", "int used(void) { return 1; }", deep)
    lost = built(tmp_path, "liblost.so.1", "int lost(void) { return 1; }")
    sound = built(tmp_path, "libasound.so.2", "int sound(void) { return 1; }")
    module = built(tmp_path, "_native.so", "int native(void) { return 1; }", used, sound)
    entries = [(path.name, str(path), "BINARY") for path in (deep, used, lost, sound)]
    entries += [("room/_native.so", str(module), "EXTENSION")]
    entries += [("libkept.so", "room/_native.so", "SYMLINK"), ("libgone.so", "elsewhere/libgone.so", "SYMLINK")]
    names = [name for name, _, _ in script("closure").closed(entries)]
    assert names == ["libdeep.so.1", "libused.so.1", "room/_native.so", "libkept.so"]


@needs_tools
def test_a_stand_in_has_the_names_and_none_of_the_weight(script: Any, tmp_path: Path) -> None:
    standins = script("standins")
    assert standins.is_unused("av.libs/libx265-f5385bb8.so.216")
    assert not standins.is_unused("av.libs/libopus-114e2b1a.so.0.11.1")
    source = "int encode(int a) { return a + 1; }\nconst char table[5000000] = {1};\nint version = 7;\n"
    real = built(tmp_path, "libx265-1.so", source)
    (tmp_path / "small").mkdir()
    small = standins.stand_in(real, tmp_path / "small")
    assert small.stat().st_size < real.stat().st_size / 50
    listed = subprocess.run(["nm", "-D", "--defined-only", str(small)], capture_output=True, text=True, check=True).stdout
    assert {"encode", "table", "version"} <= {line.split()[-1] for line in listed.splitlines()}


def info_plist() -> dict[str, Any]:
    """As the recipe for macOS writes it."""
    tree = ast.parse((PACKAGING / "bundle" / "macos.spec").read_text(encoding="utf-8"))
    (written,) = [word.value for word in ast.walk(tree) if isinstance(word, ast.keyword) and word.arg == "info_plist"]
    return dict(ast.literal_eval(written))


def test_the_three_systems_open_the_same_files_with_it() -> None:
    installer = (PACKAGING / "bundle" / "windows.iss").read_text(encoding="utf-8")
    of_windows = set(re.findall(r"Classes\\\.(\w+)\\OpenWithProgids", installer))
    (kind,) = info_plist()["CFBundleDocumentTypes"]
    entry = (PACKAGING / "linux" / "moneytime-open.desktop").read_text(encoding="utf-8")
    assert of_windows == set(kind["CFBundleTypeExtensions"]) == {"vtt", "srt"}
    assert "MimeType=text/vtt;application/x-subrip;\n" in entry
    assert kind["LSHandlerRank"] == "Alternate"  # it does not take the files from the player that has them
    assert "ChangesAssociations=yes" in installer


def test_macos_asks_for_permission_in_both_languages() -> None:
    asked = {key: words for key, words in info_plist().items() if key.endswith("UsageDescription")}
    french = (PACKAGING / "macos" / "fr.lproj" / "InfoPlist.strings").read_text(encoding="utf-8")
    assert set(re.findall(r'^"(\w+)" = ".+";$', french, re.MULTILINE)) == set(asked)
    entitled = plistlib.loads((PACKAGING / "bundle" / "entitlements.plist").read_bytes())
    assert entitled["com.apple.security.device.audio-input"] is True


@pytest.mark.parametrize("entry", sorted((PACKAGING / "linux").glob("*.desktop")), ids=lambda path: path.name)
def test_a_desktop_entry_starts_the_program(entry: Path) -> None:
    keys = dict(line.split("=", 1) for line in entry.read_text(encoding="utf-8").splitlines() if "=" in line)
    assert keys["Exec"].startswith("moneytime")
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", str(entry)], check=True, env=os.environ)
