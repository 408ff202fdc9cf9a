"""Says of a table of statistics what is in it, and what whoever takes it in should know or do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from trygg_desktop.formats.statistics_figures import Reading
from trygg_desktop.formats.statistics_reading import TableReader
from trygg_desktop.formats.statistics_taking import FigureTaker
from trygg_desktop.formats.tables import Table
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.insight.periods import shown

_NAMED = 5
"""Places that are named in a warning; of more only the first."""


def about(readings: Iterable[Reading]) -> Iterator[str]:
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


def undated_among(readings: list[Reading], taker: FigureTaker) -> int:
    """How many figures nobody knows the period of."""
    return 0 if taker.known_period else sum(reading.period is None for reading in readings)


def warnings(table: Table, reader: TableReader, readings: list[Reading], taker: FigureTaker) -> Iterator[str]:
    """What whoever takes the file in should know: of when, of what, by whom and where its figures are."""
    yield from _of_time(readings, taker)
    yield from _of_what(reader, taker)
    yield from _of_source(readings, taker)
    if readings and not reader.names_areas:
        yield _("No column names an area. The figures are taken as the whole city’s.")
    yield from _of_places(taker)
    if table.sheets_left_out:
        yield _("Only one sheet was read. Left out: {sheets}.", sheets=", ".join(table.sheets_left_out))


def _of_time(readings: list[Reading], taker: FigureTaker) -> Iterator[str]:
    if taker.known_period:
        yield _(
            "The file does not say which period it is. The figures are those of {period} that are here already.",
            period=shown(taker.known_period),
        )
    if undated := undated_among(readings, taker):
        yield ngettext(
            "{n} figure has no period and can't be compared. Which period is it?",
            "{n} figures have no period and can't be compared. Which period is it?",
            undated,
        )
    if taker.completed:
        yield ngettext(
            "{n} figure that was here without a period gets one.",
            "{n} figures that were here without a period get one.",
            taker.completed,
        )


def _of_what(reader: TableReader, taker: FigureTaker) -> Iterator[str]:
    if reader.named_for_want:
        yield _wanting_a_name(reader)
    if reader.three_decimals:
        yield _(
            "Figures such as {text} are read with three decimals. If they are thousands, write them without the "
            "sign between and import the file again.",
            text=reader.three_decimals,
        )
    if taker.made_preliminary:
        yield ngettext(
            "{n} final figure here is replaced by a preliminary one. Is the file an older one?",
            "{n} final figures here are replaced by preliminary ones. Is the file an older one?",
            taker.made_preliminary,
        )


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


def _of_source(readings: list[Reading], taker: FigureTaker) -> Iterator[str]:
    if taker.sourced:
        yield ngettext(
            "{n} figure that was here without a source gets one.",
            "{n} figures that were here without a source get one.",
            taker.sourced,
        )
    if taker.known_source:
        yield _(
            "The file does not say where its figures come from. They are those of {source} that are here already.",
            source=taker.known_source,
        )
    elif not all(reading.source for reading in readings):
        yield _("The file does not say where its figures come from. Give the source.")


def _of_places(taker: FigureTaker) -> Iterator[str]:
    if taker.left_out:
        yield ngettext(
            "{n} sum over other places than the city is left out.",
            "{n} sums over other places than the city are left out.",
            taker.left_out,
        )
    if taker.elsewhere:
        names = _beginning(list(taker.elsewhere), ", ")
        yield _("Left out, neither a district nor a municipality: {names}.", names=names)
    if taker.compared:
        yield ngettext(
            "{n} other municipality becomes a place for comparison, not a district.",
            "{n} other municipalities become places for comparison, not districts.",
            taker.compared,
        )
