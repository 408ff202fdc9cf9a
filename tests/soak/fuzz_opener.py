"""Throws hostile files at the opener and at the card reader; anything but a sentence of ours is a fault.

`python -m tests.soak.fuzz_opener 200000` runs it alone (a minute per 100,000 inputs) with the address space
bounded and prints what came of the inputs; `pytest -m soak tests/soak` runs 100,000 of them; the suite itself
throws some hundred. What is thrown: raw bytes; good files with bits flipped, cut, spliced; any inside sealed
correctly to the reader; headers and zstd frames made and truly signed by a confirmed peer who means ill; cards.
"""

from __future__ import annotations

import random
import struct
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

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
)
from trygg_desktop.domain.sides import Side
from trygg_desktop.errors import UserError
from trygg_desktop.exchange import sealed
from trygg_desktop.exchange.canonical import canonical, parse_strictly
from trygg_desktop.exchange.cards import Card
from trygg_desktop.i18n import sentence

ADDRESS_SPACE = 1 << 30
"""Bytes that the process may ask for at all: the largest lawful body, some copies of the file, and Python."""

NASTY: list[Any] = [
    *(
        None,
        True,
        False,
        0,
        -1,
        1,
        2**31,
        2**53,
        2**64,
        10**400,
        "",
        "\0",
        "../..",
        "å" * 99,
        "9" * 64,
        "f" * 64,
    ),
    *(
        [],
        {},
        [[]],
        [None],
        {"a": {}},
        [1, "1"],
        [BO],
        [ANNA, BO],
        [BO, ANNA],
        GROUP,
        ANNA,
        BO,
        STRANGER,
        "1",
    ),
]


def fuzz(count: int, *, seed: int) -> Counter[str]:
    """Throws so many inputs and tells what came of them: `opened`, `card`, or the id of the refusal."""
    chance = random.Random(seed)
    seen: Counter[str] = Counter()
    throws = [throw for throw, weight in THROWS for _time in range(weight)]
    for _input in range(count):
        throw = chance.choice(throws)
        thrown = throw(chance)
        try:
            seen[(_card if throw is cards else _file)(thrown, throw in BY_OUTSIDERS)] += 1
        except BaseException as fault:
            kept = Path(tempfile.mkdtemp()) / "input"
            kept.write_bytes(thrown)
            raise AssertionError(f"{throw.__name__}: {fault!r}; the input is kept in {kept}") from fault
    return seen


def _file(data: bytes, by_outsider: bool) -> str:
    try:
        said, body = open_as(BO, data)
    except UserError as error:
        assert "{" not in sentence(error)
        return error.id
    assert len(body) == said.raw_length <= sealed.LARGEST_BODY
    assert not by_outsider or inside(data, BO) in _insides(), "someone without a confirmed key got a file in"
    return "opened"


def _card(data: bytes, _by_outsider: bool) -> str:
    try:
        card = (
            Card.from_text(data.decode("latin-1")) if data[:5].upper() == b"TRYGG" else Card.from_bytes(data)
        )
    except UserError as error:
        assert "{" not in sentence(error)
        return error.id
    assert card == _anna(), "an altered card passed for a good one"
    return "card"


@cache
def _good() -> tuple[bytes, ...]:
    return (
        seal(),
        seal(body=b""),
        seal(to=(BO, EVA), sender=EVA, body=bytes(range(256)) * 900),
        seal(sender=STRANGER),
        seal(to=(EVA,)),
    )


@cache
def _insides() -> tuple[bytes, ...]:
    """What was truly signed for Bo: to seal it to him once more is harmless."""
    return tuple(inside(file, BO) for file in _good()[:3])


@cache
def _anna() -> Card:
    return Card.made(
        KEYS[ANNA], identity=ANNA, lane=5, group=GROUP, name="Anna Berg", side=Side.POLICE, demo=False
    )


def mutated(chance: random.Random, data: bytes) -> bytes:
    """The bytes with one to four things done to them."""
    made = bytearray(data)
    for _time in range(chance.randint(1, 4)):
        place = chance.randrange(len(made) + 1)
        run = chance.choice((1, 1, 4, 16, 300))
        match chance.randrange(7):
            case 0 if place < len(made):
                made[place] ^= 1 << chance.randrange(8)
            case 1:
                del made[place:]
            case 2:
                del made[place : place + run]
            case 3:
                made[place:place] = chance.randbytes(run)
            case 4:
                made[place : place + run] = chance.randbytes(run)
            case 5:
                made[place:place] = made[chance.randrange(len(made) + 1) :][:run]
            case _:
                made[place : place + 4] = struct.pack(
                    ">I", chance.choice((0, 1, 2**31, 2**32 - 1, len(made)))
                )
    return bytes(made)


