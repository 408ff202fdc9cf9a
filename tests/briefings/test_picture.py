"""The situational picture in print: who stands behind it, the law's headings, figures with their sources, no leaks."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.briefings import reading_back
from tests.briefings.council import TODAY, Council, at
from tests.briefings.test_editions import Canaries
from tests.briefings.test_meeting import in_order
from trygg_desktop.briefings.registry import Made, make
from trygg_desktop.domain.council import Decision
from trygg_desktop.domain.fields import FieldKind
from trygg_desktop.domain.figures import Indicator, Measurement
from trygg_desktop.domain.follow_up import FollowUp
from trygg_desktop.domain.goals import Goal
from trygg_desktop.domain.measures import Measure
from trygg_desktop.domain.pictures import PicturePart, PictureSignature, SituationPicture
from trygg_desktop.domain.presence import PresenceAction, PresenceSession
from trygg_desktop.domain.problems import Cause, Problem
from trygg_desktop.domain.record import Audience, Record
from trygg_desktop.domain.sides import Side
from trygg_desktop.domain.signing import fingerprint, signed_message
from trygg_desktop.domain.stakeholders import Stakeholder
from trygg_desktop.errors import ProtectionRefused, UserError

DECIDED = at(date(2026, 2, 5), 9)


def made(council: Council, **facts: Any) -> Made:
    usual: dict[str, Any] = {"audience": Audience.COUNCIL, "today": TODAY}
    return make(council.workspace, "picture", **(usual | facts))


def shown(council: Council, **facts: Any) -> str:
    return reading_back.text(made(council, **facts).pdf).replace("\N{NO-BREAK SPACE}", " ")


def a_picture(council: Council, *parts: dict[str, Any], decided: bool = True, **values: Any) -> UUID:
    """A picture with what it says of some districts; what is decided can't be added to."""
    usual = {
        "title": "Lägesbilden 2025",
        "period": "2025",
        "survey": "Stölder minskar",
        "other_information": "Få vuxna ute",
        "analysis": "Platser mer än brott",
        "sources": "Brå 2025",
    }
    agreed = {
        "agreed_municipality_at": DECIDED,
        "agreed_police_at": DECIDED,
        "status": "decided",
    }
    handled = {name: values.pop(name) for name in list(values) if name.startswith(("agreed", "decided"))}
    picture = council.add(SituationPicture, **(usual | values))
    for part in parts:
        council.add(PicturePart, picture=picture, **(part | {"district": council.district(part["district"])}))
    if decided:
        council.change(picture, **(agreed | handled))
    return picture


def signed(council: Council, picture: UUID, side: str, *, known: bool = True, **values: Any) -> UUID:
    """A signature under the wording of now, with a key that is confirmed here, or not."""
    found = council.workspace.get(picture)
    assert isinstance(found, SituationPicture)
    parts = [one for one in council.workspace.records(PicturePart) if one.picture == picture]
    key = Ed25519PrivateKey.from_private_bytes(side.ljust(32).encode())
    public = key.public_key().public_bytes_raw()
    if known:
        with council.workspace.at_the_log() as engine:
            engine.connection.execute(
                "INSERT OR IGNORE INTO identity (id, name, side, signing_public, age_recipient, confirmed_at) "
                "VALUES (?, ?, ?, ?, '', 1)",
                (len(side), side, side, public),
            )
    usual = {"picture": picture, "side": side, "signed_by": f"Funktionen {side}", "signed_at": DECIDED}
    told = usual | {"hash": fingerprint(found, parts)} | values
    message = signed_message(picture, told["hash"], Side(side), by=told["signed_by"], at=told["signed_at"])
    made = {"signing_key": public.hex(), "signature": key.sign(message).hex()}
    return council.add(PictureSignature, **(told | made))


def an_indicator(council: Council, name: str = "Trygg ute", **values: Any) -> UUID:
    usual = {"theme": "evening", "measured": "share", "unit": "procent", "better": "higher"}
    return council.add(Indicator, name=name, **(usual | values))


def a_figure(council: Council, indicator: UUID, place: str | None, period: str, **values: Any) -> UUID:
    district = council.district(place) if place else None
    usual = {"indicator": indicator, "district": district, "period": period, "source": "Mätningen 2025"}
    return council.add(Measurement, **(usual | values))


