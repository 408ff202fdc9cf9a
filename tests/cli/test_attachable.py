"""What `trygg mail` refuses to attach, each with what to do instead; what it only tells of goes all the same."""

from __future__ import annotations

import re
from datetime import date
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tests.cli.conftest import PASSPHRASE, Call
from trygg_desktop.briefings.recovery_sheet import recovery_sheet
from trygg_desktop.domain.sides import Side
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.vault import new_passphrase, new_password, recovery_groups


@pytest.fixture
def records(trygg: Call) -> None:
    """An open, an internal and a confidential stakeholder."""
    for protection in ("open", "internal", "protected"):
        words = (f"name=Aktör {protection}", f"protection={protection}", "ground=OSL 18:1")
        trygg("release", trygg("add", "stakeholder", *words).data["id"], "--protected")


def refused(trygg: Call, path: Path) -> str:
    """The error that mailing a file ends in; no draft is made, and the sentence names the file."""
    answer = trygg("mail", path, "--to", "anna@example.se")
    assert answer.code == 4, answer.err
    assert path.name in answer.error["message"] and "Inget mejl skapades." in answer.error["message"]
    assert not path.with_name(f"{path.name}.eml").exists()
    return str(answer.error["error"])


def test_the_workspace_its_backups_and_anybody_elses_are_never_mailed(
    trygg: Call, file: Path, tmp_path: Path
) -> None:
    assert refused(trygg, file) == "workspace-by-mail"
    assert trygg("backup", tmp_path / "kopia").code == 0
    assert refused(trygg, tmp_path / "kopia") == "workspace-by-mail"
    other = tmp_path / "någon annans.dat"
    Workspace.create(other, Key.generate(), author="Polisen", side=Side.POLICE).close()
    assert refused(trygg, other) == "workspace-by-mail"


@pytest.mark.parametrize(
    "text",
    [
        PASSPHRASE,
        new_passphrase(),
        f"Lösenordet till ”Kallelse”:\n{new_password()}\n",
        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n",
        "\n".join(recovery_groups(Key.generate())),
    ],
    ids=["passphrase of one's own", "generated passphrase", "text message", "private key", "recovery key"],
)
def test_what_opens_a_locked_file_is_never_mailed(trygg: Call, tmp_path: Path, text: str) -> None:
    secret = tmp_path / "anteckning.txt"
    secret.write_text(text, encoding="utf-8")
    assert refused(trygg, secret) == "secret-by-mail"


