"""Lets the making of a briefing be broken off: between two records, rows or pages it is asked whether to go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_ASKED: ContextVar[Callable[[], None] | None] = ContextVar("asked", default=None)
"""A context variable, so that no layout has to hand it on; each thread has its own."""


@contextmanager
def may_be_broken_off(ask: Callable[[], None] | None) -> Iterator[None]:
    """Around the making: `ask` is called again and again, and what it raises breaks the making off."""
    before = _ASKED.set(ask)
    try:
        yield
    finally:
        _ASKED.reset(before)


def go_on() -> None:
    """Asks whether to go on; raises what the asked one raises."""
    ask = _ASKED.get()
    if ask is not None:
        ask()