def test_the_laws_headings_stand_before_the_districts_and_the_sources_last(council: Council) -> None:
    a_picture(council, {"district": "Vallby", "survey": "Lugnt på Vallby"})
    problem = council.add(Problem, title="Mörka stråk", number=1)
    council.add(Cause, title="Trasiga lampor", problem=problem, number=1)
    assert in_order(
        shown(council),
        "Lägesbilden 2025",
        "Beslutad 5 feb 2026",
        "Kartläggning av brottsligheten",
        "Stölder minskar",
        "Annan information",
        "Få vuxna ute",
        "Analys",
        "Platser mer än brott",
        "Lugnt på Vallby",
        "Mörka stråk",
        "1.1",
        "Trasiga lampor",
        "Källor 1. Brå 2025",
    )


def test_both_sides_signatures_are_told_in_words(council: Council) -> None:
    picture = a_picture(council)
    signed(council, picture, "municipality")
    signed(council, picture, "police")
    text = shown(council)
    assert "Kommunen undertecknad 5 feb 2026 av Funktionen municipality, gäller denna lydelse" in text
    assert "Polisen undertecknad 5 feb 2026 av Funktionen police, gäller denna lydelse" in text


def test_a_signature_under_an_earlier_wording_is_told_as_such(council: Council) -> None:
    picture = a_picture(council, decided=False)
    signed(council, picture, "municipality", hash="0" * 64)
    text = shown(council, audience=Audience.LEADERS)
    assert "undertecknad 5 feb 2026 av Funktionen municipality, gäller tidigare lydelse" in text
    assert "Polisen har inte undertecknat" in text
    assert "inget i den är beslutat ännu" in text


def test_what_is_left_out_does_not_make_a_signature_look_outdated(council: Council) -> None:
    picture = a_picture(council, {"district": "Vallby", "survey": "Dolt", "protection": "protected"})
    signed(council, picture, "municipality")
    text = shown(council)
    assert "gäller denna lydelse" in text
    assert "Dolt" not in text


def test_the_leaders_have_the_one_in_work_and_the_council_the_decided_one(council: Council) -> None:
    a_picture(council)
    a_picture(council, title="Nästa bild", period="2026", decided=False)
    assert "Nästa bild" in shown(council, audience=Audience.LEADERS)
    text = shown(council)
    assert "Nästa bild" not in text
    assert "Lägesbilden 2025" in text


def test_each_figure_has_its_value_period_n_and_source(council: Council) -> None:
    a_picture(council)
    indicator = an_indicator(council)
    a_figure(council, indicator, None, "2024", value=70, n=2000)
    a_figure(council, indicator, None, "2025", value=71, n=2194, page="Tabell 4")
    text = shown(council)
    assert "Trygg ute 2025 71 % ±2 2 194 70 % 2024 +1 kan vara slump 2" in text
    assert "2. Mätningen 2025, tabell 4" in text


def test_a_district_s_figures_stand_beside_the_city_s_on_one_line_each(council: Council) -> None:
    a_picture(
        council, {"district": "Vallby", "survey": "Lugnt", "sources": "Brå 2025\nBrottsofferjouren\nSOS"}
    )
    indicator = an_indicator(council)
    for place, n in ((None, 2000), ("Vallby", 900)):
        a_figure(council, indicator, place, "2024", value=70, n=n)
        a_figure(council, indicator, place, "2025", value=72, n=n)
    text = shown(council)
    assert "Trygg ute 2025 72 % ±3 900 +2, kan vara slump 72 %" in text
    assert "Källor 1–3" in text or "Källor 1, 3, 4" in text


def test_a_district_s_withheld_figure_is_told_by_its_sign_and_in_words(council: Council) -> None:
    a_picture(council, {"district": "Vallby", "survey": "Lugnt"})
    indicator = an_indicator(council, "Brott", measured="count", unit="anmälningar")
    a_figure(council, indicator, "Vallby", "2025", mark="suppressed")
    assert "2025 .. för få för att visas" in shown(council)


def test_an_axis_that_does_not_begin_at_zero_says_so(council: Council) -> None:
    a_picture(council)
    indicator = an_indicator(council)
    for year, value in (("2023", 70), ("2024", 71), ("2025", 73)):
        a_figure(council, indicator, None, year, value=value, n=2000)
    assert "Axeln börjar vid 6" in shown(council)


def test_withheld_zero_and_missing_are_three_things(council: Council) -> None:
    a_picture(council)
    for name, values in (
        ("Nollan", {"value": 0}),
        ("Dolda", {"mark": "suppressed"}),
        ("Saknade", {"mark": "missing"}),
    ):
        a_figure(council, an_indicator(council, name, measured="count", unit="fall"), None, "2025", **values)
    text = shown(council)
    assert "Nollan 2025 · fall · få svar eller fall" in text and " 0 " in text.split("Nollan", 1)[1][:90]
    assert "för få för att visas" in text.split("Dolda", 1)[1][:60]
    assert "uppgift saknas" in text.split("Saknade", 1)[1][:60]


