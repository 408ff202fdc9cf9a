"""All kinds of record that the council works with, in the order they are shown.

A kind is a class, and making one takes some milliseconds: each is made when it is first asked for, so that the day
is on the screen before the kinds that nobody has asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from typing import overload

from trygg_desktop.domain.record import Record

_WHERE = {
    "stakeholder": "stakeholders.Stakeholder",
    "contact": "stakeholders.Contact",
    "interaction": "stakeholders.Interaction",
    "commitment": "stakeholders.Commitment",
    "agreement": "stakeholders.Agreement",
    "district": "districts.District",
    "presence-action": "presence.PresenceAction",
    "presence-session": "presence.PresenceSession",
    "safety-walk": "presence.SafetyWalk",
    "finding": "presence.Finding",
    "liaison-note": "liaison.LiaisonNote",
    "event": "events.Event",
    "indicator": "figures.Indicator",
    "measurement": "figures.Measurement",
    "situation-picture": "pictures.SituationPicture",
    "picture-part": "pictures.PicturePart",
    "picture-signature": "pictures.PictureSignature",
    "problem": "problems.Problem",
    "cause": "problems.Cause",
    "goal": "goals.Goal",
    "measure": "measures.Measure",
    "follow-up": "follow_up.FollowUp",
    "evaluation": "follow_up.Evaluation",
    "council-member": "council.CouncilMember",
    "meeting": "council.Meeting",
    "agenda-item": "council.AgendaItem",
    "attendance": "council.Attendance",
    "decision": "council.Decision",
    "preparation": "council.Preparation",
    "attachment": "attachments.Attachment",
    "link": "links.Link",
    "council-settings": "settings.CouncilSettings",
}
"""Every kind and where its class stands, in the order of the mandate: those who support the work, presence, the
police, the picture with its figures, problems and measures, the council."""


class KindsByName(Mapping[str, type[Record]]):
    """The kinds by the names that the command line and the log use; a class is made when it is asked for."""

    def __getitem__(self, name: str) -> type[Record]:
        module, _dot, made = _WHERE[name].partition(".")
        kind: type[Record] = getattr(import_module(f"trygg_desktop.domain.{module}"), made)
        return kind

    def __iter__(self) -> Iterator[str]:
        return iter(_WHERE)

    def __len__(self) -> int:
        return len(_WHERE)

    def __contains__(self, name: object) -> bool:
        return name in _WHERE


class AllKinds(Sequence[type[Record]]):
    """The kinds in their order."""

    by_name = KindsByName()

    @overload
    def __getitem__(self, place: int) -> type[Record]: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[type[Record]]: ...

    def __getitem__(self, place: int | slice) -> type[Record] | Sequence[type[Record]]:
        if isinstance(place, slice):
            return [self.by_name[name] for name in list(_WHERE)[place]]
        return self.by_name[list(_WHERE)[place]]

    def __len__(self) -> int:
        return len(_WHERE)


KINDS = AllKinds()
"""Every kind of record."""


def kind_named(name: str) -> type[Record] | None:
    """The kind that the command line calls by this name (`presence-action`), if there is one."""
    return KINDS.by_name.get(name)
