"""Real Terraform accepts every example's committed tree: its layout, its configuration, and what it would do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.golden.artifacts import EXAMPLES, example_specs

from .provider_mirror import ProviderMirror
from .terraform_core import Terraform

TREES = sorted(example_specs())
STACKS = [(tree, stack.name) for tree in TREES for stack in sorted((EXAMPLES / tree / "stacks").iterdir())]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of all examples, for commands that write into their folder."""
    return Path(shutil.copytree(EXAMPLES, tmp_path / "examples", ignore=shutil.ignore_patterns(".terraform*")))


def test_every_example_of_the_documentation_is_there() -> None:
    assert TREES == [
        "existing/rendered/adopt",
        "fleet/rendered/specs",
        "quickstart/rendered/1-provision",
        "quickstart/rendered/2-trust",
        "quickstart/rendered/3-encrypt",
        "strict/rendered/strict",
    ]


def test_terraform_would_lay_out_nothing_otherwise(copy: Path, terraform: Terraform) -> None:
    assert terraform.fmt_check(copy).stdout == ""


@pytest.mark.parametrize(("tree", "stack"), STACKS)
def test_terraform_finds_nothing_wrong_with_a_stack(
    tree: str, stack: str, copy: Path, attached_terraform: Terraform
) -> None:
    root = copy / tree / "stacks" / stack
    attached_terraform.init(root, "-backend=false")

    answer = attached_terraform.validate_json(root)

    assert (answer["diagnostics"], answer["valid"]) == ([], True)


def test_the_version_constraints_let_the_providers_be_installed(
    copy: Path, terraform: Terraform, mirror: ProviderMirror, aws_provider: str
) -> None:
    root = copy / "quickstart/rendered/3-encrypt/stacks/payments-prod"

    terraform.init(root, "-backend=false")

    lock = (root / ".terraform.lock.hcl").read_text(encoding="utf-8")
    assert [line.split('"')[1] for line in lock.splitlines() if line.startswith("  version ")] == [
        aws_provider,
        mirror.oci,
    ]
