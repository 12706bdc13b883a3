"""A policy or role that is renamed is another one in AWS."""

from __future__ import annotations

from collections.abc import Iterator

from generator.configuration.names_over_time import former_names
from generator.diagnostics import Severity
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted

_ONE = {"policies": "policy", "roles": "role"}


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, key in loaded.stack.keys.items():
            old = former_names(key)[-1] if key.renamed_from else name
            if old != name and key.alias is None and key.arn is None:
                yield Finding(
                    loaded,
                    ("keys", name, "renamed_from"),
                    f"The alias of the key {quoted(name)} changes with its name",
                    f"Write `alias: {old}` to keep the alias; the key itself stays in any case.",
                )
        for section, declared in (("policies", loaded.stack.policies), ("roles", loaded.stack.roles)):
            for name, one in declared.items():
                if one.renamed_from and one.arn is None:
                    yield Finding(
                        loaded,
                        (section, name, "renamed_from"),
                        f"The {_ONE[section]} {quoted(name)} is replaced in AWS",
                        "IAM does not rename: the old one is deleted and a new one made, and while it is applied a "
                        "database cannot use its key. Apply at a quiet hour and not together with a key change.",
                    )


RULE = Rule(
    code="NAM108",
    title="A rename does not go through to AWS",
    explanation="""\
The names in the spec are the names in AWS. `renamed_from` moves the Terraform address, so that nothing is lost by the
rename itself, but IAM cannot rename a policy or role: the AWS provider replaces it, the role gets a new ARN, and its
database is updated to it. Until that has happened everywhere the database lives on the two hours for which it does
without its key.

A key stays the same key; only its alias is replaced. `alias` keeps that too. After the apply remove `renamed_from`,
and this warning goes with it.
""",
    source="https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/iam_role#name-1 (forces new "
    "resource); https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html",
    bad="""\
roles:
  ADBS_AWS_Role2:
    renamed_from: Old
    policies: [ADBS_AWS_Policy1]
""",
    good="""\
roles:
  ADBS_AWS_Role2:
    policies: [ADBS_AWS_Policy1]
""",
    check=check,
    severity=Severity.WARNING,
)
