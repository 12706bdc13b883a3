"""`python -m bench`: how long adbkms takes here, as a Markdown table for docs/performance.md."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.cases import Workplace, cases
from bench.machine import description
from bench.processes import ProcessFailed, Usage, medians
from bench.table import table


def main(arguments: list[str]) -> int:
    """0 if everything could be measured, whether or not the targets were met."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="of each case; their medians are shown (default: 7)")
    parser.add_argument("--fleet", type=int, nargs="*", default=[100], metavar="STACKS", help="default: 100")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="adbkms-bench-") as folder:
        workplace = Workplace(Path(folder))
        all_cases = {case.name: case for case in cases(workplace, options.fleet)}
        usages: dict[str, list[Usage]] = {name: [] for name in all_cases}
        try:
            # One run of each after the other, so that what else the machine does falls on all of them.
            for run in range(options.runs + 1):
                print(f"\rrun {run} of {options.runs}", end="", file=sys.stderr, flush=True)
                for name, case in all_cases.items():
                    usages[name].append(workplace.run(case))
        except ProcessFailed as failed:
            print(f"\n{failed}", file=sys.stderr)
            return 1
    print(file=sys.stderr)
    measured = {name: medians(runs[1:]) for name, runs in usages.items()}  # the first run was to warm up
    print(f"{description()}\n- medians of {options.runs} runs of whole processes\n\n{table(measured, all_cases)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
