"""Looks over the machine: what works, what does not, and what to do about it. Holds nothing of any call."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from copilot.audio.devices import list_devices
from copilot.call.rules import Text
from copilot.engine.display import screen_missing
from copilot.engine.sharing import possible, sharing_words
from copilot.engine.understanding import load_labeller
from copilot.errors import KnownError
from copilot.speech.weights import find_model
from copilot.store.paths import find_paths

_ROOM_MB = 500
_NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """id: what was looked at. found: what it is. todo: what to do when it is not ok."""

    id: str
    ok: bool
    found: Text
    todo: Text = _NOTHING

    def line(self, language: str) -> str:
        mark = "ok" if self.ok else "!!"
        todo = self.todo.of(language)
        return f"[{mark}] {self.found.of(language)}" + (f" {todo}" if todo and not self.ok else "")

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "ok": self.ok, "found": self.found.en, "todo": "" if self.ok else self.todo.en}


def examine() -> list[Finding]:
    """Every finding, in the order a user would mend them."""
    return [finding for look in (_python, _screen, _sharing, _sound, _weights, _signals, _disk, _zone) for finding in look()]


def _python() -> Iterator[Finding]:
    version = ".".join(map(str, sys.version_info[:3]))
    yield Finding("python", True, Text(f"Python {version} on {sys.platform}.", f"Python {version} sur {sys.platform}."))


def _screen() -> Iterator[Finding]:
    missing = screen_missing()
    if missing is None:
        yield Finding("screen", True, Text("A screen to open windows on.", "Un écran pour ouvrir les fenêtres."))
    else:
        yield Finding(
            "screen",
            False,
            Text("No screen answers.", "Aucun écran ne répond."),
            Text("Start from a desktop session.", "Lancez depuis une session graphique."),
        )


def _sharing() -> Iterator[Finding]:
    """What is possible here; Settings tries it with a window."""
    yield Finding("screen-sharing", True, sharing_words(possible()))


def _sound() -> Iterator[Finding]:
    devices = list_devices()
    for id_, there, en, fr in (
        ("microphone", devices.microphones, "microphone", "microphone"),
        ("system-audio", devices.system, "system audio", "son du système"),
    ):
        if there:
            names = ", ".join(d.name for d in there)
            yield Finding(id_, True, Text(f"{en.capitalize()}: {names}.", f"{fr.capitalize()} : {names}."))
        else:
            yield Finding(
                id_,
                False,
                Text(f"No {en} was found.", f"Pas de {fr} trouvé."),
                Text(
                    "Plug a device in, or start the sound server (PulseAudio or PipeWire), and look again.",
                    "Branchez un appareil ou démarrez le serveur de son (PulseAudio ou PipeWire), puis recommencez.",
                ),
            )


def _weights() -> Iterator[Finding]:
    yield _tried(
        "speech-model",
        lambda: find_model("base"),
        Text("Speech recognition weights are whole.", "Le modèle de reconnaissance est complet."),
    )


def _signals() -> Iterator[Finding]:
    yield _tried("signal-model", load_labeller, Text("The signal model loads.", "Le modèle de signaux se charge."))


def _disk() -> Iterator[Finding]:
    folder = find_paths().data
    while not folder.exists():
        folder = folder.parent
    free = shutil.disk_usage(folder).free // 2**20
    yield Finding(
        "disk",
        free >= _ROOM_MB,
        Text(f"{free} MB free for the calls.", f"{free} Mo libres pour les appels."),
        Text("Free some disk space before a call.", "Libérez de l'espace avant un appel."),
    )


def _zone() -> Iterator[Finding]:
    zone = datetime.now().astimezone().tzname() or "UTC"
    yield Finding("time-zone", True, Text(f"Time zone: {zone}.", f"Fuseau horaire : {zone}."))


def _tried(id_: str, attempt: Callable[[], object], good: Text) -> Finding:
    try:
        attempt()
    except KnownError as e:
        return Finding(id_, False, Text(e.en, e.fr))
    return Finding(id_, True, good)
