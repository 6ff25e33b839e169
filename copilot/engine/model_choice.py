"""The speech models on this machine, and the one a live call uses."""

from copilot.call.rules import Text
from copilot.engine.mind import DEFAULT_MODEL
from copilot.speech.manifest import weights_named
from copilot.speech.weights import list_models
from copilot.store.settings import Settings


def models_here() -> list[str]:
    """Names of the speech models that are installed or were imported, the usual one first. Reads no large file."""
    here = [row.name for row in list_models() if row.state != "missing" and _hears(row.name)]
    return sorted(here, key=lambda name: name != DEFAULT_MODEL)


def chosen_model(wanted: str) -> tuple[str, Text | None]:
    """The model to use for this setting; when it is not here the usual one, and a notice."""
    if wanted in models_here():
        return wanted, None
    if wanted in (DEFAULT_MODEL, Settings().model):  # nobody chose it
        return DEFAULT_MODEL, None
    return DEFAULT_MODEL, Text(
        f"The speech model {wanted} is not on this computer: {DEFAULT_MODEL} is used. Choose another one.",
        f"Le modèle de parole {wanted} n'est pas sur cet ordinateur : {DEFAULT_MODEL} sert à sa place. Choisissez-en un autre.",
    )


def _hears(name: str) -> bool:
    """A model of the manifest may be for another use; an imported one recognises speech."""
    weights = weights_named(name)
    return weights is None or weights.kind == "speech"
