"""The main window's style sheet: the system's controls stay as they are, cards and links get the product's few colours."""

from string import Template

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from copilot.call.catalogue import Family
from copilot.ui.marks import mark_file
from copilot.ui.theme import Theme, find_theme


def palette(theme: Theme) -> QPalette:
    """The system palette of this brightness with the product's ground and accent."""
    made = QPalette()
    role = QPalette.ColorRole
    for where, colour in (
        (role.Window, theme.page),
        (role.WindowText, theme.text),
        (role.Base, theme.field),
        (role.AlternateBase, theme.raised),
        (role.Text, theme.text),
        (role.Button, theme.raised),
        (role.ButtonText, theme.text),
        (role.BrightText, theme.text),
        (role.ToolTipBase, theme.raised),
        (role.ToolTipText, theme.text),
        (role.Highlight, theme.accent),
        (role.HighlightedText, theme.on_accent),
        (role.Link, theme.accent),
        (role.PlaceholderText, theme.muted),
        (role.Accent, theme.accent),
        (role.Mid, theme.line),
        (role.Light, theme.surface),
    ):
        made.setColor(where, QColor(colour))
    for where in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, where, QColor(theme.muted))
    return made


def dress(app: QApplication, chosen: str) -> Theme:
    """Gives the app its colours. chosen: 'system', 'light', 'dark' or 'contrast'."""
    dark = Qt.ColorScheme.Dark
    schemes = {"light": Qt.ColorScheme.Light, "dark": dark, "contrast": dark}
    # title bars and native dialogs, where the system listens
    QGuiApplication.styleHints().setColorScheme(schemes.get(chosen, Qt.ColorScheme.Unknown))
    theme = find_theme(chosen)
    app.setPalette(palette(theme))
    return theme


# high contrast: a control is seen by its edge
_EDGES = """
    QLineEdit, QComboBox, QSpinBox { border: 2px solid $line; border-radius: 4px; padding: 2px 4px; }
    QLineEdit:focus, QComboBox:focus, QSpinBox:focus { border-color: $accent; }
    QComboBox QLineEdit, QSpinBox QLineEdit { border: none; padding: 0; }
    QComboBox::drop-down { width: 20px; border: none; background: $raised; }
    QComboBox::down-arrow { image: url("$down"); }
    QSlider::groove:horizontal { height: 6px; background: $track; border: 1px solid $line; border-radius: 4px; }
    QSlider::sub-page:horizontal { background: $accent; border: 1px solid $line; border-radius: 4px; }
    QSlider::handle:horizontal { width: 16px; margin: -7px 0; background: $text; border: 2px solid $field; border-radius: 9px; }
    QSlider::handle:horizontal:focus { background: $accent; border-color: $text; }
    QSpinBox::up-button, QSpinBox::down-button { width: 20px; border: none; background: $raised; }
    QSpinBox::up-arrow { image: url("$up"); }
    QSpinBox::down-arrow { image: url("$down"); }
    QPushButton#nav:checked { border: 2px solid $accent; padding: 7px 12px; }
    QPushButton#quiet, QDialogButtonBox QPushButton { border: 2px solid $line; }
    QPushButton#quiet:focus, QDialogButtonBox QPushButton:focus { border-color: $accent; }
"""

