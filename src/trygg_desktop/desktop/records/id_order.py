"""The ids of very many records in their order, as one long text: small in memory and quick to search."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

WIDTH = 32
"""Letters of one id: hexadecimal digits, as the file writes it."""


@dataclass(frozen=True, slots=True)
class IdOrder:
    """Ids one after the other."""

    text: str = ""

    def __len__(self) -> int:
        return len(self.text) // WIDTH

    def at(self, row: int) -> str:
        """The id in a row."""
        return self.text[row * WIDTH : (row + 1) * WIDTH]

    def span(self, first: int, last: int) -> list[str]:
        """The ids from one row up to and with another."""
        return [self.at(row) for row in range(max(0, first), min(len(self), last + 1))]

    def row_of(self, id: str) -> int | None:
        """The row an id stands in."""
        place = self.text.find(id)
        while place % WIDTH and place >= 0:
            place = self.text.find(id, place + 1)
        return place // WIDTH if place >= 0 else None

    def without(self, first: int, last: int) -> IdOrder:
        """The same without the rows from one to another."""
        return IdOrder(self.text[: first * WIDTH] + self.text[(last + 1) * WIDTH :])

    def with_at(self, row: int, ids: str) -> IdOrder:
        """The same with more ids before a row."""
        return IdOrder(self.text[: row * WIDTH] + ids + self.text[row * WIDTH :])

    def slice(self, first: int, last: int) -> str:
        """The text of the rows from one to another."""
        return self.text[first * WIDTH : (last + 1) * WIDTH]


def same_at_both_ends(before: IdOrder, after: IdOrder) -> tuple[int, int]:
    """How many rows two orders share at their beginning, and then at their end."""
    shorter = min(len(before), len(after))
    first = _last_true(shorter, lambda n: before.text[: n * WIDTH] == after.text[: n * WIDTH])
    end = _last_true(
        shorter - first,
        lambda n: not n or before.text[-n * WIDTH :] == after.text[-n * WIDTH :],
    )
    return first, end


def _last_true(most: int, holds: Callable[[int], bool]) -> int:
    low, high = 0, most
    while low < high:
        middle = (low + high + 1) // 2
        if holds(middle):
            low = middle
        else:
            high = middle - 1
    return low
