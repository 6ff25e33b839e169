"""The overlay's style sheet: sizes from the system font, colours from the theme."""

from PySide6.QtGui import QFont

from copilot.call.catalogue import Family
from copilot.ui.theme import Theme


def overlay_style(theme: Theme, font: QFont, scale: float) -> str:
    base = max(font.pointSizeF(), 9.0) * scale

    def pt(factor: float) -> str:
        return f"{base * factor:.1f}pt"

    return f"""
    QLabel {{ color: {theme.text}; background: transparent; font-size: {pt(1)}; }}
    QLabel#left {{ font-size: {pt(1.35)}; font-weight: 600; }}
    QLabel#small, QLabel#sayword {{ font-size: {pt(0.92)}; color: {theme.muted}; }}
    QLabel#sayword {{ font-weight: 600; }}
    QLabel#title {{ font-size: {pt(1.05)}; font-weight: 600; }}
    QWidget#icon {{ font-size: {pt(1)}; }}
    QLabel#say {{ font-size: {pt(1.5)}; font-weight: 600; }}
    QLabel#row {{ font-weight: 600; }}
    QLabel#rowsay {{ font-size: {pt(1.25)}; font-weight: 600; }}
    QLabel#chip, QLabel#caption {{ font-size: {pt(0.95)}; }}
    QWidget#quote {{ color: {theme.text}; font-size: {pt(1)}; }}
    QPushButton#quiet {{ color: {theme.muted}; background: {theme.field}; border: none; border-radius: 5px;
        padding: 5px 9px; font-size: {pt(0.92)}; }}
    QPushButton#quiet:hover {{ color: {theme.text}; background: {theme.line}; }}
    QPushButton#primary {{ color: {theme.surface}; background: {theme.families[Family.EVIDENCE]}; border: none;
        border-radius: 6px; padding: 6px 14px; font-size: {pt(1)}; font-weight: 600; }}
    QPushButton#primary:hover {{ background: {theme.text}; }}
    QToolButton#menu {{ color: {theme.muted}; background: transparent; border: none; border-radius: 5px;
        padding: 0 3px; font-size: {pt(1.3)}; font-weight: 700; }}
    QToolButton#menu:hover {{ color: {theme.text}; background: {theme.line}; }}
    QToolTip {{ color: {theme.text}; background: {theme.raised}; border: 1px solid {theme.line}; font-size: {pt(0.95)}; }}
    """
