"""Draws the icons from `assets/icons/moneytime.svg`.

`.venv/bin/python packaging/icons.py` writes the PNG files beside it; with `--programs` instead `build/moneytime.ico` and
`build/moneytime.icns`, which programs for Windows and macOS carry.
"""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


ASSETS = Path(__file__).resolve().parent.parent / "assets" / "icons"
BUILD = ASSETS.parent.parent / "build"


def main(arguments: list[str]) -> None:
    _app = QGuiApplication(arguments)
    drawing = QSvgRenderer(str(ASSETS / "moneytime.svg"))
    if arguments[1:] == ["--programs"]:
        BUILD.mkdir(exist_ok=True)
        _save(_drawn(drawing, 256), BUILD / "moneytime.ico")
        _save(_drawn(drawing, 512), BUILD / "moneytime.icns")
        return
    for size in SIZES:
        _save(_drawn(drawing, size), ASSETS / f"moneytime-{size}.png")


def _drawn(drawing: QSvgRenderer, size: int) -> QImage:
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    drawing.render(painter)
    painter.end()
    return image


def _save(image: QImage, path: Path) -> None:
    if not image.save(str(path)):
        sys.exit(f"could not write {path}")


if __name__ == "__main__":
    main(sys.argv)
