"""A workspace that knows the kinds of the council's year."""

from __future__ import annotations

from pathlib import Path

from tests.support import new_workspace
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.follow_up import Evaluation, FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.pictures import PicturePart, PictureSignature, SituationPicture
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.record import Record
from trygg_desktop.workspace import Workspace

YEAR: tuple[type[Record], ...] = (
    Indicator,
    Measurement,
    SituationPicture,
    PicturePart,
    PictureSignature,
    Problem,
    Cause,
    Goal,
    Measure,
    FollowUp,
    Evaluation,
)


def year_workspace(folder: Path, *, name: str = "council.trygg") -> Workspace:
    """A new workspace with every kind."""
    return new_workspace(folder, tuple(dict.fromkeys((*KINDS, *YEAR))), name=name)
