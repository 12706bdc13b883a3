"""`--format json` beside what a real `terraform validate -json` prints: what reads the one reads the other."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from generator.diagnostics import Diagnostic, Position, Severity, Snippet, SourceRange
from generator.report import report

from .terraform_core import Terraform, TerraformCore, clean_environment

MISTAKE = 'output "greeting" {\n  value = var.absent\n}\n'
UNKNOWN_KEY = Diagnostic(
    Severity.ERROR,
    "SPEC201",
    'Unknown key "regoin"',
    'There is no such key here. Did you mean "region"?',
    SourceRange("spec.yaml", Position(5, 5, 60), Position(5, 11, 66)),
    Snippet("    regoin: us-east-2", 5, 4, 10, "stacks"),
)


def shape(value: Any) -> Any:
    """The keys and types of a JSON value; of a list those of its first item."""
    if isinstance(value, dict):
        return {key: shape(one) for key, one in value.items()}
    if isinstance(value, list):
        return [shape(one) for one in value[:1]]
    return type(value).__name__


def test_every_key_of_terraforms_is_there_with_its_type(terraform_core: TerraformCore, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(MISTAKE)
    terraforms = Terraform(terraform_core, clean_environment(tmp_path)).validate_json(tmp_path)

    ours = json.loads(report([UNKNOWN_KEY], "json"))

    assert ours["diagnostics"][0].pop("code") == "SPEC201"  # the one key that Terraform does not have
    assert shape(ours) == shape(terraforms)
    assert ours["format_version"] == terraforms["format_version"]


def test_nothing_found_is_said_as_terraform_says_it(terraform_core: TerraformCore, tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text('output "greeting" {\n  value = "hello"\n}\n')
    terraforms = Terraform(terraform_core, clean_environment(tmp_path)).validate_json(tmp_path)

    assert json.loads(report([], "json")) == terraforms
