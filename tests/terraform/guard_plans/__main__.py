"""`python -m tests.terraform.guard_plans [NAME…]` writes `tests/guard_plans` anew: the plans, the specs, expected.yaml.

With names only the plans of those scenarios are made. It needs what the tests in `tests/terraform` need: a Terraform
core and hashicorp/aws (`tests/terraform/conftest.py` says where they are taken from). It takes some minutes, and
talks to this machine only. What it writes differs from what is there only where Terraform, a provider, the product's
rendering or a scenario does: look at the diff.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tests.terraform.provider_mirror import make_mirror
from tests.terraform.terraform_core import CORE_VARIABLE, find_core

from .clouds import running_clouds
from .corpus import PLANS, expectations, specs
from .making import plans_of
from .scenarios import SCENARIOS


def main(names: list[str]) -> None:
    """Writes the files; those of scenarios that are no more go."""
    environment = dict(os.environ)
    chosen = [scenario for scenario in SCENARIOS if not names or scenario.name in names]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        core = find_core(folder / "core", environment.get(CORE_VARIABLE))
        mirror = make_mirror(folder / "mirror", core, environment, Path.home())
        assert mirror.aws is not None, mirror.missing
        home = folder / "home"
        home.mkdir()
        with running_clouds(core, mirror, home) as clouds:
            for scenario, text in plans_of(chosen, clouds, folder / "plans", print):
                _write(PLANS / scenario.file, text)
    beside = specs(SCENARIOS) | {"expected.yaml": expectations(SCENARIOS)}
    for name, text in beside.items():
        _write(PLANS / name, text)
    kept = {PLANS / name for name in (*beside, *(scenario.file for scenario in SCENARIOS))}
    for path in {*PLANS.glob("*/*")} - kept:
        path.unlink()


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
