"""The modules' own tests, as their users run them: `terraform test` with the real AWS provider, and no AWS."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from generator.render.modules import MODULES
from generator.render.packaged import resource_folder

from .terraform_core import Terraform


@pytest.mark.parametrize("module", MODULES)
def test_the_tests_of_a_module_pass(module: str, tmp_path: Path, attached_terraform: Terraform) -> None:
    root = Path(shutil.copytree(resource_folder("modules") / module, tmp_path / module))
    files = sorted((root / "tests").glob("*.tftest.hcl"))
    runs = [run for file in files for run in re.findall(r'^run "(.*)"', file.read_text("utf-8"), re.MULTILINE)]
    attached_terraform.init(root)

    tested = attached_terraform.test(root)

    assert runs, "a module without tests"
    assert f"Success! {len(runs)} passed, 0 failed." in tested.stdout
