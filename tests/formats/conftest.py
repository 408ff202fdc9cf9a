"""Every error that a test meets must be a sentence that can be shown."""

from __future__ import annotations

from typing import Any

import pytest

from trygg_desktop.errors import TryggError
from trygg_desktop.i18n import sentence


@pytest.fixture(autouse=True)
def every_error_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shows each error as soon as it is made, so that a parameter its sentence lacks is found."""
    make = TryggError.__init__

    def make_and_show(error: TryggError, /, *arguments: Any, **parameters: Any) -> None:
        make(error, *arguments, **parameters)
        assert "{" not in sentence(error)

    monkeypatch.setattr(TryggError, "__init__", make_and_show)
