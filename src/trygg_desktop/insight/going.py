"""How a measure goes, from how far it has come and the latest status that someone gave it."""

from __future__ import annotations

from enum import Enum, auto
from functools import cache

from trygg_desktop.domain.measures import Light, Stage


class Going(Enum):
    """How a measure goes; screen and paper have their own words and shapes for each."""

    DONE = auto()
    ON_PLAN = auto()
    RISK = auto()
    LATE = auto()
    UNKNOWN = auto()
    NOT_BEGUN = auto()
    DROPPED = auto()


_LIGHTS: dict[str | None, Going] = {
    Light.GREEN.value: Going.ON_PLAN,
    Light.YELLOW.value: Going.RISK,
    Light.RED.value: Going.LATE,
}
_WITHOUT_LIGHT: dict[str | None, Going] = {
    Stage.PROPOSED.value: Going.NOT_BEGUN,
    Stage.DECIDED.value: Going.NOT_BEGUN,
    Stage.DONE.value: Going.DONE,
    Stage.DROPPED.value: Going.DROPPED,
}
"""Stages in which a colour means nothing: the measure has not begun, or it is over."""


@cache
def going(stage: str | None, light: str | None) -> Going:
    """How a measure goes. One that is under way and of which nobody has said how is known to be just that."""
    if stage in _WITHOUT_LIGHT:
        return _WITHOUT_LIGHT[stage]
    return _LIGHTS.get(light, Going.UNKNOWN if stage == Stage.ONGOING.value else Going.NOT_BEGUN)
