"""Exports: right for Excel, whole or not at all, and without what the audience may not see."""

from __future__ import annotations

import csv
import errno
import io
import json
import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook

from trygg_desktop.domain.council import Meeting
from trygg_desktop.domain.districts import District
from trygg_desktop.domain.kinds import KINDS
from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.presence import PresenceAction, PresenceSession
from trygg_desktop.domain.record import Audience
from trygg_desktop.domain.stakeholders import Agreement, Commitment, Contact, Interaction, Stakeholder
from trygg_desktop.errors import EnvironmentFault, ProtectionRefused, UserError
from trygg_desktop.formats import any_table, calendar, contacts, importing
from trygg_desktop.formats.exporting import export
from trygg_desktop.workspace import Workspace


@pytest.fixture
def council(workspace: Workspace) -> Workspace:
    """A few records of most kinds, of all protection levels."""
    backby, raby = (id for id, name in workspace.rows(District, ["name"]) if name in ("Bäckby", "Råby"))
    with workspace.transaction("Make some") as tx:
        mimer = tx.create(
            Stakeholder, name="Mimer", protection="open", phone="+46 21 39", districts=[backby, raby]
        )
        tx.create(Stakeholder, name="=1+1", description="- punkt\n@hej", protection="internal")
        secret = tx.create(
            Stakeholder, name="Skyddsboendet", protection="protected", ground="OSL 26:1", draft=False
        )
        person = tx.create(
            Contact, name="Öberg; Åsa", stakeholder=mimer, email="asa@exempel.se", protection="open"
        )
        tx.create(
            Contact,
            name="Bo Ek",
            stakeholder=secret,
            mobile="070-1",
            unit="Norr",
            address="Gatan 1\n721 87 Sala",
        )
        tx.create(
            Commitment,
            title="Öppna lokalen",
            stakeholder=mimer,
            contact=person,
            due=date(2026, 5, 1),
            protection="open",
        )
        tx.create(Agreement, title="Samverkan", stakeholders=[mimer, secret], protection="open")
        tx.create(Interaction, text="Samtal\nom lokalen", on=date(2026, 4, 1), stakeholder=mimer)
        action = tx.create(
            PresenceAction, name="Nattvandring", districts=[backby], kind_of_presence="evening-walk"
        )
        tx.create(
            PresenceSession,
            text="Lugnt",
            action=action,
            district=backby,
            started=datetime(2026, 5, 8, 18, 30, tzinfo=UTC),
            duration=150,
            followed_up=True,
        )
        tx.create(LiaisonNote, text="Ett utkast")
        tx.create(
            Meeting,
            title="Rådsmöte",
            held_on=date(2026, 6, 3),
            starts=datetime(2026, 6, 3, 11, 0, tzinfo=UTC),
            ends=datetime(2026, 6, 3, 13, 0, tzinfo=UTC),
            place="Stadshuset",
            protection="open",
        )
    return workspace


def read_csv(path: Path) -> list[dict[str, str]]:
    """What Excel would show."""
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""), delimiter=";"))


def read_json(path: Path) -> Any:
    """What a program would read."""
    return json.loads(path.read_text(encoding="utf-8"))


def test_a_table_opens_by_itself_in_swedish_excel(council: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "pass.csv"
    assert export(council, PresenceSession, path) == 1
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    [row] = read_csv(path)
    assert row["Vad som sågs"] == "Lugnt"
    assert row["Närvaroinsats"] == "Nattvandring"
    assert "2026-05-08 20:30" in row.values()
    assert "150" in row.values()


def test_chosen_records_alone_are_written_in_the_order_they_were_chosen(
    council: Workspace, tmp_path: Path
) -> None:
    ids = {name: id for id, name in council.rows(Stakeholder, ["name"])}
    chosen = [ids["Skyddsboendet"], ids["Mimer"]]
    assert export(council, Stakeholder, tmp_path / "a.json", ids=chosen) == 2
    assert [each["name"] for each in read_json(tmp_path / "a.json")] == ["Skyddsboendet", "Mimer"]
    export(council, Stakeholder, tmp_path / "a.json", ids=chosen, audience=Audience.PUBLIC)
    assert [each["name"] for each in read_json(tmp_path / "a.json")] == ["Mimer"]
    assert export(council, Stakeholder, tmp_path / "a.csv", ids=[]) == 0


def test_no_text_is_calculated_by_a_spreadsheet(council: Workspace, tmp_path: Path) -> None:
    export(council, Stakeholder, tmp_path / "a.csv")
    for row in read_csv(tmp_path / "a.csv"):
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())
    export(council, Stakeholder, tmp_path / "a.xlsx")
    cells = [cell for row in load_workbook(tmp_path / "a.xlsx").worksheets[0].iter_rows() for cell in row]
    assert not any(cell.data_type == "f" for cell in cells)
    assert "=1+1" in {cell.value for cell in cells}


