"""`python -m tests.fuzz TARGET [-max_total_time=SECONDS] [other options of libFuzzer]`: see the package."""

from __future__ import annotations

import importlib
import sys
import tempfile
import time
from pathlib import Path

from tests.fuzz import TARGETS
from tests.fuzz.mutations import mutations
from tests.fuzz.targets import Target, target_named

_TIME = "-max_total_time="
_BATCH = 500


def main(name: str, options: list[str]) -> None:
    """Fuzz until the time is over, or something is found."""
    try:
        atheris = importlib.import_module("atheris")  # in no lock file: nothing knows its types
    except ImportError:
        _at_random(target_named(name), options)
        return
    with atheris.instrument_imports(include=["generator"]):
        target = target_named(name)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as seeds:
        for number, seed in enumerate((*target.seeds, *(file.read_bytes() for file in target.findings))):
            Path(seeds, str(number)).write_bytes(seed)
        atheris.Setup([sys.argv[0], f"-artifact_prefix={name}-", *options, seeds], target.run)
        atheris.Fuzz()


def _at_random(target: Target, options: list[str]) -> None:
    seconds = next((int(one.removeprefix(_TIME)) for one in options if one.startswith(_TIME)), 60)
    deadline, count, inputs = time.monotonic() + seconds, 0, list(target.seeds)
    while time.monotonic() < deadline:
        for data in mutations(inputs, _BATCH, seed=count):
            count += 1
            try:
                target.run(data)
            except Exception:
                Path(f"{target.name}-finding").write_bytes(data)
                print(f"{target.name}: finding after {count} inputs, kept as {target.name}-finding", file=sys.stderr)
                raise
    print(f"{target.name}: {count} inputs in {seconds} s, no finding", file=sys.stderr)


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(
            f"usage: python -m tests.fuzz TARGET [-max_total_time=SECONDS]; a target is one of {', '.join(TARGETS)}"
        )
    main(sys.argv[1], sys.argv[2:])
