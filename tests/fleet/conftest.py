from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bench.fleet import write_fleet
from generator.fleet import fleet
from generator.fleet.fleet import Fleet, Request, make_fleet
from generator.fleet.workers import workers
from tests.cli.conftest import adbkms

__all__ = ["adbkms"]

Make = Callable[..., Fleet]


@pytest.fixture
def specs(tmp_path: Path) -> Path:
    """A fleet of 12 stacks in ten files."""
    return write_fleet(tmp_path, 12)


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Make:
    """Makes a fleet however small it is by as many processes as are asked for."""
    monkeypatch.setattr(fleet, "_SMALL", 0)
    monkeypatch.setenv("ADBKMS_CACHE_DIR", str(tmp_path / "cache"))

    def make(*specs: Path, **options: object) -> Fleet:
        return make_fleet(Request([str(one) for one in specs], **options), start=workers)  # type: ignore[arg-type]

    return make


def texts(made: Fleet) -> dict[str, str]:
    """The tree's files."""
    return {path: content.read().decode() for path, content in made.tree.items()}