def test_excel_gets_real_dates_a_frozen_header_filter_and_widths(council: Workspace, tmp_path: Path) -> None:
    export(council, Commitment, tmp_path / "a.xlsx")
    sheet = load_workbook(tmp_path / "a.xlsx").worksheets[0]
    header = [cell.value for cell in sheet[1]]
    due = sheet.cell(2, header.index(Commitment.fields()["due"].title) + 1)
    assert due.value == datetime(2026, 5, 1)  # noqa: DTZ001
    assert due.is_date
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref is not None
    assert sheet["A1"].font.bold
    assert 8 <= sheet.column_dimensions["A"].width <= 60


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize(
    "kind", [kind for kind in KINDS if not kind.about.side_kind], ids=lambda kind: kind.about.name
)
def test_an_export_comes_back_without_changing_anything(
    council: Workspace, tmp_path: Path, kind: Any, ending: str
) -> None:
    path = tmp_path / f"export.{ending}"
    count = export(council, kind, path)
    if not count:
        return
    plan = any_table.plan(council, kind, path)
    assert (plan.problems, plan.additions, plan.updates, plan.skipped) == ((), (), (), count)


def test_an_edited_export_brings_the_edit_back(council: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    export(council, Stakeholder, path)
    path.write_bytes(path.read_bytes().replace(b"Mimer", b"Bostads AB Mimer"))
    result = importing.apply(council, any_table.plan(council, Stakeholder, path))
    assert (result.added, result.updated, result.skipped) == (0, 1, 2)
    assert "Bostads AB Mimer" in [name for _id, name in council.rows(Stakeholder, ["name"])]


def test_programs_read_the_ids_and_values_of_the_list_command(council: Workspace, tmp_path: Path) -> None:
    export(council, PresenceSession, tmp_path / "a.json")
    [told] = read_json(tmp_path / "a.json")
    [record] = council.records(PresenceSession)
    assert told["id"] == str(record.id)
    assert told["kind"] == "presence-session"
    assert told["district"] == str(record.district)
    assert (told["started"], told["duration"], told["followed_up"]) == ("2026-05-08T18:30:00Z", 150, True)
    assert (told["protection"], told["ground"], told["draft"]) == ("internal", None, False)


def test_everything_is_one_sheet_or_one_list_for_each_kind(council: Workspace, tmp_path: Path) -> None:
    count = export(council, "all", tmp_path / "a.xlsx")
    assert "Aktörer" in load_workbook(tmp_path / "a.xlsx").sheetnames
    assert count == sum(council.count(kind) for kind in KINDS if not kind.about.side_kind)
    export(council, "all", tmp_path / "a.json")
    assert {"stakeholder", "meeting", "link"} <= set(read_json(tmp_path / "a.json"))


def test_everything_as_one_csv_file_is_refused(council: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="wrong-format-for-all"):
        export(council, "all", tmp_path / "a.csv")
    assert list(tmp_path.glob("a.*")) == []


# For an audience


def test_an_audience_gets_no_drafts(council: Workspace, tmp_path: Path) -> None:
    assert export(council, LiaisonNote, tmp_path / "a.json", audience=Audience.LEADERS) == 0
    assert export(council, LiaisonNote, tmp_path / "a.json") == 1


def test_what_an_audience_may_not_see_is_nowhere_in_the_file(council: Workspace, tmp_path: Path) -> None:
    secret = next(id for id, name in council.rows(Stakeholder, ["name"]) if name == "Skyddsboendet")
    for audience in (Audience.COUNCIL, Audience.PUBLIC):
        export(council, "all", tmp_path / "a.json", audience=audience)
        text = (tmp_path / "a.json").read_text(encoding="utf-8")
        assert str(secret) not in text
        assert secret.hex not in text
        assert "Skyddsboendet" not in text
    assert "Skyddsboendet" in _exported(council, tmp_path, Audience.LEADERS)


def _exported(workspace: Workspace, folder: Path, audience: Audience) -> str:
    export(workspace, "all", folder / "b.json", audience=audience)
    return (folder / "b.json").read_text(encoding="utf-8")


def test_the_public_gets_no_personal_data(council: Workspace, tmp_path: Path) -> None:
    text = _exported(council, tmp_path, Audience.PUBLIC)
    assert "Åsa" not in text
    assert "asa@exempel.se" not in text
    export(council, Commitment, tmp_path / "a.csv", audience=Audience.PUBLIC)
    assert "Kontakt" not in read_csv(tmp_path / "a.csv")[0]


def test_contacts_are_not_written_for_the_public(council: Workspace, tmp_path: Path) -> None:
    with pytest.raises(ProtectionRefused):
        export(council, Contact, tmp_path / "a.vcf", audience=Audience.PUBLIC)
    assert not (tmp_path / "a.vcf").exists()


# Special formats


def test_meetings_go_to_a_calendar_and_back(council: Workspace, tmp_path: Path) -> None:
    export(council, Meeting, tmp_path / "a.ics")
    text = (tmp_path / "a.ics").read_text(encoding="utf-8")
    [meeting] = council.records(Meeting)
    assert f"UID:{meeting.id}@" in text
    assert "DTSTART;TZID=Europe/Stockholm:20260603T130000" in text
    assert "BEGIN:VTIMEZONE" in text
    plan = calendar.plan(council, tmp_path / "a.ics")
    assert (plan.additions, plan.skipped) == ((), 1)


def test_a_calendar_is_the_same_each_time_until_something_changes(council: Workspace, tmp_path: Path) -> None:
    export(council, Meeting, tmp_path / "a.ics")
    export(council, Meeting, tmp_path / "b.ics")
    assert (tmp_path / "a.ics").read_bytes() == (tmp_path / "b.ics").read_bytes()


def test_contacts_go_to_an_address_book_and_back(council: Workspace, tmp_path: Path) -> None:
    export(council, Contact, tmp_path / "a.vcf")
    assert "\r\n" in (tmp_path / "a.vcf").read_bytes().decode()
    plan = contacts.plan(council, tmp_path / "a.vcf")
    assert (plan.problems, plan.additions, plan.updates, plan.skipped) == ((), (), (), 2)


def test_districts_go_to_a_map_and_back(council: Workspace, tmp_path: Path) -> None:
    from trygg_desktop.formats import borders

    square = [[[[16.5, 59.6], [16.52, 59.6], [16.52, 59.61], [16.5, 59.61], [16.5, 59.6]]]]
    id: UUID = next(id for id, name in council.rows(District, ["name"]) if name == "Bäckby")
    with council.transaction("Draw") as tx:
        tx.change(id, borders=square)
    export(council, District, tmp_path / "a.geojson")
    plan = borders.plan(council, tmp_path / "a.geojson")
    assert (plan.updates, plan.skipped, plan.warnings) == ((), 1, ())


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Meeting, "a.vcf"),
        (Stakeholder, "a.ics"),
        (Meeting, "a.geojson"),
        (Meeting, "a.pdf"),
        (Meeting, "utan"),
    ],
)
def test_a_format_that_can_not_hold_it_is_refused(
    council: Workspace, tmp_path: Path, kind: Any, name: str
) -> None:
    with pytest.raises(UserError) as raised:
        export(council, kind, tmp_path / name)
    assert raised.value.file == name


# Whole or not at all


def test_a_full_disk_leaves_the_old_file_as_it_was(
    council: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("gammalt", encoding="utf-8")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentFault, match="disk-full"):
        export(council, Stakeholder, path)
    assert path.read_text(encoding="utf-8") == "gammalt"
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def test_a_folder_that_is_not_there_is_refused(council: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no-such-folder"):
        export(council, Stakeholder, tmp_path / "finns-inte" / "a.csv")
