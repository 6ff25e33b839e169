"""Linux: stand-ins for libraries that wheels bring and the product never opens.

FFmpeg is linked against the video encoders x264, x265 and SVT-AV1, and Qt against the tables of ICU (collation and names in
700 languages; the product sorts by number and date, and Qt has its own names of months), so the loader wants files of those
names; a sixth of the bundle would be there for nothing. A stand-in has the same name and functions, and each does nothing:
ICU then says that it has no tables, and Qt does without.
"""

import subprocess
from pathlib import Path

UNUSED = ("libx264-", "libx265-", "libSvtAv1Enc-", "libicudata.so")


def is_unused(name: str) -> bool:
    return Path(name).name.startswith(UNUSED)


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
