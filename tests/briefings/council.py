"""A small council for the tests: a meeting with an agenda, one before it, members, points and presence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from trygg_desktop.domain.agenda import positions
from trygg_desktop.domain.council import AgendaItem, CouncilMember, Decision, Meeting
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.presence import PresenceSession
from trygg_desktop.domain.record import Record
from trygg_desktop.domain.settings import CouncilSettings
from trygg_desktop.workspace import Workspace

TODAY = date(2026, 11, 22)
DAY = date(2026, 12, 3)
BEFORE = date(2026, 9, 17)
LONG_AGO = date(2026, 5, 21)


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """A moment in UTC."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


@dataclass
class Council:
    """Fills a workspace step by step. Values that are not given are the usual ones."""

    workspace: Workspace
    usual: dict[str, Any] = field(default_factory=dict)

    def add(self, kind: type[Record], **values: Any) -> UUID:
        """A released record."""
        with self.workspace.transaction("New") as tx:
            return tx.create(kind, **({"draft": False} | self.usual | values))

    def change(self, id: UUID, **values: Any) -> None:
        """Other values for a record."""
        with self.workspace.transaction("Change") as tx:
            tx.change(id, **values)

    def link(self, a: UUID, b: UUID) -> None:
        """A plain "see also"."""
        with self.workspace.transaction("Link") as tx:
            tx.link(a, "related", b)

    def settings(self, **values: Any) -> None:
        """The council's own settings."""
        with self.workspace.transaction("Settings") as tx:
            tx.create(CouncilSettings, **values)

    def district(self, name: str) -> UUID:
        """A default district by its name."""
        return next(id for id, found in self.workspace.rows(District, ["name"]) if found == name)

    def meeting(self, day: date = DAY, **values: Any) -> UUID:
        """A meeting at 13.00 Swedish time, or 13.00 in summer."""
        usual = {"title": "Trygghetsrådet", "held_on": day, "starts": at(day, 12)}
        return self.add(Meeting, **(usual | values))

    def items(self, meeting: UUID, *several: dict[str, Any]) -> list[UUID]:
        """Items in this order."""
        places = positions(len(several))
        return [
            self.add(AgendaItem, **({"meeting": meeting, "position": place, "title": "Ärende"} | values))
            for place, values in zip(places, several, strict=True)
        ]

    def member(self, name: str, body: str, seat: str = "member", **values: Any) -> UUID:
        """Someone with a seat."""
        return self.add(CouncilMember, name=name, body=body, seat=seat, **values)

    def decision(self, title: str, **values: Any) -> UUID:
        """A decision that remains."""
        return self.add(Decision, title=title, **({"status": "open"} | values))

    def sessions(self, name: str, *days_ago: int, **values: Any) -> list[UUID]:
        """Presence of 90 minutes in a district, so many days before today."""
        district = self.district(name)
        return [
            self.add(
                PresenceSession,
                **(
                    {
                        "text": "Lugn kväll",
                        "district": district,
                        "started": at(TODAY - timedelta(days=days), 17),
                        "duration": 90,
                    }
                    | values
                ),
            )
            for days in days_ago
        ]
