"""Takes in tables of statistics: reported crime, survey results, key figures, or any table wide or long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
from trygg_desktop.formats.tables import Row, Table
from trygg_desktop.i18n import N_, _, ngettext
from trygg_desktop.insight.periods import shown

if TYPE_CHECKING:
    from pathlib import Path

    from trygg_desktop.workspace import Workspace

_KIND = "statistics"
_NAMED = 5
"""Places that are named in a warning; of more only the first."""
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
    for reading in told.second(taker.dated(readings)):
        taker.take(reading, reader.problems)
    taker.finish()
    return ImportPlan(
        N_("Import statistics from {file}"),
        path.name,
        additions=taker.additions(),
        updates=tuple(taker.updates),
        skipped=taker.skipped,
        problems=tuple(sorted(reader.problems, key=lambda problem: problem.row)),
        warnings=tuple(_warnings(table, reader, readings, taker)),
        kind=Measurement,
        table=table,
        mapping={column: role for column, role in chosen.items() if role != NOTHING.name},
        targets=tuple(target for target in TARGETS if target is not NOTHING),
        memory={memory_key(_KIND, names): chosen} if mapping else {},
        parameters={"file": path.name},
        about=tuple(_about(taker.kept)),
        undated=_undated(readings, taker),
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


def _about(readings: Iterable[Reading]) -> Iterator[str]:
    """What is measured, when and by whose account, as it will stand beside the figures."""
    kept = list(readings)
    names = list(dict.fromkeys(reading.indicator for reading in kept))
    periods = [shown(period) for period in sorted({reading.period for reading in kept if reading.period})]
    sources = list(dict.fromkeys(reading.source for reading in kept if reading.source))
    if names:
        yield _("What is measured: {names}", names=_beginning(names, "; "))
    if periods:
        between = f"{periods[0]} – {periods[-1]}"
        yield _("Periods: {periods}", periods=between if len(periods) > _NAMED else ", ".join(periods))
    if sources:
        yield _("Source: {sources}", sources=_beginning(sources, "; "))


def _beginning(names: list[str], between: str) -> str:
    """The first of several names."""
    return between.join(names[:_NAMED]) + (" …" if len(names) > _NAMED else "")


def _wanting_a_name(reader: TableReader) -> str:
    if reader.is_bra:
        return _(
            "The file does not say which offences it counts. The figures are taken as all reported crime. Say what "
            "is measured if they are of some offences only."
        )
    return _(
        "The file does not say what is measured, so the figures are called “{name}”. Say what is measured.",
        name=_beginning(list(reader.named_for_want), "; "),
    )


def _undated(readings: list[Reading], taker: FigureTaker) -> int:
    return 0 if taker.known_period else sum(reading.period is None for reading in readings)


def _warnings(table: Table, reader: TableReader, readings: list[Reading], taker: FigureTaker) -> list[str]:
    told = []
    undated = _undated(readings, taker)
    if taker.known_period:
        told.append(
            _(
                "The file does not say which period it is. The figures are those of {period} that are here already.",
                period=shown(taker.known_period),
            )
        )
    if undated:
        told.append(
            ngettext(
                "{n} figure has no period and can't be compared. Which period is it?",
                "{n} figures have no period and can't be compared. Which period is it?",
                undated,
            )
        )
    if taker.completed:
        told.append(
            ngettext(
                "{n} figure that was here without a period gets one.",
                "{n} figures that were here without a period get one.",
                taker.completed,
            )
        )
    if reader.named_for_want:
        told.append(_wanting_a_name(reader))
    if reader.three_decimals:
        told.append(
            _(
                "Figures such as {text} are read with three decimals. If they are thousands, write them without the "
                "sign between and import the file again.",
                text=reader.three_decimals,
            )
        )
    if taker.made_preliminary:
        told.append(
            ngettext(
                "{n} final figure here is replaced by a preliminary one. Is the file an older one?",
                "{n} final figures here are replaced by preliminary ones. Is the file an older one?",
                taker.made_preliminary,
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
    if taker.elsewhere:
        names = list(taker.elsewhere)
        told.append(
            _(
                "Left out, neither a district nor a municipality: {names}.",
                names=_beginning(names, ", "),
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
