"""What every briefing says about itself: who issues it, for whom, how it is protected, what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from trygg_desktop.briefings.content import Reading, audience_in_words, joined
from trygg_desktop.briefings.emblem import Emblem
from trygg_desktop.briefings.page import Letterhead
from trygg_desktop.briefings.parts import Kind, Paragraph, Part, Title
from trygg_desktop.domain.record import Protection
from trygg_desktop.domain.settings import CouncilSettings
from trygg_desktop.i18n import _, language, long_date_with_week, short_date


@dataclass(frozen=True, slots=True)
class Cover:
    """Facts for the letterhead and the cover, taken when everything else has been read."""

    body: str
    belongs_to: str
    municipality: str
    chairs: tuple[str, ...]
    word_for_decision: str
    marking: str
    confidential: bool
    working_copy: bool
    left_out: str
    audience: str
    day: date
    emblem: Emblem | None = None
    case_number: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether nothing is left out. Only then may it be said that something does not exist or was never done."""
        return not self.left_out

    def title(self, words: str) -> Title:
        """The document's title, with the emblem of whoever issues it."""
        return Title(words, self.emblem, self.body)

    def letterhead(
        self, *, kind: str, called: str = "", when: str = "", case_number: str = "", lying: bool = False
    ) -> Letterhead:
        """The letterhead of a document of this kind.

        Args:
            called: what the file is called, before who issues it and `when`; otherwise by its kind.
            case_number: its own; otherwise the council's.
            lying: whether its paper lies on its long side.
        """
        return Letterhead(
            body=self.body,
            belongs_to=self.belongs_to,
            kind=kind,
            title=joined((called or kind, joined((self.body, when), " ")), ", "),
            lying=lying,
            subject=joined((kind, self.audience)),
            day=self.day,
            language=language(),
            case_number=case_number or self.case_number,
            marking=self.marking,
            confidential=self.confidential,
            working_copy=self.working_copy,
            emblem=self.emblem,
            foot=self.audience,
            foot_right=_("Made {day}", day=short_date(self.day)),
        )

    def dated_letterhead(self, kind: str) -> Letterhead:
        """The letterhead of a document that tells how things stand on its day."""
        return self.letterhead(kind=kind, when=short_date(self.day))

    def dated_opening(self, kind: str, in_brief: str) -> Iterator[Part]:
        """What such a document begins with: its title, the day, the most important in a few sentences, and that
        something is left out."""
        yield self.title(kind)
        yield Paragraph(long_date_with_week(self.day), Kind.SUBTITLE)
        if in_brief:
            yield Paragraph(in_brief)
        if self.left_out:
            yield Paragraph(self.left_out, Kind.NOTE)


def _word_for_decision(chosen: str | None) -> str:
    """The council's own word for a decision. The usual one is no choice, and is said in the edition's language."""
    usual = CouncilSettings.fields()["word_for_decision"].default
    return chosen if chosen and chosen != usual else _("Decision")


def cover_of(reading: Reading) -> Cover:
    """The cover of what has been read. Taken last: only then is it known what is in it and what is not."""
    council, emblem = reading.letterhead(), reading.emblem()
    municipality = council.municipality or ""
    police = council.police_area or ""
    both = _("{municipality} and {police}", municipality=municipality, police=police)
    return Cover(
        body=council.name or _("The safety council"),
        belongs_to=both if municipality and police else municipality or police,
        municipality=municipality,
        chairs=tuple(line.strip() for line in (council.chairs or "").splitlines() if line.strip()),
        word_for_decision=_word_for_decision(council.word_for_decision),
        marking=reading.marking(),
        confidential=reading.protection is Protection.PROTECTED,
        working_copy=reading.edition.with_drafts,
        left_out=reading.left_out_line(),
        audience=audience_in_words(reading.edition),
        day=reading.edition.today,
        emblem=emblem,
        case_number=council.case_number or "",
    )
