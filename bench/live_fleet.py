"""`python -m bench.live_fleet`: how long a look at a fleet in both clouds takes here, as a Markdown table.

The clouds are stand-ins on 127.0.0.1, each a process of its own, which share the machine's cores with adbkms. They
answer in milliseconds; `--delay` makes OCI as slow as a network.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.machine import description, load
from bench.processes import ProcessFailed, Usage, measure, medians
from bench.target import Target, judged
from bench.workplace import Workplace, adbkms
from tests.live.fleet.running_fleet import Fleet, running_fleet
from tests.oci_service import Delay, Fault, OciServiceProcess, oci_service_process

ACCOUNTS = 20
COMMANDS = ("status", "preflight")
TARGETS = {("status", 500): Target(30, 250)}
"""By command and number of databases, on two cores that the stand-ins share."""


@dataclass(frozen=True, slots=True)
class Look:
    """A command at so many databases: what it took, and how many requests it sent to AWS and to OCI."""

    command: str
    databases: int
    usage: Usage
    aws_requests: int
    oci_requests: int


def main(arguments: list[str]) -> int:
    """0 if everything could be measured."""
    parser = argparse.ArgumentParser(prog="python -m bench.live_fleet", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="of each case; their medians are shown (default: 3)")
    parser.add_argument("--databases", type=int, nargs="+", default=[50, 200, 500], help="default: 50 200 500")
    parser.add_argument("--commands", nargs="+", default=COMMANDS, choices=COMMANDS)
    parser.add_argument("--delay", type=float, default=0, metavar="SECONDS", help="before each answer of OCI")
    options = parser.parse_args(arguments)
    most = -(-max(options.databases) // ACCOUNTS)
    faults = [Fault(Delay(options.delay))] if options.delay else []
    with (
        tempfile.TemporaryDirectory(prefix="adbkms-bench-") as folder,
        running_fleet(ACCOUNTS, most, with_roles=True) as fleet,
        oci_service_process(fleet.records, faults=faults) as oci,
    ):
        bench = Bench(Path(folder), fleet, oci)
        try:
            looks = list(bench.looks(options.commands, options.databases, options.runs))
        except ProcessFailed as failed:
            print(f"\n{failed}", file=sys.stderr)
            return 1
    lines = [*description(), load(), f"medians of {options.runs} runs of whole processes"]
    print("\n".join(f"- {line}" for line in lines), _table(looks), sep="\n\n")
    return 0


@dataclass(frozen=True)
class Bench:
    """A running fleet, and a folder for the specs."""

    folder: Path
    fleet: Fleet
    oci: OciServiceProcess

    def looks(self, commands: Sequence[str], sizes: Sequence[int], runs: int) -> Iterator[Look]:
        """One case after the other. Raises ProcessFailed."""
        for command in commands:
            for databases in sizes:
                print(f"{command} of {databases} databases", file=sys.stderr, flush=True)
                yield self._look(command, databases, runs)

    def _look(self, command: str, databases: int, runs: int) -> Look:
        folder = self.folder / f"{command}-{databases}"
        folder.mkdir()
        counts = [databases * (n + 1) // ACCOUNTS - databases * n // ACCOUNTS for n in range(ACCOUNTS)]
        found = self.fleet.configured(folder, self.oci.endpoint, self.fleet.accounts, counts)
        environment = Workplace(self.folder).environment | found
        usages = []
        for _ in range(runs):
            self.fleet.aws.heal()
            self.oci.forget_traffic()
            usages.append(measure([*adbkms(), command, "specs"], folder, environment))
        aws, oci = self.fleet.aws.traffic()["asked"], self.oci.traffic()["asked"]
        return Look(command, databases, medians(usages), sum(aws.values()), sum(oci.values()))


def _table(looks: Sequence[Look]) -> str:
    rows = [
        f"| `{look.command}` of {look.databases} databases in {ACCOUNTS} accounts | {look.usage.wall:.1f} "
        f"| {look.usage.cpu:.1f} | {look.usage.peak:.0f} | {look.aws_requests:,} | {look.oci_requests:,} "
        f"| {_verdict(look)} |"
        for look in looks
    ]
    header = [
        "| What | Seconds | CPU seconds | Peak MiB | Requests to AWS | to OCI | Target |",
        "|------|--------:|------------:|---------:|----------------:|-------:|--------|",
    ]
    return "\n".join([*header, *rows])


def _verdict(look: Look) -> str:
    target = TARGETS.get((look.command, look.databases))
    return judged(look.usage, target) if target else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
