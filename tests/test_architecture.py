"""The shape of the house, held by tests: who imports whom, how long a module is, what the repository may not mention."""

import ast
import functools
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "copilot"
MODULES = sorted(PACKAGE.rglob("*.py"))
EVERYWHERE = [*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "packaging").rglob("*.py")]
PURE_ROOMS = ("call", "playbook", "review")

# What `call` may use of the standard library: data and text, nothing that reads the world.
CALL_MAY_IMPORT = {"bisect", "collections", "copy", "dataclasses", "datetime", "enum", "functools", "itertools", "json", "math"}
CALL_MAY_IMPORT |= {"difflib", "operator", "re", "string", "types", "typing"}


class Imports(NamedTuple):
    """anywhere: top-level names of all that a module imports. at_once: the dotted names that importing it imports."""

    anywhere: frozenset[str]
    at_once: frozenset[str]


@functools.cache
def imports_of(path: Path) -> Imports:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    anywhere = {name.split(".")[0] for node in statements(tree) for name in modules_of(node)}
    parts = {
        f"{node.module}.{alias.name}"
        for node in tree.body
        if isinstance(node, ast.ImportFrom) and node.module
        for alias in node.names
    }
    return Imports(frozenset(anywhere), frozenset(name for node in tree.body for name in modules_of(node)) | parts)


def statements(tree: ast.AST) -> Iterator[ast.AST]:
    """However deep; expressions hold none."""
    for part in ("body", "handlers", "orelse", "finalbody", "cases"):
        for node in getattr(tree, part, ()):
            yield node
            yield from statements(node)


