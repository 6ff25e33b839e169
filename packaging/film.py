"""The film of packaging/film: the overlay through the demo's call, ten times as fast, as an animated GIF."""

import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.filter import Graph
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from copilot.assets import asset
from copilot.call.events import CallEnded
from copilot.engine.replay import from_turns
from copilot.engine.runner import Runner
from copilot.engine.setups import read_script
from copilot.engine.snapshot import Snapshot
from copilot.engine.views import overlay_view
from copilot.playbook.loader import load_playbook
from copilot.ui import translation
from copilot.ui.overlay.window import Look, Overlay
from copilot.ui.theme import DARK

EVERY_MS, PER_SECOND = 1000, 10
FROM_MS = 2 * 60_000  # what comes before is small talk
WIDE, HIGH = 460, 540
_GROUND = "#3c4654"
_RATE = Fraction(1, PER_SECOND)


def snapshots() -> Iterator[Snapshot]:
    """The call as it stands, second by second, from the third minute."""
    script = read_script(asset("demo", "call.json"), None, None, datetime(2026, 3, 12, 14, tzinfo=UTC))
    runner = Runner(load_playbook(script.setup.kind))
    shown_ms = FROM_MS
    for event in from_turns(script.setup, script.turns):
        for _ in runner.ticks_until(event.at_ms):
            if runner.call.now_ms >= shown_ms:
                shown_ms += EVERY_MS
                yield Snapshot(runner.call, runner.playbook)
        if not isinstance(event, CallEnded):
            runner.put(event)


def frames(language: str) -> Iterator[QImage]:
    overlay = Overlay(Look(DARK, language=language, captions=True, still=True))
    overlay.show()
    for snapshot in snapshots():
        overlay.show_view(overlay_view(snapshot, language))
        QApplication.processEvents()
        image = QImage(WIDE, HIGH, QImage.Format.Format_RGB888)
        image.fill(QColor(_GROUND))
        painter = QPainter(image)
        painter.drawPixmap(20, 20, overlay.grab())
        painter.end()
        yield image


def write(images: Iterator[QImage], path: Path) -> None:
    """One palette for the whole film; each frame holds what changed."""
    graph = Graph()
    source = graph.add_buffer(width=WIDE, height=HIGH, format="rgb24", time_base=_RATE)
    split, palette, use = (
        graph.add(name, args) for name, args in (("split", None), ("palettegen", None), ("paletteuse", "dither=none"))
    )
    sink = graph.add("buffersink")
    source.link_to(split)
    split.link_to(use, 0, 0)
    split.link_to(palette, 1, 0)
    palette.link_to(use, 0, 1)
    use.link_to(sink)
    graph.configure()
    for number, image in enumerate(images):
        frame = av.VideoFrame.from_ndarray(pixels(image), format="rgb24")
        frame.pts, frame.time_base = number, _RATE
        graph.push(frame)
    graph.push(None)
    with av.open(str(path), "w") as film:
        stream = film.add_stream("gif", rate=PER_SECOND)
        stream.width, stream.height, stream.pix_fmt, stream.time_base = WIDE, HIGH, "pal8", _RATE
        while True:
            try:
                film.mux(stream.encode(graph.pull()))
            except (av.error.EOFError, av.error.BlockingIOError):
                break
        film.mux(stream.encode(None))


def pixels(image: QImage) -> np.ndarray:
    """(height, width, 3) of uint8, without the padding of Qt's lines."""
    lines = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return lines[:, : image.width() * 3].reshape(image.height(), image.width(), 3)


def main(path: Path, language: str = "en") -> None:
    app = QApplication([])
    translation.install(app, language)
    write(frames(language), path)
    sys.stdout.write(f"{path.name}: {path.stat().st_size // 1024} KB\n")


main(Path(sys.argv[1]), *sys.argv[2:])
