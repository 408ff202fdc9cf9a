"""The e-mail draft: what a mail program finds in it."""

from __future__ import annotations

from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default
from email.utils import getaddresses

import pytest

from tests.exchange.people import seal, told
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.mail_draft import addresses, draft

TEXT = "Hej Åsa!\n\nHär kommer det senaste från mig. Öppna den bifogade filen i Trygg.\n\nHälsningar\nBo"
NAME = "trygg-k3v9q2m7xw4t-1001-7.trygg"


def made(
    *, to: tuple[str, ...] = ("asa@kommun.example.se",), subject: str = "Trygg", content: bytes = b"x"
) -> bytes:
    return draft(to, subject, TEXT, (NAME, content), "sv")


def parsed(data: bytes) -> EmailMessage:
    return BytesParser(EmailMessage, policy=default).parsebytes(data)


def test_a_mail_program_finds_the_very_file() -> None:
    file = seal()
    message = parsed(made(content=file))
    (attached,) = message.iter_attachments()
    assert attached.get_filename() == NAME
    assert attached.get_content() == file
    assert message.defects == attached.defects == []


def test_an_old_mail_program_finds_the_very_file_too() -> None:
    every_byte = bytes(range(256)) * 99
    text, attached = message_from_bytes(made(content=every_byte)).get_payload()
    assert attached.get_payload(decode=True) == every_byte
    assert text.get_payload(decode=True).decode(text.get_content_charset()).splitlines() == TEXT.splitlines()


def test_the_text_and_its_letters_come_through() -> None:
    message = parsed(made(subject="Nytt från Åsa – vecka 48"))
    body = message.get_body(("plain",))
    assert body is not None
    assert body.get_content().splitlines() == TEXT.splitlines()
    assert message["Subject"] == "Nytt från Åsa – vecka 48"
    assert message["Content-Language"] == "sv"


def test_it_is_a_draft_that_the_mail_program_completes() -> None:
    message = parsed(made())
    assert message["X-Unsent"] == "1"
    assert {"from", "date", "message-id"}.isdisjoint(name.lower() for name in message)


def test_the_file_is_plain_ascii_in_lines_that_mail_allows() -> None:
    data = made(subject="Å" * 200, content=seal(), to=("Åsa Öberg <asa@x.se>",) * 9)
    data.decode("ascii")
    lines = data.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) <= 78


def test_addresses_with_names_and_swedish_letters_come_through() -> None:
    message = parsed(made(to=("Öberg, Åsa <asa@kommun.se>", '"Ek, Bo" <bo@x.se>', "eva@malmö.se")))
    assert [one.addr_spec for one in message["To"].addresses] == [
        "asa@kommun.se",
        "bo@x.se",
        "eva@xn--malm-8qa.se",
    ]
    assert message["To"].addresses[1].display_name == "Ek, Bo"


@pytest.mark.parametrize("between", [", ", ";", "\n"])
def test_names_with_commas_are_told_from_the_next_address(between: str) -> None:
    several = ["Nämnden för idrott, fritid och kultur <n@x.se>", "bo@x.se", "Berg, Eva <eva@x.se>"]
    assert addresses(between.join(several) + ",\n") == several


NAMES = [
    "Ordföranden i nämnden för idrott, fritid och förebyggande",
    "Grundskolenämndens vice ordförande",
    "Individ- och familjenämndens andre vice ordförande",
    'Berg, Anna "Lillan" (KS)',
    "Öberg, Åsa (KS)",
    "A name of ordinary words that is longer than any line of a mail can be, and goes on",
    "李 العربية namn",
    "=?utf-8?q?ful?=",
    "Bo Ek",
]


@pytest.mark.parametrize("order", [1, -1])
def test_every_one_of_many_long_names_is_read_back_as_it_was(order: int) -> None:
    names = NAMES[::order]
    data = made(to=tuple(f"{name} <n{number}@exempel.se>" for number, name in enumerate(names)))
    found = [(one.display_name, one.addr_spec) for one in parsed(data)["To"].addresses]
    assert found == [(name, f"n{number}@exempel.se") for number, name in enumerate(names)]


def test_an_old_mail_program_reads_the_same_names() -> None:
    data = made(to=tuple(f"{name} <n{number}@exempel.se>" for number, name in enumerate(NAMES)))
    unfolded = "".join(message_from_bytes(data)["To"].splitlines())
    found = [(str(make_header(decode_header(name))), address) for name, address in getaddresses([unfolded])]
    assert found == [(name, f"n{number}@exempel.se") for number, name in enumerate(NAMES)]


@pytest.mark.parametrize(
    "subject", ["Å" * 200, "ord " * 60, "x" * 2000, "=?utf-8?q?ful?=", "Rapport – våren " * 9]
)
def test_a_subject_of_any_length_is_read_back_as_it_was(subject: str) -> None:
    data = made(subject=subject)
    assert parsed(data)["Subject"] == " ".join(subject.split())
    assert max(map(len, data.split(b"\r\n"))) <= 78


def test_a_file_s_swedish_name_is_whole_and_has_one_in_plain_letters_beside_it() -> None:
    name = "Rapport till kommunstyrelsen 2026-11-22 allmänheten.pdf"
    (attached,) = parsed(draft((), "Rapport", TEXT, (name, b"%PDF-"), "sv")).iter_attachments()
    assert attached.get_filename() == name and attached.defects == []
    assert attached["Content-Type"].params["name"] == name.replace("ä", "a")


def test_without_an_address_the_line_is_left_to_fill_in() -> None:
    assert parsed(made(to=()))["To"] is None


def test_nothing_typed_becomes_a_header_of_its_own() -> None:
    message = parsed(made(subject="Hej\r\nBcc: alla@x.se", to=("Bo <bo@x.se>\r\nBcc: alla@x.se",)[:0]))
    assert message["Bcc"] is None
    assert message["Subject"] == "Hej Bcc: alla@x.se"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "bo",
        "bo@",
        "@x.se",
        "bo@x",
        "bo ek@x.se",
        "bo@x.se, eva@x.se",
        "åsa@x.se",
        "bo@x..se",
        "bo@x.se\nBcc: a@b.se",
    ],
)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UserError) as caught:
        made(to=(address,))
    assert told(caught.value) == "not-an-address"


@pytest.mark.parametrize("control", ["\x1b", "\x00", "\x07"])
def test_control_characters_never_stand_raw_in_the_head(control: str) -> None:
    data = made(to=(f"An{control}na <anna@example.se>",), subject=f"Kal{control}lelse")
    assert control.encode() not in data
