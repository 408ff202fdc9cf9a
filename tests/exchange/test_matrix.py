"""Deleting against editing, before and after one another, known and unknown, whichever file comes first."""

from __future__ import annotations

from itertools import product

import pytest

from tests.property.laptops import Laptop
from trygg_desktop.exchange.open_ends import open_ends
from trygg_desktop.workspace import undo
from trygg_desktop.workspace.erasing import erase

RECORD = "1" * 32

# What one does, what the other does meanwhile, and what both then see: whether the record is there, its value where
# one value stands, and what is asked. `edit` writes a value of one's own, `same` one that both write.
MEANWHILE = [
    ("-", "-", True, "0", set()),
    ("-", "edit", True, "other", set()),
    ("-", "delete", False, None, set()),
    ("-", "edit delete", False, None, set()),
    ("-", "delete restore", True, "0", set()),
    ("-", "delete restore edit", True, "other", set()),
    ("edit", "edit", True, None, {"a"}),
    ("same", "same", True, "same", set()),
    ("edit", "same", True, None, {"a"}),
    ("edit", "delete", True, "one", {"~alive"}),
    ("edit", "edit delete", True, None, {"a", "~alive"}),
    ("edit", "delete restore", True, "one", set()),
    ("edit", "delete restore edit", True, None, {"a"}),
    ("delete", "delete", False, None, set()),
    ("delete", "edit delete", True, "other", {"~alive"}),
    ("delete", "delete restore", True, "0", {"~alive"}),
    ("delete", "delete restore edit", True, "other", {"~alive"}),
    ("edit delete", "edit delete", True, None, {"a", "~alive"}),
    ("edit delete", "delete", True, "one", {"~alive"}),
    ("edit delete", "delete restore", True, "one", {"~alive"}),
    ("delete restore", "delete restore", True, "0", set()),
    ("delete restore", "delete restore edit", True, "other", set()),
    ("edit undo", "edit", True, None, {"a"}),
    ("edit undo", "delete", True, "0", {"~alive"}),
    ("delete undo", "delete", True, "0", {"~alive"}),
    ("delete undo", "edit", True, "other", set()),
]

# What one does and sends, what the other does who has seen it, and what both see in the end: nothing is ever asked.
AFTERWARDS = [
    ("edit", "edit", True, "other"),
    ("edit", "delete", False, None),
    ("edit delete", "restore", True, "one"),
    ("delete", "restore edit", True, "other"),
    ("delete", "restore", True, "0"),
    ("edit delete", "restore delete", False, None),
]


def two() -> tuple[Laptop, Laptop]:
    """Two who have the same record, and clocks that disagree by an hour."""
    one, other = Laptop("one", lambda: 3_600_000), Laptop("other", lambda: 1)
    one.meet(other)
    other.meet(one)
    one.write(lambda log: log.create("thing", RECORD, {"a": "0"}))
    settle(one, other)
    return one, other


def do(laptop: Laptop, what: str) -> None:
    """What the table says, step by step."""
    for step in what.split():
        if step in ("edit", "same"):
            word = laptop.name if step == "edit" else "same"
            laptop.write(lambda log, word=word: log.edit("thing", RECORD, "a", word))
        elif step in ("delete", "restore"):
            laptop.write(lambda log, step=step: log.set_alive("thing", RECORD, step == "restore"))
        elif step == "undo":
            assert laptop.turn(undo.next_undo) is not None


def send(sender: Laptop, reader: Laptop) -> None:
    """One file, taken in."""
    for mail in sender.post(reader.identity):
        reader.take_in(mail)


def settle(*laptops: Laptop) -> None:
    """Everybody hears everything, in this order."""
    for _time in range(2):
        for sender, reader in product(laptops, laptops):
            if sender is not reader:
                send(sender, reader)


