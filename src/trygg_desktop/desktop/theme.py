"""Colours, type and measures: a thin layer over Qt's own palette, light and dark."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QThread, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from trygg_desktop.desktop.style_sheet import style_sheet
from trygg_desktop.desktop.tokens import DARK, LIGHT, Tokens, of_system

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
        palette, sheet = _palette(wanted), style_sheet(wanted)
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
    """Takes the style off what is not seen, so that a change of colours need not reach it; `dress` puts it on again.

    Meanwhile it passes for styled by hand, for Qt tells everything else of a change, polished or not.
    """
    attribute = Qt.WidgetAttribute
    for widget in _within(root):
        if widget.testAttribute(attribute.WA_WState_Polished):
            widget.style().unpolish(widget)
            widget.setAttribute(attribute.WA_WState_Polished, False)
        widget.setAttribute(attribute.WA_SetStyle, not widget.styleSheet())


def dress(root: QWidget) -> None:
    """Styles what was undressed, in the colours now in use."""
    attribute = Qt.WidgetAttribute
    polish, changed = QEvent(QEvent.Type.Polish), QEvent(QEvent.Type.StyleChange)
    for widget in _within(root):
        widget.setAttribute(attribute.WA_SetStyle, False)
        if not widget.testAttribute(attribute.WA_WState_Polished):
            QApplication.sendEvent(widget, polish)
            QApplication.sendEvent(
                widget, changed
            )  # a button measured while it was undressed forgets its size


def _within(root: QWidget) -> list[QWidget]:
    """A widget and all that stands in it; not the windows that it has opened, which are seen without it."""
    found = root.findChildren(QWidget)
    apart = {other for each in found if each.isWindow() for other in (each, *each.findChildren(QWidget))}
    return [root, *(each for each in found if each not in apart)]


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
