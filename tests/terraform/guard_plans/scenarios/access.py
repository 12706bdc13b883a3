"""What stands between a database and its key: role, attachment and policy, with the database in the same plan."""

from __future__ import annotations

from tests.terraform.guard_plans.configurations import (
    ALL,
    ALL_BY_ALIAS,
    ALL_ENCRYPTED,
    ATTACHMENT,
    PROVISIONED,
    ROLE_ARN,
    SECOND_KEY_AND_ALIAS,
)
from tests.terraform.guard_plans.scenario import Scenario, changed

DATABASE = "oci_database_autonomous_database.orders"
ROLE = "aws_iam_role.orders"
ATTACHED = "aws_iam_role_policy_attachment.orders"
BY_ALIAS = (PROVISIONED, ALL_BY_ALIAS)

SCENARIOS = (
    Scenario(
        "bad",
        "attachment-destroyed",
        "The policy is detached from the role by which a database has its key.",
        changed(ALL, (ATTACHMENT, "")),
        before=ALL_ENCRYPTED,
        prints=(f"GRD206 {ATTACHED}",),
    ),
    Scenario(
        "bad",
        "role-replaced",
        "The role gets another name, so it is replaced; the database's ARN of it is a literal.",
        changed(
            ALL,
            ("= aws_iam_role.orders.arn", f'= "{ROLE_ARN}"'),
            ('  name               = "orders-adbs"', '  name               = "oracle-adbs"'),
        ),
        before=ALL_ENCRYPTED,
        prints=(f"GRD206 {ROLE}", f"GRD206 {ATTACHED}"),
    ),
    Scenario(
        "bad",
        "policy-replaced",
        "The policy gets another name, so it is replaced and attached anew.",
        changed(ALL, ('  name   = "orders-adbs"', '  name   = "use-key"')),
        before=ALL_ENCRYPTED,
        prints=("GRD206 aws_iam_policy.orders", f"GRD206 {ATTACHED}"),
    ),
    Scenario(
        "bad",
        "alias-in-use-repointed",
        "The alias by which a database names its key leads to another key.",
        changed(ALL_BY_ALIAS, ("aws_kms_key.orders.key_id", "aws_kms_key.orders_2026.key_id")) + SECOND_KEY_AND_ALIAS,
        before=BY_ALIAS,
        prints=("GRD105 aws_kms_alias.orders",),
    ),
    Scenario(
        "bad",
        "alias-in-use-destroyed",
        "The alias by which a database names its key is destroyed; the database still names it, as text.",
        changed(
            ALL_BY_ALIAS,
            ("= aws_kms_alias.orders.name", '= "alias/orders"'),
            ('resource "aws_kms_alias" "orders"', 'resource "aws_kms_alias" "sales"'),
            ('  name          = "alias/orders"', '  name          = "alias/sales"'),
        ),
        before=BY_ALIAS,
        prints=("GRD105 aws_kms_alias.orders",),
    ),
    Scenario(
        "bad",
        "trust-broken-in-use",
        "The role of a database trusts Oracle's whole account and loses its external ID; its policy is detached.",
        changed(
            ALL,
            (ATTACHMENT, ""),
            ("999900001111:user/oracle", "999900001111:root"),
            ('"StringEquals"', '"StringNotEquals"'),
        ),
        before=ALL_ENCRYPTED,
        prints=(f"GRD206 {ATTACHED}", f"GRD302 {ROLE}", f"GRD303 {ROLE}"),
    ),
)
