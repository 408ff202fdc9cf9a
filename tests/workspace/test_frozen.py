"""What is decided stays as it reads, whichever way somebody writes; how it is handled may still change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest

from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.pictures import PicturePart, SituationPicture, agreement, reopened
from trygg_desktop.domain.problems import Problem
from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.sides import Side
from trygg_desktop.errors import UserError
from trygg_desktop.workspace import Transaction, Workspace

NOON = datetime(2026, 2, 5, 12, tzinfo=UTC)
Ids = dict[str, UUID]


def place(slug: str) -> UUID:
    found = District.natural_id({"slug": slug})
    assert found is not None
    return found


@pytest.fixture
def ids(workspace: Workspace) -> Ids:
    """A picture with a district and a document, decided by both sides on paper; another picture in work."""
    with workspace.transaction("New") as tx:
        picture = tx.create(SituationPicture, title="Lägesbilden 2025", survey="Få brott.", notes="Ring Bo.")
        part = tx.create(PicturePart, picture=picture, district=place("backby"), survey="Mörkt.")
        document = tx.attach(picture, "tabell.csv", b"1;2")
        other = tx.create(SituationPicture, title="Lägesbilden 2026", survey="Färre brott.", analysis="Bra.")
        own = tx.create(
            PicturePart, draft=True, picture=picture, district=place("skalby"), survey="Mitt eget."
        )
    decide(workspace, picture)
    return {"picture": picture, "part": part, "document": document, "other": other, "draft": own}


def decide(workspace: Workspace, picture: UUID) -> None:
    for side in Side:
        with workspace.transaction("Agree") as tx:
            record = workspace.get(picture)
            assert isinstance(record, SituationPicture)
            tx.change(picture, **agreement(record, side, by="Ledningsfunktionen", at=NOON))


def _settle(tx: Transaction, ids: Ids) -> None:
    tx.settle(ids["part"], "survey", "Annat.")


WAYS: dict[str, Callable[[Transaction, Ids], Any]] = {
    "change the picture": lambda tx, ids: tx.change(ids["picture"], survey="Annat."),
    "change a district": lambda tx, ids: tx.change(ids["part"], analysis="Annat."),
    "move a district to another picture": lambda tx, ids: tx.change(ids["part"], picture=ids["other"]),
    "name another picture before": lambda tx, ids: tx.change(ids["picture"], previous=ids["other"]),
    "delete the picture": lambda tx, ids: tx.delete(ids["picture"]),
    "delete a district": lambda tx, ids: tx.delete(ids["part"]),
    "add a district": lambda tx, ids: tx.create(
        PicturePart, picture=ids["picture"], district=place("irsta-gaddeholm"), survey="Lugnt."
    ),
    "write a district once more, as an import does": lambda tx, ids: tx.create(
        PicturePart, picture=ids["picture"], district=place("backby"), survey="Ljust."
    ),
    "merge another into it": lambda tx, ids: tx.merge(ids["picture"], ids["other"]),
    "merge it into another": lambda tx, ids: tx.merge(ids["other"], ids["picture"]),
    "settle a question": _settle,
    "attach a document": lambda tx, ids: tx.attach(ids["picture"], "karta.pdf", b"%PDF"),
    "attach to a district": lambda tx, ids: tx.attach(ids["part"], "karta.pdf", b"%PDF"),
    "rename a document": lambda tx, ids: tx.change(ids["document"], name="annat.csv"),
    "take a document away": lambda tx, ids: tx.delete(ids["document"]),
    "release a draft of a district": lambda tx, ids: tx.release(ids["draft"]),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_decided_picture_is_changed_in_no_way(workspace: Workspace, ids: Ids, way: str) -> None:
    before = state(workspace)
    with pytest.raises(UserError) as refused, workspace.transaction("Test") as tx:
        WAYS[way](tx, ids)
    assert refused.value.id == "frozen"
    assert state(workspace) == before
    assert workspace.check() == []


@pytest.mark.parametrize(
    "values",
    [
        {"protection": Protection.OPEN},
        {"protection": Protection.PROTECTED, "ground": "OSL 18:2"},
        {"notes": "Ring Eva."},
        {"review_on": "2027-01-01"},
        {"decided_by": "Trygghetsrådet"},
        {"survey": "Få brott."},
    ],
    ids=lambda values: next(iter(values)),
)
def test_how_a_decided_picture_is_handled_may_still_change(
    workspace: Workspace, ids: Ids, values: dict[str, Any]
) -> None:
    with workspace.transaction("Handle") as tx:
        tx.change(ids["picture"], **values)


def test_others_may_still_speak_of_a_decided_picture(workspace: Workspace, ids: Ids) -> None:
    with workspace.transaction("New") as tx:
        tx.change(ids["other"], previous=ids["picture"])
        tx.link(ids["picture"], "related", tx.create(Problem, title="Mörkt på torget"))


def test_a_decision_that_is_taken_back_lets_it_change(workspace: Workspace, ids: Ids) -> None:
    with workspace.transaction("Take back") as tx:
        tx.change(ids["picture"], **reopened())
    with workspace.transaction("Change") as tx:
        tx.change(ids["part"], survey="Ljust.")
    part = workspace.get(ids["part"])
    assert isinstance(part, PicturePart) and part.survey == "Ljust."


def test_a_picture_may_be_written_as_decided_and_that_be_taken_back(workspace: Workspace) -> None:
    with workspace.transaction("Import") as tx:
        tx.create(SituationPicture, title="Lägesbilden 2023", survey="Som då.", decided_at=NOON)
    workspace.undo()
    assert workspace.count(SituationPicture) == 0


def test_what_was_written_before_the_decision_is_not_undone_after_it(workspace: Workspace, ids: Ids) -> None:
    with workspace.transaction("Change") as tx:
        tx.change(ids["other"], survey="Ännu färre.")
    with workspace.transaction("Agree") as tx:
        tx.ends_undo = True
        tx.change(ids["other"], decided_at=NOON)
    with workspace.transaction("Change") as tx:
        tx.change(ids["picture"], **reopened())
    with workspace.transaction("Change") as tx:
        tx.change(ids["picture"], survey="Fler brott.")
    with workspace.at_the_log() as engine:  # as when the other side's word on it comes
        engine.log.begin("{}")
        engine.log.edit("situation-picture", ids["picture"].hex, "decided_at", NOON.isoformat())
        engine.log.finish()
        engine.show({ids["picture"].hex: "situation-picture"})
    with pytest.raises(UserError) as refused:
        workspace.undo()
    assert refused.value.id == "undo-passed-over"
    picture = workspace.get(ids["picture"])
    assert isinstance(picture, SituationPicture) and picture.survey == "Fler brott."


@pytest.mark.parametrize("field", ["", "survey"])
def test_what_is_decided_can_be_erased(workspace: Workspace, ids: Ids, field: str) -> None:
    with workspace.transaction("Erase") as tx:
        tx.erase(ids["part"], field=field, reason="Gallringsbeslut 2026:4")
    with workspace.transaction("Erase") as tx:
        tx.erase(ids["picture"], field=field, reason="Gallringsbeslut 2026:4")
    assert "Mörkt." not in str(state(workspace))


def test_many_records_are_changed_together_or_not_at_all(workspace: Workspace, ids: Ids) -> None:
    with pytest.raises(UserError), workspace.transaction("Change many") as tx:
        for id in (ids["other"], ids["picture"]):
            tx.change(id, sources="Brå 2026")
    other = workspace.get(ids["other"])
    assert isinstance(other, SituationPicture) and other.sources is None


def state(workspace: Workspace) -> list[Any]:
    """Everything that pictures, their districts and documents say."""
    return [
        {name: getattr(each, name) for name, field in each.fields().items() if not field.many}
        for kind in (SituationPicture, PicturePart, Attachment)
        for each in workspace.records(kind)
    ]
