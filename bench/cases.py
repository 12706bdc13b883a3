"""What is measured."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.fleet import DATABASES, write_fleet
from bench.processes import Usage, measure

ROOT = Path(__file__).resolve().parents[1]
QUICKSTART = ROOT / "examples/quickstart/3-encrypt.yaml"
INTERPRETER = "the bare interpreter"
VERSION = "`adbkms --version`"


@dataclass(frozen=True, slots=True)
class Target:
    """At most that many seconds, and MiB if given; `above_interpreter` without the interpreter's own start."""

    seconds: float
    peak: float | None = None
    above_interpreter: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """A command with what has to be done before each of its runs. The first run is to warm up and does not count."""

    name: str
    command: Sequence[str]
    prepare: Callable[[], None]
    target: Target | None = None


class Workplace:
    """A folder for everything that the measured processes read and write, their cache among it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.out = folder / "new"
        kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR") if name in os.environ}
        self.environment = kept | {"ADBKMS_CACHE_DIR": str(self.cache), "LC_ALL": "C.UTF-8", "PYTHONPATH": str(ROOT)}

    def run(self, case: Case) -> Usage:
        """One run of a case. Raises `processes.ProcessFailed`."""
        case.prepare()
        return measure(case.command, self.folder, self.environment)

    def nothing_remembered(self) -> None:
        """Nothing has been rendered or verified yet; the grammar and the templates are compiled."""
        shutil.rmtree(self.out, ignore_errors=True)
        shutil.rmtree(self.cache / "verified", ignore_errors=True)


def cases(workplace: Workplace, fleets: Sequence[int]) -> Iterator[Case]:
    """All of them; `fleets` are numbers of stacks."""
    tool = adbkms()
    quickstart, out = str(QUICKSTART), str(workplace.out)
    rendered = str(workplace.folder / "quickstart")
    quick = Target(0.25)
    yield Case(INTERPRETER, [sys.executable, "-c", "pass"], _nothing)
    yield Case(VERSION, [*tool, "--version"], _nothing, Target(0.05, above_interpreter=True))
    yield Case(
        "`render` of quickstart, nothing remembered, new folder",
        [*tool, "render", quickstart, "-o", out],
        workplace.nothing_remembered,
        quick,
    )
    yield Case("`render` of quickstart, unchanged", [*tool, "render", quickstart, "-o", rendered], _nothing, quick)
    yield Case(
        "`render --full-parse` of quickstart, unchanged",
        [*tool, "render", quickstart, "-o", rendered, "--full-parse"],
        _nothing,
    )
    yield Case(
        "`validate --terraform off` of quickstart",
        [*tool, "validate", quickstart, "--terraform", "off"],
        _nothing,
        quick,
    )
    for stacks in fleets:
        specs = str(write_fleet(workplace.folder, stacks))
        rendered = str(workplace.folder / f"rendered-{stacks}")
        name = f"{stacks * DATABASES:,} databases in {stacks:,} stacks"
        is_the_large_one = stacks == 1_000
        yield Case(
            f"`render` of {name}, nothing remembered, new folder",
            [*tool, "render", specs, "-o", out],
            workplace.nothing_remembered,
            Target(3, 500) if is_the_large_one else None,
        )
        yield Case(
            f"`render` of {name}, unchanged",
            [*tool, "render", specs, "-o", rendered],
            _nothing,
            Target(0.3) if is_the_large_one else None,
        )


def adbkms() -> list[str]:
    """The installed command of this environment, or the package of this checkout."""
    script = Path(sys.executable).with_name("adbkms")
    return [str(script)] if script.is_file() else [sys.executable, "-m", "generator"]


def _nothing() -> None:
    """For a case that needs nothing to be prepared."""
