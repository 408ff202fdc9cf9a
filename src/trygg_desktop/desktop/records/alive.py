"""Answers that come after their widget is gone are let go."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid


def if_alive(owner: QObject, run: Callable[..., None]) -> Callable[..., None]:
    """Does something only as long as its owner is there."""

    def maybe(*arguments: Any) -> None:
        if isValid(owner):
            run(*arguments)

    return maybe
