"""The latest figures beside an indicator: in the language of the window, and what is withheld is not told."""

from __future__ import annotations

import pytest

from trygg_desktop import i18n
from trygg_desktop.desktop.pictures.latest import read_latest
from trygg_desktop.domain.figures import Indicator, Mark, Measurement
from trygg_desktop.workspace import Workspace


def test_a_figure_that_is_withheld_is_not_told_although_somebody_wrote_it(workspace: Workspace) -> None:
    with workspace.transaction("Test") as tx:
        indicator = tx.create(Indicator, name="Anmälda brott")
        tx.create(
            Measurement,
            indicator=indicator,
            period="2025",
            value=3.0,
            mark=Mark.SUPPRESSED.value,
            source="Brå",
        )
    ((_id, told),) = read_latest(workspace, indicator).lines
    assert told == "2025 · Hela staden · .."


@pytest.mark.parametrize(("language", "period"), [("sv", "kv 3 2026"), ("en", "Q3 2026")])
def test_a_period_is_told_in_the_language_of_the_window(
    workspace: Workspace, language: str, period: str
) -> None:
    with workspace.transaction("Test") as tx:
        indicator = tx.create(Indicator, name="Anmälda brott")
        tx.create(Measurement, indicator=indicator, period="2026 kv 3", value=785.0)
    i18n.set_language(language)
    ((_id, told),) = read_latest(workspace, indicator).lines
    assert told.startswith(f"{period} · ")
