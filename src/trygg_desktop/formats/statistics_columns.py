"""Proposes what each column of a table of statistics is, and knows the tables of those who publish most of them."""

from __future__ import annotations

import re
from collections.abc import Callable

from trygg_desktop.formats.statistics_layout import (
    ANSWERS,
    AREA,
    INDICATOR,
    MARK,
    NOTHING,
    PAGE,
    PERIOD,
    SOURCE,
    UNIT,
    VALUE,
    Column,
    Layout,
    best_target,
)
from trygg_desktop.formats.statistics_periods import is_part_of_year
from trygg_desktop.formats.tables import as_text

_ONE_PER_TABLE = (AREA, PERIOD, INDICATOR, MARK, SOURCE, PAGE, UNIT)
_KOLADAS_CODE = re.compile(r"\b[NU]\d{5}\b")
"""What Kolada's key figures are numbered by, `N07403` for one."""


def propose(layout: Layout, known_area: Callable[[str], bool]) -> dict[str, str]:
    """What each column is, by its heading and by what stands in it: column's name to target's name."""
    roles: dict[str, str] = {}
    ranked = [
        (target.rank(column.heading), column, target)
        for column in layout.columns
        if (target := best_target(column.heading)) is not None
    ]
    for _rank, column, target in sorted(ranked, key=lambda each: each[0] or 0):
        if target in _ONE_PER_TABLE and column.period:
            continue
        if target in _ONE_PER_TABLE and target.name in roles.values() and not _goes_with(column, roles):
            # What a second such column holds is no figure and says nothing of what is measured
            roles[column.name] = NOTHING.name
            continue
        if not column.figures and target in (VALUE, ANSWERS):
            continue
        roles[column.name] = target.name
    rest = [column for column in layout.columns if column.name not in roles]
    words = [column for column in rest if not column.figures]
    roles |= {column.name: VALUE.name for column in rest if column.figures}
    areas = sorted(words, key=lambda column: -_hits(layout, column, known_area))
    if AREA.name not in roles.values() and areas and _hits(layout, areas[0], known_area):
        roles[areas[0].name] = AREA.name
    for column in words:
        free = INDICATOR.name not in roles.values() and column.name not in roles and not column.period
        roles.setdefault(column.name, INDICATOR.name if free else NOTHING.name)
    return roles


def _goes_with(column: Column, roles: dict[str, str]) -> bool:
    """Whether a column tells the month or the quarter of the year that the one other of the period tells."""
    others = [name for name, role in roles.items() if role == PERIOD.name]
    return len(others) == 1 and is_part_of_year(column.heading) != is_part_of_year(others[0])


def _hits(layout: Layout, column: Column, known_area: Callable[[str], bool]) -> int:
    return sum(known_area(as_text(row.cells[column.at])) for row in layout.rows if column.at < len(row.cells))


def is_kolada(layout: Layout) -> bool:
    """Whether the table is one of Kolada's, whose dash is no zero."""
    headings = {column.heading.casefold() for column in layout.columns}
    lines = " ".join((*layout.titles, *layout.notes))
    if headings & {"kpi", "kpi_title"} or "kolada" in lines.casefold() or _KOLADAS_CODE.search(lines):
        return True
    words = [column.at for column in layout.columns if not column.figures]
    first = layout.rows[0].cells if layout.rows else ()
    return any(at < len(first) and _KOLADAS_CODE.search(as_text(first[at])) for at in words)


def is_bra(layout: Layout) -> bool:
    """Whether the table is Brå's of reported crime by municipality."""
    headings = {column.heading.casefold() for column in layout.columns}
    return {"antal", "per 100 000 inv."} <= {heading.replace("\u00a0", " ") for heading in headings}