# where the system has no look of its own (Qt's Fusion): boxes one sees in the dark, slim scroll bars
_PLAIN = """
    QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 4px; background: $field; }
    QCheckBox::indicator:hover, QCheckBox:focus::indicator { border-color: $accent; }
    QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
    QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $muted; border-radius: 8px; background: $field; }
    QRadioButton::indicator:hover, QRadioButton:focus::indicator { border-color: $accent; }
    QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; background: $ink; }
    QLineEdit { padding: 0 4px; }
    QCheckBox::indicator:disabled { border-color: $line; background: $raised; }
    QScrollBar { background: transparent; border: none; }
    QScrollBar:vertical { width: 12px; }
    QScrollBar:horizontal { height: 12px; }
    QScrollBar::handle { background: $track; border: 2px solid transparent; border-radius: 4px; margin: 2px; }
    QScrollBar::handle:vertical { min-height: 32px; }
    QScrollBar::handle:horizontal { min-width: 32px; }
    QScrollBar::handle:hover { background: $muted; }
    QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
    QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def _controls(theme: Theme) -> str:
    rules = (_PLAIN if QApplication.style().name() == "fusion" or theme.contrast else "") + (_EDGES if theme.contrast else "")
    return Template(rules).substitute(
        line=theme.line,
        accent=theme.accent,
        muted=theme.muted,
        field=theme.field,
        raised=theme.raised,
        track=theme.track,
        ink=theme.on_accent,
        text=theme.text,
        tick=mark_file("tick", theme.on_accent),
        up=mark_file("up", theme.text),
        down=mark_file("down", theme.text),
    )


def main_style(theme: Theme, font: QFont) -> str:
    base = max(font.pointSizeF(), 9.0)

    def pt(factor: float) -> str:
        return f"{base * factor:.1f}pt"

    return f"""
    QWidget#side {{ background: {theme.side}; }}
    QWidget#body, QScrollArea#page {{ background: {theme.page}; }}
    QLabel#product {{ font-size: {pt(1.25)}; font-weight: 700; color: {theme.text}; padding: 6px 9px; }}
    QPushButton#nav {{ text-align: left; border: none; border-radius: 8px; padding: 9px 14px; color: {theme.text};
        background: transparent; font-size: {pt(1.05)}; }}
    QPushButton#nav:hover {{ background: {theme.raised}; }}
    QPushButton#nav:checked {{ background: {theme.field}; font-weight: 600; padding-right: 4px; }}
    QPushButton#nav:focus {{ border: 2px solid {theme.accent}; padding: 7px 12px; }}
    QLabel#h1 {{ font-size: {pt(1.6)}; font-weight: 700; }}
    QLabel#heading {{ font-size: {pt(1.15)}; font-weight: 700; }}
    QLabel#sub, QLabel#stamp, QLabel#muted {{ color: {theme.muted}; }}
    QLabel#strong {{ font-weight: 600; }}
    QLabel#verdict {{ font-size: {pt(1.6)}; font-weight: 700; }}
    QLabel#good {{ color: {theme.families[Family.EVIDENCE]}; font-weight: 600; }}
    QLabel#warn {{ color: {theme.families[Family.DRIFT]}; }}
    QLabel#better {{ font-weight: 600; }}
    QPushButton#primary, QDialogButtonBox QPushButton:default {{ background: {theme.accent}; color: {theme.on_accent};
        border: 2px solid {theme.accent}; border-radius: 7px; padding: 8px 18px; font-weight: 600; }}
    QPushButton#primary:hover, QDialogButtonBox QPushButton:default:hover {{ border-color: {theme.text}; }}
    QPushButton#primary:focus, QDialogButtonBox QPushButton:default:focus {{ border-color: {theme.text}; }}
    QPushButton#primary:disabled, QDialogButtonBox QPushButton:disabled {{ background: {theme.raised}; color: {theme.muted};
        border-color: {theme.line}; }}
    QPushButton#quiet, QDialogButtonBox QPushButton {{ background: {theme.raised}; color: {theme.text};
        border: 2px solid {theme.raised}; border-radius: 7px; padding: 6px 14px; font-weight: 600; }}
    QPushButton#quiet:hover, QDialogButtonBox QPushButton:hover {{ border-color: {theme.line}; }}
    QPushButton#quiet:focus, QDialogButtonBox QPushButton:focus {{ border-color: {theme.accent}; }}
    QPushButton#link, QPushButton#quotelink {{ background: transparent; border: 2px solid transparent; border-radius: 6px;
        text-align: left; color: {theme.accent}; }}
    QPushButton#link {{ padding: 4px 2px; }}
    QPushButton#quotelink:hover, QPushButton#link:hover {{ background: {theme.raised}; }}
    QPushButton#quotelink:focus, QPushButton#link:focus {{ border-color: {theme.accent}; }}
    QPushButton#callrow {{ background: transparent; border: 2px solid transparent; border-radius: 8px; text-align: left; }}
    QPushButton#callrow:hover {{ background: {theme.raised}; }}
    QPushButton#callrow:focus {{ border-color: {theme.accent}; }}
    QTextEdit, QPlainTextEdit {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 6px;
        padding: 4px; }}
    QListWidget {{ outline: none; }}
    QListWidget::item {{ border-radius: 4px; }}
    QListWidget::item:hover {{ background: {theme.raised}; color: {theme.text}; }}
    QListWidget::item:selected {{ background: {theme.accent}; color: {theme.on_accent}; }}
    QListWidget#growing {{ background: {theme.surface}; border: 1px solid {theme.line}; border-radius: 6px; padding: 4px; }}
    QListWidget#growing:focus {{ border-color: {theme.accent}; }}
    QTextEdit:focus, QPlainTextEdit:focus {{ border-color: {theme.accent}; }}
    {_controls(theme)}
    """
