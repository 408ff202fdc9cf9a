"""Every follow-up of every measure as a list, the latest first."""

from __future__ import annotations

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.parts import EmptyPage
from trygg_desktop.desktop.records.list import RecordList
from trygg_desktop.domain.follow_up import FollowUp

_COLUMNS = ("on", "measure", "status", "text")


class FollowUpList(RecordList):
    """The list; the page shows what is chosen in its form."""

    def __init__(self, desk: Desk, empty: EmptyPage) -> None:
        super().__init__(desk, FollowUp, _COLUMNS, name="measures.follow-up", empty=empty)

    def choose_some(self) -> None:
        """Chooses the latest where none is chosen."""
        first = self.lines.id_at(0)
        if first is not None and self.chosen() is None:
            self.choose(first)
