"""Two runs never write to one folder at the same time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import generator
from generator.publish.publish import PublishResult

Render = Callable[..., PublishResult]
FilesIn = Callable[[Path], dict[str, str]]

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(Path(generator.__file__).parents[1])}

# Holds the lock on argv[1] until its standard input ends.
HOLDER = """
import os, sys
from generator.publish.lock import only_run
with only_run(os.open(sys.argv[1], os.O_RDONLY)):
    print("locked", flush=True)
    sys.stdin.read()
"""

# Publishes a tree of argv[2]s into argv[1] as soon as its standard input ends.
CONTENDER = """
import json, pathlib, sys
from generator.publish.manifest import Provenance
from generator.publish.publish import publish
sys.stdin.read()
tree = {f"s{number}/main.tf": sys.argv[2] for number in range(50)}
result = publish(tree, pathlib.Path(sys.argv[1]), Provenance(sys.argv[2], "spec"))
print(json.dumps([found.code for found in result.diagnostics]))
"""


def start(program: str, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
    )


def test_a_second_run_is_refused_until_the_first_has_ended(out: Path, render: Render) -> None:
    render({"a": "old"}, out)
    with start(HOLDER, str(out)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"

        refused = render({"a": "new"}, out)
        holder.communicate()

    assert [found.summary for found in refused.diagnostics] == ["Another run is publishing to this folder"]
    assert render({"a": "new"}, out).diagnostics == ()


def test_the_lock_goes_with_a_process_that_is_killed(out: Path, render: Render) -> None:
    render({"a": "old"}, out)
    with start(HOLDER, str(out)) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "locked\n"
        holder.kill()

    assert render({"a": "new"}, out).diagnostics == ()


def test_runs_that_start_together_leave_the_tree_of_one_of_them(out: Path, files_in: FilesIn) -> None:
    """On a folder that does not exist yet, so that they also compete for making it."""
    contenders = {text: start(CONTENDER, str(out), text) for text in ("a", "b", "c", "d")}
    for contender in contenders.values():
        assert contender.stdin is not None
        contender.stdin.close()
        contender.stdin = None
    said = {text: json.loads(contender.communicate()[0]) for text, contender in contenders.items()}

    assert all(codes in ([], ["PUB008"]) for codes in said.values()), said
    (left,) = set(files_in(out).values())
    assert said[left] == []
    assert len(files_in(out)) == 50
    assert [path.name for path in (out / ".adbkms").iterdir()] == ["manifest.json"]
