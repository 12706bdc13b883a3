"""Version constraints are ones that Terraform reads."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.reading.version_constraint import is_constraint
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        settings = loaded.stack.terraform
        for path, constraint in (
            (("terraform", "required_version"), settings.required_version),
            (("terraform", "providers", "aws"), settings.providers.aws),
            (("terraform", "providers", "oci"), settings.providers.oci),
        ):
            if constraint is not None and not is_constraint(constraint):
                yield Finding(
                    loaded,
                    path,
                    f"{quoted(constraint)} is not a version constraint",
                    "A constraint is a list of conditions with commas between them, such as `>= 5.68, < 7`; the "
                    "operators are = != > >= < <= ~>, and a version has up to three numbers.",
                )


RULE = Rule(
    code="ARG108",
    title="Version constraints can be read",
    explanation="""\
`terraform.required_version` and `terraform.providers` are rendered as they are, and Terraform reads them before
anything else. One that it cannot read stops every command.

Write conditions with commas between them: `>= 6.15, < 9`. A bare `6.15` means exactly 6.15.0, `~> 6.15` any 6.x from
6.15 on.
""",
    source="https://developer.hashicorp.com/terraform/language/expressions/version-constraints",
    bad="""\
terraform:
  required_version: 1.5 or newer
""",
    good="""\
terraform:
  required_version: ">= 1.5"
""",
    check=check,
)
