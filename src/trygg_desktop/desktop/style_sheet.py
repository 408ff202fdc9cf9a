"""The thin layer of own style over Qt's own, as Qt writes style sheets.

All of it stands in one sheet for the whole program: under a widget with a sheet of its own Qt styles everything
once more for each level that it lies deep.
"""

from __future__ import annotations

from collections.abc import Iterator

from trygg_desktop.desktop.tokens import DARK, Tokens
from trygg_desktop.resources import resource

_SPIN_ROOM = 9
"""Pixels beside the figures of a spin box: its padding does not reach the line inside, but its buttons make room.

They have no height, so that nothing is drawn there and no press changes the value."""


def style_sheet(use: Tokens) -> str:
    """The sheet in the colours of a scheme."""
    return "\n".join((_whole_window(use), *_fields_in_place(use)))


def _whole_window(use: Tokens) -> str:
    """Buttons and fields on a 4-px grid, one ring for what has the focus."""
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


def _fields_in_place(use: Tokens) -> Iterator[str]:
    """How fields in a form look: text until hover (a thin edge) or focus (ground, edge and ring)."""
    # a line of text has two pixels of its own before its first letter; the others have none
    for kind, indent in (("QLineEdit", 6), ("QPlainTextEdit", 8), ("QComboBox", 8)):
        quiet = f"background: transparent; border: 1px solid transparent; padding: 3px {indent}px;"
        ring = f"background: {use.field}; border: 2px solid {use.accent}; padding: 2px {indent - 1}px;"
        yield f'{kind}[quiet="true"] {{ {quiet} }}'
        yield f'{kind}[quiet="true"]:hover {{ border: 1px solid {use.line2}; }}'
        yield f'{kind}[quiet="true"][wrong="true"] {{ border: 1px solid {use.alert}; }}'
        yield f'{kind}[quiet="true"]:focus {{ {ring} }}'
    yield 'QComboBox[quiet="true"]::drop-down { border: none; width: 0px; }'
    yield 'QComboBox[quiet="true"]::down-arrow { image: none; width: 0px; }'
    yield f"#chip {{ background: {use.alt}; border: 1px solid {use.line2}; border-radius: 4px; }}"
    yield 'QToolButton[small="true"] { border: 1px solid transparent; border-radius: 4px; padding: 3px; }'
    yield f'QToolButton[small="true"]:hover {{ background: {use.alt}; border-color: {use.line2}; }}'
    yield f'QToolButton[small="true"]:focus {{ border: 2px solid {use.accent}; padding: 2px; }}'
