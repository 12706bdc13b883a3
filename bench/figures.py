"""The figures of a benchmark, in a file: the page is made of them without measuring again."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """Medians: `seconds` and `cpu` in seconds, `peak` in MiB. `databases` is 0 where there is no spec."""

    name: str
    databases: int
    seconds: float
    cpu: float
    peak: float
    runs: int


@dataclass
class Figures:
    """`machine` as lines of Markdown; `phases` in seconds, by number of databases; `left_out` says why."""

    machine: list[str]
    left_out: dict[str, str] = field(default_factory=dict)
    figures: list[Figure] = field(default_factory=list)
    phases: dict[str, dict[str, float]] = field(default_factory=dict)

    def get(self, name: str, databases: int) -> Figure | None:
        """None if that was not measured."""
        return next((one for one in self.figures if (one.name, one.databases) == (name, databases)), None)

    def sizes(self) -> list[int]:
        """The fleets that were measured, in databases."""
        return sorted({one.databases for one in self.figures if one.databases >= 10})

    def add(self, figures: Iterable[Figure]) -> None:
        """In the place of those that were there for the same."""
        new = {(one.name, one.databases): one for one in figures}
        kept = [one for one in self.figures if (one.name, one.databases) not in new]
        self.figures = [*kept, *new.values()]


def read_figures(file: Path) -> Figures:
    """Raises `FileNotFoundError`."""
    data: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return Figures(data["machine"], data["left_out"], [Figure(**one) for one in data["figures"]], data["phases"])


def write_figures(figures: Figures, file: Path) -> None:
    """Three digits are enough, and a difference of two files can be read."""
    data = asdict(figures)
    for one in data["figures"]:
        one |= {"seconds": round(one["seconds"], 4), "cpu": round(one["cpu"], 4), "peak": round(one["peak"], 1)}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(data, indent=1, ensure_ascii=False) + "\n", "utf-8")
