"""The words of a Word file, as Teams exports its transcripts: a paragraph per turn, name and time above the words.

Read as carefully as if a stranger had made it. No document library: those at hand open far more of the format than its text.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from xml.etree import ElementTree

_BODY = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MOST_RATIO = 200  # text packs to a tenth; more is made to burst
_NOT_SAID = re.compile(r"^.{1,80} (?:started|stopped) transcription$")


def is_word(raw: bytes) -> bool:
    """It looks like a packed document, whatever its name says."""
    return raw.startswith(b"PK\x03\x04")


def word_text(raw: bytes, most_bytes: int) -> str:
    """Its lines. ValueError when it is no Word file, is damaged, or unpacks to more than that."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as packed:
            info = packed.getinfo(_BODY)
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ValueError("packed as no Word file is")
            if info.file_size > most_bytes or info.file_size > most_bytes // 100 + info.compress_size * _MOST_RATIO:
                raise ValueError("too long")
            body = packed.read(info)
        if b"<!" in body[:2000]:
            raise ValueError("declares a type of its own")  # entities that grow
        root = ElementTree.fromstring(body)
    except (zipfile.BadZipFile, zlib.error, KeyError, EOFError, RuntimeError, OSError, ElementTree.ParseError) as error:
        raise ValueError("no Word file") from error
    lines = (line for paragraph in root.iter(f"{_W}p") for line in _text(paragraph).split("\n"))
    return "\n".join(line for line in lines if not _NOT_SAID.match(line.strip()))


def _text(paragraph: ElementTree.Element) -> str:
    return "".join(_pieces(paragraph))


def _pieces(paragraph: ElementTree.Element) -> Iterator[str]:
    for part in paragraph.iter():
        if part.tag == f"{_W}t":
            yield part.text or ""
        elif part.tag == f"{_W}tab":
            yield "\t"
        elif part.tag in (f"{_W}br", f"{_W}cr"):
            yield "\n"