def raw_bytes(chance: random.Random) -> bytes:
    """Anything, with or without a beginning that looks right."""
    begins = (
        b"",
        sealed.MAGIC,
        sealed.MAGIC + b"age-encryption.org/v1\n",
        b"TRYGG-SEALED-99\n",
        b"TRYGG-SEALED-",
    )
    stanza = b"-> X25519 " + chance.randbytes(20) + b"\n--- " + chance.randbytes(43) + b"\n"
    return chance.choice(begins) + chance.choice((b"", stanza)) + chance.randbytes(chance.randrange(600))


def altered_files(chance: random.Random) -> bytes:
    """A good file that something happened to on its way, or two that ran together."""
    if chance.random() < 0.2:
        one, other = chance.choice(_good()), chance.choice(_good())
        return one[: chance.randrange(len(one))] + other[chance.randrange(len(other)) :]
    return mutated(chance, chance.choice(_good()))


def any_inside(chance: random.Random) -> bytes:
    """Any inside, sealed to Bo by someone who has only seen his card."""
    inner = chance.choice((chance.randbytes(chance.randrange(400)), inside(_good()[chance.randrange(2)], BO)))
    return to_age(mutated(chance, inner) if inner else inner, BO)


def false_signatures(chance: random.Random) -> bytes:
    """Lawful in all but the key that signs."""
    return signed_by(
        STRANGER, canonical(header(packed(), **{"from": chance.choice((ANNA, BO, EVA))})), packed()
    )


def signed_headers(chance: random.Random) -> bytes:
    """A confirmed peer's header with values of the wrong kind, or JSON written to do harm."""
    said = header(packed())
    for _time in range(chance.randint(1, 2)):
        said[chance.choice((*said, "more"))] = chance.choice(NASTY)
    if chance.random() < 0.2:
        said.pop(chance.choice(tuple(said)))
    text = canonical(said)
    if chance.random() < 0.4:
        text = mutated(chance, text)
    if chance.random() < 0.05:
        deep = chance.choice((100, 900, 1100, 40_000))
        text = text.replace(b"{}", b'{"a":' * deep + b"1" + b"}" * deep)
    return signed_by(ANNA, text, packed())


def signed_frames(chance: random.Random) -> bytes:
    """A confirmed peer's body that is no honest zstd frame, under a header that fits it or lies."""
    frame = _frame(chance)
    length = chance.choice(
        (0, 1, len(BODY), 200 * len(frame), 200 * len(frame) + 1, sealed.LARGEST_BODY, 2**53 - 1)
    )
    return signed_by(ANNA, canonical(header(frame, length=length)), frame)


def _frame(chance: random.Random) -> bytes:
    match chance.randrange(7):
        case 0:
            return chance.randbytes(chance.randrange(300))
        case 1:
            return mutated(chance, packed())
        case 2:
            return _bomb()
        case 3:  # says that it holds up to 2^64 bytes
            return b"\x28\xb5\x2f\xfd\xe0" + struct.pack("<Q", chance.getrandbits(64)) + chance.randbytes(40)
        case 4:  # asks for a window of up to 2 TB
            return b"\x28\xb5\x2f\xfd\x00" + chance.randbytes(1) + packed()[6:]
        case 5:
            skipped = struct.pack("<II", 0x184D2A50, chance.choice((0, 10, 2**32 - 1))) + bytes(10)
            return chance.choice((skipped + packed(), packed() + skipped, skipped * 20))
        case _:  # so much padding that the largest body is allowed
            if chance.random() < 0.99:
                return packed() * chance.randint(1, 5)
            return _bomb() + bytes(sealed.LARGEST_BODY // sealed.LARGEST_RATIO)


@cache
def _bomb() -> bytes:
    return zstandard.ZstdCompressor(write_content_size=False).compress(bytes(300 << 20))


def cards(chance: random.Random) -> bytes:
    """Cards as files and as texts, altered."""
    whole = chance.choice((_anna().to_bytes(), _anna().to_text().encode()))
    if chance.random() < 0.3:
        said = parse_strictly(_anna().to_bytes())
        said[chance.choice((*said, "more"))] = chance.choice(NASTY)
        return canonical(said)
    return mutated(chance, whole) if chance.random() < 0.95 else whole


Throw = Callable[[random.Random], bytes]
THROWS: list[tuple[Throw, int]] = [
    *((raw_bytes, 2), (altered_files, 4), (any_inside, 3), (false_signatures, 1)),
    *((signed_headers, 5), (signed_frames, 4), (cards, 2)),
]
BY_OUTSIDERS = {raw_bytes, altered_files, any_inside, false_signatures}


def main(count: int, seed: int) -> None:
    """Runs alone, with the address space bounded, and prints the figures."""
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    fuzz(50, seed=seed)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    seen = fuzz(count, seed=seed)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = time.perf_counter() - began
    lines = [
        f"{count} inputs in {took:.0f} s; memory at most {peak >> 10} MB, {before >> 10} MB at the start"
    ]
    lines += [f"{number:8} {what}" for what, number in seen.most_common()]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
