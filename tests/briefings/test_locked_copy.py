"""A copy with a password opens for whoever has it, says what it is no longer, and the mail around it tells nothing."""

from __future__ import annotations

import email
from email.policy import default
from io import BytesIO

import pikepdf
import pymupdf
import pytest

from tests.briefings.test_recovery_sheet import sheet
from trygg_desktop.briefings.covering_letter import (
    covering_letter,
    for_whom,
    see_that_it_may_be_mailed,
    text_message,
    too_large,
)
from trygg_desktop.briefings.locked_copy import locked_copy
from trygg_desktop.domain.record import Audience
from trygg_desktop.errors import ProtectionRefused, UserError
from trygg_desktop.exchange.mail_draft import draft
from trygg_desktop.workspace.vault import new_password


def test_the_copy_opens_with_the_password_and_without_it_shows_nothing() -> None:
    password = new_password()
    plain = sheet()
    copy = locked_copy(plain, password)
    with pymupdf.open(stream=copy) as closed:
        assert closed.needs_pass
        assert closed.authenticate(password)
        assert "K7QFM" in closed[0].get_text()
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(BytesIO(copy))
    assert b"K7QFM" not in copy and b"Trygghetsr" not in copy


def test_the_copy_is_still_read_aloud_and_no_longer_called_an_archive_file() -> None:
    plain = sheet()
    with pikepdf.open(BytesIO(plain)) as opened:
        tagged = "/StructTreeRoot" in opened.Root
    with pikepdf.open(BytesIO(locked_copy(plain, "LANGT-LOSEN-ORD22")), password="LANGT-LOSEN-ORD22") as copy:
        assert copy.encryption.bits == 256
        assert copy.allow.accessibility and copy.allow.print_highres
        assert ("/StructTreeRoot" in copy.Root) == tagged
        with copy.open_metadata() as told:
            assert "pdfaid:part" not in told


@pytest.mark.parametrize("password", ["kort", "lösenordet är här", "tolv\ttecken99"])
def test_a_password_that_is_guessed_or_mistyped_is_refused(password: str) -> None:
    with pytest.raises(UserError, match="password"):
        locked_copy(sheet(), password)


def test_two_generated_passwords_differ_and_can_be_typed() -> None:
    one, other = new_password(), new_password()
    assert one != other
    assert len(one) == 17 and one.replace("-", "").isalnum()


def test_the_mail_says_for_whom_it_is_and_never_the_password() -> None:
    password = new_password()
    letter = covering_letter(
        "Kallelse den 3 december", Audience.COUNCIL, council="Trygghetsrådet", sender="Anna Berg", locked=True
    )
    file = locked_copy(sheet(), password)
    mail = draft(["Anna Berg <anna@example.se>"], letter.subject, letter.text, ("kallelse.pdf", file), "sv")
    read = email.message_from_bytes(mail, policy=default)
    (attached,) = read.iter_attachments()
    body = read.get_body()
    assert read["Subject"] == "Trygghetsrådet: Kallelse den 3 december"
    assert body is not None and "rådets ledamöter" in body.get_content() and "sms" in body.get_content()
    assert attached.get_content_type() == "application/pdf" and attached.get_content() == file
    assert password.encode() not in mail
    assert text_message("Kallelse", password).endswith(f"\n{password}")


def test_an_extract_speaks_to_the_person_it_is_about() -> None:
    letter = covering_letter("Registerutdrag", Audience.LEADERS, about_a_person=True)
    assert "antecknat om dig" in letter.text and "ledningsfunktion" not in letter.text
    assert for_whom("leaders", about_a_person=True) == "Den person det gäller"
    assert for_whom("leaders") == "De två ledningsfunktionerna"


@pytest.mark.parametrize(("size", "told"), [(7_000_000, False), (8_000_000, True)])
def test_a_file_that_mail_servers_refuse_is_said_to_be_too_large(size: int, told: bool) -> None:
    assert bool(too_large(size)) is told


@pytest.mark.parametrize("content", [b"%PDF-1.7 skadad", None])
def test_a_file_that_is_damaged_or_locked_already_is_not_locked(content: bytes | None) -> None:
    with pytest.raises(UserError, match="not-lockable"):
        locked_copy(content or locked_copy(sheet(), "LANGT-LOSEN-ORD22"), "ANNAT-LOSEN-ORD22")


def test_what_is_confidential_is_not_mailed_in_the_open() -> None:
    with pytest.raises(ProtectionRefused):
        see_that_it_may_be_mailed(confidential=1, locked=False)
    see_that_it_may_be_mailed(confidential=1, locked=True)
    see_that_it_may_be_mailed(confidential=0, locked=False)
