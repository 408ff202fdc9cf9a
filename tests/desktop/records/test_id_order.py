"""The order of many ids: found, cut and compared as one text."""

from __future__ import annotations

from uuid import UUID

from trygg_desktop.desktop.records.id_order import IdOrder, same_at_both_ends


def order(*numbers: int) -> IdOrder:
    """Ids made of numbers."""
    return IdOrder("".join(UUID(int=number).hex for number in numbers))


def test_an_id_that_begins_in_the_middle_of_two_others_is_not_found() -> None:
    assert IdOrder("0" * 31 + "1" + "1" + "0" * 31).row_of("1" * 2 + "0" * 30) is None


def test_a_row_is_found_by_its_id() -> None:
    assert order(5, 6, 7).row_of(UUID(int=7).hex) == 2


def test_orders_are_the_same_up_to_what_changed() -> None:
    assert same_at_both_ends(order(1, 2, 3, 4), order(1, 9, 3, 4)) == (1, 2)
    assert same_at_both_ends(order(1, 2, 3), order(1, 2, 3, 4)) == (3, 0)
    assert same_at_both_ends(order(1, 1), order(1, 1, 1)) == (2, 0)
    assert same_at_both_ends(order(), order(1)) == (0, 0)


def test_rows_are_taken_out_and_put_in() -> None:
    assert order(1, 2, 3).without(1, 1) == order(1, 3)
    assert order(1, 3).with_at(1, order(2).text) == order(1, 2, 3)
