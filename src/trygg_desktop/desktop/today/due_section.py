"""What falls due, a line each, the longest overdue first; a long list is folded until one asks for the rest."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from trygg_desktop import i18n
from trygg_desktop.desktop.parts import LinkLabel, SectionHeading, Words
from trygg_desktop.desktop.today.day import Day
from trygg_desktop.desktop.today.parts import section
from trygg_desktop.desktop.today.rows import DueRow
from trygg_desktop.domain.council import Preparation
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.insight.due import Due

FEW = 14
"""Lines that are shown at first."""


def due_section(day: Day, opened: Callable[[UUID], None], unfold: Callable[[], None] | None) -> QWidget:
    """What falls due, but for the checklist, which stands under its meeting.

    Args:
        opened: opens a record.
        unfold: asks for the rest; nothing where the whole list is shown.
    """
    heading = SectionHeading(_("Falls due"), _("up to and including {week}", week=i18n.week(day.until)))
    if not day.due:
        return section(heading, [Words(_("Nothing falls due in the next two weeks."), "body", "text2")])
    listed = [each for each in day.due if each.kind != Preparation.about.name]
    few = len(listed) if unfold is None or len(listed) <= FEW + 1 else FEW
    rows: list[QWidget] = [_row(each, day, opened) for each in listed[:few]]
    if few < len(listed):
        rows.append(LinkLabel(ngettext("and {n} more", "and {n} more", len(listed) - few), unfold))
    return section(heading, rows)


def _row(each: Due, day: Day, opened: Callable[[UUID], None]) -> DueRow:
    late = ngettext("{n} day late", "{n} days late", each.days_late) if each.days_late else ""
    title = _("A record marked confidential") if each.protected else each.title
    row = DueRow(
        i18n.weekday_and_day(each.on),
        title,
        late or each.what.label,
        late=bool(each.days_late),
        ground=day.grounds.get(each.id, "") if each.protected else None,
        run=partial(opened, each.id),
        name=", ".join(filter(None, [title, each.what.label, i18n.long_date(each.on), late])),
    )
    row.key = (each.id, each.what)
    return row
