"""A database cannot use a role that waits for Oracle's user ARN."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.cloud_integrations import IN_ONE_LINE
from generator.rules.reading.encryption import databases_with_aws_key
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        reported = set()
        for name, database in databases_with_aws_key(loaded.stack):
            role_name = database.encryption.role or ""
            role = loaded.stack.roles.get(role_name)
            if role is None or role.arn or role.oracle_user_arn or role_name in reported:
                continue
            reported.add(role_name)
            yield Finding(
                loaded,
                ("roles", role_name, "oracle_user_arn"),
                f"The database {quoted(name)} uses the role {quoted(role_name)}, which waits for Oracle's user ARN",
                "Fill in `oracle_user_arn`: `adbkms discover` asks the database for it. By hand, as ADMIN: "
                f"{IN_ONE_LINE}.",
            )


RULE = Rule(
    code="STG103",
    title="A role exists before a database uses it",
    explanation="""\
IAM refuses a trust policy whose principal does not exist, so a role is rendered only when Oracle's user ARN is known;
until then it waits, and that is fine as long as the database has Oracle's key. A database with a key in AWS KMS needs
the role.

The ARN is in the database, which therefore comes first. `adbkms discover` asks the database and fills in
`oracle_user_arn`; by hand it is `SELECT * FROM CLOUD_INTEGRATIONS` as `ADMIN` or with `DWROLE`. Apply that (the stage
*trust*), and select the key in an apply of its own (*encrypt*): IAM takes a moment until a new role and its policies
are known everywhere.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, prerequisites; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_general.html (eventual consistency)",
    bad="""\
roles:
  ADBS_AWS_Role1:
    oracle_user_arn: null
""",
    good="""\
roles:
  ADBS_AWS_Role1:
    oracle_user_arn: null
databases:
  orders:
    encryption:
      key: oracle-managed
""",
    check=check,
)
