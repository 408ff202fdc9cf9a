"""What all tests share: Swedish as the language, and Qt without a screen."""

from __future__ import annotations

import functools
import itertools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.pop("TRYGG_PASSPHRASE", None)

from tests.support import only_workspace
from trygg_desktop import i18n
from trygg_desktop.workspace import Key, Workspace
from trygg_desktop.workspace.vault import SALT_BYTES

# how fast this machine is just now is no claim of any test
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


def pytest_xdist_auto_num_workers() -> int:
    """Two more processes than cores: much of a window's test is waiting."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(scope="session", autouse=True)
def keys_derived_once() -> Iterator[None]:
    """Deriving a key takes half a second by design: here once for each passphrase and salt."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Key, "from_passphrase", functools.cache(Key.from_passphrase))
        patch.setattr("trygg_desktop.workspace.vault.new_salt", lambda: next(_salts).to_bytes(SALT_BYTES))
        yield


_salts = itertools.count()
"""The salts of one test differ."""


@pytest.fixture(autouse=True)
def begun_anew() -> None:
    """Each test begins with the same salts."""
    global _salts
    _salts = itertools.count(1)


@pytest.fixture(autouse=True)
def swedish() -> Iterator[None]:
    """Every test begins and ends in Swedish."""
    i18n.set_language("sv")
    yield
    i18n.set_language("sv")


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """A new, real, encrypted workspace with the default districts."""
    with only_workspace(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo council in a file of `DEMO_KEY` that nobody writes to."""
    from tests.shared_demo import DEMO_DAY, demo_of_the_day

    return demo_of_the_day(tmp_path_factory, DEMO_DAY)
