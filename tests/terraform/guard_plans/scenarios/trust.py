"""Trust policies: who may assume the role that reaches the key."""

from __future__ import annotations

from tests.terraform.guard_plans.configurations import AWS_HEAD, INLINE, ORACLE_USER, ROLE, TENANCY
from tests.terraform.guard_plans.scenario import Scenario, changed

ROLE_ALONE = AWS_HEAD + ROLE
APPLIED = (ROLE_ALONE,)
CONDITION = f"""    condition {{
      test     = "StringEquals"
      variable = "sts:ExternalId"
      values   = ["{TENANCY}"]
    }}
"""
THE_ROLE = "aws_iam_role.orders"

SCENARIOS = (
    Scenario("good", "trust-created", "The role is created with Oracle's user and an external ID.", ROLE_ALONE),
    Scenario(
        "good",
        "trust-stricter",
        "The trust policy gets a condition more.",
        changed(
            ROLE_ALONE,
            (
                CONDITION,
                f'{CONDITION}\n    condition {{\n      test = "Bool"\n      variable = "aws:SecureTransport"\n'
                '      values = ["true"]\n    }\n',
            ),
        ),
        before=APPLIED,
    ),
    Scenario(
        "good",
        "trust-of-other-roles",
        "Roles for EC2 and Lambda, and one that this account's own people may assume.",
        ROLE_ALONE
        + "".join(
            f'\nresource "aws_iam_role" "{name}" {{\n  name = "{name}"\n  assume_role_policy = jsonencode({{\n'
            f'    Version = "2012-10-17"\n    Statement = [{{\n      Effect = "Allow"\n'
            f'      Action = "sts:AssumeRole"\n'
            f"      Principal = {{ {principal} }}\n    }}]\n  }})\n}}\n"
            for name, principal in (
                ("web", 'Service = "ec2.amazonaws.com"'),
                ("report", 'Service = ["lambda.amazonaws.com", "edgelambda.amazonaws.com"]'),
                ("operator", 'AWS = "arn:aws:iam::123456789012:root"'),
            )
        ),
        before=APPLIED,
    ),
    Scenario(
        "bad",
        "trust-other-principal",
        "Another account's user takes the place of Oracle's.",
        changed(ROLE_ALONE, (ORACLE_USER, "arn:aws:iam::666677778888:user/someone")),
        before=APPLIED,
        prints=(f"GRD301 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-principal-added",
        "A second principal joins Oracle's user, in JSON in the resource.",
        changed(
            INLINE,
            (
                f'{{ AWS = "{ORACLE_USER}" }}',
                f'{{ AWS = ["{ORACLE_USER}", "arn:aws:iam::666677778888:user/someone"] }}',
            ),
        ),
        before=(INLINE,),
        prints=(f"GRD301 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-without-external-id",
        "The condition on the external ID is gone.",
        changed(ROLE_ALONE, (CONDITION, "")),
        before=APPLIED,
        prints=(f"GRD302 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-external-id-if-exists",
        "StringEqualsIfExists lets pass whoever presents no external ID.",
        changed(ROLE_ALONE, ('"StringEquals"', '"StringEqualsIfExists"')),
        before=APPLIED,
        prints=(f"GRD302 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-created-without-external-id",
        "A new role for Oracle's user has no condition.",
        changed(ROLE_ALONE, (CONDITION, "")),
        prints=(f"GRD302 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-everybody",
        "The principal becomes *; the external ID stays.",
        changed(ROLE_ALONE, (ORACLE_USER, "*")),
        before=APPLIED,
        prints=(f"GRD303 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-external-id-with-wildcard",
        "StringLike with a * accepts the external ID of every tenancy.",
        changed(ROLE_ALONE, ('"StringEquals"', '"StringLike"'), (TENANCY, "ocid1.tenancy.oc1..*")),
        before=APPLIED,
        prints=(f"GRD303 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-other-external-id",
        "The external ID is another tenancy's.",
        changed(ROLE_ALONE, (TENANCY, "ocid1.tenancy.oc1..aaaaaaaasomeoneelse")),
        before=APPLIED,
        prints=(f"GRD304 {THE_ROLE}",),
    ),
    Scenario(
        "bad",
        "trust-everybody-without-external-id",
        "The principal becomes * and the external ID goes.",
        changed(ROLE_ALONE, (ORACLE_USER, "*"), (CONDITION, "")),
        before=APPLIED,
        prints=(f"GRD302 {THE_ROLE}", f"GRD303 {THE_ROLE}"),
    ),
    Scenario(
        "bad",
        "trust-second-statement",
        "A second statement lets another account in without an external ID.",
        changed(
            ROLE_ALONE,
            (
                f"{CONDITION}  }}\n",
                f'{CONDITION}  }}\n\n  statement {{\n    actions = ["sts:AssumeRole"]\n\n'
                '    principals {\n      type = "AWS"\n'
                '      identifiers = ["arn:aws:iam::666677778888:user/someone"]\n    }\n  }\n',
            ),
        ),
        before=APPLIED,
        prints=(f"GRD301 {THE_ROLE}", f"GRD302 {THE_ROLE}"),
    ),
)
