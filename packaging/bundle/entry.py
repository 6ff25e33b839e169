"""Start of a bundled Money Time: PyInstaller runs this file as the program."""

import multiprocessing
import sys

from copilot.__main__ import main

IMPORT_ALL = "--import-every-module"  # for the smoke test: what is missing in a bundle shows here, not on a call


def import_all() -> None:
    import importlib
    import pkgutil

    import copilot

    names = [m.name for m in pkgutil.walk_packages(copilot.__path__, "copilot.") if not m.name.endswith("__main__")]
    of_others = tuple(f"_{system}" for system in ("linux", "windows", "macos") if not sys.platform.startswith(NAMES[system]))
    for name in names:
        if not name.endswith(of_others):
            importlib.import_module(name)
    print(f"{len(names)} modules")


NAMES = {"linux": "linux", "windows": "win32", "macos": "darwin"}

if __name__ == "__main__":
    multiprocessing.freeze_support()
    if sys.argv[1:] == [IMPORT_ALL]:
        import_all()
    else:
        main()
