"""The views of Åtgärder by name, and what each says as long as there is nothing in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from trygg_desktop.desktop.measures.or_empty import OrEmpty
from trygg_desktop.desktop.parts import EmptyPage
from trygg_desktop.i18n import N_, _
from trygg_desktop.workspace import Workspace

TABLE, BOARD, CHAIN, GOALS, PILOTS, LOOKS = "table", "board", "chain", "goals", "pilots", "follow-ups"
EVALUATIONS = "evaluations"
"""The second list among the follow-ups."""
VIEWS: tuple[tuple[str, str], ...] = (
    (TABLE, N_("Table")),
    (BOARD, N_("Board")),
    (CHAIN, N_("Chain")),
    (GOALS, N_("Goals")),
    (PILOTS, N_("Pilots")),
    (LOOKS, N_("Follow-ups")),
)
"""The views in their order, each with its word."""


@dataclass(frozen=True, slots=True)
class View:
    """One of the views: what it reads, what of the records it follows, and how it shows what was read."""

    read: Callable[[Workspace, date], Any]
    show: Callable[[Any], None]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Nothing:
    """What belongs in a view, and the first step: the words of a button and the kind it begins."""

    sentence: str
    button: str
    kind: str
    link: str = ""


_PLAN = _Nothing(
    N_("Here stands the action plan: problems, what causes them, what is done about it and how it goes."),
    N_("Write down a problem"),
    "problem",
    N_("Write down a measure"),
)
_NOTHING = {
    TABLE: _PLAN,
    BOARD: _PLAN,
    CHAIN: _Nothing(_PLAN.sentence, _PLAN.button, _PLAN.kind),
    GOALS: _Nothing(
        N_("Here stand the goals in a tree, each with how far it has come."), N_("New goal"), "goal"
    ),
    PILOTS: _Nothing(
        N_("Here stands what is tried for a time: what one believes, when one stops, what one decided."),
        N_("Try something new"),
        "pilot",
    ),
    LOOKS: _Nothing(
        N_("Here stands what was found each time a measure was looked at, the latest first."),
        N_("New follow-up"),
        "follow-up",
    ),
    EVALUATIONS: _Nothing(
        N_("Here stands whether the measures helped, and how sure that is, the latest first."),
        N_("New evaluation"),
        "evaluation",
    ),
}


def empty_page(key: str, begin: Callable[[str], None]) -> EmptyPage:
    """What a view says while there is nothing in it."""
    nothing = _NOTHING[key]
    page = EmptyPage(_(nothing.sentence), _(nothing.button), _(nothing.link) if nothing.link else "")
    page.button_pressed.connect(lambda: begin(nothing.kind))
    page.link_pressed.connect(lambda: begin("measure"))
    return page


def or_empty(key: str, view: QWidget, begin: Callable[[str], None]) -> OrEmpty:
    """A view with the words that stand for it while there is nothing in it."""
    return OrEmpty(view, empty_page(key, begin))
