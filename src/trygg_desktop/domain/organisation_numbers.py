"""Organisation numbers: which ones can be right."""

from __future__ import annotations

import re

from trygg_desktop.domain.personal_numbers import check_digit_is_right

_WRITTEN = re.compile(r"(?:16)?(\d{6})[- ]?(\d{4})")


def is_organisation_number(written: str) -> bool:
    """Whether this is an organisation number, with or without hyphen and the leading 16 of some registers.

    The third digit is at least 2, which tells it from a personal number, and the last is a check digit
    (Skatteverket, SKV 709).
    """
    match = _WRITTEN.fullmatch(written.strip())
    if match is None:
        return False
    digits = match[1] + match[2]
    return int(digits[2]) >= 2 and check_digit_is_right(digits)
