"""What is said of an exported file before it is handed over: for whom, what is missing, how it is protected."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from trygg_desktop.domain.record import Audience, Protection, Record, is_confidential
from trygg_desktop.i18n import _, ngettext
from trygg_desktop.insight.audience import kept_with_its_record, visible
from trygg_desktop.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Exported:
    """Of the records that a file was made from.

    Args:
        audience: whom it is for; nothing for a copy of one's own, with everything.
        left_out: how many this audience may not see; drafts are not counted.
        internal, confidential: how many of those in it are.
        grounds: what the confidential ones rest on.
    """

    audience: Audience | None
    left_out: int
    internal: int
    confidential: int
    grounds: tuple[str, ...]

    @property
    def protection(self) -> Protection:
        """The highest protection in it."""
        if self.confidential:
            return Protection.PROTECTED
        return Protection.INTERNAL if self.internal else Protection.OPEN

    @property
    def data(self) -> dict[str, Any]:
        """The same for programs."""
        return {
            "audience": self.audience.value if self.audience else None,
            "left_out": self.left_out,
            "protection": self.protection.value,
            "internal": self.internal,
            "confidential": self.confidential,
            "grounds": list(self.grounds),
        }

    @property
    def lines(self) -> list[str]:
        """The same for people."""
        protection = _(
            "Protection: {protection}.", protection=", ".join([self.protection.label, *self.grounds])
        )
        if self.audience is None:
            return [
                _(
                    "Everything is in the file, drafts and what is marked confidential too. "
                    "Keep it as you keep this computer."
                ),
                protection,
            ]
        left_out = ngettext(
            "{n} record is left out for this audience.",
            "{n} records are left out for this audience.",
            self.left_out,
        )
        return [
            _("For: {audience}.", audience=self.audience.label),
            left_out if self.left_out else _("Nothing is left out for this audience."),
            protection,
        ]


def look_over(
    workspace: Workspace,
    kinds: Sequence[type[Record]],
    audience: Audience | None,
    ids: Collection[UUID] | None = None,
) -> Exported:
    """Counts the records that a file for an audience is made from.

    Args:
        ids: the only ones that are wanted in it.
    """
    left_out = 0
    levels: list[tuple[str | None, str | None]] = []
    for kind in kinds:
        rows = workspace.rows(
            kind, ["protection", "ground"], where=visible(kind, Audience.LEADERS if audience else None)
        )
        unnamed = kept_with_its_record(workspace, kind, audience)
        wanted = [row for row in rows if ids is None or row[0] in ids]
        seen = [
            (protection, ground)
            for id, protection, ground in wanted
            if audience is None or (audience.may_see(protection) and id not in unnamed)
        ]
        left_out += len(wanted) - len(seen)
        levels += seen
    closed = [ground for protection, ground in levels if is_confidential(protection)]
    return Exported(
        audience,
        left_out,
        sum(protection == Protection.INTERNAL for protection, _ground in levels),
        len(closed),
        tuple(sorted({ground.strip() for ground in closed if ground})),
    )
