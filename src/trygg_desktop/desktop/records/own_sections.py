"""Sections that a page adds to a form: what belongs to the record but is no field of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from trygg_desktop.desktop.parts import LinkLabel, SectionHeading
from trygg_desktop.domain.record import Record


@dataclass(frozen=True, slots=True)
class OwnSection:
    """A page's widget among the sections.

    Args:
        around: the widget with its heading.
        kinds: the kinds of record it stands with; none for all.
        first: whether it stands before the fields.
    """

    around: QWidget
    kinds: frozenset[str]
    first: bool

    def fits(self, kind: type[Record]) -> bool:
        """Whether it stands with records of this kind."""
        return not self.kinds or kind.about.name in self.kinds


def own_section(
    widget: QWidget, title: str, kinds: Collection[str] | None, first: bool, link: LinkLabel | None
) -> tuple[OwnSection, SectionHeading | None]:
    """A section around a page's widget, and its heading where it has one."""
    around = QWidget()
    column = QVBoxLayout(around)
    column.setContentsMargins(0, 0, 0, 16)
    column.setSpacing(8)
    heading = SectionHeading(title, link=link) if title else None
    if heading is not None:
        column.addWidget(heading)
    column.addWidget(widget)
    return OwnSection(around, frozenset(kinds or ()), first), heading
