"""How a measure goes: a colour says something only while it is under way."""

from __future__ import annotations

import pytest

from trygg_desktop.domain.measures import Light, Stage
from trygg_desktop.insight.going import Going, going


@pytest.mark.parametrize(
    ("stage", "light", "how"),
    [
        (Stage.PROPOSED, Light.GREEN, Going.NOT_BEGUN),
        (Stage.DECIDED, Light.RED, Going.NOT_BEGUN),
        (Stage.ONGOING, Light.YELLOW, Going.RISK),
        (Stage.ONGOING, None, Going.UNKNOWN),
        (Stage.DONE, Light.RED, Going.DONE),
        (Stage.DROPPED, Light.GREEN, Going.DROPPED),
        (None, Light.RED, Going.LATE),
        (None, None, Going.NOT_BEGUN),
        ("a stage of a later program", "blue", Going.NOT_BEGUN),
    ],
)
def test_a_colour_counts_only_while_a_measure_is_under_way(
    stage: str | None, light: str | None, how: Going
) -> None:
    assert going(stage, light) is how
