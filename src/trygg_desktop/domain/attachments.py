"""Documents that belong to a record, such as a signed agreement or a map."""

from typing import ClassVar
from uuid import UUID

from trygg_desktop.domain import fields
from trygg_desktop.domain.record import About, Record
from trygg_desktop.i18n import N_

_DOCUMENT = N_("The document")


class Attachment(Record, table=True):
    """A document on a record; its content is kept beside the records and found by its hash."""

    about: ClassVar[About] = About(
        "attachment",
        N_("Attachment"),
        N_("Attachments"),
        new=N_("New attachment"),
        noun=N_("attachment"),
        icon="ph.paperclip",
        order=("name",),
    )

    name: str | None = fields.text(N_("File name"), required=True, listed=True, section=_DOCUMENT)
    belongs_to: UUID | None = fields.reference(N_("Belongs to"), listed=True, section=_DOCUMENT)
    description: str | None = fields.text(N_("Description"), section=_DOCUMENT)
    media_type: str | None = fields.text(N_("Type of file"), listed=True, searchable=False, section=_DOCUMENT)
    size: int | None = fields.integer(N_("Size in bytes"), listed=True, section=_DOCUMENT)
    hash: str | None = fields.text(N_("Fingerprint"), searchable=False, internal=True, section=_DOCUMENT)
