"""The picture of a problem's chain, from the records that hang on it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from trygg_desktop.i18n import N_, _, short_date
from trygg_desktop.insight.chain import Broken, ProblemChain
from trygg_desktop.insight.chain import Path as Found
from trygg_desktop.insight.charts.chain import STEPS, Chain, Node, Path, Step
from trygg_desktop.insight.charts.standing import Standing

NOWHERE = N_("Without a problem")


def chain_chart(
    found: ProblemChain,
    titles: Mapping[UUID, str],
    *,
    states: Mapping[UUID, Standing] | None = None,
    detail: str = "",
) -> Chain:
    """A problem's chain.

    Args:
        found: what hangs on it.
        titles: what the records are called; one that has not arrived is told as such.
        states: how measures and follow-ups go.
        detail: what is quietly said of the problem, such as how grave it is.
    """
    problem = Node(found.title or _(NOWHERE), found.problem, detail)
    known = states or {}
    return Chain(problem, tuple(_path(path, found.broken, titles, known) for path in found.paths))


def _path(
    path: Found, broken: tuple[Broken, ...], titles: Mapping[UUID, str], states: Mapping[UUID, Standing]
) -> Path:
    def node(id: UUID | None, on: date | None = None) -> Node | None:
        if id is None:
            return None
        title = titles.get(id) or _("has not arrived yet")
        return Node(title, id, short_date(on) if on else "", states.get(id))

    here = {path.cause, path.measure}
    missing = {Step[each.missing.name] for each in broken if each.after in here}
    if path.cause is None and path.measure is None:
        missing |= {Step[each.missing.name] for each in broken if each.missing.name == Step.CAUSE.name}
    return Path(
        node(path.cause),
        node(path.measure),
        _district(path.districts, titles),
        node(path.decision),
        node(path.follow_up, path.followed_up_on),
        frozenset(set(STEPS) - missing),
    )


def _district(districts: tuple[UUID, ...], titles: Mapping[UUID, str]) -> Node | None:
    """All districts of a measure as one; the first is opened."""
    names = [titles.get(district) or _("has not arrived yet") for district in districts]
    return Node(", ".join(names), districts[0]) if names else None
