"""The sources of a document: numbered where each is first named, and listed at its end."""

from __future__ import annotations

from dataclasses import dataclass, field

from trygg_desktop.domain.values import fold


@dataclass
class Sources:
    """The sources of a document, each numbered where it is first named."""

    names: list[str] = field(default_factory=list)

    def number(self, source: str) -> str:
        """The number of a source; nothing for no source."""
        if not source.strip():
            return ""
        folded = [fold(name) for name in self.names]
        if fold(source) not in folded:
            self.names.append(source.strip())
            return str(len(self.names))
        return str(folded.index(fold(source)) + 1)

    def numbers(self, written: str) -> str:
        """The numbers of sources that someone wrote one a line."""
        found = [self.number(line) for line in written.splitlines()]
        return ", ".join(each for each in found if each)
