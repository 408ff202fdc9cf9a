"""The sealed file: who can open it, and everything that is refused with a sentence of its own."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest
import zstandard

from tests.exchange.people import (
    ANNA,
    BO,
    BODY,
    EVA,
    GROUP,
    KEYS,
    STRANGER,
    header,
    inside,
    open_as,
    packed,
    seal,
    signed_by,
    to_age,
    told,
)
from tests.soak.fuzz_opener import fuzz
from trygg_desktop.errors import UserError
from trygg_desktop.exchange import refusals, sealed
from trygg_desktop.exchange.canonical import canonical
from trygg_desktop.exchange.keys import PrivateKeys, PublicKeys


def refusal(data: bytes, *, who: int = BO, group: str = GROUP) -> str:
    with pytest.raises(UserError) as caught:
        open_as(who, data, group=group)
    return told(caught.value)


def test_the_recipient_reads_what_the_sender_wrote() -> None:
    said, body = open_as(BO, seal())
    assert body == BODY
    assert (said.sender, said.to, said.number, said.group) == (ANNA, (BO,), 7, GROUP)
    assert said.facts == {"base": {"12": 3}}
    assert said.keys_hash == sealed.keys_hash({BO: KEYS[BO].public.recipient})


def test_every_recipient_and_the_sender_can_open_it() -> None:
    file = seal(to=(BO, EVA))
    assert [open_as(who, file)[1] for who in (ANNA, BO, EVA)] == [BODY] * 3


def test_any_bytes_travel_as_they_are() -> None:
    for body in (b"", b"\0", bytes(range(256)) * 3, b"\xff" * 100_000):
        assert open_as(BO, seal(body=body))[1] == body


def test_what_shrinks_to_almost_nothing_can_still_be_opened() -> None:
    blank_picture = bytes(3 << 20)
    file = seal(body=blank_picture)
    assert open_as(BO, file)[1] == blank_picture
    assert len(file) < len(blank_picture) / 150


def test_nothing_of_the_content_shows_outside_the_seal() -> None:
    file = seal()
    for secret in (GROUP.encode(), b"stakeholder", str(ANNA).encode(), KEYS[ANNA].public.signing):
        assert secret not in file


def test_what_trygg_has_not_sealed_is_told_apart_from_what_was_damaged() -> None:
    assert refusal(b"") == refusal(b"%PDF-1.7\n...") == "not-a-sealed-file"
    file = seal()
    for length in (3, len(sealed.MAGIC), 60, 200, len(file) // 2, len(file) - 1):
        assert refusal(file[:length]) == "damaged-file"
    assert refusal(file + b"x") == "damaged-file"


def test_a_flipped_bit_anywhere_is_noticed() -> None:
    file = seal(body=b"short")
    for place in range(0, len(file), 3):
        flipped = file[:place] + bytes([file[place] ^ 1]) + file[place + 1 :]
        assert refusal(flipped) in {
            "not-a-sealed-file",
            "damaged-file",
            "not-for-this-laptop",
            "newer-format",
        }


def test_a_file_for_others_is_not_for_this_laptop() -> None:
    assert refusal(seal(to=(BO,)), who=EVA) == "not-for-this-laptop"


def test_a_file_too_large_is_refused_before_it_is_opened() -> None:
    assert refusal(sealed.MAGIC + bytes(sealed.LARGEST_FILE)) == "too-large"


def test_a_stranger_is_unknown_and_a_false_name_shows() -> None:
    assert refusal(seal(sender=STRANGER)) == "unknown-sender"
    assert refusal(seal(keys=KEYS[STRANGER])) == "bad-signature"


def test_a_sender_not_yet_confirmed_is_refused_by_whoever_knows_the_cards() -> None:
    def not_confirmed(identity: int) -> bytes | None:
        raise refusals.unconfirmed_sender("Anna Berg")

    with pytest.raises(UserError) as caught:
        sealed.open_sealed(seal(), KEYS[BO], me=BO, group=GROUP, signing_key_of=not_confirmed)
    assert told(caught.value) == "unconfirmed"


def test_a_file_of_another_group_is_refused() -> None:
    assert refusal(seal(), group="another") == "other-group"


def test_a_file_passed_on_to_a_third_is_refused() -> None:
    assert refusal(to_age(inside(seal(), BO), EVA), who=EVA) == "resealed"


def test_a_body_swapped_under_a_good_header_is_refused() -> None:
    inner = inside(seal(), BO)
    assert refusal(to_age(inner[:-9] + b"something", BO)) == "body-altered"
    assert refusal(to_age(inner + b"more", BO)) == "body-altered"


def test_a_header_altered_after_signing_is_refused() -> None:
    inner = inside(seal(number=7), BO)
    assert refusal(to_age(inner.replace(b'"number":7', b'"number":8'), BO)) == "bad-signature"


def test_a_newer_format_is_told_apart_so_that_the_file_can_be_kept() -> None:
    assert refusal(seal().replace(sealed.MAGIC, b"TRYGG-SEALED-2\n")) == "newer-format"
    later = canonical({"format": 2, "from": ANNA, "something": "else"})
    assert refusal(signed_by(ANNA, later, b"")) == "newer-format"
    assert refusal(signed_by(STRANGER, later, b"")) == "bad-signature"


@pytest.mark.parametrize("declares_its_size", [True, False])
def test_a_bomb_is_unpacked_no_further_than_was_signed(declares_its_size: bool) -> None:
    zeros = bytes(40 << 20)
    bomb = zstandard.ZstdCompressor(write_content_size=declares_its_size).compress(zeros)
    honest = canonical(header(bomb, length=len(zeros)))
    assert refusal(signed_by(ANNA, honest, bomb)) == "unpacks-too-large"
    lying = canonical(header(bomb, length=1000))
    assert refusal(signed_by(ANNA, lying, bomb)) == "unpacks-too-large"


def test_a_bomb_takes_no_more_memory_than_was_signed() -> None:
    bomb = zstandard.ZstdCompressor().compress(bytes(40 << 20))
    file = signed_by(ANNA, canonical(header(bomb, length=1000)), bomb)
    tracemalloc.start()
    try:
        refusal(file)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 2 << 20


def test_more_than_the_largest_body_is_refused_however_large_the_file() -> None:
    padded = packed(b"x") + bytes(2 << 20)
    too_long = canonical(header(padded, length=sealed.LARGEST_BODY + 1))
    assert refusal(signed_by(ANNA, too_long, padded)) == "unpacks-too-large"


def test_a_frame_that_wants_much_memory_is_refused() -> None:
    wide = zstandard.ZstdCompressionParameters(window_log=27, write_content_size=False)
    greedy = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    frame = greedy.compress(BODY) + greedy.flush()
    assert refusal(signed_by(ANNA, canonical(header(frame)), frame)) == "malformed-file"


def test_a_body_shorter_than_signed_or_no_frame_at_all_is_refused() -> None:
    for body in (packed(BODY[:-1]), packed()[:-20], b"no frame" * 9):
        length = min(len(BODY), 200 * len(body))
        assert refusal(signed_by(ANNA, canonical(header(body, length=length)), body)) == "malformed-file"


NONSENSE: list[dict[str, Any]] = [
    {"format": 0},
    {"format": True},
    {"format": "1"},
    {"group": "UPPER"},
    {"group": "../up"},
    {"group": 5},
    {"to": []},
    {"to": "all"},
    {"to": [BO, BO]},
    {"to": [True, BO]},
    {"to": list(range(1, 100))},
    {"number": -1},
    {"number": 2**53},
    {"number": None},
    {"facts": []},
    {"length": -5},
    {"length": "9"},
    {"body": "Z" * 64},
    {"body": 1},
    {"keys": None},
    {"more": "than there should be"},
]


@pytest.mark.parametrize("changes", NONSENSE, ids=str)
def test_a_signed_header_with_nonsense_gives_a_sentence(changes: dict[str, Any]) -> None:
    assert refusal(signed_by(ANNA, canonical(header(packed(), **changes)), packed())) == "malformed-file"


def test_a_signed_header_that_is_no_header_gives_a_sentence() -> None:
    lawful = canonical(header(packed()))
    for text in (
        b"",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"from":' + b"9" * 5000 + b"}",
        b'{"from":1.5}',
        b'{"from":NaN}',
        b'{"from":true}',
        lawful.replace(b'"facts":{}', b'"facts":' + b'{"a":' * 60_000 + b"1" + b"}" * 60_000)[:200_000],
        lawful.replace(b'"facts":{}', b'"facts":{"a":1e999}'),
        lawful.replace(b'"facts":{}', b'"facts":{"a":"\\ud800"}'),
        lawful.replace(b'"facts":{}', b'"facts":{"a":1,"a":2}'),
        lawful.replace(b":", b": "),
        canonical(header(packed(), facts={"a": "x" * sealed.LARGEST_HEADER})),
    ):
        assert refusal(signed_by(ANNA, text, packed())) == "malformed-file"


def test_an_inside_too_short_for_what_it_says_gives_a_sentence() -> None:
    lawful = inside(signed_by(ANNA, canonical(header(packed())), packed()), BO)
    cut_in_the_signature = lawful[: 4 + int.from_bytes(lawful[:4], "big") + 40]
    for inner in (cut_in_the_signature, b"", b"\0\0", b"\0\0\0\2{}", b"\xff" * 200):
        assert refusal(to_age(inner, BO)) == "malformed-file"


def test_what_no_receiver_would_take_is_not_sealed() -> None:
    with pytest.raises(UserError) as caught:
        seal(facts={"erasures": ["x" * sealed.LARGEST_HEADER]})
    assert told(caught.value) == "too-much-to-seal"
    for nonsense in ({"facts": {"a": 1.5}}, {"group": "a/b"}, {"number": -1}, {"to": ()}, {"to": (ANNA,)}):
        with pytest.raises(ValueError):
            seal(**nonsense)  # type: ignore[arg-type]


def test_keys_come_back_as_they_were_kept() -> None:
    keys = PrivateKeys.generate()
    again = PrivateKeys(bytes(keys.signing_secret), str(keys.age_secret))
    assert again == keys
    assert again.public == keys.public


def test_no_secret_shows_in_a_trace() -> None:
    keys = PrivateKeys.generate()
    shown = f"{keys!r} {keys} {[keys]}"
    assert keys.age_secret[20:40] not in shown
    assert repr(keys.signing_secret)[2:-1] not in shown


def test_public_keys_that_are_none_are_refused() -> None:
    good = KEYS[ANNA].public
    with pytest.raises(ValueError):
        PublicKeys(good.signing[:31], good.recipient)
    with pytest.raises(ValueError):
        PublicKeys(good.signing, "age1nonsense")


def test_some_hundred_hostile_files_do_no_harm() -> None:
    seen = fuzz(600, seed=20261122)
    assert sum(seen.values()) == 600
    assert {"opened", "damaged-file", "malformed-file", "bad-signature", "unpacks-too-large"} <= seen.keys()
