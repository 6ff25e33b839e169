"""Looks over the machine: what works, what does not, and what to do about it. Holds nothing of any call."""

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from copilot import __version__
from copilot.audio.devices import Device, list_devices
from copilot.call.rules import Text
from copilot.engine.display import screen_missing
from copilot.engine.mind import DEFAULT_MODEL
from copilot.engine.model_speed import measured_speed
from copilot.engine.remedies import REMEDIES
from copilot.engine.understanding import load_labeller
from copilot.errors import KnownError
from copilot.speech.weights import find_model
from copilot.store.paths import find_paths

_ROOM_MB = 500
_ENOUGH = 3.0  # times real time on one core: both sides, interim texts, and the call's own video beside it
_LIBRARIES = ("PySide6-Essentials", "faster-whisper", "ctranslate2", "av", "sounddevice", "numpy", "onnxruntime", "pulsectl")
_CONSENT = r"Software\Microsoft\Windows\CurrentVersion\CapabilityAccessManager\ConsentStore\microphone"


@dataclass(frozen=True, slots=True)
class Finding:
    """id: what was looked at, of REMEDIES or 'program'. found: what it is."""

    id: str
    ok: bool
    found: Text

    @property
    def todo(self) -> Text:
        return Text("", "") if self.ok else REMEDIES[self.id].todo

    def line(self, language: str) -> str:
        text = f"[{'ok' if self.ok else '!!'}] {self.found.of(language)}"
        return text if self.ok else f"{text} {self.todo.of(language)}"

    def as_json(self) -> dict[str, Any]:
        return {"id": self.id, "ok": self.ok, "found": self.found.en, "todo": self.todo.en}


def examine() -> Iterator[Finding]:
    """Each finding as it is made, in the order a user would mend them. About five seconds."""
    for look in (_program, _screen, _sound, models, _disk, _zone):
        yield from look()


def report(findings: list[Finding]) -> str:
    """A text to attach to a request for help: the machine and the findings, nothing of any call and no name of the user."""
    home = os.path.expanduser("~")
    rows = [
        f"Money Time {__version__}{' (bundle)' if getattr(sys, 'frozen', False) else ''}",
        f"{platform.platform()}, {platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}",
        f"session: {os.environ.get('XDG_SESSION_TYPE', '-')}, desktop: {os.environ.get('XDG_CURRENT_DESKTOP', '-')}",
        "libraries: " + ", ".join(f"{name} {found}" for name in _LIBRARIES if (found := _version(name))),
        "",
        *(f.line("en") for f in findings),
    ]
    return "\n".join(rows).replace(home, "~") + "\n"


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _program() -> Iterator[Finding]:
    said = f"Money Time {__version__}, Python {platform.python_version()}, {sys.platform}."
    yield Finding("program", True, Text(said, said))


def _screen() -> Iterator[Finding]:
    if screen_missing() is not None:
        yield Finding("screen", False, Text("No screen answers.", "Aucun écran ne répond."))
        return
    yield Finding("screen", True, Text("A screen to open windows on.", "Un écran pour ouvrir les fenêtres."))
    forced = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0]
    if sys.platform == "linux" and os.environ.get("WAYLAND_DISPLAY") and forced in ("", "wayland"):
        found = Text(
            "Wayland places the windows, not us: the overlay may go below others (not with QT_QPA_PLATFORM=xcb).",
            "C'est Wayland qui place les fenêtres : le bandeau peut passer dessous (pas avec QT_QPA_PLATFORM=xcb).",
        )
    else:
        found = Text("The overlay can stay above other windows.", "Le bandeau peut rester au-dessus des autres fenêtres.")
    yield Finding("window-system", True, found)


def _sound() -> Iterator[Finding]:
    if sys.platform == "linux":
        from copilot.audio.pulse import look

        try:
            look()
        except KnownError:
            yield Finding("sound-server", False, REMEDIES["sound-server"].symptom)
        else:
            yield Finding("sound-server", True, Text("The sound server answers.", "Le serveur de son répond."))
    elif sys.platform == "win32":
        yield _allowed()
    devices = list_devices()
    yield _listed("microphone", devices.microphones, Text("Microphones", "Micros"), Text("No microphone.", "Pas de micro."))
    missing = Text("No output to hear the other side from.", "Pas de sortie où entendre l'autre côté.")
    yield _listed("system-audio", devices.system, Text("The other side", "L'autre côté"), missing)


def _listed(id_: str, there: tuple[Device, ...], title: Text, missing: Text) -> Finding:
    if not there:
        return Finding(id_, False, missing)
    en, fr = (", ".join(d.name + (mark if d.default else "") for d in there) for mark in (" (default)", " (par défaut)"))
    return Finding(id_, True, Text(f"{title.en}: {en}.", f"{title.fr} : {fr}."))


def _allowed() -> Finding:
    """Windows: whether desktop programs may use the microphone."""
    import winreg

    for branch in ("", r"\NonPackaged"):
        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _CONSENT + branch) as key:  # type: ignore[attr-defined]
                if winreg.QueryValueEx(key, "Value")[0] == "Deny":  # type: ignore[attr-defined]
                    return Finding("permission", False, Text("The microphone is not allowed.", "Le micro n'est pas autorisé."))
        except OSError:
            continue
    return Finding("permission", True, Text("The microphone is allowed.", "Le micro est autorisé."))


def models() -> Iterator[Finding]:
    whole = Text("The speech model is whole.", "Le modèle de parole est complet.")
    speech = _tried("speech-model", lambda: find_model(DEFAULT_MODEL), whole)
    yield speech
    yield _tried("signal-model", load_labeller, Text("The signal model loads.", "Le modèle de signaux se charge."))
    if speech.ok:
        yield speed(measured_speed())


def speed(times: float) -> Finding:
    """The finding for a machine whose core recognizes so many times faster than is spoken."""
    if times >= _ENOUGH:
        fits = Text(
            f"Recognizes {times:.0f} times faster than is spoken: live calls fit.",
            f"Reconnaît {times:.0f} fois plus vite qu'on ne parle : les appels en direct passent.",
        )
        return Finding("speed", True, fits)
    told = f"{times:.1f}".replace(".", ",")
    slow = Text(
        f"Recognizes {times:.1f} times as fast as is spoken: too slow for a live call now.",
        f"Reconnaît {told} fois la vitesse de la parole : trop lent pour un appel en direct à cet instant.",
    )
    return Finding("speed", False, slow)


def _disk() -> Iterator[Finding]:
    folder = find_paths().data
    while not folder.exists():
        folder = folder.parent
    if os.access(folder, os.W_OK | os.X_OK):
        yield Finding("folder", True, Text("The folder of the calls can be written.", "Le dossier des appels est accessible."))
    else:
        yield Finding("folder", False, Text(f"{folder} cannot be written.", f"On ne peut pas écrire dans {folder}."))
    free = shutil.disk_usage(folder).free // 2**20
    yield Finding("disk", free >= _ROOM_MB, Text(f"{free} MB free for the calls.", f"{free} Mo libres pour les appels."))


def _zone() -> Iterator[Finding]:
    now = datetime.now().astimezone()
    zone = f"{now.tzname()} ({now:%H:%M})"
    yield Finding("time-zone", True, Text(f"Time zone and hour here: {zone}.", f"Fuseau et heure ici : {zone}."))


def _tried(id_: str, attempt: Callable[[], object], good: Text) -> Finding:
    try:
        attempt()
    except KnownError as e:
        return Finding(id_, False, Text(e.en, e.fr))
    return Finding(id_, True, good)
