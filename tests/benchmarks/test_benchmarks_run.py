"""The benchmarks can be run; what they find is for people to judge, never for a test."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.benchmarks import __main__ as benchmarks
from tests.benchmarks.measure import Figure


def test_each_figure_has_a_name_of_its_own_and_a_way_to_take_it() -> None:
    assert all(callable(measure) for measure in benchmarks.FIGURES.values())
    assert set(benchmarks.PROFILES) <= set(benchmarks.FIGURES)


def test_a_figure_is_printed_and_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    benchmarks.main(
        ["--only", "list", "--rounds", "1", "--records", "2000", "--json", str(tmp_path / "found.json")]
    )
    (found,) = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["figures"]
    assert found["name"] == "list"
    assert found["ours"] > 0 and found["baseline"] > 0
    assert "first screen of 2 000 records" in capsys.readouterr().out


def test_a_target_is_met_by_the_ratio_and_under_the_ceiling() -> None:
    quick = Figure("save", "saving", ours=4.0, baseline=1.0, unit="ms", target=4.0, ceiling=5.0)
    slow = Figure("save", "saving", ours=6.0, baseline=2.0, unit="ms", target=4.0, ceiling=5.0)
    assert quick.met
    assert not slow.met