def test_few_answers_are_told_with_a_caution(council: Council) -> None:
    a_picture(council)
    a_figure(council, an_indicator(council), None, "2025", value=60, n=12)
    assert "få svar eller fall, tolka försiktigt" in shown(council)


def test_a_figure_later_than_the_picture_is_not_in_it(council: Council) -> None:
    a_picture(council)
    indicator = an_indicator(council)
    a_figure(council, indicator, None, "2025", value=71, n=900)
    a_figure(council, indicator, None, "kv 1 2026", value=12, n=900)
    assert "12 %" not in shown(council)


def test_the_picture_before_is_compared_with(council: Council) -> None:
    skalby = {"district": "Skälby", "survey": "Lugnt"}
    before = a_picture(council, skalby, title="Lägesbilden 2024", period="2024")
    vallby = {"district": "Vallby", "survey": "Lugnt", "changed_since": "Fler ute"}
    a_picture(council, vallby, previous=before, decided_at=at(date(2026, 3, 1), 9))
    indicator = an_indicator(council)
    a_figure(council, indicator, None, "2024", value=40, n=2000)
    a_figure(council, indicator, None, "2025", value=60, n=2000)
    text = shown(council).partition("Jämfört med Lägesbilden 2024")[2]
    assert in_order(text, "40 %", "60 %", "+20", "bättre", "Vallby", "Fler ute")
    assert "Nya i denna lägesbild: Vallby." in text
    assert "Fanns i förra lägesbilden men inte i denna: Skälby." in text


def test_the_map_tells_its_classes_by_letter(council: Council) -> None:
    a_picture(council)
    indicator = an_indicator(council)
    a_figure(council, indicator, "Vallby", "2025", value=55, n=300)
    a_figure(council, indicator, "Skälby", "2025", value=85, n=300)
    text = shown(council)
    assert "Områdena på kartan" in text
    assert "Vallby A 55" in text and "Skälby D 85" in text


@dataclass
class Planted:
    """An open picture and district, and one hidden record of each kind that a year's briefings tell of."""

    council: Council
    canaries: Canaries

    @classmethod
    def in_year(cls, council: Council, **protection: Any) -> Planted:
        """Every text of the hidden records is a canary."""
        self = cls(council, Canaries())
        backby, add, hidden = council.district("Bäckby"), self._add, protection
        seen = {"district": "Bäckby", "survey": "Synligt", "protection": "open"}
        unseen = self._texts(PicturePart) | {"district": "Vallby"} | hidden
        picture = a_picture(council, seen, unseen, protection="open")
        signed(council, picture, "police", signed_by=self.canaries.plant("signed_by"), **hidden)
        stakeholder = add(Stakeholder, hidden)
        indicator = add(Indicator, hidden, measured="count")
        add(Measurement, hidden, indicator=indicator, district=backby, value=31415, period="2025")
        own = an_indicator(council, "Öppet mått", protection="open")
        add(Measurement, hidden, indicator=own, district=backby, value=27182, period="2025")
        problem = add(Problem, hidden, districts=[backby], indicators=[indicator], number=1)
        cause = add(Cause, hidden, problem=problem, number=1)
        decision = add(Decision, hidden, districts=[backby], status="open", decided_on=TODAY)
        goal = add(Goal, hidden, indicator=indicator)
        what = {"cause": cause, "goal": goal, "districts": [backby], "responsible": stakeholder}
        flags = {"citizen_promise": True, "pilot": True, "decision": decision, "stage": "ongoing"}
        measure = add(Measure, hidden, **what, **flags, partners=[stakeholder])
        add(FollowUp, hidden, measure=measure, on=TODAY)
        council.add(
            Measure,
            title="Öppen åtgärd",
            protection="open",
            **({"districts": [backby]} if "draft" in hidden else what),
        )
        add(PresenceAction, hidden, districts=[backby], responsible=stakeholder, status="ongoing")
        add(PresenceSession, hidden, district=backby, started=at(TODAY, 10), duration=45)
        return self

    def _texts(self, kind: type[Record]) -> dict[str, str]:
        return {
            name: self.canaries.plant(f"{kind.about.name}.{name}")
            for name, field in kind.fields().items()
            if field.kind in (FieldKind.TEXT, FieldKind.PARAGRAPH)
            and not field.internal
            and name not in Record.model_fields
        }

    def _add(self, kind: type[Record], protection: dict[str, Any], **values: Any) -> UUID:
        return self.council.add(kind, **(self._texts(kind) | values | protection))

    def leaked(self, pdf: bytes) -> list[str]:
        """What was hidden and is in the file all the same: in its text, also broken over two lines, in a stream, or
        in an alternative text, which is written as UTF-16 in hexadecimal digits."""
        searched = reading_back.everything(pdf)
        unbroken = re.sub(r"[-\s]", "", reading_back.text(pdf)).encode()
        figures = {figure: figure for figure in ("31415", "31 415", "27182", "27 182")}
        return sorted(
            what
            for word, what in (self.canaries.planted | figures).items()
            if word.encode() in searched
            or word.encode() in unbroken
            or word.encode("utf-16-be").hex().upper().encode() in searched
        )


