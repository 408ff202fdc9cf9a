"""The records that the law's clock is told from: what is decided, planned and followed up, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col

from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.domain.pictures import (
    PicturePart,
    PictureSignature,
    PictureStatus,
    SituationPicture,
    status_of,
)
from trygg_desktop.domain.presence import months_later
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.signing import status_now
from trygg_desktop.i18n import local
from trygg_desktop.insight.audience import visible
from trygg_desktop.workspace import Workspace

MONTHS = 24
"""At least every second year the picture is updated and the plan followed up (6 §)."""


@dataclass(frozen=True, slots=True)
class Countdown:
    """The two years of 6 §: since when, until when, and how many days are left (below 0: overdue).

    The picture's half runs from `since` to `picture_due`, the plan's from `plan_since` to `follow_up_due`, which are
    nothing while there is no plan; `due` is the first of the two.
    """

    since: date
    plan_since: date | None
    picture_due: date
    follow_up_due: date | None
    due: date
    days_left: int


class Records:
    """What the sections are told from, each kind read when it is first needed."""

    def __init__(self, workspace: Workspace, today: date, audience: Audience | None) -> None:
        self.workspace = workspace
        self.today = today
        self.audience = audience
        self.pictures = workspace.records(SituationPicture, *visible(SituationPicture, audience))
        self.measures = [
            measure
            for measure in workspace.records(Measure, *visible(Measure, audience))
            if measure.stage != Stage.DROPPED
        ]

    @property
    def decided(self) -> list[SituationPicture]:
        """The pictures that are decided by this day, the latest last."""
        days = [
            (on, picture)
            for picture in self.pictures
            if self._is_decided(picture) and (on := decided_on(picture)) <= self.today
        ]
        return [picture for _on, picture in sorted(days, key=lambda each: each[0])]

    def _is_decided(self, picture: SituationPicture) -> bool:
        """Whether both sides signed the same, which only a picture that says it is decided is asked."""
        if status_of(picture) is not PictureStatus.DECIDED:
            return False
        parts = self.workspace.records(PicturePart, col(PicturePart.picture) == picture.id)
        signatures = self.workspace.records(PictureSignature, col(PictureSignature.picture) == picture.id)
        return status_now(picture, parts, signatures) is PictureStatus.DECIDED

    @property
    def planned(self) -> list[Measure]:
        """The measures that were decided on."""
        return [
            measure
            for measure in self.measures
            if measure.decision or measure.stage in (Stage.DECIDED, Stage.ONGOING, Stage.DONE)
        ]

    def follow_ups(self) -> list[tuple[date, UUID]]:
        """When measures were followed up or evaluated, the latest last."""
        found = []
        for kind, day in ((FollowUp, "on"), (Evaluation, "done_on")):
            for id, on in self.workspace.rows(kind, [day], where=visible(kind, self.audience)):
                if on is not None and on <= self.today:
                    found.append((on, id))
        return sorted(found)

    def countdown(self) -> Countdown | None:
        """The two years since the latest picture, and since the plan was last followed up."""
        if not self.decided:
            return None
        since = decided_on(self.decided[-1])
        plan_since = self._plan_since(since)
        picture_due = months_later(since, MONTHS)
        follow_up_due = None if plan_since is None else months_later(plan_since, MONTHS)
        due = min(picture_due, follow_up_due or picture_due)
        return Countdown(since, plan_since, picture_due, follow_up_due, due, (due - self.today).days)

    def _plan_since(self, picture: date) -> date | None:
        """When the plan was followed up last, or decided; nothing while there is no plan that could be."""
        if not self.planned:
            return None
        followed = [on for on, _id in self.follow_ups()]
        return max([*followed[-1:], self._plan_decided(picture)])

    def _plan_decided(self, otherwise: date) -> date:
        """When the plan was first decided on; before it was followed up, its two years count from there."""
        wanted = {measure.decision for measure in self.planned if measure.decision}
        days = [
            on
            for id, on in self.workspace.rows(Decision, ["decided_on"])
            if id in wanted and on is not None and on <= self.today
        ]
        return min(days, default=otherwise)


def decided_on(picture: SituationPicture) -> date:
    """The day on which a decided picture was decided: when it is said, else when the second side agreed."""
    moments = [picture.agreed_municipality_at, picture.agreed_police_at]
    agreed = [moment for moment in moments if moment is not None]
    moment = picture.decided_at or max(agreed)
    return local(moment).date()
