"""What is tried for a time and then judged: hypothesis, stop rule and decision, as cards of a board."""

from __future__ import annotations

from datetime import date

from sqlmodel import col

from trygg_desktop.desktop.measures.cards import Card, CardText
from trygg_desktop.desktop.measures.plan import Plan
from trygg_desktop.desktop.measures.standing import state_of
from trygg_desktop.domain.measures import Measure, PilotDecision, Stage
from trygg_desktop.i18n import N_, _, short_date
from trygg_desktop.workspace import Workspace

UNDECIDED = ""
"""The column of pilots that nobody has judged yet."""
_UNDECIDED_WORDS = N_("Being tried")


def stage_columns() -> list[tuple[str, str]]:
    """The stages of a measure, each a column."""
    return [(stage.value, stage.label) for stage in Stage]


def decision_columns() -> list[tuple[str, str]]:
    """What can become of a pilot, each a column, after those that are being tried."""
    return [
        (UNDECIDED, _(_UNDECIDED_WORDS)),
        *((decision.value, decision.label) for decision in PilotDecision),
    ]


def stage_cards(plan: Plan) -> list[Card]:
    """Every measure of the plan where its stage is."""
    return [
        Card(
            line.measure,
            line.stage,
            line.title,
            " · ".join(filter(None, (line.number, line.review, line.place))),
            tuple(CardText(" ".join(text.split())) for text in (line.when, line.who, line.news) if text),
            line.state,
            line.chips,
        )
        for line in plan.measures
        if line.measure is not None
    ]


def read_pilots(workspace: Workspace, today: date) -> list[Card]:
    """Every pilot where its decision is, those to be judged soonest first."""
    pilots = workspace.records(Measure, col(Measure.pilot).is_(True))
    pilots.sort(key=lambda each: (each.judged_on or date.max, each.title or ""))
    return [_card(pilot, today) for pilot in pilots]


def _card(pilot: Measure, today: date) -> Card:
    assert pilot.id is not None
    texts = [
        _told(_("Hypothesis"), pilot.hypothesis),
        _told(_("Stop rule"), pilot.stop_rule),
    ]
    if pilot.pilot_decision:
        texts.append(_told(_("Why"), pilot.pilot_reason))
    else:
        texts.append(_judging(pilot.judged_on, today))
    state = state_of(pilot.stage, pilot.status, unfollowed=False)
    return Card(pilot.id, pilot.pilot_decision or UNDECIDED, pilot.title or "", "", tuple(texts), state)


def _told(label: str, text: str | None) -> CardText:
    words = " ".join((text or "").split())
    return CardText(words, label) if words else CardText(_("missing"), label, gap=True)


def _judging(day: date | None, today: date) -> CardText:
    """When a pilot is judged; without a day, or with one that has passed, it goes on for ever."""
    if day is None:
        return CardText(_("no day is set"), _("To be judged on"), gap=True)
    late = day < today
    words = _("{day}, has passed", day=short_date(day)) if late else short_date(day)
    return CardText(words, _("To be judged on"), gap=late)
