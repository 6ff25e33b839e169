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
    listed = subprocess.run(["nm", "-D", "--defined-only", str(library)], check=True, capture_output=True, text=True).stdout
    functions = [line.split()[2].split("@")[0] for line in listed.splitlines() if line.split()[1] == "T"]
    source = folder / f"{library.name}.c"
    source.write_text("".join(f"void {name}(void) {{}}\n" for name in functions if name.isidentifier()), encoding="ascii")
    built = folder / library.name
    command = ["cc", "-shared", "-fPIC", "-Os", "-s", "-w", "-fno-builtin", f"-Wl,-soname,{library.name}"]
    subprocess.run([*command, "-o", str(built), str(source)], check=True)
    return built
