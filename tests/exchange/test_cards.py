"""The card: as file, text and QR code; the digits that both leaders read to each other."""

from __future__ import annotations

import base64
import dataclasses
import json
import zlib
from typing import Any

import pytest

from tests.exchange.people import ANNA, BO, EVA, GROUP, KEYS, told
from trygg_desktop.domain.sides import Side
from trygg_desktop.errors import UserError
from trygg_desktop.exchange.cards import Card, digits, qr_matrix, qr_png, qr_svg, same_digits


def card(who: int = ANNA, **other: Any) -> Card:
    said: dict[str, Any] = {
        "identity": who,
        "lane": 4711,
        "group": GROUP,
        "name": "Åsa Öberg",
        "side": Side.POLICE,
        "demo": False,
    }
    return Card.made(KEYS[who], **(said | other))


def refusal(data: bytes | str) -> str:
    with pytest.raises(UserError) as caught:
        Card.from_bytes(data) if isinstance(data, bytes) else Card.from_text(data)
    return told(caught.value)


def test_a_card_comes_back_from_a_file_and_from_a_text() -> None:
    made = card()
    assert Card.from_bytes(made.to_bytes()) == made
    assert Card.from_text(made.to_text()) == made


def test_a_text_survives_mail_and_people() -> None:
    made = card()
    text = made.to_text()
    wrapped = "\n".join(text[start : start + 60] for start in range(0, len(text), 60))
    for pasted in (text.lower(), wrapped, f"Här är mitt kort:\n\n  {wrapped}\n", " ".join(text)):
        assert Card.from_text(pasted) == made


def test_no_card_holds_a_secret() -> None:
    written = card().to_bytes()
    assert KEYS[ANNA].age_secret.encode() not in written
    assert base64.b64encode(KEYS[ANNA].signing_secret) not in written


def test_the_last_letter_altered_shows_too() -> None:
    texts = (card(name="Anna" + "a" * more).to_text() for more in range(40))
    text = next(each for each in texts if len(each.partition(":")[2]) % 8 in (2, 4, 5, 7))
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
    other = letters[letters.index(text[-1]) + 1]
    assert refusal(text[:-1] + other) == "damaged-card"


def test_a_letter_lost_or_altered_never_gives_another_card() -> None:
    """It shows, but for a few bits that fill up the last byte of what was packed and say nothing."""
    made = card()
    text = made.to_text()
    for place in range(6, len(text), 7):
        other = "A" if text[place] != "A" else "B"
        for altered in (text[:place] + other + text[place + 1 :], text[:place] + text[place + 1 :]):
            try:
                assert Card.from_text(altered) == made
                assert len(altered) == len(text) and place > len(text) - 16
            except UserError as refused:
                assert told(refused) in {"damaged-card", "not-a-card"}


def test_an_altered_card_is_refused() -> None:
    made = card()
    other = KEYS[EVA].public
    for altered in (
        dataclasses.replace(made, name="Eva Ek"),
        dataclasses.replace(made, lane=4712),
        dataclasses.replace(made, demo=True),
        dataclasses.replace(made, keys=dataclasses.replace(made.keys, recipient=other.recipient)),
        dataclasses.replace(made, keys=other),
        dataclasses.replace(made, signature=b""),
    ):
        assert refusal(altered.to_bytes()) == "damaged-card"


@pytest.mark.parametrize(
    "changes",
    [
        {"identity": True},
        {"identity": 2**53},
        {"lane": 0},
        {"lane": 2**23},
        {"lane": "1"},
        {"group": "A B"},
        {"name": ""},
        {"name": "x" * 121},
        {"name": "Anna\u202eoB"},
        {"side": "army"},
        {"side": []},
        {"signing": "AAAA"},
        {"signing": 5},
        {"recipient": "age1x"},
        {"recipient": None},
        {"signature": "é"},
        {"demo": 0},
        {"trygg-card": 0},
        {"more": 1},
    ],
    ids=str,
)
def test_nonsense_on_a_card_gives_a_sentence(changes: dict[str, Any]) -> None:
    said = json.loads(card().to_bytes()) | changes
    assert refusal(json.dumps(said).encode()) == "damaged-card"


