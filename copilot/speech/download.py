"""Gets a file over the network: continues where an earlier try stopped, and puts it in place only when it is right.

Proxies are those of the environment (HTTPS_PROXY, NO_PROXY), certificates those of SSL_CERT_FILE or the system.
"""

import hashlib
import http.client
import os
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

from copilot.errors import KnownError
from copilot.speech.manifest import Content

_BLOCK = 1 << 18
_PATIENCE_S = 30.0


def download(address: str, target: Path, content: Content, progress: Callable[[int], None]) -> None:
    """Downloads to `target`, whose folder exists. progress: told how many bytes of the file are there.

    What came stays beside the target as NAME.part when the connection breaks, and the next try goes on from there.
    KnownError: no connection, not enough came, not what was expected, or the disk is full.
    """
    part = target.with_name(f"{target.name}.part")
    try:
        if not part.exists() or part.stat().st_size != content.size:
            _receive(address, part, content.size, progress)
        came = part.stat().st_size
        if came < content.size:
            raise _broken(target.name)
        if came != content.size or _sha256(part) != content.sha256:
            part.unlink()
            raise KnownError(
                f"{target.name} arrived damaged and was thrown away: try again, or import the model from a folder.",
                f"{target.name} est arrivé endommagé et a été jeté : réessayez, ou importez le modèle depuis un dossier.",
            )
        os.replace(part, target)
    except (urllib.error.URLError, http.client.HTTPException, TimeoutError, ConnectionError) as error:
        raise _broken(target.name) from error
    except OSError as error:
        raise KnownError(
            f"{target.name} cannot be written to {target.parent} ({error.strerror}): free some space or set MONEYTIME_CACHE.",
            f"Impossible d'écrire {target.name} dans {target.parent} ({error.strerror}) :"
            " libérez de la place ou réglez MONEYTIME_CACHE.",
        ) from error


def _receive(address: str, part: Path, size: int, progress: Callable[[int], None]) -> None:
    have = part.stat().st_size if part.exists() else 0
    if have > size:
        have = 0
    request = urllib.request.Request(address, headers={"Range": f"bytes={have}-"} if have else {})
    with urllib.request.build_opener().open(request, timeout=_PATIENCE_S) as answer:
        goes_on = answer.status == http.HTTPStatus.PARTIAL_CONTENT
        have = have if goes_on else 0
        with part.open("ab" if goes_on else "wb") as out:
            while have <= size and (block := answer.read(_BLOCK)):
                out.write(block)
                have += len(block)
                progress(have)


def _broken(name: str) -> KnownError:
    return KnownError(
        f"{name} could not be downloaded whole. Check the network and try again: it goes on from where it stopped.",
        f"{name} n'a pas pu être téléchargé en entier. Vérifiez le réseau et réessayez : le téléchargement reprendra.",
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
