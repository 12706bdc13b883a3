"""Version constraints of Terraform and of the providers."""

from __future__ import annotations

import pytest

from tests.unit.rules.specs import check, messages


@pytest.mark.parametrize(
    "constraint", ["", "latest", ">= 1.5,", "=> 1.5", ">= v1.5", "1.5.0.1", ">= 1.5 < 2", ">= 1.x", "~> 1.5, || 2"]
)
def test_a_constraint_that_terraform_does_not_read(constraint: str) -> None:
    found = check(f"terraform: {{required_version: '{constraint}'}}")

    assert messages(found, "ARG108") == [
        f'4:35: "{constraint}" is not a version constraint. A constraint is a list of conditions with commas between '
        "them, "
        "such as `>= 5.68, < 7`; the operators are = != > >= < <= ~>, and a version has up to three numbers."
    ]
    assert len(found) == 1


@pytest.mark.parametrize(
    "constraint", [">= 6.15", ">=6.15,<9", "= 8.28.0", "8.28.0", "~> 6.15", "~> 8.0, != 8.3.1", "> 7-beta1"]
)
def test_a_constraint_that_is_new_enough(constraint: str) -> None:
    assert check(f"terraform: {{providers: {{oci: '{constraint}'}}}}") == []


@pytest.mark.parametrize("constraint", [">= 5", "< 9", "!= 7.0.0", "~> 6.0", "= 6.14.0", "6.14.99", "<= 8.28"])
def test_a_constraint_that_allows_a_provider_without_keys_in_aws(constraint: str) -> None:
    found = check(f"terraform: {{providers: {{oci: '{constraint}'}}}}")

    assert messages(found, "ARG109") == [
        f'4:34: "{constraint}" allows versions of oracle/oci that are too old. Let it begin with `>= 6.15`; the '
        "default is "
        "`>= 6.15`."
    ]
    assert found[0].severity == "warning"


def test_terraform_and_the_aws_provider_are_looked_at_too() -> None:
    found = check("terraform: {required_version: '~> 1.4', providers: {aws: '~> 5.0'}}")

    assert messages(found, "ARG109") == [
        '4:35: "~> 1.4" allows versions of Terraform that are too old. Let it begin with `>= 1.5`; the default is '
        "`>= 1.5`.",
        '4:62: "~> 5.0" allows versions of hashicorp/aws that are too old. Let it begin with `>= 5.68`; the default is '
        "`>= 5.68, < 7`.",
    ]
