"""The law's clock as a section of the page Idag: the two years, what waits, and folded under it what is in place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QWidget

from trygg_desktop import i18n
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading
from trygg_desktop.desktop.today.law_rows import ClockRow, EvidenceRow, FactRow, FoldRow
from trygg_desktop.desktop.today.parts import keyed, opener, section
from trygg_desktop.desktop.today.year import Told, Year
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.insight.law import Countdown

_HOME = {"4": "pictures", "5": "measures", "9": "stakeholders", "11–12": "stakeholders", "13": "briefings"}
"""Where one begins where nothing is there yet."""


@dataclass(frozen=True, slots=True)
class Fold:
    """Whether the sections that are in place are shown, and what turns it."""

    is_open: bool
    turn: Callable[[], None]


def law_section(year: Year, today: date, desk: Desk, fold: Fold) -> QWidget:
    """The two years, then the sections that wait for something; each line leads to what it is told from."""
    heading = SectionHeading(_("The law’s clock"), _("Act (2023:196)"))
    if year.bare:
        words = _("Nothing here shows yet how the law is followed. Begin with a situational picture.")
        rows: list[QWidget] = [keyed(FactRow(words, "", late=False, run=_to(desk, "pictures")), "bare")]
        label = _("What the law asks for")
    else:
        rows = [*_two_years(year, today, desk), *(_line(each, today, desk) for each in year.waiting)]
        count = len(year.folded)
        label = ngettext("{n} section is in place", "{n} sections are in place", count)
    if year.folded:
        rows.append(keyed(FoldRow(label, is_open=fold.is_open, run=fold.turn), "fold"))
    if fold.is_open:
        rows += [row for each in year.folded for row in _with_records(each, today, desk)]
    return section(heading, rows)


def _two_years(year: Year, today: date, desk: Desk) -> Iterator[QWidget]:
    counted: Countdown | None = year.counted
    picture = opener(desk, year.picture, "pictures")
    if counted is None:
        words = _("No picture is decided, so the two years have not begun")
        yield keyed(FactRow(words, "", late=False, run=picture), "begin")
        return
    clock = ClockRow(_("The situational picture"), counted.since, counted.picture_due, today, picture)
    yield keyed(clock, ("law", "picture"))
    plan = _to(desk, "measures")
    if counted.plan_since is None or counted.follow_up_due is None:
        words = _("There is no action plan yet, so its two years have not begun")
        yield keyed(FactRow(words, "", late=False, run=plan), ("law", "plan"))
        return
    clock = ClockRow(_("The action plan"), counted.plan_since, counted.follow_up_due, today, plan)
    yield keyed(clock, ("law", "plan"))


def _line(told: Told, today: date, desk: Desk) -> QWidget:
    """A section that waits: when it falls due, or how it stands."""
    each = told.section
    words = _("{section} § {title}", section=each.section, title=_(each.title))
    late = each.due is not None and each.due < today
    fact = i18n.short_date(each.due) if each.due else each.status.label
    first = each.first_due or next(iter(each.evidence), None)
    run = opener(desk, first, _HOME.get(each.section, "meetings"))
    return keyed(FactRow(words, fact, late=late, run=run), ("law", each.section))


def _with_records(told: Told, today: date, desk: Desk) -> Iterator[QWidget]:
    """A section, and under it the first of the records that it is told from."""
    yield _line(told, today, desk)
    for record in told.records:
        yield keyed(
            EvidenceRow(record.title, record.ground, partial(desk.open, record.id)),
            (told.section.section, record.id),
        )
    rest = len(told.section.evidence) - len(told.records)
    if rest > 0:
        home = _HOME.get(told.section.section, "meetings")
        yield LinkLabel(ngettext("and {n} more", "and {n} more", rest), _to(desk, home))


def _to(desk: Desk, subject: str) -> Callable[[], None]:
    return lambda: desk.go(subject)
