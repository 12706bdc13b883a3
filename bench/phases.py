"""`python -m bench.phases SPECS OUT`: where a cold run's time goes, phase by phase in one process.

The phases are called one after the other, each for the whole fleet, to be timed; everything is parsed back.
"""

from __future__ import annotations

import gc
import json
import subprocess
import sys
import time
from pathlib import Path

from bench.workplace import ROOT, Workplace


def phases(specs: Path, folder: Path) -> dict[str, float]:
    """Seconds by phase, in a process of its own. Raises `subprocess.CalledProcessError`."""
    command = [sys.executable, "-m", "bench.phases", str(specs), str(folder / "tree")]
    environment = Workplace(folder).environment
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    seconds: dict[str, float] = json.loads(done.stdout)
    return seconds


def _timed(specs: str, out: Path) -> dict[str, float]:
    from generator import __version__
    from generator.configuration.history import read_facts
    from generator.configuration.root_module import configure
    from generator.configuration.succession import stack_facts
    from generator.publish.manifest import Provenance
    from generator.publish.publish import publish
    from generator.render.tree import render_tree
    from generator.rules import check_rules
    from generator.spec.load import load_spec
    from generator.verify import parse_back, provider_schema

    seconds: dict[str, float] = {}
    started = time.perf_counter()

    def lap(phase: str) -> None:
        nonlocal started
        now = time.perf_counter()
        seconds[phase] = round(now - started, 4)
        started = now

    gc.disable()  # as `render` does
    spec, _ = load_spec([specs])
    lap("load")
    check_rules(spec)
    lap("rules")
    before, _ = read_facts({})
    roots = configure(spec, before)
    lap("configuration")
    tree, _ = render_tree(roots)
    lap("render")
    for root in roots:
        for name, blocks in root.files.items():
            path = f"stacks/{root.name}/{name}"
            found = parse_back.verify_file(tree[path], blocks, path) or provider_schema.check(blocks, path)
            assert not found, found
    lap("parse back")
    publish(tree, out, Provenance(__version__, spec.digest(), stack_facts(spec, roots)), overwrite_edits=False)
    lap("publish")
    return seconds


if __name__ == "__main__":
    print(json.dumps(_timed(sys.argv[1], Path(sys.argv[2]))))