def test_what_is_no_card_gives_a_sentence() -> None:
    for data in (b"", b"[]", b"{}", b"\xff", b"[" * 4000, b'{"trygg-card":1.5}', b" " * 5000, b"%PDF"):
        assert refusal(data) == "not-a-card"
    for text in ("", "Hej", "trygg", "TRYGG" * 9000):
        assert refusal(text) == "not-a-card"
    assert refusal("TRYGG:") == refusal("TRYGG:1234") == refusal("TRYGG:ÅÄÖ") == "damaged-card"


def test_a_line_break_at_the_end_does_no_harm_but_a_card_is_small() -> None:
    made = card()
    assert Card.from_bytes(made.to_bytes() + b"\r\n") == made
    assert refusal(made.to_bytes() + b" " * 5000) == "not-a-card"


def test_a_text_that_unpacks_without_end_is_refused() -> None:
    bomb = base64.b32encode(zlib.compress(bytes(8 << 20), 9)).decode().rstrip("=")
    assert refusal("TRYGG:" + bomb) == "damaged-card"


def test_a_newer_card_asks_for_an_update() -> None:
    assert refusal(b'{"trygg-card":2}') == "newer-card"


def test_a_card_needs_a_name_that_can_be_shown() -> None:
    assert card(name="  Åsa \n Öberg ").name == "Åsa Öberg"
    for name in ("", "  ", "x" * 121, "a\u200bb"):
        with pytest.raises(UserError) as caught:
            card(name=name)
        assert told(caught.value) == "card-without-name"


def test_the_file_name_says_nothing_about_the_person() -> None:
    made = card(BO)
    assert made.file_name == "trygg-kort-ffffff.tryggkort"
    assert Card.from_bytes(made.to_bytes(), file=made.file_name) == made


def test_both_sides_see_the_same_digits() -> None:
    anna, bo = card(ANNA, group="b"), card(BO, group="a")
    shown = digits(anna, bo)
    assert shown == digits(bo, anna) == digits(Card.from_text(anna.to_text()), bo)
    assert [len(part) for part in shown.split(" ")] == [5] * 6
    assert shown.replace(" ", "").isdigit()


def test_whatever_differs_on_a_card_gives_other_digits() -> None:
    anna, bo = card(ANNA), card(BO)
    shown = digits(anna, bo)
    others = [
        card(ANNA, lane=4712),
        card(ANNA, name="Asa Oberg"),
        card(ANNA, side=Side.MUNICIPALITY),
        card(ANNA, demo=True),
        card(ANNA, group="a"),
        Card.made(
            KEYS[EVA], identity=ANNA, lane=4711, group=GROUP, name="Åsa Öberg", side=Side.POLICE, demo=False
        ),
    ]
    assert len({shown, *(digits(other, bo) for other in others)}) == len(others) + 1


def test_digits_may_be_typed_with_any_blanks() -> None:
    shown = "01234 56789 01234 56789 01234 56789"
    for typed in (
        shown,
        shown.replace(" ", ""),
        shown.replace(" ", "-"),
        f"  {shown}\n",
        "\u00a0".join(shown),
    ):
        assert same_digits(typed, shown)
    for typed in ("", shown[:-1], shown + "0", shown.replace("0", "O"), shown[::-1]):
        assert not same_digits(typed, shown)


def test_the_code_holds_the_text_and_fits_on_a_screen() -> None:
    made = card(BO, name="Anna-Karin Östergren-Lindqvist", group="k" * 32)
    rows = qr_matrix(made)
    assert len(rows) == len(rows[0]) <= 85
    assert sum(rows[0][:7]) == 7  # the finder pattern in the corner
    assert qr_svg(made).startswith(b"<?xml")
    assert qr_png(made).startswith(b"\x89PNG")
    assert qr_png(made) == qr_png(Card.from_text(made.to_text()))
