"""The demo's few documents, plain texts that hang on other records."""

from __future__ import annotations

from trygg_desktop.demo.records import Chronicle, identity
from trygg_desktop.demo.story import NEW, Writing
from trygg_desktop.demo.texts import texts
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.workspace import Transaction


def add_attachments(chronicle: Chronicle) -> None:
    """Attaches each document to its record."""
    for told in texts("attachments")["attachment"]:
        at = chronicle.year.moment(told["at"])
        chronicle.story.add(at, NEW, Attachment, _attaching(told))


def _attaching(told: dict[str, str]) -> Writing:
    id = identity(Attachment.about.name, told["key"])
    record = identity(*told["record"].split("/"))

    def write(tx: Transaction) -> None:
        tx.attach(record, told["name"], told["content"].strip().encode(), "text/plain", id=id)
        tx.change(id, description=told["description"])

    return write