def modules_of(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module] if isinstance(node, ast.ImportFrom) and node.module and not node.level else []


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.thorough
def test_imports_point_down() -> None:
    tool = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([tool, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_only_the_screen_imports_qt() -> None:
    qt = {"PySide6", "shiboken6", "qtpy"}
    found = [name_of(path) for path in MODULES if qt & imports_of(path).anywhere and PACKAGE / "ui" not in path.parents]
    assert not found


def test_the_meeting_reads_no_clock_no_chance_no_file() -> None:
    found = {name_of(path): extra for path in MODULES if path.parent == PACKAGE / "call" if (extra := _beyond_data(path))}
    assert not found


def _beyond_data(path: Path) -> frozenset[str]:
    return imports_of(path).anywhere - CALL_MAY_IMPORT - {"copilot"}


@pytest.mark.parametrize("room", PURE_ROOMS)
def test_a_pure_room_loads_no_native_library(room: str) -> None:
    names = sorted(
        ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for path in (PACKAGE / room).rglob("*.py")
    )
    program = f"""
import importlib, sys
for name in {names!r}: importlib.import_module(name)
print([m.__name__ for m in list(sys.modules.values())
       if (f := getattr(m, "__file__", None) or "").endswith((".so", ".pyd")) and "site-packages" in f])
"""
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_two_modules_import_each_other() -> None:
    """Nor around a longer way; what is imported inside a function or for types alone does not count."""
    graph = {module: imported_at_once(path) for path in MODULES if (module := dotted(path))}
    state: dict[str, bool] = {}

    def visit(module: str, way: tuple[str, ...]) -> None:
        assert state.get(module, True), " > ".join((*way[way.index(module) :], module))
        if module in state:
            return
        state[module] = False
        for other in sorted(graph[module] & set(graph)):
            visit(other, (*way, module))
        state[module] = True

    for module in graph:
        visit(module, ())


def dotted(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")


def imported_at_once(path: Path) -> frozenset[str]:
    """The modules of the product that importing this one imports."""
    return imports_of(path).at_once - {dotted(path), dotted(path.parent / "__init__.py")}


def test_no_module_is_too_long() -> None:
    lengths = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in EVERYWHERE}
    assert not {name: length for name, length in lengths.items() if length > 400}


def test_no_block_stands_twice() -> None:
    """More than a dozen lines of code to the letter the same, blanks, comments and imports aside, want one place."""
    places: dict[str, list[str]] = {}
    for path in EVERYWHERE:
        lines = enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        code = [(number, words) for number, line in lines if (words := counts(line))]
        for start in range(len(code) - 12):
            block = code[start : start + 13]
            places.setdefault("\n".join(words for _, words in block), []).append(f"{name_of(path)}:{block[0][0]}")
    assert not [found for found in places.values() if len(found) > 1]


def counts(line: str) -> str:
    words = line.strip()
    return "" if words.startswith(("#", "import ", "from ")) or not re.search(r"\w", words) else words


modules_of_packages = functools.cache(packages_distributions)


def distributions_imported(paths: Iterable[Path]) -> set[str]:
    """The packages that these files import, wherever in the file: as pip names them, hyphens left out."""
    by_module = modules_of_packages()
    names = {name for path in paths for name in imports_of(path).anywhere} - set(sys.stdlib_module_names) - {"copilot"}
    return {plain(by_module[name][0]) if name in by_module else name for name in names}


def plain(package: str) -> str:
    """A name that is also its module's, most often, where the package is not installed."""
    return re.sub("[-_]", "", package).lower()


def declared(*extras: str) -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    return {plain(Requirement(line).name) for line in lines}


def test_every_runtime_dependency_is_used_and_every_import_declared() -> None:
    data_only = {"tzdata"}  # read by zoneinfo where the system has no time zones of its own
    used = distributions_imported(MODULES)
    offered = declared("one-app")
    undeclared, unused = used - offered, offered - used - data_only
    assert not undeclared, "imported but not in pyproject.toml"
    assert not unused, "in pyproject.toml but never imported"


def test_tests_import_only_what_is_declared() -> None:
    tests = list((ROOT / "tests").rglob("test_*.py")) + list((ROOT / "tests").rglob("conftest.py"))
    helpers = {path.stem for path in (ROOT / "tests").rglob("*.py")}
    undeclared = distributions_imported(tests) - declared("dev") - helpers - {"tests"}
    assert not undeclared


# --- what the repository may not mention --------------------------------------------------------------------------


def tracked_files() -> list[Path]:
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip("not a git checkout")
    return [path for name in done.stdout.split("\0") if name and (path := ROOT / name).is_file()]


def test_no_machine_path_and_no_package_address() -> None:
    # written in two halves, so that this file is not found
    unwanted = re.compile(
        "|".join(["/work" + "/", "index" + "-url", "find-" + "links", "files.python" + "hosted", "/opt/" + "wheels"])
    )
    allowed = {"packaging/lock": "--no-emit-"}
    found = []
    for path in tracked_files():
        text = path.read_bytes()
        if b"\0" in text[:8000]:
            continue
        for number, line in enumerate(text.decode("utf-8", "replace").splitlines(), 1):
            if unwanted.search(line) and allowed.get(name_of(path), "\0") not in line:
                found.append(f"{name_of(path)}:{number}")
    assert not found


@pytest.mark.parametrize(
    "lock", ["lock.txt", "lock-build.txt", "lock-dev.txt", "lock-bundle.txt", "weights.txt", "weights-small.txt"]
)
def test_a_lock_pins_versions_and_hashes_only(lock: str) -> None:
    text = (ROOT / "packaging" / lock).read_text(encoding="utf-8")
    assert "://" not in text
    blocks = re.split(r"\n(?=\S)", text.strip())
    assert blocks
    for block in blocks:
        assert re.match(r"[\w.-]+==[\w.]+( ;.*)? \\\n    --hash=sha256:[0-9a-f]{64}", block), block.splitlines()[0]


@pytest.mark.parametrize(("lock", "extras"), [("lock.txt", ()), ("lock-dev.txt", ("dev",))])
def test_a_lock_has_what_pyproject_asks_for(lock: str, extras: tuple[str, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(line for extra in extras for line in project["optional-dependencies"][extra])]
    pinned: dict[str, list[str]] = {}
    for name, version in re.findall(
        r"^([\w.-]+)==([\w.]+)", (ROOT / "packaging" / lock).read_text(encoding="utf-8"), re.MULTILINE
    ):
        pinned.setdefault(name.lower(), []).append(version)
    for wanted in map(Requirement, asked):
        versions = pinned.get(wanted.name.lower(), [])
        assert versions, f"{wanted} is not locked: run packaging/lock"
        assert all(wanted.specifier.contains(version) for version in versions), (
            f"{wanted} is locked at {versions}: run packaging/lock"
        )


def test_the_locked_weights_are_those_of_the_manifest() -> None:
    locked = dict(
        re.findall(r"^([\w-]+)==([\w.]+)", (ROOT / "packaging/weights.txt").read_text(encoding="utf-8"), re.MULTILINE)
    )
    manifest = tomllib.loads((ROOT / "models/manifest.toml").read_text(encoding="utf-8"))
    base = next(model for model in manifest["model"] if model["name"] == "base")
    assert locked == {part["package"]: part["version"] for file in base["file"] for part in file["parts"]}


# --- the library underneath ---------------------------------------------------------------------------------------


def test_qt_survives_thousands_of_signals() -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference at each emit and aborts after some hundred."""
    program = """
from PySide6.QtCore import QObject, Signal
class Sender(QObject):
    told = Signal(bool)
sender, heard = Sender(), []
sender.told.connect(heard.append)
for _ in range(5000):
    sender.told.emit(True)
assert heard == [True] * 5000
"""
    subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, timeout=60)
