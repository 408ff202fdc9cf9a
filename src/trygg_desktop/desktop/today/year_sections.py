"""The law's clock and the chain's broken links, as sections of the page Idag."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QWidget

from trygg_desktop import i18n
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import SectionHeading
from trygg_desktop.desktop.today.law_rows import ClockRow, FactRow
from trygg_desktop.desktop.today.parts import section
from trygg_desktop.desktop.today.rows import Row
from trygg_desktop.desktop.today.year import Year
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.insight.chain import Gap, Step
from trygg_desktop.insight.law import Section


def law_section(year: Year, today: date, desk: Desk) -> QWidget:
    """The two years, then the sections that wait for something; each line leads to what it is told from."""
    heading = SectionHeading(_("The law’s clock"), _("Act (2023:196)"))
    if year.bare:
        words = _("Nothing here shows yet how the law is followed. Begin with a situational picture.")
        return section(heading, [_keyed(FactRow(words, "", late=False, run=_to(desk, "pictures")), "bare")])
    rows: list[QWidget] = []
    if year.counted is None:
        words = _("No picture is decided, so the two years have not begun")
        rows.append(
            _keyed(FactRow(words, "", late=False, run=_opener(desk, year.picture, "pictures")), "begin")
        )
    else:
        counted = year.counted
        picture = _opener(desk, year.picture, "pictures")
        for key, words, due, run in (
            ("picture", _("The situational picture"), counted.picture_due, picture),
            ("plan", _("The action plan"), counted.follow_up_due, _to(desk, "measures")),
        ):
            since = counted.since if key == "picture" else counted.plan_since
            rows.append(_keyed(ClockRow(words, since, due, today, run), ("law", key)))
    rows += [_law_row(each, today, desk) for each in year.sections]
    return section(heading, rows)


def _law_row(each: Section, today: date, desk: Desk) -> Row:
    words = _("{section} § {title}", section=each.section, title=_(each.title))
    late = each.due is not None and each.due < today
    fact = i18n.short_date(each.due) if each.due else each.status.label
    run = _opener(
        desk, each.first_due or next(iter(each.evidence), None), _HOME.get(each.section, "meetings")
    )
    return _keyed(FactRow(words, fact, late=late, run=run), ("law", each.section))


_HOME = {"4": "pictures", "5": "measures", "9": "stakeholders", "11–12": "stakeholders", "13": "briefings"}
"""Where one begins where nothing is there yet."""


def chain_section(year: Year, desk: Desk) -> QWidget:
    """How many links of each sort are missing; a line leads to where the gravest problem lacks one."""
    count = sum(gap.count for gap in year.gaps)
    heading = SectionHeading(_("Broken links from problem to follow-up"), i18n.number(count))
    rows = [
        _keyed(FactRow(gap_words(gap), "", late=False, run=_opener(desk, gap.first, "measures")), gap.missing)
        for gap in year.gaps
    ]
    return section(heading, rows)


def gap_words(gap: Gap) -> str:
    """`9 åtgärder utan beslut`."""
    n = gap.count
    match gap.missing, gap.after:
        case Step.PROBLEM, _cause:
            return ngettext("{n} cause without a problem", "{n} causes without a problem", n)
        case Step.CAUSE, Step.PROBLEM:
            return ngettext("{n} problem without a cause", "{n} problems without a cause", n)
        case Step.CAUSE, _measure:
            return ngettext("{n} measure without a cause", "{n} measures without a cause", n)
        case Step.MEASURE, _cause:
            return ngettext("{n} cause without a measure", "{n} causes without a measure", n)
        case Step.DISTRICT, _measure:
            return ngettext("{n} measure without a district", "{n} measures without a district", n)
        case Step.DECISION, _measure:
            return ngettext("{n} measure without a decision", "{n} measures without a decision", n)
        case _:
            return ngettext(
                "{n} measure that has not been followed up", "{n} measures that have not been followed up", n
            )


def _keyed(row: Row, key: object) -> Row:
    row.key = key
    return row


def _to(desk: Desk, subject: str) -> Callable[[], None]:
    return lambda: desk.go(subject)


def _opener(desk: Desk, id: UUID | None, otherwise: str) -> Callable[[], None]:
    """Opens a record, or the page where one would begin."""
    return (lambda: desk.go(otherwise)) if id is None else (lambda: desk.open(id))
