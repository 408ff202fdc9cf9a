"""Colours, type and measures: a thin layer over Qt's own palette, light and dark."""

from __future__ import annotations

from dataclasses import dataclass, fields

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one scheme, as `#rrggbb`; petrol is there or done, ochre waits, wine is protection."""

    window: str
    base: str
    alt: str
    field: str
    tint: str
    text: str
    text2: str
    placeholder: str
    control: str
    line: str
    line2: str
    accent: str
    on_accent: str
    ok: str
    warn: str
    warn_ground: str
    alert: str
    protected: str
    on_protected: str
    internal: str
    internal_ground: str
    water: str
    waiting: tuple[str, str, str, str, str]
    waiting_text: tuple[str, str, str, str, str]
    waiting_edge: tuple[str, str, str, str, str]
    presence: tuple[str, str, str]
    presence_edge: tuple[str, str, str]


LIGHT = Tokens(
    window="#F1F3F4",
    base="#FFFFFF",
    alt="#F7F8F9",
    field="#FFFFFF",
    tint="#E2EFF2",
    text="#1B2025",
    text2="#56606A",
    placeholder="#646D76",
    control="#7E8790",
    line="#E0E4E7",
    line2="#C6CCD1",
    accent="#0B5F74",
    on_accent="#FFFFFF",
    ok="#2A6B39",
    warn="#855300",
    warn_ground="#FCF3E0",
    alert="#A52A1E",
    protected="#7A1E4B",
    on_protected="#FFFFFF",
    internal="#3C4752",
    internal_ground="#E4E8EC",
    water="#DCE7EE",
    waiting=("#FBF8F0", "#F3E4BF", "#E6C277", "#C98C2E", "#8A4F10"),
    waiting_text=("#1B2025", "#1B2025", "#1B2025", "#1B2025", "#FFFFFF"),
    waiting_edge=("#D9D2BD", "#D3BC83", "#B98F3C", "#94611A", "#5F3507"),
    presence=("#BBD9DF", "#4B8C9B", "#0B5F74"),
    presence_edge=("#4B8C9B", "#4B8C9B", "#0B5F74"),
)

DARK = Tokens(
    window="#181A1C",
    base="#202326",
    alt="#272B2E",
    field="#191C1E",
    tint="#1F3A40",
    text="#E6E9EB",
    text2="#A7AFB7",
    placeholder="#98A1A9",
    control="#7E8790",
    line="#34393E",
    line2="#474D53",
    accent="#6EC0CE",
    on_accent="#0B1B1F",
    ok="#7FC98B",
    warn="#E4B45C",
    warn_ground="#352C1B",
    alert="#F29286",
    protected="#E79CBD",
    on_protected="#2A0B1A",
    internal="#C3CBD3",
    internal_ground="#343A40",
    water="#26323A",
    waiting=("#26292B", "#463A22", "#6B5221", "#A9792A", "#F0C068"),
    waiting_text=("#E6E9EB", "#F5EBD5", "#FFFFFF", "#14100A", "#14100A"),
    waiting_edge=("#3A3F43", "#463A22", "#6B5221", "#A9792A", "#F0C068"),
    presence=("#2B4A51", "#3F8391", "#6EC0CE"),
    presence_edge=("#3F8391", "#3F8391", "#6EC0CE"),
)

SCHEMES = ("system", "light", "dark")
_FACTORS = {"page": 1.57, "record": 1.25, "section": 1.07, "body": 1.0, "side": 0.93, "small": 0.89, "tile": 0.86}
_BOLD = frozenset({"page", "record", "section"})


class _Notice(QObject):
    """Says when the colours have changed."""

    changed = Signal()


_notice: _Notice | None = None
_dark = False
_base_point_size = 0.0


def notice() -> _Notice:
    """The object whose signal `changed` follows light and dark."""
    global _notice
    if _notice is None:
        _notice = _Notice()
    return _notice


def tokens() -> Tokens:
    """The colours of the scheme in use."""
    return DARK if _dark else LIGHT


def is_dark() -> bool:
    """Whether the dark scheme is in use."""
    return _dark


def color(token: str) -> QColor:
    """One of the colours by its name."""
    return QColor(getattr(tokens(), token))


def apply(app: QApplication, scheme: str = "system") -> None:
    """Uses a scheme, `light`, `dark`, or the system's own, which is followed while the program runs."""
    hints = app.styleHints()
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme, Qt.ColorScheme.Unknown)
    hints.setColorScheme(wanted)
    if not app.property("follows_scheme"):
        app.setProperty("follows_scheme", True)
        hints.colorSchemeChanged.connect(lambda _scheme: _use(app, _system_is_dark(app)))
        app.setStyle("Fusion")
    _use(app, scheme == "dark" or (scheme == "system" and _system_is_dark(app)))


def _system_is_dark(app: QApplication) -> bool:
    return app.styleHints().colorScheme() is Qt.ColorScheme.Dark


def _use(app: QApplication, dark: bool) -> None:
    global _dark
    _dark = dark
    app.setPalette(_palette(tokens()))
    app.setStyleSheet(_sheet(tokens()))
    notice().changed.emit()