def test_a_passphrase_is_known_even_where_the_system_keeps_the_key(
    trygg: Call, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TRYGG_PASSPHRASE")
    (tmp_path / "a.txt").write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    assert refused(trygg, tmp_path / "a.txt") == "secret-by-mail"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_recovery_sheet_is_never_mailed(trygg: Call, tmp_path: Path, language: str) -> None:
    sheet = recovery_sheet(
        passphrase="",
        key_groups=recovery_groups(Key.generate()),
        body="Rådet",
        workspace_name="trygg.workspace",
        today=date(2026, 11, 22),
        language=language,
    )
    (tmp_path / "blad.pdf").write_bytes(sheet)
    assert refused(trygg, tmp_path / "blad.pdf") == "secret-by-mail"


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_table_goes_only_for_those_who_may_have_it_by_ordinary_mail(
    trygg: Call, records: None, tmp_path: Path, ending: str, language: str
) -> None:
    def exported(name: str, *words: str) -> Path:
        path = tmp_path / f"{name}.{ending}"
        assert trygg("export", "stakeholder", path, "--lang", language, *words).code == 0
        return path

    assert refused(trygg, exported("egen")) == "own-copy"
    assert refused(trygg, exported("ledarna", "--for", "leaders")) == "confidential-table"
    assert trygg("mail", exported("rådet", "--for", "council"), "--to", "anna@example.se").code == 0


def test_contact_cards_go_unless_one_of_them_is_confidential_here(
    trygg: Call, call: Call, file: Path, tmp_path: Path
) -> None:
    secret = ""
    for name, protection in (("Bo Ek", "internal"), ("Berg, Åsa", "protected")):
        words = (f"name={name}", f"protection={protection}", "ground=OSL 18:1", "email=a@example.se")
        secret = trygg("add", "contact", *words).data["id"]
    trygg("release", secret, "--protected")
    trygg("export", "contact", tmp_path / "egna.vcf")
    assert refused(trygg, tmp_path / "egna.vcf") == "confidential-table"
    trygg("export", "contact", tmp_path / "rådet.vcf", "--for", "council")
    told = call("mail", tmp_path / "rådet.vcf", "--workspace", file)
    assert "Filen har 1 kontaktkort." in told.out and "personuppgifter" in told.out


def test_everything_of_ones_own_in_one_workbook_is_not_mailed(
    trygg: Call, records: None, tmp_path: Path
) -> None:
    for ending in ("xlsx", "json"):
        trygg("export", "all", tmp_path / f"allt.{ending}")
        assert refused(trygg, tmp_path / f"allt.{ending}") == "own-copy"


def test_a_table_that_may_go_is_told_with_its_protection(
    call: Call, trygg: Call, records: None, tmp_path: Path
) -> None:
    trygg("export", "stakeholder", tmp_path / "a.csv", "--for", "council")
    told = call("mail", tmp_path / "a.csv").out
    assert "Tabellen har 2 poster. Skydd: Intern." in told
    assert "alla som får brevet kan läsa den" in told and "Till: ingen än." in told


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("hej.txt", b"Hej"),
        ("bild.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 32),
        ("priser.csv", "Vara;Skydd\r\nHjälm;Ja\r\n".encode()),
        ("lista.json", b'[{"id": 1}]'),
        ("skadad.xlsx", b"PK\x03\x04" + b"0" * 200),
        ("möte.pdf", b"%PDF-1.7 skadad"),
    ],
)
def test_what_nothing_is_known_of_goes_and_is_said_to_be_unknown(
    call: Call, file: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    (tmp_path / name).write_bytes(content)
    answer = call("mail", tmp_path / name, "--workspace", file)
    assert answer.code == 0 and "inte" in answer.out and "alla som får brevet kan läsa den" in answer.out


@pytest.mark.parametrize(
    ("content", "error"), [(b"", "empty-attachment"), (b"TRYGG-SEALED-1\nage-enc", "half-sealed")]
)
def test_a_file_that_is_empty_or_half_sealed_is_not_sent(
    trygg: Call, tmp_path: Path, content: bytes, error: str
) -> None:
    (tmp_path / "fil.trygg").write_bytes(content)
    answer = trygg("mail", tmp_path / "fil.trygg")
    assert (answer.code, answer.error["error"]) == (1, error)


def test_any_pdf_can_be_locked_on_its_way_and_the_password_is_told_once(
    call: Call, trygg: Call, file: Path, tmp_path: Path
) -> None:
    with pikepdf.new() as blank:
        blank.add_blank_page()
        blank.save(tmp_path / "plan.pdf")
    told = call("mail", tmp_path / "plan.pdf", "--lock", "--workspace", file)
    (password,) = re.findall(r"(?m)^\w{5}-\w{5}-\w{5}$", told.out)
    assert "Lösenordet till ”plan.pdf”:" in told.out and "brevet kan läsa" not in told.out
    draft = (tmp_path / "plan.pdf.eml").read_bytes()
    (attached,) = message_from_bytes(draft, policy=default).iter_attachments()
    with pikepdf.open(BytesIO(attached.get_content()), password=password) as copy:
        assert copy.encryption.bits == 256
    assert password.encode() not in draft
    (tmp_path / "låst.pdf").write_bytes(attached.get_content())
    again = trygg("mail", tmp_path / "låst.pdf", "--lock")
    assert (again.code, again.error["error"]) == (1, "not-lockable")
