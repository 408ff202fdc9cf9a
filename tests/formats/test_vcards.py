"""vCards: versions 2.1 to 4, one or many in a file, from telephones and from Outlook."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.test_contacts import people, take_in
from trygg_desktop.domain.stakeholders import Contact
from trygg_desktop.errors import UserError
from trygg_desktop.formats import contacts
from trygg_desktop.workspace import Workspace

VERSION_3 = """BEGIN:VCARD
VERSION:3.0
N:Öberg;Åsa;;;
FN:Åsa Öberg
ORG:Bostads AB Mimer;Bäckby
TITLE:Områdesutvecklare
EMAIL;TYPE=HOME:hem@exempel.se
EMAIL;TYPE=WORK,INTERNET:asa@exempel.se
TEL;TYPE=CELL:070-000 00 00
TEL;TYPE=HOME:021-11 11 11
TEL;TYPE=WORK,VOICE:021-39 00 00
ADR;TYPE=WORK:;;Gatan 1;Västerås;;721 87;Sverige
NOTE:Rad ett\\nRad två\\, med komma
END:VCARD
"""
VERSION_4 = """BEGIN:VCARD
VERSION:4.0
FN:Bo Ek
N:Ek;Bo;;;
ORG:Skultuna IS
EMAIL;PREF=1:bo@exempel.se
TEL;VALUE=uri;TYPE="voice,work":tel:+46-21-39-00-01
TEL;VALUE=uri;TYPE=cell:tel:+46-70-000-00-01
END:VCARD
"""
VERSION_21 = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85kesson;=
Eva
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Eva =C3=85kesson
TEL;WORK;VOICE:021-39 00 02
END:VCARD
"""


def _write(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "kontakter.vcf"
    path.write_bytes(text.replace("\n", "\r\n").encode(encoding))
    return path


def test_version_3_arrives_whole(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, _write(tmp_path, VERSION_3))
    [person] = people(workspace)
    assert (person.name, person.unit, person.role) == ("Åsa Öberg", "Bäckby", "Områdesutvecklare")
    assert (person.email, person.phone, person.mobile) == ("asa@exempel.se", "021-39 00 00", "070-000 00 00")
    assert person.address == "Gatan 1\n721 87 Västerås"
    assert person.notes == "Rad ett\nRad två, med komma"


def test_version_4_arrives_whole(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, _write(tmp_path, VERSION_4))
    [person] = people(workspace)
    assert (person.name, person.email) == ("Bo Ek", "bo@exempel.se")
    assert (person.phone, person.mobile) == ("+46-21-39-00-01", "+46-70-000-00-01")


def test_version_2_with_its_old_encoding_is_read(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, _write(tmp_path, VERSION_21))
    [person] = people(workspace)
    assert (person.name, person.phone) == ("Eva Åkesson", "021-39 00 02")


def test_several_cards_in_a_windows_file_are_several_people(workspace: Workspace, tmp_path: Path) -> None:
    path = _write(tmp_path, VERSION_3 + "\n" + VERSION_4 + VERSION_21, "cp1252")
    assert take_in(workspace, path).added == 3


def test_the_same_cards_twice_change_nothing(workspace: Workspace, tmp_path: Path) -> None:
    path = _write(tmp_path, VERSION_3 + VERSION_4 + VERSION_21)
    take_in(workspace, path)
    again = take_in(workspace, path)
    assert (again.added, again.updated, again.skipped) == (0, 0, 3)


def test_a_card_without_a_name_is_a_problem_with_its_line(workspace: Workspace, tmp_path: Path) -> None:
    nameless = "BEGIN:VCARD\nVERSION:3.0\nTEL:1\nEND:VCARD\n"
    plan = contacts.plan(workspace, _write(tmp_path, VERSION_4 + nameless))
    assert [(problem.row, problem.column) for problem in plan.problems] == [(10, "FN")]


def test_a_file_cut_off_within_a_card_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="truncated-file"):
        contacts.plan(workspace, _write(tmp_path, VERSION_3 + VERSION_4[:60]))
    assert workspace.count(Contact) == 0


def test_a_file_without_cards_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no-cards"):
        contacts.plan(workspace, _write(tmp_path, "hej"))


PICTURES = """BEGIN:VCARD
VERSION:2.1
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=96berg;=C3=85sa
FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C3=85sa =C3=96berg
PHOTO;ENCODING=BASE64;JPEG:/9j/4AAQSkZJRgABAQAAAQABAAD
 /2wBDAAgGBgcGBQ

ORG;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:F=C3=B6reningen
item1.LOGO:data:image/png;base64,!!!
END:VCARD
"""


def test_a_broken_picture_costs_nobody_their_card(workspace: Workspace, tmp_path: Path) -> None:
    take_in(workspace, _write(tmp_path, PICTURES))
    [person] = people(workspace)
    assert person.name == "Åsa Öberg"
    assert person.stakeholder is not None
    assert workspace.titles([person.stakeholder]) == {person.stakeholder: "Föreningen"}


def test_a_group_is_nobody(workspace: Workspace, tmp_path: Path) -> None:
    group = "BEGIN:VCARD\nVERSION:4.0\nKIND:group\nFN:Alla i rådet\nMEMBER:urn:uuid:1\nEND:VCARD\n"
    take_in(workspace, _write(tmp_path, group + VERSION_4))
    assert [person.name for person in people(workspace)] == ["Bo Ek"]
