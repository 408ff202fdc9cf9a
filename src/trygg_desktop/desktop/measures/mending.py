"""The first step to mend a broken link of the chain, in words and as what the form is to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from trygg_desktop.i18n import N_, _
from trygg_desktop.insight.chain import Broken, ProblemChain, Step


@dataclass(frozen=True, slots=True)
class Mending:
    """What to do: begin a record of a kind with some values, or go to a field of one that is here."""

    words: str
    kind: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    record: UUID | None = None
    field_name: str = ""


_FIELDS: dict[Step, tuple[str, str]] = {
    Step.PROBLEM: (N_("Choose the problem that “{title}” is a cause of"), "problem"),
    Step.CAUSE: (N_("Choose the cause that “{title}” does something about"), "cause"),
    Step.DISTRICT: (N_("Choose districts for “{title}”"), "districts"),
    Step.DECISION: (N_("Connect “{title}” with the decision on it"), "decision"),
}


def mending(broken: Broken, chain: ProblemChain) -> Mending:
    """The first step for a broken link, its title within quotation marks: titles read like words of the sentence."""
    title, after = broken.title, broken.after
    if broken.missing is Step.CAUSE and after == chain.problem:
        return Mending(_("Write down a cause of “{title}”", title=title), "cause", {"problem": after})
    if broken.missing is Step.MEASURE:
        return Mending(_("Write down a measure against “{title}”", title=title), "measure", {"cause": after})
    if broken.missing is Step.FOLLOW_UP:
        words = _("Follow up “{title}”", title=title)
        return Mending(words, "follow-up", {"measure": after})
    words, name = _FIELDS[broken.missing]
    return Mending(_(words, title=title), record=after, field_name=name)
