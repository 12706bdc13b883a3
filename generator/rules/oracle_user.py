"""Oracle's principal is one IAM user."""

from __future__ import annotations

from collections.abc import Iterator

from generator.facts.arn import PrincipalKind, parse_principal_arn
from generator.facts.cloud_integrations import IN_ONE_LINE
from generator.rules.rule import Finding, Rule
from generator.spec.load import Spec
from generator.spec.nodes import quoted


def check(spec: Spec) -> Iterator[Finding]:
    for loaded in spec.stacks:
        for name, role in loaded.stack.roles.items():
            given = role.oracle_user_arn
            principal = parse_principal_arn(given) if given else None
            if given is None or (principal and principal.kind is PrincipalKind.USER):
                continue
            what = f"the ARN of {_IN_WORDS[principal.kind]}" if principal else quoted(given)
            yield Finding(
                loaded,
                ("roles", name, "oracle_user_arn"),
                f"Oracle's IAM user is not {what}",
                f"Give the ARN that the database shows, arn:aws:iam::ACCOUNT:user/NAME: {IN_ONE_LINE}.",
            )


_IN_WORDS = {
    PrincipalKind.ROOT: "an account",
    PrincipalKind.USER: "an IAM user",
    PrincipalKind.ROLE: "an IAM role",
    PrincipalKind.ASSUMED_ROLE: "a role's session",
}

RULE = Rule(
    code="TRU101",
    title="Oracle's principal is an IAM user",
    explanation="""\
The role's trust policy names exactly one principal: the IAM user of Oracle that the database signs its requests with.
The database itself says which: `SELECT * FROM CLOUD_INTEGRATIONS`, as `ADMIN` or as a user with the role `DWROLE`, in
the row `aws_user_arn` or `aws_arn`.

Anything wider would open the role to others: an account (`:root`) trusts all of its users, and IAM does not accept a
wildcard within an ARN. IAM also refuses a user that does not exist, so no placeholder can be applied; until the ARN
is known leave `oracle_user_arn` out, and no role is rendered.
""",
    source="Oracle, Manage Master Encryption Keys in AWS Key Management Service, prerequisites; "
    "https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html",
    bad="""\
roles:
  ADBS_AWS_Role1:
    oracle_user_arn: arn:aws:iam::444455556666:root
""",
    good="""\
roles:
  ADBS_AWS_Role1:
    oracle_user_arn: arn:aws:iam::444455556666:user/oracle-adbs
""",
    check=check,
)
