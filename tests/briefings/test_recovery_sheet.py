"""The recovery sheet: both ways into the file on one page, exactly as they are."""

from __future__ import annotations

from datetime import date

import pytest

from tests.briefings import reading_back
from trygg_desktop.briefings.recovery_sheet import recovery_sheet
from trygg_desktop.errors import UserError
from trygg_desktop.workspace.vault import Key, key_from_recovery_groups, recovery_groups

KEY = Key(bytes(range(32)), bytes(16))


def sheet(passphrase: str = "K7QFM-2XWPA-HD9TC-R4BNE-Y6GUV", language: str = "sv") -> bytes:
    return recovery_sheet(
        passphrase=passphrase,
        key_groups=recovery_groups(KEY),
        body="Trygghetsrådet",
        workspace_name="radet.trygg",
        today=date(2026, 11, 22),
        language=language,
    )


@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_is_one_page_in_our_own_font(language: str) -> None:
    pdf = sheet(language=language)
    assert len(reading_back.pages(pdf)) == 1
    assert {embedded for _name, embedded in reading_back.fonts(pdf)} == {"ttf"}


def test_every_group_stands_on_it() -> None:
    words = reading_back.text(sheet()).split()
    for group in ("K7QFM", "2XWPA", "HD9TC", "R4BNE", "Y6GUV", *recovery_groups(KEY)):
        assert words.count(group) == 1


def test_the_key_can_be_read_back_from_the_paper() -> None:
    words = reading_back.text(sheet()).split()
    groups = [word for word in words if word in recovery_groups(KEY)]
    assert key_from_recovery_groups(" ".join(groups), KEY.salt) == KEY


def test_a_passphrase_of_ones_own_is_printed_to_the_letter() -> None:
    text = reading_back.text(sheet("Fem helt-olika Ord & <tecken>"))
    assert "Fem helt-olika Ord & <tecken>" in text
    assert "precis så här" in text


def test_a_passphrase_that_can_not_be_printed_is_refused() -> None:
    with pytest.raises(UserError, match="unprintable-passphrase"):
        sheet("fem helt olika ord 😀")


def test_without_a_passphrase_the_key_stands_alone() -> None:
    text = reading_back.text(sheet(""))
    assert "Lösenfras" not in text
    assert recovery_groups(KEY)[0] in text


def test_it_says_where_it_is_kept_and_what_never_to_do() -> None:
    text = reading_back.text(sheet())
    assert "kassaskåp" in text
    assert "Fotografera, skanna eller skicka det aldrig." in text


def test_it_says_how_it_is_used_and_has_lines_for_who_keeps_it() -> None:
    text = reading_back.text(sheet())
    assert "välj filen radet.trygg" in text and "nyckelns grupper i samma fält" in text
    assert "Förvaras hos Dag, underskrift" in text
    assert "lösenfrasen. Passar" not in reading_back.text(sheet(""))


def test_nothing_secret_is_in_the_properties() -> None:
    facts = " ".join(str(value) for value in reading_back.metadata(sheet()).values())
    assert "K7QFM" not in facts
    assert recovery_groups(KEY)[0] not in facts
