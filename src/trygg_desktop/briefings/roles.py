"""What a piece of a page is to someone who listens to it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """What a piece of the page is to someone who listens to it: the tag it will carry.

    `alternative` is what a picture says in words; `scope` is what a header cell heads (`Column` or `Row`);
    `columns` how many columns it spans; `numbering` is what the marks of a list are, `None` where they are words.
    """

    tag: str
    alternative: str = ""
    scope: str = ""
    numbering: str = "None"
    columns: int = 1
