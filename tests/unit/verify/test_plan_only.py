"""A test file in somebody else's tree: whatever could do more than plan with mocked providers is refused."""

from __future__ import annotations

import pytest

from generator.verify import codes
from generator.verify.hcl_reader import read
from generator.verify.plan_only import TEST_FILE, check

FINE = """
mock_provider "aws" {
  mock_data "aws_iam_policy_document" {
    defaults = { json = "{}" }
  }
}

mock_provider "oci" {
}

override_resource {
  target = module.key.aws_kms_key.this
}

run "stage" {
  command = plan

  assert {
    condition     = true
    error_message = "Never."
  }
}
"""


def found(text: str) -> list[str]:
    blocks, wrong = read(text, "stage.tftest.hcl")
    assert wrong == []
    findings = check(blocks, "stage.tftest.hcl")
    assert {one.code for one in findings} <= {codes.NOT_PLAN_ONLY}
    return [one.detail.partition(" The test of")[0] for one in findings]


def test_what_plans_with_mocked_providers_is_fine() -> None:
    assert found(FINE) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("command = plan", "command = apply", "Without `command = plan` Terraform applies."),
        ("  command = plan\n", "", "Without `command = plan` Terraform applies."),
        ("  assert {", '  module {\n    source = "./x"\n  }\n\n  assert {', "A block `run` has a block `module`."),
        ("command = plan", "command = plan\n  state_key = \"x\"", 'A block `run` has the argument "state_key".'),
        ("override_resource", "provider \"aws\" {\n}\n\noverride_resource", "It has a block `provider`."),
        ('"oci" {\n', '"oci" {\n  source = "./x"\n', 'A block `mock_provider` has the argument "source".'),
        ('mock_provider "oci" {\n}', "", 'It does not mock the provider "oci", so Terraform would ask the real one.'),
        ('mock_provider "oci" {\n', 'mock_provider "oci" {\n  alias = "x"\n',
         'A block `mock_provider` has the argument "alias".'),
    ],
)  # fmt: skip
def test_anything_beyond_is_refused(old: str, new: str, said: str) -> None:
    assert old in FINE

    assert found(FINE.replace(old, new, 1)) == [said]


def test_only_one_file_of_a_stack_is_its_test() -> None:
    assert TEST_FILE.fullmatch("stacks/payments-prod/tests/stage.tftest.hcl")
    for path in ("stacks/payments-prod/stage.tftest.hcl", "stacks/a/tests/other.tftest.hcl", "tests/stage.tftest.hcl"):
        assert not TEST_FILE.fullmatch(path)
