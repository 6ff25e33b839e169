"""Draws the PNG icons from `assets/icons/moneytime.svg`: `.venv/bin/python packaging/icons.py`."""

import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)


def main() -> None:
    folder = Path(__file__).resolve().parent.parent / "assets" / "icons"
    _app = QGuiApplication(sys.argv)
    drawing = QSvgRenderer(str(folder / "moneytime.svg"))
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32)
        image.fill(Qt.GlobalColor.transparent)
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        drawing.render(painter)
        painter.end()
        if not image.save(str(folder / f"moneytime-{size}.png")):
            sys.exit(f"could not write the icon of {size} pixels")


if __name__ == "__main__":
    main()
