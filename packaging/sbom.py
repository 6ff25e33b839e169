"""The parts of the product as a CycloneDX list (SBOM): every locked package with its version, licence and file hashes.

`.venv/bin/python packaging/sbom.py` prints it.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from licences import LOCKS, stated

HERE = Path(__file__).resolve().parent
_PACKAGE = re.compile(r"^([\w.-]+)==([\w.]+)(?: ; (.+?))? \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n?)+)", re.MULTILINE)


def listed(version: str) -> str:
    """CycloneDX 1.5 as JSON, the same for the same locks."""
    locks = "".join((HERE / name).read_text(encoding="utf-8") for name in LOCKS)
    product = {"type": "application", "name": "moneytime", "version": version, "licenses": [{"license": {"id": "Apache-2.0"}}]}
    parts = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": product},
        "components": components(locks),
    }
    return json.dumps(parts, indent=1, ensure_ascii=False) + "\n"


def components(locks: str) -> list[dict[str, Any]]:
    """One for each package of the lock files' text; where it is only used on some systems, `environment` says on which."""
    found = []
    for name, version, marker, hashes in _PACKAGE.findall(locks):
        part: dict[str, Any] = {
            "type": "library",
            "name": name,
            "version": version,
            "purl": f"pkg:pypi/{name}@{version}",
            "hashes": [{"alg": "SHA-256", "content": h} for h in re.findall(r"sha256:(\w+)", hashes)],
        }
        if licence := _licence(name):
            part["licenses"] = [{"license": {"name": licence}}]
        if marker:
            part["properties"] = [{"name": "environment", "value": marker}]
        found.append(part)
    return sorted(found, key=lambda part: (part["name"], part["version"]))


def _licence(name: str) -> str:
    """As its package states it; '' when it is not installed here."""
    try:
        return stated(distribution(name)).split(", http")[0]
    except PackageNotFoundError:
        return ""


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))
    from copilot import __version__

    print(listed(__version__), end="")
