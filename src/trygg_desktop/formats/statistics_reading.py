"""Reads the figures out of a table, wide or long, each with its area, its time and its place in the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from trygg_desktop.domain.figures import Mark, Measured
from trygg_desktop.domain.periods import Period
from trygg_desktop.formats.importing import Problem
from trygg_desktop.formats.statistics_cells import Figure, could_be_thousands, read_figure, whole_number
from trygg_desktop.formats.statistics_columns import is_bra, is_kolada
from trygg_desktop.formats.statistics_figures import Reading, sort_of
from trygg_desktop.formats.statistics_layout import (
    ANSWERS,
    AREA,
    GROUP,
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
    section,
)
from trygg_desktop.formats.statistics_periods import (
    is_part_of_year,
    is_preliminary,
    parted,
    period_of,
    within_year,
    without_marks,
)
from trygg_desktop.formats.tables import Cell, Row, as_text
from trygg_desktop.i18n import _

_PLAIN_VALUES = frozenset({"", "värde", "value", "resultat", "utfall"})
"""Headings of a column of figures that say nothing about what is measured."""
_SORTS_ONLY = frozenset(
    {"antal", "andel", "procent", "%", "andel %", "andel (%)", "andel, %", "share", "count"}
)
"""Headings that say which sort of number it is, and still not of what."""
_EVERYBODY = frozenset({"t", "totalt", "total", "alla", "samtliga", "båda", "båda könen", "all", "båda kön"})
_WOMEN_AND_MEN = {"k": "kvinnor", "m": "män", "f": "kvinnor", "kvinna": "kvinnor", "man": "män"}
_AROUND = tuple(role.name for role in (AREA, INDICATOR, PERIOD, GROUP, SOURCE, PAGE, UNIT))
_MERGED = frozenset(role.name for role in (AREA, INDICATOR, PERIOD))
"""What stands in cells that are merged over several rows."""
_YES = frozenset({"ja", "yes", "x", "sant", "true", "1", "prel", "prel.", "preliminär", "preliminary"})
_BRA_COUNT = "Anmälda brott"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user says of a file that the file does not say itself."""

    indicator: str = ""
    period: Period | None = None
    source: str = ""


