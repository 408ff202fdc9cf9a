"""What points at a deleted record says that it is deleted, and what can be done; it leads nowhere."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

from pytestqt.qtbot import QtBot

from tests.desktop.records.conftest import Camera, show_form, show_list
from tests.desktop.records.test_form import row
from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.reference_editors import ReferenceEditor, ReferencesEditor
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.stakeholders import Stakeholder

Write = Callable[..., UUID]


def delete(desk: Desk, *ids: UUID) -> None:
    with desk.workspace.transaction("Test") as tx:
        for id in ids:
            tx.delete(id)


def test_a_field_says_that_what_it_names_is_deleted_and_leads_nowhere(
    desk: Desk, qtbot: QtBot, write: Write
) -> None:
    owner = write(Stakeholder, name="Klubben")
    form = show_form(desk, qtbot, write(Camera, name="Torget", owner=owner))
    editor = row(form, "owner").editor
    assert isinstance(editor, ReferenceEditor) and editor.go.isVisible()
    delete(desk, owner)
    form.refresh(None)
    qtbot.waitUntil(lambda: editor.line.text() == "borttagen")
    assert not editor.go.isVisible()
    assert "Borttagna poster …" in editor.line.toolTip()


def test_a_chip_says_it_too_and_can_be_taken_away(desk: Desk, qtbot: QtBot, write: Write) -> None:
    gone, missing = write(District, name="Norra", slug="norra"), uuid4()
    camera = write(Camera, name="Torget", districts=[gone, missing])
    delete(desk, gone)
    form = show_form(desk, qtbot, camera)
    editor = row(form, "districts").editor
    assert isinstance(editor, ReferencesEditor)
    told = {chip.name.accessibleName(): chip for chip in editor.chips}
    assert set(told) == {"borttagen", "har inte kommit än"}
    assert not any(chip.name.isEnabled() for chip in editor.chips)
    assert "Borttagna poster …" in told["borttagen"].toolTip()
    assert told["borttagen"].away.toolTip() == "Ta bort hänvisningen"
    assert told["har inte kommit än"].toolTip() == ""


def test_a_record_that_is_called_so_is_not_taken_for_a_deleted_one(
    desk: Desk, qtbot: QtBot, write: Write
) -> None:
    owner = write(Stakeholder, name="borttagen")
    form = show_form(desk, qtbot, write(Camera, name="Torget", owner=owner))
    editor = row(form, "owner").editor
    assert isinstance(editor, ReferenceEditor) and editor.go.isVisible()


def test_a_list_and_the_connections_say_it(desk: Desk, qtbot: QtBot, write: Write) -> None:
    owner, friend = write(Stakeholder, name="Klubben"), write(Stakeholder, name="Vännen")
    camera = write(Camera, name="Torget", owner=owner)
    with desk.workspace.transaction("Test") as tx:
        tx.link(camera, "related", friend)
    delete(desk, owner, friend)
    shown = show_list(desk, qtbot)
    column = shown.lines.names.index("owner")
    assert shown.lines.index(0, column).data() == "borttagen"
    form = show_form(desk, qtbot, camera)
    assert form.body is not None
    assert [each.title for each in form.body.related._all] == ["borttagen"]
    assert not any(each.here for each in form.body.related._all)
