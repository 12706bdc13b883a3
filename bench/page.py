"""`python -m bench.page`: docs/performance.md and its plots, made from docs/performance.json.

With a file as its argument, as `build/bench/figures.json`, that takes the place of docs/performance.json before.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from bench import names
from bench.figures import Figures, read_figures
from bench.goals import goals, per_database
from bench.plot import plot
from bench.workplace import ROOT

PAGE = ROOT / "docs/performance.md"
FIGURES = ROOT / "docs/performance.json"
_NEVER_WAIT = (names.BARE_JINJA, names.JINJA_SCRIPT, names.COPIER, names.CDKTF, names.TERRAFORM_FMT, names.GO_PARSER)
_BUSY = 0.85  # of its time; on a quiet machine a program that never waits has a core for nearly all of it
_IMAGES = ROOT / "docs/images"
_MADE = re.compile(
    r"(?P<begin><!-- made by bench\.page: (?P<name>\w+) -->\n\n).*?(?P<end>\n\n<!-- end of (?P=name) -->)", re.S
)


def main(arguments: list[str]) -> int:
    """0; FileNotFoundError if there are no figures."""
    if arguments:
        shutil.copyfile(arguments[0], FIGURES)
    for file, text in made(read_figures(FIGURES), PAGE.read_text("utf-8")).items():
        file.write_text(text, "utf-8")
    return 0


def made(figures: Figures, page: str) -> dict[Path, str]:
    """By file, what the figures give: the page with its tables anew, and the plots."""
    parts: Mapping[str, Callable[[Figures], str]] = {
        "machine": _machine,
        "goals": _goals,
        "seconds": _seconds,
        "memory": _memory,
        "slope": _slope,
        "phases": _phases,
        "small": _small,
    }
    seconds = {label: _points(figures, name) for name, label in names.PLOTTED.items()}
    each = {label: [(size, took / size * 1000) for size, took in points] for label, points in seconds.items()}
    return {
        PAGE: _MADE.sub(lambda found: found["begin"] + parts[found["name"]](figures) + found["end"], page),
        _IMAGES / "performance-seconds.svg": plot("Seconds by number of databases", "databases", "seconds", seconds),
        _IMAGES / "performance-per-database.svg": plot(
            "Milliseconds per database by number of databases", "databases", "milliseconds per database", each
        ),
    }


def _machine(figures: Figures) -> str:
    runs = [f"{one.runs} at {size:,}" for size in figures.sizes() if (one := figures.get(names.COLD, size))]
    medians = f"medians of so many runs: {', '.join(runs)} databases"
    lines = [*figures.machine, medians]
    if busy := [f"{share:.0%} at {size:,}" for size in figures.sizes() if (share := _share(figures, size)) < _BUSY]:
        lines.append(
            "**the machine was busy with something else, and the figures are too high**: a program that never waits "
            f"had a core for {', '.join(busy)} databases"
        )
    return "\n".join(f"- {line}" for line in lines)


def _share(figures: Figures, size: int) -> float:
    """How much of its time the worst-served of the others had a core; adbkms itself may wait for the disk."""
    found = (figures.get(name, size) for name in _NEVER_WAIT)
    return min((one.cpu / one.seconds for one in found if one), default=1)


def _goals(figures: Figures) -> str:
    verdicts = {True: "met", False: "**missed**", None: ""}
    rows = [[goal.text, goal.measured, verdicts[goal.is_met]] for goal in goals(figures)]
    return _table(["Goal", "Measured", ""], rows)


def _seconds(figures: Figures) -> str:
    def cell(name: str, size: int) -> str:
        one = figures.get(name, size)
        return _short(one.seconds) if one else ""

    return _by_size(figures, cell)


def _memory(figures: Figures) -> str:
    def cell(name: str, size: int) -> str:
        one = figures.get(name, size)
        return f"{one.peak:,.0f}" if one else ""

    return _by_size(figures, cell)


def _slope(figures: Figures) -> str:
    def cell(name: str, size: int) -> str:
        each = per_database(figures, name, size)
        return f"{each * 1000:.3f}" if each is not None else ""

    return _by_size(figures, cell)


def _phases(figures: Figures) -> str:
    sizes = sorted(figures.phases, key=int)
    phases = list(figures.phases[sizes[-1]]) if sizes else []
    rows = [[phase, *(_short(figures.phases[size][phase]) for size in sizes)] for phase in phases]
    return _table(["Phase", *(f"{int(size):,}" for size in sizes)], rows)


def _small(figures: Figures) -> str:
    found = [(label, figures.get(name, 0) or figures.get(name, 1)) for name, label in names.SMALL.items()]
    rows = [[label, f"{one.seconds:.3f}", f"{one.cpu:.3f}", f"{one.peak:.0f}"] for label, one in found if one]
    return _table(["What", "Seconds", "CPU seconds", "Peak MiB"], rows)


def _by_size(figures: Figures, cell: Callable[[str, int], str]) -> str:
    sizes = figures.sizes()
    rows = []
    for name, label in names.FLEET.items():
        cells = [cell(name, size) for size in sizes]
        if any(cells):
            rows.append([label, *cells])
        elif why := figures.left_out.get(name):
            rows.append([f"{label}: {why}", *cells])
    return _table(["Databases", *(f"{size:,}" for size in sizes)], rows)


def _points(figures: Figures, name: str) -> list[tuple[float, float]]:
    found = ((size, figures.get(name, size)) for size in figures.sizes())
    return [(size, one.seconds) for size, one in found if one]


def _short(seconds: float) -> str:
    """Three digits."""
    return f"{seconds:.0f}" if seconds >= 100 else f"{seconds:.1f}" if seconds >= 10 else f"{seconds:.2f}"


def _table(header: list[str], rows: Iterable[list[str]]) -> str:
    lines = [header, ["---", *("--:" for _ in header[1:])], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