class TableReader:
    """Goes through a table row by row; what can't be read becomes a problem with its row and column."""

    def __init__(
        self, layout: Layout, roles: Mapping[str, str], wishes: Wishes, known_area: Callable[[str], bool]
    ) -> None:
        self.problems: list[Problem] = []
        self.named_for_want: dict[str, None] = {}
        """What the figures are called where neither the file nor the user says what is measured."""
        self.three_decimals = ""
        """A figure that may have been meant as thousands, where all that have decimals have three."""
        self._other_decimals = False
        self._layout = layout
        self._wishes = wishes
        self._by_role: dict[str, list[Column]] = {}
        for column in layout.columns:
            self._by_role.setdefault(roles.get(column.name, NOTHING.name), []).append(column)
        self._values = self._by_role.get(VALUE.name, [])
        self._standing = [(name, self._by_role[name]) for name in _AROUND if name in self._by_role]
        self._headings = {column.heading.casefold() for column in self._values}
        self._dash = Mark.MISSING if is_kolada(layout) else None
        self.is_bra = is_bra(layout)
        self._held: dict[str, str] = {}
        self._section = ""
        self._title, self._titled = self._read_titles()
        self._areas_across = self._stand_across(known_area)
        self._source = wishes.source or layout.source or self._usual_source()
        self._preliminary = any(map(is_preliminary, layout.titles))
        self._said_of_each = next((each for each in layout.columns if _tells_preliminary(each)), None)

    @property
    def names_areas(self) -> bool:
        """Whether the table has areas at all, in a column or across."""
        return AREA.name in self._by_role or self._areas_across

    @property
    def source(self) -> str:
        """Where the figures come from, as far as the file or the user says."""
        return self._source

    def read(self) -> Iterator[Reading]:
        """Every figure, in the order of the file."""
        for row in self._layout.rows:
            heading = section(row)
            if heading:
                self._section = without_marks(heading)
                self._held.clear()
                continue
            around = self._around(row)
            if around is None:
                continue
            for column in self._values:
                yield from self._figure(row, column, around)

    # Around the figures

    def _read_titles(self) -> tuple[str, Period | None]:
        """What the figures are about and the period, as the lines above the table say."""
        lines = [line for line in self._layout.titles if not line.casefold().startswith(("källa", "source"))]
        periods = {period: None for line in lines if (period := parted(line)[0])}
        title = next((without_marks(parted(line)[1]) for line in lines), "")
        return " ".join(title.split()).strip(" ,;:–-"), next(iter(periods)) if len(periods) == 1 else None

    def _usual_source(self) -> str:
        if is_kolada(self._layout):
            return "Kolada"
        lines = " ".join((*self._layout.titles, *self._layout.notes)).casefold()
        if self.is_bra or "brottsförebyggande rådet" in lines or "brå" in lines.split():
            return "Brå"
        return self._title

    def _stand_across(self, known_area: Callable[[str], bool]) -> bool:
        """Whether the columns are areas: most of their headings are names of some."""
        if AREA.name in self._by_role or len(self._values) < 2:
            return False
        return 2 * sum(known_area(column.heading) for column in self._values) > len(self._values)

    def _around(self, row: Row) -> dict[str, str] | None:
        """The texts of a row by what they are; a cell merged over several rows counts for each of them."""
        texts = dict.fromkeys(_AROUND, "")
        for name, columns in self._standing:
            parts = [" ".join(as_text(_cell(row, column.at)).split()) for column in columns]
            text = parts[0] if len(parts) == 1 else ", ".join(filter(None, parts))
            if name == PERIOD.name and len(parts) == 2:
                text = self._of_two(columns, parts)
            if name in _MERGED:
                text = text or self._merged(row, name, columns[0])
                self._held[name] = text
            texts[name] = text
        if not self._area_found(row, texts):
            return None
        return texts

    def _merged(self, row: Row, name: str, column: Column) -> str:
        """What a cell merged over this row says: it can't be one where a group further out begins in this row."""
        outer = (each for role in _MERGED - {name} for each in self._by_role.get(role, []))
        begins = any(each.at < column.at and _cell(row, each.at) not in (None, "") for each in outer)
        return "" if begins else self._held.get(name, "")

    def _of_two(self, columns: Sequence[Column], parts: Sequence[str]) -> str:
        """The period that a column of years and one of months or quarters tell together."""
        held = [part or self._held.get(column.name, "") for column, part in zip(columns, parts, strict=True)]
        self._held |= {column.name: part for column, part in zip(columns, held, strict=True)}
        at = int(is_part_of_year(columns[1].heading))
        return within_year(held[1 - at], held[at], columns[at].heading)

    def _area_found(self, row: Row, texts: dict[str, str]) -> bool:
        if texts[AREA.name] or AREA.name not in self._by_role:
            return True
        if any(_cell(row, column.at) not in (None, "") for column in self._values):
            name = self._by_role[AREA.name][0].name
            self.problems.append(Problem(row.number, name, _("“{field}” is missing.", field=_(AREA.label))))
        return False

    # One figure

    def _figure(self, row: Row, column: Column, around: Mapping[str, str]) -> Iterator[Reading]:
        figure = self._read_cell(row, column) or self._why_not(row)
        if figure is None:
            return
        period = self._period(row, column, around)
        if period is None and around[PERIOD.name]:
            return
        heading = "" if self._areas_across else column.heading
        name, measured, unit = self._name(heading, figure, around)
        n = self._answers(row, column)
        yield Reading(
            indicator=name,
            area=column.heading if self._areas_across else without_marks(around[AREA.name]),
            period=period,
            value=figure.value,
            mark=figure.mark,
            n=n,
            source=self._wishes.source or around[SOURCE.name] or self._source,
            page=around[PAGE.name],
            preliminary=self._preliminary
            or column.preliminary
            or is_preliminary(around[PERIOD.name])
            or self._said_preliminary(row),
            measured=measured,
            unit=unit,
            row=row.number,
            column=column.name,
        )

    def _said_preliminary(self, row: Row) -> bool:
        """Whether a column of its own says that the row's figures may still change."""
        if self._said_of_each is None:
            return False
        return as_text(_cell(row, self._said_of_each.at)).strip().casefold() in _YES

    def _read_cell(self, row: Row, column: Column) -> Figure | None:
        cell = _cell(row, column.at)
        try:
            figure = read_figure(cell, dash=self._dash)
            self._note_decimals(cell, figure)
            return figure
        except ValueError:
            message = _("“{text}” is no figure.", text=as_text(cell)[:60])
            self.problems.append(Problem(row.number, column.name, message))
            return None

    def _why_not(self, row: Row) -> Figure | None:
        """Why an empty cell has no figure, where a column of its own says so, as in a table from this program."""
        for column in self._by_role.get(MARK.name, []):
            figure = self._read_cell(row, column)
            if figure is not None and figure.mark is not None:
                return figure
        return None

    def _note_decimals(self, cell: Cell, figure: Figure | None) -> None:
        if could_be_thousands(cell):
            self.three_decimals = "" if self._other_decimals else self.three_decimals or as_text(cell)
        elif figure is not None and figure.value is not None and not figure.value.is_integer():
            self._other_decimals, self.three_decimals = True, ""

    def _period(self, row: Row, column: Column, around: Mapping[str, str]) -> Period | None:
        if column.period:
            return column.period
        written = around[PERIOD.name]
        if not written:
            return self._wishes.period or self._titled
        period = period_of(written)
        if period is None:
            name = self._by_role[PERIOD.name][0].name
            problem = Problem(row.number, name, _("“{text}” can't be read as a period.", text=written[:60]))
            if problem not in self.problems:
                self.problems.append(problem)
        return period

    def _answers(self, row: Row, column: Column) -> int | None:
        """The number of answers behind a figure: of its own period and heading where there are several."""
        columns = self._by_role.get(ANSWERS.name, [])
        same = [each for each in columns if each.period == column.period]
        shared = [each for each in columns if each.period is None]
        for each in _nearest(column, same) or shared:
            cell = _cell(row, each.at)
            try:
                return whole_number(cell)
            except ValueError:
                message = _("“{text}” is no number of answers.", text=as_text(cell)[:60])
                self.problems.append(Problem(row.number, each.name, message))
                return None
        return None

    def _tells_apart(self, heading: str) -> bool:
        """Whether a column's heading is needed beside what the figures are about.

        Of `Antal` and `Per 100 000 inv.` the first is the thing itself and the second something else about it.
        """
        if self._areas_across or heading.casefold() in _PLAIN_VALUES or len(self._headings) < 2:
            return False
        return heading.casefold() not in _SORTS_ONLY or len(self._headings & _SORTS_ONLY) > 1

    def _name(self, heading: str, figure: Figure, around: Mapping[str, str]) -> tuple[str, Measured, str]:
        """What is measured: the row's own words, the user's, or what stands above the table and the column."""
        own = without_marks(around[INDICATOR.name]) or self._section
        subject = own or self._wishes.indicator or self._title or (_BRA_COUNT if self.is_bra else "")
        if own and self._wishes.indicator:
            subject = f"{self._wishes.indicator}: {own}"
        name = subject or heading
        if (not subject and heading.casefold() in _SORTS_ONLY) or subject is _BRA_COUNT:
            self.named_for_want.setdefault(name)
        if subject and self._tells_apart(heading):
            name = f"{subject}, {_lower(heading)}"
        group = around[GROUP.name].casefold()
        if group and group not in _EVERYBODY:
            name = f"{name} ({_WOMEN_AND_MEN.get(group, around[GROUP.name])})"
        measured, unit = sort_of(f"{name} {heading} {around[UNIT.name]}", percent=figure.percent)
        return name, measured, around[UNIT.name] or unit


def _tells_preliminary(column: Column) -> bool:
    return not column.figures and column.name.casefold().strip(" .") in ("preliminär", "preliminary", "prel")


def _lower(heading: str) -> str:
    return heading[:1].lower() + heading[1:] if heading[1:2].islower() else heading


def _nearest(column: Column, others: Sequence[Column]) -> list[Column]:
    """The column to the right of a figure before the others: its number of answers most often stands there."""
    return sorted(others, key=lambda other: (other.at < column.at, abs(other.at - column.at)))


def _cell(row: Row, at: int) -> Cell:
    return row.cells[at] if at < len(row.cells) else None
