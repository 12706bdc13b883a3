"""A rendered tree under a real Terraform core."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostic, Severity
from generator.verify import codes
from generator.verify.terraform import TerraformExecutable, verify_tree
from tests.terraform.terraform_core import CORE_VARIABLE, find_core

VERSIONS = 'terraform {\n  required_version = ">= 1.5"\n}\n'
CALL = 'module "key" {\n  source = "../../modules/key"\n\n  alias = "ADBS_Key"\n}\n'
MODULE = 'variable "alias" {\n  type = string\n}\n\noutput "alias" {\n  value = var.alias\n}\n'
TREE = {
    "modules/key/main.tf": MODULE,
    "stacks/payments/main.tf": CALL,
    "stacks/payments/versions.tf": VERSIONS,
}
NEEDS_A_PROVIDER = """\
terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}
"""


@pytest.fixture(scope="module")
def core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return find_core(tmp_path_factory.mktemp("core"), os.environ.get(CORE_VARIABLE)).executable


@pytest.fixture(autouse=True)
def _no_providers_in_reach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "no-providers").mkdir()
    configuration = tmp_path / "terraformrc"
    mirror = f'  filesystem_mirror {{\n    path = "{tmp_path}/no-providers"\n  }}\n'
    configuration.write_text(f"provider_installation {{\n{mirror}}}\n")
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", str(configuration))


def tree(tmp_path: Path, files: Mapping[str, str]) -> Path:
    root = tmp_path / "tree"
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def verified(core: Path, root: Path, *, explicit: bool = True) -> list[Diagnostic]:
    return verify_tree(root, TerraformExecutable(core, explicit))


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_a_sound_tree_has_no_findings_and_is_not_touched(core: Path, tmp_path: Path) -> None:
    root = tree(tmp_path, TREE)
    before = contents(root)
    assert verified(core, root) == []
    assert contents(root) == before
    assert [path.name for path in root.rglob("*") if path.is_dir()].count(".terraform") == 0


def test_each_stack_is_announced(core: Path, tmp_path: Path) -> None:
    root = tree(tmp_path, {**TREE, "stacks/audit/main.tf": CALL})
    announced: list[str] = []
    assert verify_tree(root, TerraformExecutable(core, explicit=True), announced.append) == []
    assert announced == ["audit", "payments"]


def test_another_layout_is_shown_as_a_diff(core: Path, tmp_path: Path) -> None:
    root = tree(tmp_path, {**TREE, "stacks/payments/versions.tf": VERSIONS.replace("  req", "    req")})
    (found,) = verified(core, root)
    assert found.code == codes.NOT_FORMATTED
    assert found.range is not None
    assert (found.range.filename, found.range.start.line) == ("stacks/payments/versions.tf", 2)
    assert '-    required_version = ">= 1.5"\n+  required_version = ">= 1.5"\n' in found.detail


def test_test_files_are_looked_at_too(core: Path, tmp_path: Path) -> None:
    root = tree(tmp_path, {**TREE, "modules/key/tests/plan.tftest.hcl": 'run "plan" {\ncommand = plan\n}\n'})
    assert [one.code for one in verified(core, root)] == [codes.NOT_FORMATTED]


def test_what_validate_finds_in_a_stack(core: Path, tmp_path: Path) -> None:
    root = tree(tmp_path, {**TREE, "stacks/payments/main.tf": CALL.replace('"ADBS_Key"', "var.alias")})
    (found,) = verified(core, root)
    assert found.code == codes.NOT_VALID
    assert found.summary == "Reference to undeclared input variable"
    assert found.range is not None
    assert (found.range.filename, found.range.start.line) == ("stacks/payments/main.tf", 4)
    assert found.snippet is not None
    assert found.snippet.code == "  alias = var.alias"


def test_what_validate_finds_in_a_module(core: Path, tmp_path: Path) -> None:
    root = tree(tmp_path, {**TREE, "modules/key/main.tf": MODULE.replace("var.alias", "var.name")})
    (found,) = verified(core, root)
    assert found.range is not None
    assert found.range.filename == "modules/key/main.tf"


def test_a_file_that_is_no_terraform_is_found_with_its_place(core: Path, tmp_path: Path) -> None:
    root = tree(tmp_path, {**TREE, "stacks/payments/main.tf": CALL.replace("}", "")})
    found = verified(core, root)
    assert {one.code for one in found} == {codes.NOT_VALID}
    assert "stacks/payments/main.tf" in [one.range.filename for one in found if one.range]


@pytest.mark.parametrize(("explicit", "severity"), [(False, Severity.WARNING), (True, Severity.ERROR)])
def test_without_providers_one_finding_says_that_nothing_was_validated(
    core: Path, tmp_path: Path, explicit: bool, severity: Severity
) -> None:
    root = tree(tmp_path, {f"stacks/{name}/main.tf": NEEDS_A_PROVIDER for name in ("audit", "payments")})
    (found,) = verified(core, root, explicit=explicit)
    assert (found.severity, found.code) == (severity, codes.NOT_VALIDATED)
    assert "could not get what the stack audit needs" in found.detail
    assert "hashicorp/aws" in found.detail


def test_links_states_and_leftovers_stay_where_they_are(core: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "main.tf").write_text("not terraform at all")
    leftovers = {
        "stacks/payments/.terraform/modules/x/main.tf": "nor this",
        "stacks/payments/a.tfstate": "nor that",
    }
    root = tree(tmp_path, {**TREE, **leftovers})
    (root / "stacks" / "linked").symlink_to(tmp_path / "elsewhere")
    (root / "stacks" / "payments" / "linked.tf").symlink_to(tmp_path / "elsewhere" / "main.tf")
    assert verified(core, root) == []
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == ["main.tf"]


def test_a_data_folder_of_the_user_is_left_alone(core: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TF_DATA_DIR", str(tmp_path / "data"))
    assert verified(core, tree(tmp_path, TREE)) == []
    assert not (tmp_path / "data").exists()


def test_an_executable_that_is_not_there_is_one_finding(tmp_path: Path) -> None:
    missing = tmp_path / "terraform"
    (found,) = verified(missing, tree(tmp_path, TREE))
    assert (found.severity, found.code) == (Severity.ERROR, codes.TERRAFORM_FAILED)
    assert found.detail == f"{missing} cannot be run: No such file or directory."


def test_an_executable_that_is_something_else_is_a_finding(tmp_path: Path) -> None:
    other = tmp_path / "terraform"
    other.write_text("#!/bin/sh\necho hello\n")
    other.chmod(0o755)
    findings = verified(other, tree(tmp_path, {"stacks/payments/main.tf": CALL}))
    assert codes.TERRAFORM_FAILED in [one.code for one in findings]


@pytest.fixture
def caches(tmp_path: Path) -> tuple[Path, Path]:
    """An executable that notes the plugin cache that it is told to use at each `init`, and its notes."""
    notes = tmp_path / "notes"
    executable = tmp_path / "terraform"
    answer = """echo '{"diagnostics": []}'"""
    executable.write_text(f'#!/bin/sh\n[ "$1" != init ] || echo "$TF_PLUGIN_CACHE_DIR" >> {notes}\n{answer}\n')
    executable.chmod(0o755)
    return executable, notes


def test_all_stacks_share_a_plugin_cache_that_is_gone_afterwards(caches: tuple[Path, Path], tmp_path: Path) -> None:
    executable, notes = caches
    assert verified(executable, tree(tmp_path, {**TREE, "stacks/audit/main.tf": CALL})) == []
    first, second = notes.read_text().splitlines()
    assert first == second
    assert not Path(first).exists()


def test_a_plugin_cache_of_the_user_is_used_instead(
    caches: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executable, notes = caches
    monkeypatch.setenv("TF_PLUGIN_CACHE_DIR", str(tmp_path))
    assert verified(executable, tree(tmp_path, TREE)) == []
    assert notes.read_text() == f"{tmp_path}\n"


def test_a_plugin_cache_in_the_users_configuration_is_left_to_terraform(
    caches: tuple[Path, Path], tmp_path: Path
) -> None:
    executable, notes = caches
    (tmp_path / "terraformrc").write_text(f'plugin_cache_dir = "{tmp_path}"\n')
    assert verified(executable, tree(tmp_path, TREE)) == []
    assert notes.read_text() == "\n"
