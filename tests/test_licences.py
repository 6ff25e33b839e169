"""What the product installs may be given away with it: no package under a licence that reaches into ours."""

import contextlib
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"
LOCKED = re.findall(
    r"^([\w.-]+)==",
    "".join((PACKAGING / name).read_text(encoding="utf-8") for name in ("lock.txt", "weights.txt")),
    re.MULTILINE,
)
KNOWN = re.compile(r"\b(MIT|BSD|0BSD|Apache|PSF|ISC|Zlib|CC0|MPL|LGPL)", re.IGNORECASE)


def licence_of(name: str) -> str:
    told = metadata(name)
    kinds = [line.split(" :: ")[-1] for line in told.get_all("Classifier") or [] if line.startswith("License")]
    return told.get("License-Expression") or " OR ".join(kinds) or told.get("License") or ""


def may_be_given_away(licence: str) -> bool:
    return any(KNOWN.search(choice) for choice in re.split(r"\bOR\b", licence))


def test_every_locked_package_here_states_a_licence_we_can_live_with() -> None:
    stated = {}
    for name in LOCKED:
        with contextlib.suppress(PackageNotFoundError):  # locked for another system
            stated[name] = licence_of(name)
    assert stated
    refused = {name: licence for name, licence in stated.items() if not may_be_given_away(licence)}
    assert not refused
