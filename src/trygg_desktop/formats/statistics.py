"""Takes in tables of statistics: reported crime, survey results, key figures, or any table wide or long."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from trygg_desktop.domain.figures import Measurement
from trygg_desktop.domain.periods import Period
from trygg_desktop.errors import UserError
from trygg_desktop.formats import received
from trygg_desktop.formats.importing import EVERY, ImportPlan, Progress, silent
from trygg_desktop.formats.mapping import mapping_for, memory_key, squashed
from trygg_desktop.formats.statistics_columns import propose
from trygg_desktop.formats.statistics_figures import Reading, with_one_sort_each
from trygg_desktop.formats.statistics_layout import NOTHING, TARGETS, Layout, lay_out
from trygg_desktop.formats.statistics_periods import period_of
from trygg_desktop.formats.statistics_places import StatisticsPlaces
from trygg_desktop.formats.statistics_reading import TableReader, Wishes
from trygg_desktop.formats.statistics_sheets import read_sheets
from trygg_desktop.formats.statistics_taking import FigureTaker
from trygg_desktop.formats.statistics_telling import about, undated_among, warnings
from trygg_desktop.formats.tables import Row, Table
from trygg_desktop.i18n import N_

if TYPE_CHECKING:
    from pathlib import Path

    from trygg_desktop.workspace import Workspace

_KIND = "statistics"
_NO_ROWS = N_(
    "“{name}” has column names but no rows below them. Nothing was read. Ask for the file with its figures."
)
_NO_TABLE = N_(
    "No row in “{name}” looks like column names. Nothing was read. Write a row of names above the rows and try again."
)
_SEVERAL = frozenset(target.name for target in TARGETS if target.several)


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
    told = _Halves(progress, len(layout.rows))
    readings = with_one_sort_each(list(told.first(reader.read())))
    taker = FigureTaker(workspace, places, readings)
    readings = taker.with_source(taker.dated(readings))
    for reading in told.second(readings):
        taker.take(reading, reader.problems)
    taker.finish()
    return ImportPlan(
        N_("Import statistics from {file}"),
        path.name,
        additions=taker.additions(),
        updates=tuple(taker.updates),
        skipped=taker.skipped,
        problems=tuple(sorted(reader.problems, key=lambda problem: problem.row)),
        warnings=tuple(warnings(table, reader, readings, taker)),
        kind=Measurement,
        table=table,
        mapping={column: role for column, role in chosen.items() if role != NOTHING.name},
        targets=tuple(target for target in TARGETS if target is not NOTHING),
        memory={memory_key(_KIND, names): chosen} if mapping else {},
        parameters={"file": path.name},
        about=tuple(about(taker.kept)),
        undated=undated_among(readings, taker),
    )


class _Halves:
    """Tells how far it has come: the figures are first read, then compared with those that are here."""

    def __init__(self, progress: Progress, rows: int) -> None:
        self._progress = progress
        self._rows = max(1, rows)

    def first(self, readings: Iterator[Reading]) -> Iterator[Reading]:
        """While they are read."""
        for done, reading in enumerate(readings, start=1):
            if done % EVERY == 0:
                self._progress(min(done, self._rows), 2 * self._rows)
            yield reading

    def second(self, readings: Sequence[Reading]) -> Iterator[Reading]:
        """While they are compared."""
        for done, reading in enumerate(readings, start=1):
            if done % EVERY == 0:
                self._progress(self._rows + self._rows * done // len(readings), 2 * self._rows)
            yield reading


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
    if not known and any(layout is not None for _name, layout in layouts):
        raise received.refused(path, "no-rows", _NO_ROWS)
    if not known:
        raise received.refused(path, "no-table", _NO_TABLE)
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
