"""The demo's few documents: letters as PDF on the items of a meeting, and a plain text."""

from __future__ import annotations

from trygg_desktop.demo.letter import letter
from trygg_desktop.demo.records import Chronicle, identity
from trygg_desktop.demo.story import NEW, Writing
from trygg_desktop.demo.texts import texts
from trygg_desktop.domain.attachments import Attachment
from trygg_desktop.i18n import local
from trygg_desktop.workspace import Transaction


def add_attachments(chronicle: Chronicle) -> None:
    """Attaches each document to its record."""
    for told in texts("attachments")["attachment"]:
        at = chronicle.year.moment(told["at"])
        content = chronicle.year.fill(told["content"].strip(), local(at).date())
        chronicle.story.add(at, NEW, Attachment, _attaching(told, content))


def _attaching(told: dict[str, str], content: str) -> Writing:
    id = identity(Attachment.about.name, told["key"])
    record = identity(*told["record"].split("/"))

    def write(tx: Transaction) -> None:
        if "sender" in told:
            data, media_type = letter(told["description"], told["sender"], content), "application/pdf"
        else:
            data, media_type = content.encode(), "text/plain"
        tx.attach(record, told["name"], data, media_type, id=id)
        tx.change(id, description=told["description"])

    return write
