"""The targets by name, and what they begin with."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

CORPUS = Path(__file__).parent / "corpus"


@dataclass(frozen=True)
class Target:
    """`run` raises for an input for which a promise does not hold. `seeds` are inputs of every kind that matters."""

    name: str
    run: Callable[[bytes], None]
    seeds: tuple[bytes, ...]

    @property
    def findings(self) -> tuple[Path, ...]:
        """What was found before, each with the shortest input that showed it."""
        return tuple(sorted(path for path in (CORPUS / self.name).glob("*") if path.is_file()))


def target_named(name: str) -> Target:
    """The target; its module is imported only now, so that atheris can instrument what it imports."""
    module = importlib.import_module(f"tests.fuzz.{name}")
    return Target(name, module.target, tuple(module.seeds()))
