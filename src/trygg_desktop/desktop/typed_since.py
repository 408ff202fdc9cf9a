"""What somebody goes on typing in a line while what stood there is being written."""

from __future__ import annotations


def typed_since(now: str, handed_over: str) -> str:
    """What stands in a line beyond the text that was handed over to be written, and is safe by now.

    Args:
        now: what stands there.
        handed_over: what stood there then.
    """
    if now.lstrip().startswith(handed_over.strip()):
        return now.lstrip()[len(handed_over.strip()) :].lstrip()
    return now
