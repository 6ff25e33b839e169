"""The licence texts of every installed package that the product's locks name, and an index of them.

`.venv/bin/python packaging/licences.py FOLDER` writes them. A bundle carries the folder: who gets the program gets the terms
of its parts with it.
"""

import re
import shutil
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCKS = ("lock.txt", "weights.txt")
TEXTS = re.compile(r"(licen[cs]e|copying|notice|authors|copyright)[^/]*$", re.IGNORECASE)
COMMON = Path("/usr/share/common-licenses")  # Debian's; Qt's terms are not in its wheel
QT_TERMS = ("LGPL-3", "GPL-3", "GPL-2")


def main(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    rows = [row for name in locked() if (row := collected(name, folder))]
    for terms in QT_TERMS:
        if (COMMON / terms).is_file():
            shutil.copyfile(COMMON / terms, folder / f"{terms}.txt")
    (folder / "INDEX.txt").write_text("\n".join(rows) + "\n", encoding="utf-8")
    print(f"{len(rows)} packages in {folder}")


def locked() -> list[str]:
    text = "".join((HERE / name).read_text(encoding="utf-8") for name in LOCKS)
    return sorted(set(re.findall(r"^([\w.-]+)==", text, re.MULTILINE)))


def collected(name: str, folder: Path) -> str:
    """Copies the texts of one package; its row of the index, '' when it is not installed (locked for another system)."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        return ""
    texts = [path for path in found.files or [] if is_text(str(path))]
    for path in texts:
        target = folder / f"{name}-{found.version}" / path.name
        target.parent.mkdir(exist_ok=True)
        if target.exists():
            target = target.with_name(f"{path.parent.name}-{path.name}")
        shutil.copyfile(str(path.locate()), target)
    return f"{name} {found.version}: {stated(found)}"


def is_text(path: str) -> bool:
    """In the package's metadata, or at its top."""
    near = ".dist-info/" in path or path.count("/") == 1
    return near and bool(TEXTS.search(path)) and not path.endswith((".py", ".pyc"))


def stated(found: Distribution) -> str:
    """The licence a package states and where its source is, in one line."""
    told = found.metadata
    kinds = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or [] if line.startswith("License")]
    licence = told.get("License-Expression") or " OR ".join(kinds) or (told.get("License") or "see its text").splitlines()[0]
    links = dict(line.split(", ", 1) for line in told.get_all("Project-URL") or [] if ", " in line)
    home = told.get("Home-page") or next((links[k] for k in ("Source", "Repository", "Homepage") if k in links), "")
    return f"{licence}{', ' + home if home else ''}"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("packaging/licences.py FOLDER")
    main(Path(sys.argv[1]))
