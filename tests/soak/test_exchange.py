"""The exchange at length: thousands of machines, a hundred sudden ends, faults put in on purpose; with `-m soak`."""

from __future__ import annotations

import pytest

from tests.soak.exchange_machine import soak
from tests.soak.kill import kill
from tests.soak.mutants import MUTANTS, Mutant, outcome


@pytest.mark.soak
def test_three_thousand_machines_of_three_laptops_end_equal() -> None:
    assert "nothing found" in soak(3000, 1)


@pytest.mark.soak
def test_a_hundred_processes_ended_in_mid_import_lose_nothing() -> None:
    assert "nothing lost" in kill(100, 1)


@pytest.mark.soak
@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_fault_in_the_engine_is_found(mutant: Mutant) -> None:
    assert outcome(mutant).startswith("killed")


@pytest.mark.soak
def test_nothing_is_found_in_the_engine_as_it_is() -> None:
    text = "class ChangeLog:"
    assert outcome(Mutant("no fault", "workspace/log.py", text, text)) == "LIVES"
