"""Providers and Terraform are not older than what is rendered needs."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.root_module import needed_version, required_version
from generator.diagnostics import Severity
from generator.rules.reading.version_constraint import is_constraint, oldest
from generator.rules.rule import Finding, Rule
from generator.spec import model
from generator.spec.load import Spec
from generator.spec.nodes import quoted

_DEFAULTS = model.TerraformSettings()  # what adbkms needs, with the upper bounds that it was tried with
_NEEDED = _DEFAULTS.providers


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        settings = loaded.stack.terraform
        if settings == _DEFAULTS:
            continue
        for path, what, given, default in (
            (("required_version",), "Terraform", required_version(loaded.stack), needed_version(loaded.stack)),
            (("providers", "aws"), "hashicorp/aws", settings.providers.aws, _NEEDED.aws),
            (("providers", "oci"), "oracle/oci", settings.providers.oci, _NEEDED.oci),
        ):
            needed = oldest(default)
            if is_constraint(given) and needed is not None and (oldest(given) or (0, 0, 0)) < needed:
                least = default.partition(",")[0]
                yield Finding(
                    loaded,
                    ("terraform", *path),
                    f"{quoted(given)} allows versions of {what} that are too old",
                    f"Let it begin with `{least}`; the default is `{default}`.",
                )


RULE = Rule(
    code="ARG109",
    title="Terraform and its providers are new enough",
    explanation=f"""\
What adbkms renders needs Terraform or OpenTofu `>= 1.5` (`import` blocks), with a retired key `>= 1.7` (`removed`
blocks), hashicorp/aws `{_NEEDED.aws.partition(",")[0]}` (the rotation period of a key) and oracle/oci
`{_NEEDED.oci}`, the first with keys in AWS KMS. A constraint that allows older ones lets an old lock file or a mirror
choose one of those, and the plan fails at an argument that it does not know.
""",
    source="Changelog of oracle/terraform-provider-oci, 6.15.0; "
    "https://developer.hashicorp.com/terraform/language/import",
    bad="""\
terraform:
  providers:
    oci: ">= 5.0"
""",
    good="""\
terraform:
  providers:
    oci: ">= 6.15, < 9"
""",
    check=check,
    severity=Severity.WARNING,
)
