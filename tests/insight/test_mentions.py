"""Where someone is mentioned: whole names whatever their case, numbers however they are grouped, in every field."""

from __future__ import annotations

import pytest

from trygg_desktop.domain.liaison import LiaisonNote
from trygg_desktop.domain.stakeholders import Contact, Stakeholder
from trygg_desktop.insight.mentions import mentions, words_of
from trygg_desktop.workspace import Workspace


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [
        ("Åsa Öberg", "Möte med ÅSA ÖBERG i går.", True),
        ("Åsa Öberg", "Möte med Asa Oberg i går.", False),
        ("Kim Ek", "Kim Eks bil", False),
        ("Kim Ek", "kim ek, samordnare", True),
        ("Yildiz Sik", "Yıld\u0131z ſi\u212a", True),
        ("محمد علي", "Ring محمد علي imorgon", True),
        ("100 % Fritid", "Hos 100 % fritid", True),
        ("under_score", "underXscore", False),
        ("kim.ek@vasteras.se", "Skriv till Kim.Ek@vasteras.se.", True),
        ("070-123 45 67", "Nås på +46 (0)70 1234567", True),
        ("070-123 45 67", "Nås på +46 70 123 45 67.", True),
        ("070-123 45 67", "0701 234567", True),
        ("070-123 45 67", "Ärende 7 0123, 4 och 567", False),
    ],
)
def test_names_and_numbers_are_found_whole(workspace: Workspace, words: str, text: str, found: bool) -> None:
    with workspace.transaction("New") as tx:
        person = tx.create(Contact, name="Någon Annan")
        note = tx.create(Stakeholder, name="Föreningen", notes=text)
    assert [each.record for each in mentions(workspace, [words], besides=person)] == [note] * found


def test_each_field_tells_which_of_the_words_it_holds(workspace: Workspace) -> None:
    with workspace.transaction("New") as tx:
        person = tx.create(Contact, name="Kim Ek", email="kim@ek.example", draft=False)
        note = tx.create(
            LiaisonNote, text="Kim Ek ringde.", agreed="Svara kim@ek.example och Kim Ek", draft=True
        )
    told = mentions(workspace, words_of(workspace.get(person)), besides=person)
    assert [(each.record, each.field, each.found) for each in told] == [
        (note, "text", ("Kim Ek",)),
        (note, "agreed", ("Kim Ek", "kim@ek.example")),
    ]
