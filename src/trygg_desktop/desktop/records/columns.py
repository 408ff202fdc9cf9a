"""How wide the columns of a list are, and which of them are shown."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHeaderView

from trygg_desktop.desktop import theme
from trygg_desktop.desktop.records.list_delegate import PADDING, state_width
from trygg_desktop.desktop.records.list_model import RecordLines
from trygg_desktop.domain.fields import Field, FieldKind
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.values import show

LEAST_NAME, LEAST = 150, 72
"""Pixels that the name and any other text keep in a narrow list."""
NAMES_SHARE = 0.36
"""How much of the width the name has before other texts get what they would like."""
MOST = 0.85
"""The share of lines whose chips the last column is made for."""
WIDEST_HEAD, WIDEST_HEAD_OF_FIGURES = 150, 96
"""Pixels that a heading may ask for; over short figures a long one is cut rather than the column left out."""
NARROW = 600
"""Pixels: a narrower list has no chip for the usual level."""
_WORDS = {FieldKind.REFERENCE: 150, FieldKind.REFERENCES: 170, FieldKind.BOOL: 64, FieldKind.COLOR: 80}
_FIXED = frozenset(
    {FieldKind.DATE, FieldKind.DATETIME, FieldKind.INTEGER, FieldKind.NUMBER, FieldKind.DURATION}
)


def default_columns(kind: type[Record]) -> list[str]:
    """The fields that a kind shows in a list: days first, then its name, then the rest."""
    fields = [field for field in kind.fields().values() if field.listed]
    naming = kind.about.naming
    order = {
        field.name: 0 if field.kind in (FieldKind.DATE, FieldKind.DATETIME) and leads(kind, field.name) else 1
        for field in fields
    }
    return [
        field.name
        for field in sorted(fields, key=lambda field: (order[field.name], field.name != naming, field.order))
    ]


def leads(kind: type[Record], name: str) -> bool:
    """Whether the kind is sorted by this field first."""
    first = kind.about.order[:1]
    return bool(first) and first[0].lstrip("-") == name


def ideal_width(field: Field) -> int:
    """How wide a column should be, in pixels, from what its values look like."""
    metrics = QFontMetrics(theme.font("body"))
    header = QFontMetrics(theme.font("small")).horizontalAdvance(field.title) + 2 * PADDING + 14
    longest = max((metrics.horizontalAdvance(each) for each in _samples(field)), default=0)
    most = WIDEST_HEAD_OF_FIGURES if field.kind in _FIXED else WIDEST_HEAD
    return max(min(header, most), longest + 2 * PADDING if longest else _wide(field))


def _wide(field: Field) -> int:
    return _WORDS.get(field.kind, 170) * QFontMetrics(theme.font("body")).height() // 18


def _samples(field: Field) -> list[str]:
    """Values as wide as they get; a day is as wide as its month."""
    match field.kind:
        case FieldKind.DATE:
            return [show(field, date(2026, month, 28)) for month in range(1, 13)]
        case FieldKind.DATETIME:
            return [show(field, datetime(2026, month, 28, 20, 58, tzinfo=UTC)) for month in range(1, 13)]
        case FieldKind.CHOICE if field.options is not None:
            return [option.label[:22] for option in field.options]
        case FieldKind.INTEGER | FieldKind.NUMBER | FieldKind.DURATION:
            return ["10 h 30 min" if field.kind is FieldKind.DURATION else "10 000"]
    return []


def fit(
    header: QHeaderView, lines: RecordLines, naming: str, chosen_widths: dict[str, int], room: int
) -> None:
    """Shares a width among the columns.

    Days and figures keep theirs, texts give way, the name takes the rest. In a very narrow list the columns
    furthest to the right are left out: their values stand in the form.
    """
    least = max(LEAST_NAME, round(room * NAMES_SHARE))
    wanted = [chosen_widths.get(field.name) or ideal_width(field) for field in lines.fields]
    state = state_column_width(lines, sparing=room < NARROW)
    name = next((place for place, field in enumerate(lines.fields) if field.name == naming), None)
    shown = _that_fit(lines.fields, wanted, name, room - state)
    for place in range(len(lines.fields)):
        header.setSectionHidden(place, place not in shown)
    rest = room - state - sum(wanted[place] for place in shown if place != name)
    if name is not None:
        if rest < least:
            rest += _narrow(lines.fields, wanted, [place for place in shown if place != name], least - rest)
        wanted[name] = max(rest, LEAST_NAME)
    for place in shown:
        header.resizeSection(place, wanted[place])
    header.resizeSection(len(lines.fields), state if name is not None else max(state, rest + state))


def _that_fit(fields: list[Field], wanted: list[int], name: int | None, room: int) -> list[int]:
    """The columns that have room when every text has given way as far as it can."""
    left = room - (LEAST_NAME if name is not None else 0)
    shown = []
    for place, field in enumerate(fields):
        least = wanted[place] if field.kind in _FIXED else min(wanted[place], LEAST)
        if place == name:
            shown.append(place)
        elif least <= left:
            shown.append(place)
            left -= least
    return shown


def _narrow(fields: list[Field], wanted: list[int], giving: list[int], lacking: int) -> int:
    """Takes width from the columns that can give some; gives back how much it got."""
    spare = {place: max(0, wanted[place] - LEAST) for place in giving if fields[place].kind not in _FIXED}
    total = sum(spare.values())
    if not total:
        return 0
    share = min(1.0, lacking / total)
    taken = {place: round(width * share) for place, width in spare.items()}
    for place, width in taken.items():
        wanted[place] -= width
    return sum(taken.values())


def state_column_width(lines: RecordLines, *, sparing: bool) -> int:
    """How wide the chips are: of most lines where the longest few may stand over the column before."""
    known = (lines.known_state(row) for row in range(min(lines.rowCount(), 100)))
    widths = sorted(state_width(values, sparing=sparing) for values in known if values)
    return widths[-1 if sparing else int((len(widths) - 1) * MOST)] if widths else LEAST
