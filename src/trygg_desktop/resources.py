"""Finds the program's own files the same way from a checkout, an installed wheel and a frozen program."""

from functools import cache
from pathlib import Path


@cache
def _root() -> Path:
    inside = Path(__file__).parent / "resources"
    return inside if inside.is_dir() else Path(__file__).parents[2] / "resources"


def resource(*parts: str) -> Path:
    """The path of one of the program's own files, such as `resource("translations")`."""
    return _root().joinpath(*parts)
