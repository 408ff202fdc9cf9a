"""Compiles the translations when the program is built or installed, so that only the texts people edit are kept."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface[Any]):
    """Writes a .mo file beside each .po file under resources/translations."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        for source in sorted(Path(self.root, "resources", "translations").rglob("*.po")):
            with source.open("rb") as read, source.with_suffix(".mo").open("wb") as write:
                write_mo(write, read_po(read))
