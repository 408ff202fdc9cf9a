"""The measures that follow from a decision: which they are, a new one, and one that was there before."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col

from trygg_desktop.desktop.veiled import veils
from trygg_desktop.domain.council import AgendaItem, Decision
from trygg_desktop.domain.links import RELATED
from trygg_desktop.domain.measures import Measure, Stage
from trygg_desktop.workspace import Transaction, Workspace


@dataclass(frozen=True, slots=True)
class DecidedMeasure:
    """A measure by its title, or of a confidential one what may be said of it."""

    id: UUID
    words: str


@dataclass(frozen=True, slots=True)
class Decided:
    """What follows from a decision, and the measure its item was about where that does not yet."""

    measures: tuple[DecidedMeasure, ...]
    offered: DecidedMeasure | None


def read_decided(workspace: Workspace, decision: UUID) -> Decided:
    """The measures that name the decision or are connected with it, by title."""
    named = {id for (id,) in workspace.rows(Measure, [], where=(col(Measure.decision) == decision,))}
    connected = {each.id for each in workspace.related(decision)}
    joined = {id for (id,) in workspace.rows(Measure, [], where=(col(Measure.id).in_(connected),))}
    there = named | joined
    about = _item_is_about(workspace, decision)
    ids = there if about is None else there | {about}
    titles = workspace.titles(ids)
    veiled = veils(workspace, [(Measure.about.name, id) for id in ids])
    words = {id: veiled[id].words if id in veiled else title for id, title in titles.items()}
    found = [DecidedMeasure(id, words[id]) for id in there if id in words]
    offered = DecidedMeasure(about, words[about]) if about in words and about not in there else None
    return Decided(tuple(sorted(found, key=lambda each: (each.words, str(each.id)))), offered)


def _item_is_about(workspace: Workspace, decision: UUID) -> UUID | None:
    record = workspace.find(decision)
    item = workspace.find(record.agenda_item) if isinstance(record, Decision) and record.agenda_item else None
    return item.measure if isinstance(item, AgendaItem) else None


def new_measure(tx: Transaction, decision: Decision) -> UUID:
    """A measure that carries a decision out: named and placed as it, decided, and no less confidential."""
    return tx.create(
        Measure,
        title=decision.title,
        description=decision.text,
        districts=list(decision.districts),
        responsible=decision.stakeholder,
        follow_up_on=decision.due,
        decision=decision.id,
        stage=Stage.DECIDED,
        protection=decision.protection,
        ground=decision.ground,
        marked_on=decision.marked_on,
        marked_by=decision.marked_by,
        draft=bool(decision.draft),
    )


def decide_on(tx: Transaction, decision: UUID, measure: Measure) -> None:
    """The decision is on a measure that is here. One that an earlier decision was on keeps it and is connected too."""
    assert measure.id is not None
    values: dict[str, object] = {"stage": Stage.DECIDED} if measure.stage in (Stage.PROPOSED, None) else {}
    if measure.decision in (None, decision):
        tx.change(measure.id, decision=decision, **values)
        return
    tx.link(decision, RELATED, measure.id)
    if values:
        tx.change(measure.id, **values)


def take_off(tx: Transaction, decision: UUID, measure: Measure) -> None:
    """The measure does not follow from the decision after all."""
    assert measure.id is not None
    if measure.decision == decision:
        tx.change(measure.id, decision=None)
    else:
        tx.unlink(decision, RELATED, measure.id)
