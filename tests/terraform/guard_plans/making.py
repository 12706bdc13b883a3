"""Plans of scenarios, by a real Terraform. Scenarios with the same past share it: planning changes nothing."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from generator.generate import generate
from tests.terraform.terraform_core import Terraform

from .clouds import Clouds
from .portable import portable
from .scenario import Configuration, Rendered, Scenario

STATE = "terraform.tfstate"


def plans_of(
    scenarios: Iterable[Scenario], clouds: Clouds, folder: Path, said: Callable[[str], None] = lambda name: None
) -> Iterator[tuple[Scenario, str]]:
    """Each scenario with the text of its plan's file. Works in `folder`, which must not be there yet."""
    folder.mkdir()
    for number, (_, group) in enumerate(groupby(sorted(scenarios, key=_past), key=_past)):
        together = list(group)
        clouds.empty()
        past = folder / str(number)
        _apply_all(together[0].before, clouds.terraform, past)
        if together[0].outside is not None:
            together[0].outside(clouds.moto, clouds.databases)
        for scenario in together:
            said(scenario.name)
            yield scenario, _plan(scenario, clouds.terraform, past, folder / scenario.name)


def _past(scenario: Scenario) -> tuple[str, str]:
    outside = scenario.name if scenario.outside is not None else ""
    return repr(scenario.before), outside


def _apply_all(configurations: Sequence[Configuration], terraform: Terraform, past: Path) -> None:
    """The state after all of them is the file STATE in `past`."""
    past.mkdir()
    for number, configuration in enumerate(configurations):
        root = _written(configuration, past / f"configuration-{number}")
        if (past / STATE).exists():
            shutil.copy(past / STATE, root / STATE)
        terraform.init(root)
        terraform.apply(root)
        shutil.copy(root / STATE, past / STATE)


def _plan(scenario: Scenario, terraform: Terraform, past: Path, folder: Path) -> str:
    root = _written(scenario.after, folder)
    if scenario.before and not scenario.adopts:
        state = json.loads((past / STATE).read_text("utf-8"))
        if scenario.in_state is not None:
            scenario.in_state(state)
        (root / STATE).write_text(json.dumps(state), "utf-8")
    terraform.init(root)
    for command in scenario.commands:
        terraform.run(*command, cwd=root)
    planned = terraform.plan(root, "-out=plan.tfplan", *scenario.arguments, check=not scenario.fails)
    assert (planned.returncode == 1) is scenario.fails, planned.stdout + planned.stderr
    text = portable(terraform.run("show", "-json", "plan.tfplan", cwd=root).stdout)
    assert os.fspath(folder) not in text, f"{scenario.name}: the plan names a folder of this machine"
    return text


def _written(configuration: Configuration, folder: Path) -> Path:
    """The root module, with all that it needs in `folder`."""
    if isinstance(configuration, Rendered):
        return _rendered(configuration, folder)
    files = {"main.tf": configuration} if isinstance(configuration, str) else configuration
    _write(files.items(), folder)
    return folder


def _rendered(configuration: Rendered, folder: Path) -> Path:
    folder.mkdir()
    spec = folder / "spec.yaml"
    spec.write_text(configuration.spec, "utf-8")
    generated = generate([str(spec)])
    errors = [f"{one.code} {one.summary}" for one in generated.diagnostics if one.severity == "error"]
    assert not errors, errors
    _write(generated.tree.items(), folder)
    return folder / "stacks" / configuration.stack


def _write(files: Iterable[tuple[str, str]], folder: Path) -> None:
    for path, text in files:
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")
