"""Oracle's IAM user is in an account of Oracle's."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.facts.arn import parse_principal_arn
from generator.facts.cloud_integrations import IN_ONE_LINE
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        account_id = loaded.stack.aws.account_id
        for name, role in loaded.stack.roles.items():
            principal = parse_principal_arn(role.oracle_user_arn or "")
            if principal and principal.account_id == account_id:
                yield Finding(
                    loaded,
                    ("roles", name, "oracle_user_arn"),
                    "Oracle's IAM user would be in your own account",
                    f"{account_id} is this stack's account. Ask the database for the ARN: {IN_ONE_LINE}.",
                )


RULE = Rule(
    code="TRU102",
    title="Oracle's IAM user is not in your own account",
    explanation="""\
The user that Oracle's service signs its requests with belongs to an account of Oracle's. One of your own account is
almost surely a mix-up, with the user who runs Terraform for instance: the role would trust that user, and Oracle
would be refused.

Take the ARN from the database: `SELECT * FROM CLOUD_INTEGRATIONS`.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, prerequisites",
    bad="""\
roles:
  ADBS_AWS_Role1:
    oracle_user_arn: arn:aws:iam::111122223333:user/terraform
""",
    good="""\
roles:
  ADBS_AWS_Role1:
    oracle_user_arn: arn:aws:iam::444455556666:user/oracle-adbs
""",
    check=check,
    severity=Severity.WARNING,
)
