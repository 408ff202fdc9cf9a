"""Thousands of machines of three laptops on the bare engine, under the judge.

`python -m tests.soak.exchange_machine 3000 1` runs so many with that seed and prints the figures; what fails is shown
as the shortest sequence of steps that fails.
"""

from __future__ import annotations

import sys
import time

from hypothesis import HealthCheck, Phase, Verbosity, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.property.exchange_machine import Exchanges

STEPS = 60
PORTION = 250
"""Machines in one run of Hypothesis: it keeps in memory what it has seen."""


def soak(machines: int, first_seed: int, *, shrink: bool = True) -> str:
    """Runs the machines; gives the figures.

    Raises:
        AssertionError: something does not hold.
    """
    Exchanges.counts.clear()
    began = time.perf_counter()
    left, number = machines, first_seed
    while left > 0:
        run_state_machine_as_test(
            seed(number)(Exchanges),
            settings=settings(
                max_examples=min(left, PORTION),
                stateful_step_count=STEPS,
                deadline=None,
                database=None,
                report_multiple_bugs=False,
                phases=[Phase.generate, Phase.shrink] if shrink else [Phase.generate],
                verbosity=Verbosity.normal,
                suppress_health_check=list(HealthCheck),
            ),
        )
        left, number = left - PORTION, number + 1
        sys.stderr.write(f"{Exchanges.counts['machines']} machines, {time.perf_counter() - began:.0f} s\n")
    took = time.perf_counter() - began
    counts = Exchanges.counts
    lines = [f"{counts['machines']} machines, {counts['steps']} steps in {took:.0f} s, nothing found"]
    lines += [
        f"{number:9} {what}" for what, number in counts.most_common() if what not in ("machines", "steps")
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    asked = [int(each) for each in sys.argv[1:3]]
    sys.stdout.write(soak(*(asked + [3000, 1][len(asked) :]), shrink="--quick" not in sys.argv))
