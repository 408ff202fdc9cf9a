"""The chain's broken links as a section of the page Idag."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from trygg_desktop import i18n
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import SectionHeading
from trygg_desktop.desktop.today.law_rows import FactRow
from trygg_desktop.desktop.today.parts import keyed, opener, section
from trygg_desktop.desktop.today.year import Year
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.insight.chain import Gap, Step


def chain_section(year: Year, desk: Desk) -> QWidget:
    """How many links of each sort are missing; a line leads to where the gravest problem lacks one."""
    count = sum(gap.count for gap in year.gaps)
    heading = SectionHeading(_("Broken links from problem to follow-up"), i18n.number(count))
    rows = [
        keyed(FactRow(gap_words(gap), "", late=False, run=opener(desk, gap.first, "measures")), gap.missing)
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
