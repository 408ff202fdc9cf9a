"""What the exchange works on: the log, the tables that follow from it and the connection, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from trygg_desktop.workspace.file import Connection
from trygg_desktop.workspace.kinds import Kinds
from trygg_desktop.workspace.log import ChangeLog
from trygg_desktop.workspace.projection import Projection


@dataclass(frozen=True, slots=True)
class Engine:
    """The inside of a workspace while one SQLite transaction is open."""

    connection: Connection
    log: ChangeLog
    projection: Projection
    kinds: Kinds

    def show(self, touched: dict[str, str]) -> None:
        """Brings the tables and the search index up to date for some records, given with their kinds."""
        self.log.flush()
        self.projection.project(self.log, touched)
        self.projection.flush()
