"""What a question about erasing says: what is asked, what will happen where, and what the button does."""

from __future__ import annotations

from collections.abc import Iterator

from trygg_desktop.desktop.records.erasing_reading import Erasable
from trygg_desktop.i18n import _


def question(erasable: Erasable) -> str:
    """What is asked."""
    if erasable.field is not None:
        return _("Erase what “{field}” has said, for good?", field=erasable.field.title)
    return _("Erase “{title}” for good?", title=erasable.title)


def what_it_is(erasable: Erasable) -> str:
    """The kind, and for a field the record it stands in."""
    if erasable.field is None or erasable.protection:
        return erasable.kind.about.title if erasable.field is None else erasable.title
    return f"{erasable.kind.about.title} · {erasable.title}"


def button(erasable: Erasable) -> str:
    """What the button does, by name; an ampersand in a name is no shortcut."""
    if erasable.field is not None:
        words = _("Erase what “{field}” has said", field=erasable.field.title)
    else:
        words = _("Erase “{title}”", title=erasable.title)
    return words.replace("&", "&&")


def what_happens(erasable: Erasable) -> Iterator[str]:
    """What will happen here, with the others, and in backups."""
    if erasable.field is None:
        yield _(
            "It disappears from the log, the history and the search on this computer, and its documents and "
            "connections with it. This can’t be undone."
        )
    else:
        yield _(
            "All that has stood in the field, and what stands there now, disappears from the log, the history and "
            "the search on this computer. The field is left empty. This can’t be undone."
        )
    if erasable.earlier:
        yield _(
            "It also goes where it stood before it was changed to be about something else, such as another period."
        )
    if erasable.draft:
        yield _("It is a draft that nobody else has.")
    elif erasable.others:
        yield _(
            "Your next file tells {names}. It disappears there too when they accept it.",
            names=", ".join(erasable.others),
        )
    else:
        yield _("Nobody else has it.")
    yield _("Backups keep it for up to 12 months; a restored backup erases it again.")
