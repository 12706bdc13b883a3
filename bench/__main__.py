"""`python -m bench`: how long adbkms takes here, and what others take for the same stacks.

The figures are kept in build/bench/figures.json after each size; a benchmark that was interrupted goes on from there.
`python -m bench.page` makes docs/performance.md of them.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench import names
from bench.alternatives import installed
from bench.cases import Case, fleet_cases, small_cases
from bench.figures import Figure, Figures, read_figures, write_figures
from bench.machine import description
from bench.phases import phases
from bench.processes import ProcessFailed, Usage, medians
from bench.workplace import ROOT

FIGURES = ROOT / "build/bench/figures.json"
_FEW_RUNS_FROM = 10_000
_FEW_RUNS = 3
_PHASES_UP_TO = 10_000
_SAME_BYTES = (names.BARE_JINJA, names.JINJA_SCRIPT, names.COPIER)


def main(arguments: list[str]) -> int:
    """0 if everything could be measured, whether or not the goals were met."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--runs", type=int, default=5, help=f"of each case, {_FEW_RUNS} from {_FEW_RUNS_FROM:,} databases on"
    )
    sizes = [10, 100, 1_000, 10_000, 100_000]
    parser.add_argument(
        "--databases", type=int, nargs="*", default=sizes, help="multiples of 10; default: 10 to 100000"
    )
    parser.add_argument("--anew", action="store_true", help="measure also what was measured here before")
    parser.add_argument("--figures", type=Path, default=FIGURES)
    options = parser.parse_args(arguments)
    figures = Figures([*description(), "; ".join(installed.versions())], installed.left_out())
    if options.figures.is_file() and not options.anew:
        before = read_figures(options.figures)
        if before.machine == figures.machine:
            figures.figures, figures.phases = before.figures, before.phases
    try:
        for databases in (0, *options.databases):
            if not figures.get(names.COLD if databases else names.INTERPRETER, databases):
                _measure(figures, databases, options.runs)
                write_figures(figures, options.figures)
    except ProcessFailed as failed:
        print(f"\n{failed}", file=sys.stderr)
        return 1
    print(f"{options.figures} has the figures; python -m bench.page makes docs/performance.md of them", file=sys.stderr)
    return 0


def _measure(figures: Figures, databases: int, most_runs: int) -> None:
    """What there is for one size, or, for 0, what takes little."""
    runs = min(most_runs, _FEW_RUNS) if databases >= _FEW_RUNS_FROM else most_runs
    with tempfile.TemporaryDirectory(prefix="adbkms-bench-") as name:
        folder = Path(name)
        cases = list(fleet_cases(folder, databases) if databases else small_cases(folder))
        usages: dict[str, list[Usage]] = {case.name: [] for case in cases}
        # One run of each after the other, so that what else the machine does falls on all of them.
        for run in range(runs + 1):
            for case in cases:
                print(
                    f"\r{databases or 'few':>7} databases, run {run} of {runs}: {case.name:20}",
                    end="",
                    file=sys.stderr,
                    flush=True,
                )
                usages[case.name].append(case.run(run))
        print(file=sys.stderr)
        _check_same_bytes(cases)
        if 0 < databases <= _PHASES_UP_TO:
            specs = next(folder.glob("fleet-*"))
            figures.phases[str(databases)] = phases(specs, folder / "phases")
    figures.add(_figure(case, usages[case.name]) for case in cases)


def _figure(case: Case, usages: Sequence[Usage]) -> Figure:
    """The first run's memory was sampled, which takes time; the others' time counts."""
    usage = medians(usages[1:], usages[0].peak)
    return Figure(case.name, case.databases, usage.wall, usage.cpu, usage.peak, len(usages) - 1)


def _check_same_bytes(cases: Sequence[Case]) -> None:
    """What is said to write the same bytes writes the same bytes. Raises `AssertionError`."""
    by_name = {case.name: case for case in cases}
    ours = by_name.get(names.COLD)
    for name in _SAME_BYTES:
        if ours and (other := by_name.get(name)) and ours.databases < _FEW_RUNS_FROM:
            expected, written = (ours.workplace.folder / "out-0", other.workplace.folder / f"{name}-0")
            assert _contents(written / "stacks") == _contents(expected / "stacks"), f"{name} writes other bytes"


def _contents(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
