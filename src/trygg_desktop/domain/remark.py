"""A remark: a sentence about one field of a record, which marks the record and never refuses a save."""

from __future__ import annotations

from dataclasses import dataclass

from trygg_desktop.i18n import _


@dataclass(frozen=True, slots=True)
class Remark:
    """A sentence about one field of a record. `message` is a marked text; `sentence` gives it translated."""

    field: str
    message: str

    @property
    def sentence(self) -> str:
        """The remark in the chosen language."""
        return _(self.message)
