"""Inputs and files that want to be run by the action, or to be taken for something else."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.integrations.action_job import SPEC, Job
from tests.integrations.composite_action import read_outputs
from tests.integrations.github_api import GitHub
from tests.integrations.released import CHECKOUT, commit, git
from tests.integrations.repository import change, render

pytestmark = pytest.mark.xdist_group("action")

ACTION = yaml.safe_load((CHECKOUT / "action.yml").read_text("utf-8"))
ATTACKS = [
    '"; touch pwned; "',
    "'; touch pwned; '",
    "$(touch pwned)",
    "--version",
    "${{ github.token }}",
    "specs\n::add-path::/tmp",
]
INPUTS = ["spec", "out", "mode", "format", "base", "comment-author"]


def test_no_script_holds_an_expression() -> None:
    scripts = [step["run"] for step in ACTION["runs"]["steps"]]

    assert len(scripts) == 3
    assert [script for script in scripts if "${{" in script] == []


@pytest.mark.parametrize("attack", ATTACKS)
@pytest.mark.parametrize("name", INPUTS)
def test_an_input_runs_nothing(job: Job, github: GitHub, name: str, attack: str) -> None:
    ran = job.pull_request(**{name: attack})

    assert [path.name for path in job.workspace.rglob("pwned*")] == []
    assert [line for line in ran.log.splitlines() if re.match(r"\s*::(?!error |notice |warning )", line)] == []
    assert ran.succeeded == (name == "comment-author"), ran.log
    assert github.comments == {}


def test_the_installation_takes_no_module_from_the_checkout(tmp_path: Path) -> None:
    """Python's -m looks into the current folder first."""
    for module in ("venv.py", "pip.py", "json.py"):
        (tmp_path / module).write_text("open('pwned', 'w')\n", "utf-8")
    environment = {**os.environ, "ADBKMS_PYTHON": sys.executable, "RUNNER_TEMP": str(tmp_path / "temp")}
    text = (CHECKOUT / "integrations/github/install.sh").read_text("utf-8")
    script = tmp_path / "install.sh"
    script.write_text(text.partition('\n"${install[@]}"')[0] + '\n"${install[@]}" --help\n', "utf-8")

    done = subprocess.run(["bash", script], cwd=tmp_path, env=environment, capture_output=True, check=False)

    assert (done.returncode, (tmp_path / "pwned").exists()) == (0, False)


@pytest.mark.parametrize("attack", ATTACKS[:-1])
def test_a_file_name_for_sarif_is_a_file_name(job: Job, attack: str) -> None:
    ran = job.pull_request(sarif=attack)

    assert ran.succeeded, ran.log
    assert json.loads((job.workspace / attack).read_text("utf-8"))["version"] == "2.1.0"
    assert not (job.workspace / "pwned").exists()


def test_a_python_that_is_a_command_line_is_not_run(job: Job) -> None:
    runner = job.runner
    again = type(runner)(runner.workspace, runner.temp, runner.action, runner.variables)

    ran = again.run({"mode": "install", "python": 'python3 -c \'open("pwned","w")\''}, {})

    assert not ran.succeeded
    assert not (job.workspace / "pwned").exists()


def test_a_spec_with_commands_in_it_gives_outputs_a_summary_and_a_comment_and_nothing_else(
    job: Job, github: GitHub
) -> None:
    spec = job.workspace / SPEC
    text = "$(touch pwned) `touch pwned` ::set-output name=x::y @everyone <script>"
    change(spec, "description: Master encryption key of Autonomous AI Database", f"description: {json.dumps(text)}")
    render(job.workspace)
    commit(job.workspace)

    ran = job.pull_request()

    assert ran.succeeded, ran.log
    assert not (job.workspace / "pwned").exists()
    assert [line for line in ran.log.splitlines() if line.lstrip().startswith("::set-output")] == []
    assert ran.outputs["difference"] == "true"
    (comment,) = github.comments.values()
    outside_of_code = re.sub(r"```.*?```|`[^`\n]*`", "", comment["body"], flags=re.S)
    assert "@everyone" not in outside_of_code
    assert "<script>" not in outside_of_code


def test_a_file_name_in_the_tree_adds_no_output(job: Job) -> None:
    """Names can hold line breaks; what is between two delimiters is one value all the same."""
    job.push(cores=4)
    (job.workspace / "terraform" / "stacks" / "payments-prod" / "x\ndifference=false\n.tf").write_text("", "utf-8")
    git(job.workspace, "add", "--all")

    ran = job.pull_request()

    written = next(job.runner.temp.glob("OUTPUT-1"))
    assert read_outputs(written).keys() <= {"comment-file", "difference", "stacks"}
    assert ran.outputs["difference"] != "false"


def test_the_delimiter_of_an_output_is_another_one_each_time(job: Job) -> None:
    def delimiters() -> list[str]:
        job.pull_request()
        return re.findall(r"<<(end-[0-9a-f]{32})$", Path(job.runner.temp, "OUTPUT-1").read_text("utf-8"), re.M)

    first, second = delimiters(), delimiters()

    assert len(first) == len(second) == 3
    assert len({*first, *second}) == 6
