"""Takes in tables of statistics: reported crime, survey results, key figures, or any table wide or long."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from trygg_desktop.domain.figures import Indicator, Measured, Measurement, Theme
from trygg_desktop.domain.periods import Period
from trygg_desktop.domain.record import natural_id
from trygg_desktop.domain.values import fold
from trygg_desktop.errors import UserError
from trygg_desktop.formats import received
from trygg_desktop.formats.importing import EVERY, Addition, ImportPlan, Problem, Progress, Update, silent
from trygg_desktop.formats.mapping import mapping_for, memory_key, squashed
from trygg_desktop.formats.statistics_columns import propose
from trygg_desktop.formats.statistics_figures import Reading, with_one_sort_each
from trygg_desktop.formats.statistics_layout import TARGETS, Layout, lay_out
from trygg_desktop.formats.statistics_periods import period_of
from trygg_desktop.formats.statistics_places import StatisticsPlaces
from trygg_desktop.formats.statistics_reading import TableReader, Wishes
from trygg_desktop.formats.statistics_sheets import read_sheets
from trygg_desktop.formats.tables import Row, Table
from trygg_desktop.i18n import N_, _, ngettext
from trygg_desktop.insight.periods import written

if TYPE_CHECKING:
    from pathlib import Path

    from trygg_desktop.workspace import Workspace

_KIND = "statistics"
_SEVERAL = frozenset(target.name for target in TARGETS if target.several)
_COMPARED = ("value", "mark", "n", "preliminary", "page")
Values = dict[str, Any]


def plan(
    workspace: Workspace,
    path: Path,
    *,
    mapping: Mapping[str, str] | None = None,
    period: str = "",
    indicator: str = "",
    source: str = "",
    progress: Progress = silent,
) -> ImportPlan:
    """What importing a table of statistics will do.

    A figure is known again by what it measures, where, when and by whose account, not by its value: the same
    file from both leaders is one set of numbers, and a corrected one changes those that differ. An empty cell
    changes nothing.

    Args:
        mapping: column to what it is (`area`, `period`, `indicator`, `value`, `n`, `group`, `source`, `page`,
            `unit`, `nothing`), where the user chose otherwise than is proposed; remembered for such files.
        period: the time of figures that the file itself does not date.
        indicator: what is measured, where the file does not say, or in front of what it says.
        source: who the figures come from, instead of what the file says.

    Raises:
        UserError: the file can't be read or holds no table, the period can't be read, or the mapping names a
            column or a target that is not there.
    """
    places = StatisticsPlaces(workspace)
    layout, table = _table(path, places)
    names = [column.name for column in layout.columns]
    chosen = _roles(workspace, layout, places, mapping or {})
    wishes = Wishes(" ".join(indicator.split()), _wished(period), " ".join(source.split()))
    reader = TableReader(layout, chosen, wishes, places.knows)
    readings = with_one_sort_each(list(reader.read()))
    taker = _Taker(workspace, places, readings)
    for done, reading in enumerate(readings, start=1):
        taker.take(reading, reader.problems)
        if done % EVERY == 0:
            progress(done, len(readings))
    return ImportPlan(
        N_("Import statistics"),
        path.name,
        additions=taker.additions(),
        updates=tuple(taker.updates),
        skipped=taker.skipped,
        problems=tuple(sorted(reader.problems, key=lambda problem: problem.row)),
        warnings=tuple(_warnings(table, reader, readings, taker)),
        kind=Measurement,
        table=table,
        mapping=chosen,
        targets=TARGETS,
        memory={memory_key(_KIND, names): chosen} if mapping else {},
    )


def _wished(period: str) -> Period | None:
    if not period.strip():
        return None
    found = period_of(period)
    if found is None:
        raise UserError(
            "bad-period",
            N_(
                "“{text}” can't be read as a period. Write it as 2025, kv 2 2025 or jan 2025. Nothing was changed."
            ),
            text=period[:60],
        )
    return found


def _table(path: Path, places: StatisticsPlaces) -> tuple[Layout, Table]:
    """The sheet with the most figures, taken apart."""
    layouts = [(sheet.name, lay_out(sheet.rows, places.knows)) for sheet in read_sheets(path)]
    known = [(name, layout) for name, layout in layouts if layout is not None and layout.rows]
    if not known:
        raise received.refused(
            path, "no-table", N_("No row in “{name}” looks like column names. Nothing was read.")
        )
    name, best = max(known, key=lambda each: each[1].figures)
    others = tuple(other for other, layout in known if other != name and layout.figures)
    rows = tuple(
        Row(row.number, tuple(row.cells[c.at] if c.at < len(row.cells) else None for c in best.columns))
        for row in best.rows
    )
    return best, Table(tuple(column.name for column in best.columns), rows, path.name, others)


def _roles(
    workspace: Workspace, layout: Layout, places: StatisticsPlaces, given: Mapping[str, str]
) -> dict[str, str]:
    """What each column is: as remembered or proposed, and as the user says now."""
    names = [column.name for column in layout.columns]
    remembered = workspace.recall(memory_key(_KIND, names))
    proposed = remembered if isinstance(remembered, dict) else propose(layout, places.knows)
    roles = {name: str(proposed.get(name) or "nothing") for name in names}
    for column, target in given.items():
        said = mapping_for(_Forgetful(), _KIND, names, TARGETS, {column: target})
        name = next(each for each in names if each == column or squashed(each) == squashed(column))
        if said.get(name) not in _SEVERAL:
            roles = {each: "nothing" if role == said.get(name) else role for each, role in roles.items()}
        roles[name] = said.get(name, "nothing")
    return roles


class _Forgetful:
    """A memory of nothing, to see what was said just now."""

    def remember(self, name: str, value: Any) -> None:
        """Keeps nothing."""

    def recall(self, name: str) -> Any:
        """Knows nothing."""


def _warnings(table: Table, reader: TableReader, readings: list[Reading], taker: _Taker) -> list[str]:
    told = []
    undated = sum(reading.period is None for reading in readings)
    if undated:
        told.append(
            ngettext(
                "{n} figure has no period and can't be compared. Which period is it? Import the file again with it.",
                "{n} figures have no period and can't be compared. Which period is it? Import the file again with it.",
                undated,
            )
        )
    if readings and not all(reading.source for reading in readings):
        told.append(_("The file does not say where its figures come from. Give the source."))
    if readings and not reader.names_areas:
        told.append(_("No column names an area. The figures are taken as the whole city’s."))
    if taker.left_out:
        told.append(
            ngettext(
                "{n} sum over other places than the city is left out.",
                "{n} sums over other places than the city are left out.",
                taker.left_out,
            )
        )
    if taker.compared:
        told.append(
            ngettext(
                "{n} other municipality becomes a place for comparison, not a district.",
                "{n} other municipalities become places for comparison, not districts.",
                taker.compared,
            )
        )
    if table.sheets_left_out:
        told.append(
            _("Only one sheet was read. Left out: {sheets}.", sheets=", ".join(table.sheets_left_out))
        )
    return told


class _Taker:
    """Takes figures one by one and tells new ones, changed ones and those that are known."""

    def __init__(self, workspace: Workspace, places: StatisticsPlaces, readings: list[Reading]) -> None:
        self.updates: list[Update] = []
        self.skipped = 0
        self.left_out = 0
        self._places = places
        self._among_municipalities = places.are_municipalities({reading.area for reading in readings})
        self._indicators = {
            fold(name or ""): id for id, name in workspace.rows(Indicator, ["name"]) if fold(name or "")
        }
        self._new_indicators: dict[UUID, Addition] = {}
        self._new: dict[UUID, Addition] = {}
        self._seen: dict[UUID, Reading] = {}
        found = workspace.rows(Measurement, list(_COMPARED))
        self._here: dict[UUID, Values] = {
            id: dict(zip(_COMPARED, cells, strict=True)) for id, *cells in found
        }

    @property
    def compared(self) -> int:
        """How many places for comparison are new."""
        return len(self._places.additions(self._used()))

    def additions(self) -> tuple[Addition, ...]:
        """Everything that is to be made: places for comparison and indicators before the figures."""
        measured = {addition.values["indicator"] for addition in self._new.values()}
        indicators = [addition for id, addition in self._new_indicators.items() if id in measured]
        return (*self._places.additions(self._used()), *indicators, *self._new.values())

    def take(self, reading: Reading, problems: list[Problem]) -> None:
        """One figure of the file."""
        if self._among_municipalities and self._places.is_total(reading.area):
            self.left_out += 1
            return
        place = self._places.find(reading.area, among_municipalities=self._among_municipalities)
        if place is None:
            problem = Problem(reading.row, _("Area"), _unknown(reading.area))
            if problem not in problems:
                problems.append(problem)
            return
        if not reading.indicator:
            message = _("Nothing says what this figure measures. Give it a name.")
            problems.append(Problem(reading.row, reading.column, message))
            return
        values = self._values(reading, place.district)
        id = Measurement.natural_id(values) or _undated_id(values)
        if (other := self._seen.get(id)) is not None:
            if (other.value, other.mark) != (reading.value, reading.mark):
                message = _("Row {row} has another figure for the same area and period.", row=other.row)
                problems.append(Problem(reading.row, reading.column, message))
            return
        self._seen[id] = reading
        self._keep(id, values, reading)

    def _keep(self, id: UUID, values: Values, reading: Reading) -> None:
        here = self._here.get(id)
        if here is None:
            given = {
                name: value for name, value in values.items() if value is not None and value is not False
            }
            self._new[id] = Addition(id, Measurement, given, reading.row)
            return
        changed = {name: values[name] for name in _COMPARED if _differs(name, here[name], values[name])}
        if changed:
            self.updates.append(Update(id, Measurement, changed, reading.row))
        else:
            self.skipped += 1

    def _values(self, reading: Reading, district: UUID | None) -> Values:
        values: Values = {
            "indicator": self._indicator(reading),
            "district": district,
            "value": reading.value,
            "mark": reading.mark.value if reading.mark else None,
            "n": reading.n,
            "source": reading.source or None,
            "page": reading.page or None,
            "preliminary": reading.preliminary,
        }
        if reading.period:
            values |= {
                "period": written(reading.period),
                "from_on": reading.period.first,
                "to_on": reading.period.last,
            }
        return values

    def _indicator(self, reading: Reading) -> UUID:
        key = fold(reading.indicator)
        if key not in self._indicators:
            values: Values = {"name": reading.indicator, "measured": reading.measured.value}
            values |= {"unit": reading.unit} if reading.unit else {}
            values |= {"source": reading.source} if reading.source else {}
            if reading.source.casefold() == "brå" and reading.measured in (Measured.COUNT, Measured.RATE):
                values["theme"] = Theme.REPORTED.value
            id = Indicator.natural_id(values)
            assert id is not None
            self._indicators[key] = id
            self._new_indicators[id] = Addition(id, Indicator, values, reading.row)
        found: UUID = self._indicators[key]
        return found

    def _used(self) -> set[UUID]:
        return {district for each in self._new.values() if (district := each.values.get("district"))}


def _unknown(area: str) -> str:
    return _(
        "There is no district called “{text}” here. Write it among the other names of the district that is meant.",
        text=area[:60],
    )


def _undated_id(values: Values) -> UUID:
    """What a figure without a period is known by, so that the same file twice is still one set of numbers."""
    place = values["district"] or ""
    return natural_id(Measurement.about.name, values["indicator"], place, "", fold(values["source"] or ""))


def _differs(name: str, here: Any, value: Any) -> bool:
    if name in ("n", "page") and value in (None, ""):
        return False
    if name == "preliminary":
        return bool(here) != bool(value)
    return (here or None) != (value or None) if name != "value" else here != value
