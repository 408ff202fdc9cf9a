"""How soon a search over many records answers, at the slow end of a mix of what people type."""

from __future__ import annotations

from statistics import quantiles

from tests.benchmarks.large import COMMON, RARE, many_contacts
from tests.benchmarks.measure import Figure, Setting, call_times, milliseconds
from trygg_desktop.workspace import Workspace

FOUND = 50
MIX = {
    "rare": RARE,
    "common": COMMON,
    "two words": "lekplats bibliotek",
    "two letters": "ek",
    "a miss": "kvantfysik",
}
_ENTRY = "e.record, e.kind, e.title, e.body"
_BARE_WORDS = (
    f"SELECT {_ENTRY} FROM (SELECT rowid AS n, rank AS place FROM search WHERE search MATCH ? "
    f"AND rank MATCH 'bm25(8.0, 1.0)' ORDER BY rank LIMIT {FOUND}) JOIN search_entry e USING (n) ORDER BY place"
)
_BARE_LETTERS = (
    f"SELECT {_ENTRY} FROM search_entry e WHERE e.key LIKE ? OR e.key LIKE ? ORDER BY e.key LIMIT {FOUND}"
)


def search_mix(setting: Setting) -> Figure:
    """The 95th percentile of all searches of the mix, each asked equally often."""
    workspace = many_contacts(setting)
    ours, bare = [], []
    for asked in [*MIX.values()] * (1 + 2 * setting.rounds):
        ours.append(milliseconds(lambda asked=asked: workspace.search(asked, limit=FOUND)))  # type: ignore[misc]
        bare.append(milliseconds(lambda asked=asked: _bare(workspace, asked)))  # type: ignore[misc]
    warm = len(MIX)
    what = f"search over {setting.records:,} records, p95 / bare FTS".replace(",", " ")
    return Figure("search", what, _p95(ours[warm:]), _p95(bare[warm:]), "ms", 1.3)


def profile_search(setting: Setting) -> str:
    """How long each of the mix takes, ours and bare, and where the time goes."""
    workspace = many_contacts(setting)
    lines = [
        f"{name:12} {milliseconds(lambda asked=asked: workspace.search(asked, limit=FOUND)):8.2f} ms, bare "  # type: ignore[misc]
        f"{milliseconds(lambda asked=asked: _bare(workspace, asked)):8.2f} ms"  # type: ignore[misc]
        for name, asked in MIX.items()
    ]
    return (
        "\n".join(lines)
        + "\n"
        + call_times(lambda: [workspace.search(asked) for asked in MIX.values()], shown=12)
    )


def _bare(workspace: Workspace, asked: str) -> list[tuple[object, ...]]:
    words = asked.split()
    if len(asked) < 3:
        return workspace.reader.execute(_BARE_LETTERS, (f"{asked}%", f"% {asked}%"))
    return workspace.reader.execute(_BARE_WORDS, (" AND ".join(f'"{word}"' for word in words),))


def _p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]