def _palette(use: Tokens) -> QPalette:
    palette = QPalette()
    role = QPalette.ColorRole
    for which, value in (
        (role.Window, use.window),
        (role.Base, use.base),
        (role.AlternateBase, use.alt),
        (role.WindowText, use.text),
        (role.Text, use.text),
        (role.ButtonText, use.text),
        (role.Button, use.base),
        (role.Highlight, use.tint),
        (role.HighlightedText, use.text),
        (role.PlaceholderText, use.placeholder),
        (role.Link, use.accent),
        (role.LinkVisited, use.accent),
        (role.Accent, use.accent),
        (role.ToolTipBase, use.alt),
        (role.ToolTipText, use.text),
        (role.Mid, use.line2),
        (role.Midlight, use.line),
        (role.Light, use.base),
        (role.Dark, use.control),
    ):
        palette.setColor(which, QColor(value))
    for which in (role.Text, role.WindowText, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, which, QColor(use.placeholder))
    return palette


def _sheet(use: Tokens) -> str:
    """The thin layer of own style: buttons and fields on a 4-px grid, one ring for what has the focus."""
    return f"""
    QToolTip {{ color: {use.text}; background: {use.alt}; border: 1px solid {use.line2}; padding: 4px 6px; }}
    QPushButton, QToolButton#button {{ background: {use.base}; color: {use.text}; border: 1px solid {use.line2};
        border-radius: 5px; padding: 4px 12px; min-height: 20px; }}
    QPushButton:hover, QToolButton#button:hover {{ background: {use.alt}; border-color: {use.control}; }}
    QPushButton:pressed {{ background: {use.tint}; }}
    QPushButton:focus, QToolButton#button:focus {{ border: 2px solid {use.accent}; padding: 3px 11px; }}
    QPushButton:disabled {{ color: {use.placeholder}; border-color: {use.line}; }}
    QPushButton[accent="true"] {{ background: {use.accent}; color: {use.on_accent}; border-color: {use.accent};
        font-weight: 600; }}
    QPushButton[accent="true"]:hover {{ background: {use.accent}; border-color: {use.text}; }}
    QPushButton[accent="true"]:focus {{ border: 2px solid {use.text}; }}
    QPushButton[link="true"] {{ background: transparent; border: none; color: {use.accent}; padding: 2px 4px;
        text-align: left; }}
    QPushButton[link="true"]:hover {{ text-decoration: underline; }}
    QPushButton[link="true"]:focus {{ border: 2px solid {use.accent}; border-radius: 4px; padding: 0 2px; }}
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox, QDateTimeEdit {{
        background: {use.field}; color: {use.text}; border: 1px solid {use.control}; border-radius: 4px;
        padding: 3px 8px; selection-background-color: {use.accent}; selection-color: {use.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QTimeEdit:focus,
    QSpinBox:focus, QDateTimeEdit:focus {{ border: 2px solid {use.accent}; padding: 2px 7px; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    QComboBox QAbstractItemView {{ background: {use.base}; color: {use.text}; border: 1px solid {use.line2};
        selection-background-color: {use.tint}; selection-color: {use.text}; outline: none; }}
    QMenu {{ background: {use.base}; color: {use.text}; border: 1px solid {use.line2}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 3px; }}
    QMenu::item:selected {{ background: {use.tint}; }}
    QMenu::item:disabled {{ color: {use.placeholder}; }}
    QMenu::separator {{ height: 1px; background: {use.line}; margin: 4px 8px; }}
    QHeaderView::section {{ background: {use.base}; color: {use.text2}; border: none;
        border-bottom: 1px solid {use.line2}; padding: 4px 8px; }}
    QScrollArea {{ background: {use.base}; border: none; }}
    QAbstractScrollArea#page, QWidget#page {{ background: {use.base}; }}
    QSplitter::handle {{ background: {use.line2}; }}
    QSplitter::handle:horizontal {{ width: 1px; }}
    QSplitter::handle:vertical {{ height: 1px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {use.line2}; border-radius: 4px; margin: 2px; min-height: 24px; min-width: 24px; }}
    QScrollBar::handle:hover {{ background: {use.control}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
        border: none; height: 0; width: 0; }}
    QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {use.accent}; border-radius: 3px; }}
    """


def font(role: str = "body") -> QFont:
    """The font of a role: page, record, section, body, side, small or tile; tabular figures."""
    global _base_point_size
    made = QFont(QApplication.font())
    made.setPointSizeF(QApplication.font().pointSizeF() * _FACTORS[role])
    made.setWeight(QFont.Weight.DemiBold if role in _BOLD else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def bold(role: str = "body") -> QFont:
    """The font of a role, heavier: for what is chosen, late or a key value."""
    made = font(role)
    made.setWeight(QFont.Weight.DemiBold)
    return made


def row_height(lines: int = 1) -> int:
    """The height of a list's row in pixels; grows with the system's font."""
    line = QFontMetrics(font("body")).height()
    side = QFontMetrics(font("side")).height()
    return max(28, line + 8) if lines == 1 else max(44, line + side + 8)


TOKEN_NAMES = tuple(each.name for each in fields(Tokens))
