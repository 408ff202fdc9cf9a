"""Charts with everything that makes them hard: long names, gaps, few answers, close values, broken links."""

from __future__ import annotations

from datetime import date

from trygg_desktop.insight.charts.bars import Bar, Bars
from trygg_desktop.insight.charts.before_after import BeforeAfter, Pair
from trygg_desktop.insight.charts.chain import Chain, Node, Path
from trygg_desktop.insight.charts.goal_tree import Goal, GoalTree
from trygg_desktop.insight.charts.shapes import Form, Ink
from trygg_desktop.insight.charts.sheet import Chart
from trygg_desktop.insight.charts.standing import Standing
from trygg_desktop.insight.charts.tile_map import Tile, TileMap
from trygg_desktop.insight.charts.trend import Series, Trend, When
from trygg_desktop.insight.charts.values import MISSING, SUPPRESSED, Unit, Value
from trygg_desktop.insight.charts.year_wheel import Entry, YearWheel

PERCENT = Unit("%")
# fmt: off
NAMES = (
    "Bjurhovda", "Bäckby", "Centrum", "Dingtuna-Barkarö", "Eriksborg-Hagaberg", "Erikslund-Hacksta",
    "Gideonsberg-Skallberget", "Haga-Malmaberg", "Hammarby", "Irsta-Gäddeholm", "Pettersberg", "Råby",
    "Rönnby", "Skiljebo-Hemdal-Brandthovda", "Skultuna", "Skälby", "Tillberga-Hökåsen", "Vallby",
    "Vetterstorp-Stohagen", "Viksäng", "Önsta-Gryta", "Öster-Mälarstrand-Hamre",
)
# fmt: on
AMOUNTS = (71, 58, 66, None, 74, 80, 63, 61, 69, 83, 59, 55, 77, 72, None, 70, 68, 57, 73, 75, 76, 79)
PLACES = (
    *((6, 2), (2, 5), (4, 4), (1, 6), (5, 3), (2, 4), (4, 3), (5, 4), (1, 5), (7, 5), (3, 4), (2, 3), (3, 2)),
    *((6, 4), (3, 1), (1, 4), (5, 1), (2, 2), (3, 5), (5, 5), (4, 2), (6, 5)),
)


def survey(amount: float | None, n: int = 210, reach: float = 7) -> Value:
    """A share from a survey."""
    if amount is None:
        return Value(None, SUPPRESSED.gap, n=12)
    return Value(amount, n=n, low=amount - reach, high=amount + reach, few=n < 30)


def years(*numbers: int) -> tuple[When, ...]:
    """Whole years."""
    return tuple(When(date(year, 7, 1), str(year)) for year in numbers)


