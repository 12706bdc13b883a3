"""A key in AWS KMS needs the role by which Oracle may use it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.rules.reading.encryption import databases_with_aws_key
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, database in databases_with_aws_key(loaded.stack):
            if not database.encryption.role:
                roles = list(loaded.stack.roles)
                role = roles[0] if len(roles) == 1 else "NAME"
                yield Finding(
                    loaded,
                    ("databases", name, "encryption", "role"),
                    f"The database {quoted(name)} has a key in AWS KMS and no role",
                    f"Write `role: {role}` beside `key`: a name in `roles`, or the ARN of a role.",
                )


RULE = Rule(
    code="TRU103",
    title="A key in AWS KMS has a role",
    explanation="""\
Oracle reaches the key as the IAM role that trusts it. In Oracle's console the role and the external ID are optional;
in the Terraform provider all four arguments are, and what is missing is sent as empty text. adbkms always renders all
four, so it must know the role.

Name one of `roles`, or the ARN of a role that exists.
""",
    source="Observed with oracle/oci 8.28.0; Oracle, Manage Master Encryption Keys in AWS Key Management Service",
    bad="""\
databases:
  orders:
    encryption:
      role: null
""",
    good="""\
databases:
  orders:
    encryption:
      role: ADBS_AWS_Role1
""",
    check=check,
)