def judge(laptops: tuple[Laptop, ...], seen: bool, value: str | None, asked: set[str]) -> None:
    """All see this and are asked this."""
    for laptop in laptops:
        assert laptop.log.is_alive(RECORD) == seen
        assert {end.field for end in open_ends(laptop.log)} == asked
        if seen and value is not None:
            assert laptop.log.values(RECORD) == {"a": value}
    assert all(laptop.shown() == laptops[0].shown() for laptop in laptops)


def turned(row: tuple[str, str, bool, str | None, set[str]]) -> tuple[str, str, bool, str | None, set[str]]:
    """The same with the two in each other's place."""
    theirs = {"one": "other", "other": "one"}
    return row[1], row[0], row[2], theirs.get(row[3] or "", row[3]), row[4]


@pytest.mark.parametrize("first_sends", [True, False], ids=["one's file first", "the other's file first"])
@pytest.mark.parametrize(
    "row", [*MEANWHILE, *map(turned, MEANWHILE)], ids=lambda row: f"{row[0]} against {row[1]}"
)
def test_what_two_did_meanwhile(row: tuple[str, str, bool, str | None, set[str]], first_sends: bool) -> None:
    mine, theirs, *wanted = row
    one, other = two()
    do(one, mine)
    do(other, theirs)
    settle(*((one, other) if first_sends else (other, one)))
    judge((one, other), *wanted)


@pytest.mark.parametrize("row", AFTERWARDS, ids=lambda row: f"{row[0]}, then {row[1]}")
def test_what_one_did_having_seen_the_other(row: tuple[str, str, bool, str | None]) -> None:
    before, after, *wanted = row
    one, other = two()
    do(one, before)
    send(one, other)
    do(other, after)
    settle(other, one)
    judge((one, other), *wanted, set())


@pytest.mark.parametrize("way", ["straight", "through a third", "both ways, late"])
def test_a_third_hears_of_it_in_any_order(way: str) -> None:
    one, other = two()
    third = Laptop("third", lambda: 500_000)
    for each in (one, other):
        each.meet(third)
        third.meet(each)
    do(one, "delete")
    do(other, "edit")
    if way == "straight":
        send(one, third)
        send(other, third)
    elif way == "through a third":
        send(other, one)
        send(one, third)
    else:
        late = one.post(third.identity)
        send(other, third)
        do(one, "restore delete")
        send(one, third)
        for mail in late:
            third.take_in(mail)
    settle(one, other, third)
    judge((one, other, third), True, "other", {"~alive"})


def test_erasing_what_a_field_of_a_deleted_record_said_does_not_bring_it_back() -> None:
    one, other = two()
    do(one, "delete")
    one.write(lambda log: erase(log, "thing", RECORD, field="a", reason="Beslut 14"), in_undo="aside")
    settle(one, other)
    judge((one, other), False, None, set())


@pytest.mark.parametrize(
    ("one_did", "other_did", "seen", "asked"),
    [
        ("delete", "delete", False, set()),
        ("delete", "-", True, {"~alive"}),
        ("delete", "edit delete", True, {"~alive"}),
        ("delete", "delete restore", True, {"~alive"}),
    ],
)
def test_the_same_thing_made_apart_is_gone_where_both_deleted_theirs_and_nothing_else_was_said(
    one_did: str, other_did: str, seen: bool, asked: set[str]
) -> None:
    laptops = Laptop("one", lambda: 3_600_000), Laptop("other", lambda: 1)
    laptops[0].meet(laptops[1])
    laptops[1].meet(laptops[0])
    for n, (laptop, did) in enumerate(zip(laptops, (one_did, other_did), strict=True), start=2):
        laptop.write(
            lambda log, n=n: log.create("thing", f"{n}" * 32, {})
        )  # what comes first gives way to others
        laptop.write(lambda log: log.create("thing", RECORD, {"a": "0"}))
        do(laptop, did.replace("-", ""))
    settle(*laptops)
    judge(laptops, seen, None, asked)
