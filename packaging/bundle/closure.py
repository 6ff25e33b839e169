"""Linux: which of the libraries PyInstaller found are really needed once the unused plugins are left out."""

import re
import subprocess
from pathlib import Path

Entry = tuple[str, str, str]  # name inside, file or target, kind: as PyInstaller's tables of contents

# they speak with this system's sound, screen or drivers, and must be its own; as the exclusion list of AppImage has it
OF_THE_SYSTEM = re.compile(
    r"lib(asound|pulse.*|GL.*|EGL.*|OpenGL|drm|gbm|vulkan|X11|X11-xcb|xcb|wayland-.*|fontconfig|freetype|expat|dbus-1|systemd"
    r"|mvec|stdc\+\+|gcc_s|z|uuid|com_err|gpg-error)\.so[.0-9]*"
)
_LIBRARY = re.compile(r"lib[^/]+\.so[.0-9]*")
BY_NAME = ("libportaudio.so", "libpython3")  # nothing links to them: they are opened by their name


def closed(entries: list[Entry]) -> list[Entry]:
    """The entries without system libraries and without libraries that nothing left in needs; order kept."""
    kept = [e for e in entries if not OF_THE_SYSTEM.fullmatch(e[0])]
    loose = {e[0]: e for e in kept if _is_loose(e)}
    needed = {e[0] for e in kept if e[0] not in loose}
    waiting = [e for e in kept if e[0] in needed and e[2] != "SYMLINK"]
    while waiting:
        for name in _links(Path(waiting.pop()[1])):
            if name in loose and name not in needed:
                needed.add(name)
                waiting.append(loose[name])
    files = {e[0] for e in kept if e[0] in needed}
    return [e for e in kept if e[0] in needed and (e[2] != "SYMLINK" or e[1] in files)]


def _is_loose(entry: Entry) -> bool:
    name, _, kind = entry
    return kind == "BINARY" and bool(_LIBRARY.fullmatch(name)) and not name.startswith(BY_NAME)


def _links(file: Path) -> list[str]:
    """The names of the libraries a file is linked to; none for what is no ELF file."""
    done = subprocess.run(["readelf", "-d", str(file)], capture_output=True, text=True, check=False)
    return re.findall(r"\(NEEDED\).*\[(.+)\]", done.stdout)
