"""The right editor for each kind of field."""

from __future__ import annotations

from trygg_desktop.desktop.desk import Desk
from trygg_desktop.desktop.records.choice_editors import ChoiceEditor, FlagEditor, StructureEditor
from trygg_desktop.desktop.records.field_editor import FieldEditor
from trygg_desktop.desktop.records.reference_editors import ReferenceEditor, ReferencesEditor
from trygg_desktop.desktop.records.typed_editors import AddressEditor, DayEditor, ParagraphEditor, TypedEditor
from trygg_desktop.domain.fields import Field, FieldKind


def make_editor(desk: Desk, field: Field, *, in_place: bool = True) -> FieldEditor:
    """The editor of a field; `in_place` looks like text until it is used."""
    match field.kind:
        case FieldKind.PARAGRAPH:
            return ParagraphEditor(desk, field, in_place=in_place)
        case FieldKind.CHOICE:
            return ChoiceEditor(desk, field, in_place=in_place)
        case FieldKind.BOOL:
            return FlagEditor(desk, field, in_place=in_place)
        case FieldKind.DATE | FieldKind.DATETIME:
            return DayEditor(desk, field, in_place=in_place)
        case FieldKind.EMAIL | FieldKind.PHONE | FieldKind.URL:
            return AddressEditor(desk, field, in_place=in_place)
        case FieldKind.REFERENCE:
            return ReferenceEditor(desk, field, in_place=in_place)
        case FieldKind.REFERENCES:
            return ReferencesEditor(desk, field, in_place=in_place)
        case FieldKind.JSON | FieldKind.FILE:
            return StructureEditor(desk, field, in_place=in_place)
    return TypedEditor(desk, field, in_place=in_place)
