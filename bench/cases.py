"""What is measured with which command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench import names
from bench.alternatives import installed
from bench.alternatives.stack_templates import write_templates, write_values
from bench.fleet import DATABASES, write_fleet
from bench.mixed_fleet import write_mixed_fleet
from bench.processes import Usage, measure
from bench.workplace import ROOT, Workplace, adbkms

_FIRST_EXAMPLE = ROOT / "examples/quickstart/3-encrypt.yaml"
_PROGRAMS = ROOT / "bench/alternatives"
SLOWER_UP_TO = 10_000  # databases; beyond that the others take minutes


@dataclass(frozen=True, slots=True)
class Case:
    """`command` and what has to be done before it, each for a run of that number; run 0 is not timed."""

    name: str
    databases: int
    workplace: Workplace
    command: Callable[[int], list[str]]
    prepare: Callable[[int], None] = lambda run: None

    def run(self, run: int) -> Usage:
        """Raises `processes.ProcessFailed`."""
        self.prepare(run)
        environment = self.workplace.environment | installed.node_environment()
        return measure(self.command(run), self.workplace.folder, environment, sample_memory=run == 0)


def small_cases(folder: Path) -> Iterator[Case]:
    """What takes little because there is little to do."""
    python, example = sys.executable, str(_FIRST_EXAMPLE)
    place = Workplace(folder / "small")
    yield Case(names.INTERPRETER, 0, place, lambda run: [python, "-c", "pass"])
    yield Case(names.VERSION, 0, place, lambda run: [*adbkms(), "--version"])
    yield _cold(names.QUICKSTART, 1, Workplace(folder / names.QUICKSTART), example)
    yield Case(names.QUICKSTART_UNCHANGED, 1, place, lambda run: [*adbkms(), "render", example, "-o", "tree"])
    yield Case(names.QUICKSTART_VALIDATE, 1, place, lambda run: [*adbkms(), "validate", example, "--terraform", "off"])


def fleet_cases(folder: Path, databases: int) -> Iterator[Case]:
    """All with a fleet of that size. The trees that are read are those that the cold runs have written."""
    stacks = databases // DATABASES
    specs = str(write_fleet(folder, stacks))
    cold = _cold(names.COLD, databases, Workplace(folder / names.COLD), specs)
    yield cold
    place = Workplace(folder / names.UNCHANGED)
    yield Case(names.UNCHANGED, databases, place, lambda run: [*adbkms(), "render", specs, "-o", "tree"])
    yield _one_changed(folder / names.ONE_CHANGED, databases)
    if databases <= SLOWER_UP_TO:
        mixed = str(write_mixed_fleet(folder, stacks))
        yield _cold(names.MIXED, databases, Workplace(folder / names.MIXED), mixed)
        for name, files in ((names.ONE_FILE, 1), (names.FILE_PER_STACK, stacks)):
            if stacks > 10:  # in a smaller fleet this is what the plain one is already
                cut = str(write_fleet(folder / name, stacks, files))
                yield _cold(name, databases, Workplace(folder / name), cut)
    yield from _alternatives(folder, databases, specs, cold.workplace.folder / "out-0" / "stacks")


def _cold(name: str, databases: int, place: Workplace, specs: str) -> Case:
    """A new folder each time: files that are created soon after many were deleted take longer."""
    return Case(
        name,
        databases,
        place,
        lambda run: [*adbkms(), "render", specs, "-o", f"out-{run}"],
        lambda run: place.forget(),
    )


def _one_changed(folder: Path, databases: int) -> Case:
    """One value of one database is another one in each run, and nothing else."""
    place = Workplace(folder)
    specs = write_fleet(folder, databases // DATABASES)
    file = min(specs.iterdir())
    sizes = ("compute_count: 2\n", "compute_count: 64\n")

    def edit(run: int) -> None:
        before, after = sizes[run % 2], sizes[(run + 1) % 2]
        file.write_text(file.read_text("utf-8").replace(before, after, 1), "utf-8")

    return Case(names.ONE_CHANGED, databases, place, lambda run: [*adbkms(), "render", str(specs), "-o", "tree"], edit)


def _alternatives(folder: Path, databases: int, specs: str, tree: Path) -> Iterator[Case]:
    templates, values = str(write_templates(folder)), str(write_values(folder, databases // DATABASES))
    python = sys.executable
    place = Workplace(folder / "alternatives")

    def case(name: str, *command: str) -> Case:
        return Case(name, databases, place, lambda run: [*command, f"{name}-{run}"])

    yield case(names.BARE_JINJA, python, str(_PROGRAMS / "bare_jinja.py"), templates, values)
    yield case(names.JINJA_SCRIPT, python, str(_PROGRAMS / "jinja_script.py"), templates, specs)
    if databases > SLOWER_UP_TO:
        return
    if copier := installed.copier_python():
        yield case(names.COPIER, str(copier), str(_PROGRAMS / "copier_fleet.py"), templates, values)
    if node := installed.node():
        yield case(names.CDKTF, node, str(_PROGRAMS / "cdktf_fleet.js"), values)
    if terraform := installed.terraform():
        fmt = [terraform, "fmt", "-check", "-recursive", str(tree)]
        yield Case(names.TERRAFORM_FMT, databases, place, lambda run: fmt)
    parser = [python, str(_PROGRAMS / "go_parser.py"), str(tree)]
    yield Case(names.GO_PARSER, databases, place, lambda run: parser)
