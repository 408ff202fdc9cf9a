"""Colours, type and measures: a thin layer over Qt's own palette, light and dark."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QThread, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from trygg_desktop.desktop.tokens import DARK, LIGHT, Tokens, of_system
from trygg_desktop.resources import resource

SCHEMES = ("system", "light", "dark")
_FACTORS = {
    "page": 1.57,
    "record": 1.25,
    "section": 1.07,
    "body": 1.0,
    "side": 0.93,
    "small": 0.89,
    "tile": 0.86,
}
_BOLD = frozenset({"page", "record", "section"})
_SPIN_ROOM = 9
"""Pixels beside the figures of a spin box: its padding does not reach the line inside, but its buttons make room.

They have no height, so that nothing is drawn there and no press changes the value."""


class _Notice(QObject):
    """Says when the colours are about to change, and when they have changed."""

    changing = Signal()
    changed = Signal()


_notice: _Notice | None = None
_in_use: Tokens | None = None
_fonts: dict[tuple[str, bool], QFont] = {}
_fonts_of: QFont | None = None


def notice() -> _Notice:
    """The object whose signals `changing` and `changed` follow light and dark."""
    global _notice
    if _notice is None:
        _notice = _Notice()
    return _notice


def tokens() -> Tokens:
    """The colours in use."""
    return _in_use or LIGHT


def is_dark() -> bool:
    """Whether text is light on a dark ground."""
    return QColor(tokens().base).lightness() < 128


def color(token: str) -> QColor:
    """One of the colours by its name."""
    return QColor(getattr(tokens(), token))


def apply(app: QApplication, scheme: str = "system") -> None:
    """Uses a scheme, `light`, `dark`, or the system's own, which is followed while the program runs."""
    hints = app.styleHints()
    hints.setColorScheme(
        {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(scheme, Qt.ColorScheme.Unknown)
    )
    if not app.property("follows_scheme"):
        app.setProperty("follows_scheme", True)
        hints.colorSchemeChanged.connect(lambda _scheme: _follow(app))
        hints.accessibility().contrastPreferenceChanged.connect(lambda _wanted: _follow(app))
    _follow(app, scheme)


def _follow(app: QApplication, scheme: str = "system") -> None:
    """Takes the colours that the scheme and the system ask for; in high contrast, the system's own."""
    global _in_use
    hints = app.styleHints()
    dark = scheme == "dark" or (scheme == "system" and hints.colorScheme() is Qt.ColorScheme.Dark)
    if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
        app.setPalette(QPalette())
        wanted, palette, sheet = of_system(app.palette()), None, ""
    else:
        wanted = DARK if dark else LIGHT
        palette, sheet = _palette(wanted), _sheet(wanted)
    if wanted == _in_use:
        return
    notice().changing.emit()
    _in_use = wanted
    if palette is not None:
        app.setPalette(palette)
    if QThread.currentThread().loopLevel():
        app.setStyleSheet("")  # or Qt styles each widget once more for every widget that it stands in
    app.setStyleSheet(sheet)
    notice().changed.emit()


def undress(root: QWidget) -> None:
    """Takes the style off what is not seen, so that a change of colours need not reach it; `dress` puts it on again."""
    for widget in _within(root):
        widget.style().unpolish(widget)
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_Polished, False)


def dress(root: QWidget) -> None:
    """Styles what was undressed, in the colours now in use."""
    polish, changed = QEvent(QEvent.Type.Polish), QEvent(QEvent.Type.StyleChange)
    for widget in _within(root):
        if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
            QApplication.sendEvent(widget, polish)
            QApplication.sendEvent(
                widget, changed
            )  # a button measured while it was undressed forgets its size


