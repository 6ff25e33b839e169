"""What the bundles of all systems share: files to carry, modules to leave out. Read by the .spec files here."""

import os
import subprocess
import sys
from pathlib import Path

from closure import closed
from hatch_build import SHIPPED
from standins import is_unused, stand_in

ROOT = Path(__file__).resolve().parents[2]

# the modules of Qt this product never opens; their libraries and plugins stay out with them
QT_UNUSED = [
    "QtConcurrent",
    "QtDBus",
    "QtDesigner",
    "QtHelp",
    "QtOpenGL",
    "QtOpenGLWidgets",
    "QtPrintSupport",
    "QtQml",
    "QtQuick",
    "QtQuickControls2",
    "QtQuickTest",
    "QtQuickWidgets",
    "QtSql",
    "QtTest",
    "QtUiTools",
    "QtXml",
]
# parts of libraries for other work: model conversion, notebooks, other array and web frameworks
UNUSED = [
    "hf_xet",
    "yaml",
    "PIL",
    "tkinter",
    "torch",
    "tensorflow",
    "transformers",
    "matplotlib",
    "IPython",
    "pytest",
    "hypothesis",
    "pip",
    "pygments",
]

NOT_NEEDED = [
    "Qt6Quick",
    "Qt6Qml",
    "Qt6Pdf",
    "Qt6VirtualKeyboard",
    "Qt6Labs",
    "Qt6Sql",
    "Qt6Test",
    "Qt6ShaderTools",
    "Qt6EglF",
    "Qt6WlShell",
    "/xcbglintegrations/",
    "/wayland-graphics-integration-client/",
    "/wayland-shell-integration/libfullscreen",
    "/wayland-shell-integration/libivi",
    "/wayland-shell-integration/libwl-shell",
    "/qmltooling/",
    "/sqldrivers/",
    "virtualkeyboard",
    "/networkinformation/",
    "/tls/",
    "libqeglfs",
    "libqvnc",
    "libqlinuxfb",
    "libqminimalegl",
    "libqvkkhrdisplay",
    "egldeviceintegrations",
    "libqgtk3",
    "/imageformats/libqtiff",
    "/imageformats/libqwebp",
    "/imageformats/libqjpeg",
    "/imageformats/libqgif",
    "/imageformats/libqtga",
    "/imageformats/libqwbmp",
    "/plugins/generic/",
    "libdb-5.3",
]
KEPT_TRANSLATIONS = ("qtbase_fr.qm", "qt_fr.qm")


def weights() -> str:
    """The speech model the bundle carries: 'base', or 'tiny.en' for the small build, or 'none'. From MONEYTIME_WEIGHTS."""
    name = os.environ.get("MONEYTIME_WEIGHTS", "base")
    if name not in {"base", "tiny.en", "none"}:
        raise SystemExit(f"MONEYTIME_WEIGHTS is '{name}': choose base, tiny.en or none")
    return name


def datas() -> list[tuple[str, str]]:
    """(file or folder, folder inside the bundle) of everything read at run time that no import names."""
    from PyInstaller.utils.hooks import collect_data_files, copy_metadata

    found = [(str(ROOT / name), _inside(name)) for name in SHIPPED]
    found += [(str(path), "copilot/ui/translations") for path in (ROOT / "copilot/ui/translations").glob("*.qm")]
    found += [(str(ROOT / name), ".") for name in ("LICENSE", "NOTICE")]
    found += collect_data_files("faster_whisper") + collect_data_files("tzdata") + collect_data_files("pywebrtc_audio")
    found += copy_metadata("fsrs")
    found += [(str(ROOT / "build" / "licences"), "licences")]
    if weights() != "none":
        from copilot.speech.weights import find_model

        found.append((str(find_model(weights())), f"copilot/_shipped/models/weights/{weights()}"))
    return found


def hidden() -> list[str]:
    """Modules imported by name at run time."""
    from PyInstaller.utils.hooks import collect_submodules

    return [*collect_submodules("copilot"), *collect_submodules("holidays"), "tzdata"]


def excluded() -> list[str]:
    return [*UNUSED, *(f"PySide6.{name}" for name in QT_UNUSED)]


def slim(entries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """(name inside, file, kind) without what only unused parts need; on Linux also without debugging symbols."""
    kept = [entry for entry in entries if not any(part in entry[0].replace("\\", "/") for part in NOT_NEEDED)]
    return [_small(entry) for entry in closed(kept)] if sys.platform == "linux" else kept


def _small(entry: tuple[str, str, str]) -> tuple[str, str, str]:
    """The entry with a smaller file: some wheels carry debugging symbols (`strip` harms the others) and parts never opened."""
    name, file, kind = entry
    folder = ROOT / "build" / "small" / Path(name).parent
    folder.mkdir(parents=True, exist_ok=True)
    if kind == "SYMLINK":
        return entry
    if is_unused(name):
        return name, str(stand_in(Path(file), folder)), kind
    if name.startswith(("ctranslate2", "libpython", "tokenizers", "av/", "python3", "cryptography", "PySide6/Qt/lib/libicu")):
        out = folder / Path(name).name
        subprocess.run(["strip", "--strip-unneeded", "-o", str(out), file], check=True)
        return name, str(out), kind
    return entry


def slim_data(entries: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Without Qt's own translations into languages the product does not speak."""
    return [e for e in entries if "PySide6/Qt/translations" not in e[0].replace("\\", "/") or e[0].endswith(KEPT_TRANSLATIONS)]


def _inside(name: str) -> str:
    folder = ROOT / name
    place = Path("copilot/_shipped") / name
    return str(place if folder.is_dir() else place.parent)
