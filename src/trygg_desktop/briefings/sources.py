"""The sources of a document: numbered where each is first named, and listed at its end."""

from __future__ import annotations

from dataclasses import dataclass, field

from trygg_desktop.domain.values import fold
from trygg_desktop.insight.charts.runs import runs


@dataclass
class Sources:
    """The sources of a document, each numbered where it is first named."""

    names: list[str] = field(default_factory=list, init=False)
    _numbers: dict[str, int] = field(default_factory=dict, init=False)

    def number(self, source: str) -> str:
        """The number of a source; nothing for no source."""
        if not source.strip():
            return ""
        number = self._numbers.setdefault(fold(source), len(self.names) + 1)
        if number > len(self.names):
            self.names.append(source.strip())
        return str(number)

    def numbers(self, written: str) -> str:
        """The numbers of sources that someone wrote one a line."""
        return runs(int(each) for line in written.splitlines() if (each := self.number(line)))