def _within(root: QWidget) -> list[QWidget]:
    """A widget and all that stands in it; not the windows that it has opened, which are seen without it."""
    window = root.window()
    return [root, *(each for each in root.findChildren(QWidget) if each.window() is window)]


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
    scheme = "dark" if use is DARK else "light"
    caret, check = (resource("icons", f"{name}-{scheme}.svg").as_posix() for name in ("caret", "check"))
    return f"""
    QToolTip {{ color: {use.text}; background: {use.alt}; border: 1px solid {use.line2}; padding: 4px 6px; }}
    QPushButton, QToolButton#button {{ background: {use.base}; color: {use.text}; border: 1px solid {use.line2};
        border-radius: 5px; padding: 4px 12px; }}
    QPushButton:hover, QToolButton#button:hover {{ background: {use.alt}; border-color: {use.control}; }}
    QPushButton:pressed {{ background: {use.tint}; }}
    QPushButton:focus, QToolButton#button:focus {{ border: 2px solid {use.accent}; padding: 3px 11px; }}
    QToolButton#button {{ padding-right: 36px; }}
    QToolButton#button:focus {{ padding-right: 35px; }}
    QToolButton#button::menu-button {{ border: none; border-left: 1px solid {use.line2}; width: 26px;
        margin: 5px 0; }}
    QPushButton:disabled {{ color: {use.placeholder}; border-color: {use.line}; }}
    QPushButton[accent="true"] {{ background: {use.accent}; color: {use.on_accent}; border-color: {use.accent};
        font-weight: 600; }}
    QPushButton[accent="true"]:hover {{ background: {use.accent}; border-color: {use.text}; }}
    QPushButton[accent="true"]:focus {{ border: 2px solid {use.text}; }}
    QPushButton[accent="true"]:disabled {{ background: {use.line}; color: {use.text2}; border-color: {use.line}; }}
    QPushButton[link="true"] {{ background: transparent; border: none; color: {use.accent}; padding: 2px 4px;
        text-align: left; }}
    QPushButton[link="true"]:hover {{ text-decoration: underline; }}
    QPushButton[quiet="true"] {{ background: transparent; border: none; color: {use.text2}; padding: 2px 6px; }}
    QPushButton[quiet="true"]:hover {{ color: {use.text}; }}
    QPushButton[quiet="true"]:focus {{ border: 2px solid {use.accent}; border-radius: 4px; padding: 0 4px; }}
    QPushButton[link="true"]:focus {{ border: 2px solid {use.accent}; border-radius: 4px; padding: 0 2px;
        outline: none; }}
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QDateEdit, QTimeEdit, QSpinBox, QDateTimeEdit {{
        background: {use.field}; color: {use.text}; border: 1px solid {use.control}; border-radius: 4px;
        padding: 3px 8px; selection-background-color: {use.accent}; selection-color: {use.on_accent}; }}
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QDateEdit:focus, QTimeEdit:focus,
    QSpinBox:focus, QDateTimeEdit:focus {{ border: 2px solid {use.accent}; padding: 2px 7px; }}
    QAbstractSpinBox QLineEdit, QComboBox QLineEdit, QAbstractSpinBox QLineEdit:focus, QComboBox QLineEdit:focus {{
        border: none; padding: 0; background: transparent; }}
    QAbstractSpinBox {{ padding: 2px 8px 1px 8px; }}
    QAbstractSpinBox:focus {{ padding: 1px 7px 0 7px; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ subcontrol-origin: border; border: none;
        width: {_SPIN_ROOM}px; height: 0; }}
    QAbstractSpinBox::up-button {{ subcontrol-position: center right; }}
    QAbstractSpinBox::down-button {{ subcontrol-position: center left; }}
    QComboBox::drop-down, QDateTimeEdit::drop-down {{ border: none; width: 24px; }}
    QComboBox::down-arrow, QDateTimeEdit[calendarPopup="true"]::down-arrow {{ image: url("{caret}");
        width: 12px; height: 12px; }}
    QPushButton::menu-indicator {{ image: url("{caret}"); width: 12px; height: 12px; subcontrol-position: right center;
        right: 8px; }}
    QToolButton#button::menu-button {{ border: none; border-left: 1px solid {use.line2}; width: 24px; }}
    QToolButton#button::menu-arrow {{ image: url("{caret}"); width: 12px; height: 12px; }}
    QComboBox QAbstractItemView {{ background: {use.base}; color: {use.text}; border: 1px solid {use.line2};
        selection-background-color: {use.tint}; selection-color: {use.text}; outline: none; }}
    QMenu {{ background: {use.base}; color: {use.text}; border: 1px solid {use.line2}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 12px; border-radius: 3px; }}
    QMenu::item:selected {{ background: {use.tint}; }}
    QMenu::item:disabled {{ color: {use.placeholder}; }}
    QMenu::separator {{ height: 1px; background: {use.line}; margin: 4px 8px; }}
    QHeaderView::section {{ background: {use.base}; color: {use.text2}; border: none;
        border-bottom: 1px solid {use.line2}; padding: 4px 8px; }}
    QListView#rail {{ background: transparent; border: none; outline: none; }}
    QLabel#keys {{ color: {use.text2}; background: {use.alt}; border: 1px solid {use.line2}; border-radius: 3px;
        padding: 0 5px; }}
    QScrollArea {{ background: {use.base}; border: none; }}
    QAbstractScrollArea#page, QWidget#page {{ background: {use.base}; }}
    QSplitter::handle {{ background: {use.line2}; }}
    QSplitter::handle:horizontal {{ width: 1px; }}
    QSplitter::handle:vertical {{ height: 1px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {use.line2}; border-radius: 4px; margin: 2px;
        min-height: 24px; min-width: 24px; }}
    QScrollBar::handle:hover {{ background: {use.control}; }}
    QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {{ background: none;
        border: none; height: 0; width: 0; }}
    QCheckBox, QRadioButton {{ spacing: 8px; padding: 2px; }}
    QListView::indicator, QTreeView::indicator, QTableView::indicator, QMenu::indicator,
    QCheckBox::indicator, QRadioButton::indicator {{ width: 14px; height: 14px; border: 1px solid {use.control};
        background: {use.field}; }}
    QListView::indicator, QTreeView::indicator, QTableView::indicator, QMenu::indicator,
    QCheckBox::indicator {{ border-radius: 3px; }}
    QRadioButton::indicator {{ border-radius: 8px; }}
    QListView::indicator:checked, QTreeView::indicator:checked, QTableView::indicator:checked,
    QMenu::indicator:checked, QCheckBox::indicator:checked {{ background: {use.accent}; border-color: {use.accent};
        image: url("{check}"); }}
    QRadioButton::indicator:checked {{ background: {use.field}; border: 5px solid {use.accent};
        width: 6px; height: 6px; }}
    QCheckBox:focus, QRadioButton:focus {{ border: 2px solid {use.accent}; border-radius: 4px; padding: 0; }}
    """


def font(role: str = "body") -> QFont:
    """The font of a role: page, record, section, body, side, small or tile; tabular figures."""
    return _font(role, role in _BOLD)


def bold(role: str = "body") -> QFont:
    """The font of a role, heavier: for what is chosen, late or a key value."""
    return _font(role, True)


def _font(role: str, heavy: bool) -> QFont:
    """Made once for each font of the system: lists ask for it with every cell they paint."""
    global _fonts_of
    if _fonts_of is None or QApplication.font() != _fonts_of:
        _fonts_of = QApplication.font()
        _fonts.clear()
    if (role, heavy) not in _fonts:
        made = QFont(_fonts_of)
        made.setPointSizeF(_fonts_of.pointSizeF() * _FACTORS[role])
        made.setWeight(QFont.Weight.DemiBold if heavy else QFont.Weight.Normal)
        made.setFeature(QFont.Tag("tnum"), 1)
        _fonts[role, heavy] = made
    return QFont(_fonts[role, heavy])


def row_height(lines: int = 1) -> int:
    """The height of a list's row in pixels; grows with the system's font."""
    line = QFontMetrics(font("body")).height()
    side = QFontMetrics(font("side")).height()
    return max(28, line + 8) if lines == 1 else max(44, line + side + 8)
