"""Terraform's own diagnostics, as ours."""

from __future__ import annotations

import json

import pytest

from generator.diagnostics import Position, Severity, Snippet, SourceRange
from generator.verify import codes
from generator.verify.terraform_json import diagnostics


def answer(**diagnostic: object) -> str:
    """An output of `validate -json` with one diagnostic."""
    found = {
        "severity": "error",
        "summary": "Unsupported argument",
        "detail": "Not expected here.",
        **diagnostic,
    }
    return json.dumps({"format_version": "1.0", "valid": False, "error_count": 1, "diagnostics": [found]})


def place(filename: str) -> dict[str, object]:
    return {
        "filename": filename,
        "start": {"line": 7, "column": 3, "byte": 137},
        "end": {"line": 7, "column": 13, "byte": 147},
    }


def test_summary_detail_and_severity_are_terraforms() -> None:
    (found,) = diagnostics(answer(severity="warning", address="aws_kms_key.k"), "stacks/payments")
    assert (found.severity, found.code) == (Severity.WARNING, codes.NOT_VALID)
    assert (found.summary, found.detail) == ("Unsupported argument", "Not expected here.")
    assert (found.address, found.range, found.snippet) == ("aws_kms_key.k", None, None)


@pytest.mark.parametrize(
    ("filename", "below_the_tree"),
    [
        ("main.tf", "stacks/payments/main.tf"),
        ("../../modules/aws-kms-key/main.tf", "modules/aws-kms-key/main.tf"),
        ("tests/plan.tftest.hcl", "stacks/payments/tests/plan.tftest.hcl"),
        ("..\\..\\modules\\aws-kms-key\\main.tf", "modules/aws-kms-key/main.tf"),
    ],
)
def test_files_are_named_from_the_tree(filename: str, below_the_tree: str) -> None:
    (found,) = diagnostics(answer(range=place(filename)), "stacks/payments")
    assert found.range == SourceRange(below_the_tree, Position(7, 3, 137), Position(7, 13, 147))


def test_a_snippet_is_one_line_and_counts_characters() -> None:
    snippet = {
        "context": 'resource "aws_kms_key" "k"',
        "code": '  "\u00e9" = nope\n  more = 1',
        "start_line": 7,
        "highlight_start_offset": 9,
        "highlight_end_offset": 40,
        "values": [],
    }
    (found,) = diagnostics(answer(range=place("main.tf"), snippet=snippet), "stacks/payments")
    assert found.snippet == Snippet('  "\u00e9" = nope', 7, 8, 12, 'resource "aws_kms_key" "k"')
    assert found.snippet.code[8:12] == "nope"


def test_a_valid_configuration_has_no_diagnostics() -> None:
    assert diagnostics('{"format_version": "1.0", "valid": true, "diagnostics": []}', "stacks/payments") == []


@pytest.mark.parametrize("text", ["", "Error: no", "[]", "{}", '{"diagnostics": [{"severity": "fatal"}]}'])
def test_another_output_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        diagnostics(text, "stacks/payments")