HIDDEN = [
    ({"protection": "internal"}, Audience.PUBLIC),
    ({"protection": "protected", "ground": "GRUNDKANARIE"}, Audience.PUBLIC),
    ({"protection": "protected", "ground": "GRUNDKANARIE"}, Audience.COUNCIL),
    ({"protection": "open", "draft": True}, Audience.LEADERS),
]
"""How something is hidden, and from whom."""


@pytest.mark.parametrize(("protection", "audience"), HIDDEN)
def test_what_an_audience_may_not_see_is_nowhere_in_the_file(
    council: Council, protection: dict[str, Any], audience: Audience
) -> None:
    planted = Planted.in_year(council, **protection)
    pdf = made(council, audience=audience).pdf
    assert planted.leaked(pdf) == []
    assert b"GRUNDKANARIE" not in reading_back.everything(pdf)
    assert "Synligt" in reading_back.text(pdf)


def test_the_leaders_see_what_was_planted(council: Council) -> None:
    planted = Planted.in_year(council, protection="protected", ground="OSL 18:2")
    result = made(council, audience=Audience.LEADERS)
    found = planted.leaked(result.pdf)
    assert {"picture-part.survey", "problem.description", "cause.title", "signed_by"} <= set(found)
    assert "situation-picture.notes" not in found
    assert all("OSL 18:2" in page for page in reading_back.pages(result.pdf))


def test_a_signature_that_nobody_here_can_vouch_for_says_so(council: Council) -> None:
    picture = a_picture(council)
    signed(council, picture, "police", known=False)
    forged = council.workspace.get(signed(council, picture, "municipality"))
    assert forged.id is not None
    with council.workspace.transaction("Forge") as tx:
        tx.change(forged.id, signed_by="Någon annan")
    text = shown(council)
    assert "av Funktionen police, gjord med en nyckel som inte är bekräftad här" in text
    assert "av Någon annan, hör inte ihop med det som står i den" in text


def test_the_public_reads_of_no_person(council: Council) -> None:
    picture = a_picture(council, protection="open", agreed_police_by="Kim Ek")
    signed(council, picture, "municipality", signed_by="Lo Alm", protection="open")
    text = shown(council, audience=Audience.PUBLIC)
    assert "undertecknad 5 feb 2026, gäller denna lydelse" in text
    assert "Kim Ek" not in text and "Lo Alm" not in text


def test_an_internal_picture_is_refused_for_the_public(council: Council) -> None:
    a_picture(council)
    with pytest.raises(ProtectionRefused, match="picture-not-open"):
        made(council, audience=Audience.PUBLIC)


def test_without_a_decided_picture_there_is_nothing_to_print(council: Council) -> None:
    with pytest.raises(UserError, match="no-picture"):
        made(council)


def test_the_same_data_gives_the_same_bytes(council: Council) -> None:
    Planted.in_year(council, protection="internal")
    one, two = (hashlib.sha256(made(council).pdf).hexdigest() for _time in range(2))
    assert one == two


def test_extremes_stay_within_the_page(council: Council) -> None:
    part = {"district": "Vallby", "survey": "å" * 300}
    a_picture(council, part, title="L" * 200, survey="Ord " * 3000, analysis="x" * 400)
    for n in range(40):
        council.add(Problem, title=f"Problem {n} " + "y" * 200, number=n)
    pdf = made(council, language="en").pdf
    assert reading_back.rightmost_text(pdf) <= 530.5
    assert reading_back.lowest_text(pdf) < 800
