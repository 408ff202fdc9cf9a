"""JSON written in one way alone, so that a signature over it means something, and read without trust."""

from __future__ import annotations

import json
from typing import Any


def canonical(value: Any) -> bytes:
    """The one way to write a value as JSON, so that a signature or a hash over it means something.

    Raises ValueError on what cannot be written so.
    """
    try:
        return json.dumps(
            value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
        ).encode()
    except (RecursionError, TypeError) as error:
        raise ValueError("cannot be written as JSON") from error


def parse_strictly(text: bytes) -> Any:
    """JSON without fractions, from someone who may wish us ill. Raises ValueError and nothing else."""
    try:
        return json.loads(text.decode(), parse_float=_no_fraction, parse_constant=_no_fraction)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def _no_fraction(text: str) -> Any:
    raise ValueError(f"not a whole number: {text[:20]}")
