"""Linux: stand-ins for libraries of video encoders that PyAV's wheel brings and the product never opens.

FFmpeg is linked against x264, x265 and SVT-AV1, so the loader wants files of those names with those functions; a tenth of
the bundle would be there for nothing. A stand-in has the same name and functions, and each function does nothing.
"""

import subprocess
from pathlib import Path

ENCODERS = ("libx264-", "libx265-", "libSvtAv1Enc-")


def is_encoder(name: str) -> bool:
    return Path(name).name.startswith(ENCODERS)


def stand_in(library: Path, folder: Path) -> Path:
    """Builds the stand-in of `library` in `folder`; CalledProcessError when there is no compiler."""
    table = ["nm", "-D", "-S", "--defined-only", "--format=posix", str(library)]
    listed = subprocess.run(table, check=True, capture_output=True, text=True).stdout
    source = folder / f"{library.name}.c"
    source.write_text("".join(_declared(*line.split()) for line in listed.splitlines()), encoding="ascii")
    built = folder / library.name
    command = ["cc", "-shared", "-fPIC", "-Os", "-s", "-w", "-fno-builtin", f"-Wl,-soname,{library.name}"]
    subprocess.run([*command, "-o", str(built), str(source)], check=True)
    return built


def _declared(name: str, kind: str, _value: str = "", size: str = "0") -> str:
    """C for one symbol as `nm` lists it: an empty function, or zeros of the same size."""
    name = name.split("@")[0]
    if not name.isidentifier():
        return ""
    return f"void {name}(void) {{}}\n" if kind in "TW" else f"char {name}[{max(int(size, 16), 1)}];\n"
