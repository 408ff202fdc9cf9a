"""The demo's few documents, plain texts that hang on other records."""

from __future__ import annotations

from trygg_desktop.demo.records import Chronicle, identity
from trygg_desktop.demo.story import NEW
from trygg_desktop.demo.texts import texts
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.workspace import Transaction


def add_attachments(chronicle: Chronicle) -> None:
    """Attaches each document to its record."""
    for told in texts("attachments")["attachment"]:
        id = identity(Attachment.about.name, told["key"])
        record = identity(*told["record"].split("/"))

        def write(tx: Transaction, id=id, record=record, told=told) -> None:  # type: ignore[no-untyped-def]
            tx.attach(record, told["name"], told["content"].encode(), "text/plain", id=id)
            tx.change(id, description=told["description"])

        chronicle.story.add(chronicle.year.moment(told["at"]), NEW, Attachment, write)