def months(count: int) -> tuple[When, ...]:
    """Months from January 2023."""
    short = ["jan", "feb", "mars", "apr", "maj", "juni", "juli", "aug", "sep", "okt", "nov", "dec"]
    return tuple(
        When(date(2023 + n // 12, n % 12 + 1, 15), f"{short[n % 12]} {2023 + n // 12}") for n in range(count)
    )


def survey_trend() -> Trend:
    """Five surveys with a suppressed and a missing one, an interval, a target and two comparisons."""
    home = Series("Bäckby", (survey(66), survey(65), survey(None), survey(63, n=24, reach=12), survey(58)))
    city = Series("Hela staden", tuple(Value(a, n=4310) for a in (73, 73, 72, 72, 71)), compared=True)
    gone = Series("Skiljebo-Hemdal-Brandthovda", (Value(70), MISSING, Value(69), Value(70), Value(72)))
    return Trend(
        "Trygg ute sena kvällar, procent",
        years(2018, 2020, 2022, 2024, 2026),
        (home, gone, city),
        PERCENT,
        target=70,
        note="Källa: Trygghetsmätningen. n = 214 i Bäckby, 4 310 i hela staden.",
    )


def monthly_trend(places: int = 1, count: int = 36) -> Trend:
    """Counts by month, with a run of suppressed months."""

    def amount(place: int, month: int) -> Value:
        if place == 0 and month in (7, 8, 20):
            return SUPPRESSED
        return Value(float(8 + 9 * place + (month * 5 + place) % 7 - month // 6))

    series = tuple(
        Series(NAMES[place], tuple(amount(place, month) for month in range(count))) for place in range(places)
    )
    return Trend("Polisens händelser, antal", months(count), series, from_zero=True)


def district_bars() -> Bars:
    """All districts, two without a figure and one that rests on few."""
    bars = tuple(
        Bar(
            name,
            survey(amount, n=24 if name == "Skultuna" or name == "Viksäng" else 180 + 3 * number),
            chosen=name == "Bäckby",
        )
        for number, (name, amount) in enumerate(zip(NAMES, AMOUNTS, strict=True))
    )
    whole = Value(71, n=4310)
    return Bars(
        "Trygg ute sena kvällar 2026, procent", bars, PERCENT, whole, note="Källa: Trygghetsmätningen 2026."
    )


def before_and_after() -> BeforeAfter:
    """Counts around a measure, with a comparison area that fell a little."""
    return BeforeAfter(
        "Skadegörelse vid Bäckby centrum, anmälningar",
        "jan–juni 2025",
        "jan–juni 2026",
        Pair("Bäckby", Value(46, low=33, high=61), Value(29, low=19, high=42)),
        Pair("Vetterstorp-Stohagen", Value(41), Value(39)),
        result="17 färre i Bäckby mot 2 färre i jämförelseområdet. Skillnaden kan bero på slumpen.",
        note="Källa: Polisens statistik, preliminär.",
    )


def district_map() -> TileMap:
    """The city, with two districts without a figure and one gone past a limit."""
    shorts = [name.split("-")[0] for name in NAMES]
    tiles = tuple(
        Tile(name, short, place, survey(amount, n=22 if name == "Råby" else 200), flagged=name == "Vallby")
        for name, short, place, amount in zip(NAMES, shorts, PLACES, AMOUNTS, strict=True)
    )
    return TileMap(
        "Trygg ute sena kvällar 2026, procent", tiles, PERCENT, dark_is_low=True, flag="Sämre än förra året"
    )


def problem_chain() -> Chain:
    """A problem with four causes, one without a measure, one without follow-up, one without a decision."""
    light = Node("Ny belysning och röjning", "m1")
    light_cause = Node("2.1 Mörka gångstråk till skolan", "c1")
    district, decision = Node("Bäckby", "d1"), Node("Punkt 4", "b1", detail="12 mars 2026")
    soon = Node("Ljusmätning", "f1", detail="15 dec 2026", standing=Standing.ON_PLAN)
    walk = Node("Kvällsvandringar med nattvandrarna och kommunens fältgrupp", "m2")
    agreed = Node("Avstämning", "f2", detail="18 dec 2026", standing=Standing.RISK)
    return Chain(
        Node("Otrygghet kring Bäckby centrum", "p1", detail="allvarligt, ökar"),
        (
            Path(light_cause, light, district, decision, soon),
            Path(
                light_cause,
                Node("Rensade buskage", "m9"),
                district,
                decision,
                Node("Besiktning", "f9", standing=Standing.DONE),
            ),
            Path(Node("2.2 Få vuxna ute kvällstid", "c2"), walk, district, decision, agreed),
            Path(
                Node("2.3 Ingen mötesplats efter klockan 20", "c3"),
                Node("Öppen skola", "m3"),
                district,
                None,
                None,
            ),
            Path(Node("2.4 Tomma lokaler i centrum", "c4")),
        ),
    )


def goal_tree() -> GoalTree:
    """An effect with goals under it, one of which is not measured yet."""
    safe = Goal(
        "Fler känner sig trygga ute sena kvällar i hela staden",
        start=63,
        now=Value(66),
        target=75,
        unit=PERCENT,
        due="31 dec 2028",
        standing=Standing.ON_PLAN,
        under=(
            Goal(
                "Bäckby centrum upplevs tryggt",
                start=58,
                now=Value(58),
                target=70,
                unit=PERCENT,
                due="31 dec 2027",
                standing=Standing.RISK,
                under=(
                    Goal(
                        "Minst 20 lux längs hela stråket från skolan till centrum",
                        start=0,
                        now=Value(17),
                        target=20,
                        unit=Unit("lux"),
                        standing=Standing.ON_PLAN,
                    ),
                    Goal(
                        "Tre par vuxna ute fredag och lördag",
                        now=SUPPRESSED,
                        target=3,
                        unit=Unit("par"),
                        standing=Standing.LATE,
                        due="1 okt 2026",
                    ),
                ),
            ),
            Goal(
                "Skadegörelsen på skolor halveras",
                start=120,
                now=Value(55),
                target=60,
                unit=Unit("anmälningar"),
                standing=Standing.DONE,
            ),
            Goal("Förtroendet för samverkan mäts"),
        ),
    )
    return GoalTree("Målträd 2026–2028", (safe,))


def council_year() -> YearWheel:
    """A year with meetings, preparations close to each other, and today."""
    meetings = ((2, 12), (4, 23), (6, 11), (9, 17), (11, 19), (12, 3))
    entries = [Entry(date(2026, m, d), "Rådsmöte", "Möte", key=f"m{m}") for m, d in meetings]
    entries += [
        Entry(date(2026, 3, 3), "Rapport till kommunstyrelsen", "Beslut", 2, Form.SQUARE, Ink.ALERT),
        Entry(date(2026, 3, 5), "Halvårsavstämning av löften", "Förberedelse", 1, Form.RING, Ink.WARN),
        Entry(date(2026, 3, 6), "Underlag ut", "Förberedelse", 1, Form.RING, Ink.WARN),
        Entry(date(2026, 10, 1), "Lägesbilden fyller två år", "Löper ut", 3, Form.TRIANGLE, Ink.WARN),
    ]
    return YearWheel(2026, tuple(entries), today=date(2026, 11, 22), title="Rådets år")


def all_charts() -> dict[str, Chart]:
    """Each of them by name."""
    return {
        "trend": survey_trend(),
        "months": monthly_trend(4),
        "bars": district_bars(),
        "before-after": before_and_after(),
        "map": district_map(),
        "chain": problem_chain(),
        "goals": goal_tree(),
        "year": council_year(),
    }
