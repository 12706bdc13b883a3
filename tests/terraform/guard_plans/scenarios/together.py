"""Both clouds in one plan: the stages of a database, and how they go wrong together."""

from __future__ import annotations

from tests.terraform.guard_plans.configurations import (
    ALIAS,
    ALL,
    ALL_ENCRYPTED,
    AWS_HEAD,
    BOTH_HEAD,
    ENCRYPTED,
    KEY,
    OCI_HEAD,
    ORACLE_MANAGED,
    POLICY,
    PROVISIONED,
    ROLE,
    SECOND_KEY_AND_ALIAS,
    database,
)
from tests.terraform.guard_plans.scenario import Scenario, changed

from .key_good import BOTH_ALLOWED

DATABASE = "oci_database_autonomous_database.orders"
WITHOUT_ROLE = BOTH_HEAD + KEY + ALIAS + POLICY + database()
SELECT_SECOND = ("= aws_kms_key.orders.arn", "= aws_kms_key.orders_2026.arn")
TWO_KEYS = changed(ALL, BOTH_ALLOWED) + SECOND_KEY_AND_ALIAS

SPEC = """\
version: 1
stacks:
  payments-prod:
    aws: {account_id: "ACCOUNT", region: us-east-2}
    oci:
      tenancy_id: ocid1.tenancy.oc1..aaaaaaaapayments
      compartment_id: ocid1.compartment.oc1..aaaaaaaapayments
      region: us-ashburn-1
    keys:
      orders: {description: "Key of orders, 2025"}
"""

SCENARIOS = (
    Scenario("good", "stage-provision", "Database, key and policy are created.", WITHOUT_ROLE),
    Scenario("good", "stage-trust", "The role is created and attached.", PROVISIONED, before=(WITHOUT_ROLE,)),
    Scenario("good", "stage-encrypt", "The key is selected.", ALL, before=(PROVISIONED,)),
    Scenario(
        "good",
        "stage-rotate-in-one-plan",
        "A second key is made, allowed and selected: its ARN is known only after the apply.",
        changed(TWO_KEYS, SELECT_SECOND),
        before=ALL_ENCRYPTED,
    ),
    Scenario(
        "good",
        "stage-rotate-in-two-plans",
        "A second key, made and allowed before, is selected.",
        changed(TWO_KEYS, SELECT_SECOND),
        before=(*ALL_ENCRYPTED, TWO_KEYS),
    ),
    Scenario(
        "bad",
        "plan-of-another-account",
        "Key, policy and database are created; the spec names another account.",
        WITHOUT_ROLE,
        spec=changed(SPEC, ("ACCOUNT", "111122223333")),
        prints=(
            "GRD501 aws_iam_policy.orders",
            "GRD501 aws_kms_alias.orders",
            "GRD501 aws_kms_key.orders",
        ),
    ),
    Scenario(
        "bad",
        "trust-that-the-spec-does-not-name",
        "A role is created that lets in a user, with an external ID, of which the spec knows nothing.",
        AWS_HEAD + ROLE,
        spec=changed(SPEC, ("ACCOUNT", "123456789012")),
        prints=("GRD301 aws_iam_role.orders", "GRD304 aws_iam_role.orders"),
    ),
    Scenario(
        "bad",
        "plan-of-another-region",
        "A key is created in a region that the spec does not name.",
        changed(BOTH_HEAD + KEY, ('"us-east-2"', '"eu-west-1"')),
        spec=changed(SPEC, ("ACCOUNT", "123456789012")),
        prints=("GRD501 aws_kms_key.orders",),
    ),
    Scenario(
        "bad",
        "stage-revert-allowed-but-scaled",
        "Going back to Oracle's key is allowed; more ECPUs in the same update are not.",
        OCI_HEAD + changed(database(ORACLE_MANAGED), ("= 2\n", "= 4\n")),
        before=ENCRYPTED,
        allow=(f"GRD202={DATABASE}",),
        prints=(f"GRD202 {DATABASE}", f"GRD203 {DATABASE}"),
    ),
    Scenario(
        "bad",
        "rotated-and-old-key-destroyed",
        "The second key is selected, and the first one destroyed in the same plan.",
        changed(
            BOTH_HEAD
            + POLICY
            + ROLE
            + ALL[ALL.index('\nresource "aws_iam_role_policy_attachment"') :]
            + SECOND_KEY_AND_ALIAS,
            ("aws_kms_key.orders.arn", "aws_kms_key.orders_2026.arn"),
        ),
        before=(*ALL_ENCRYPTED, TWO_KEYS),
        prints=("GRD101 aws_kms_key.orders", "GRD105 aws_kms_alias.orders", "GRD405 aws_iam_policy.orders"),
    ),
    Scenario(
        "bad",
        "everything-destroyed",
        "`terraform plan -destroy` of both sides.",
        ALL,
        before=ALL_ENCRYPTED,
        arguments=("-destroy",),
        prints=(
            "GRD101 aws_kms_key.orders",
            "GRD105 aws_kms_alias.orders",
            f"GRD201 {DATABASE}",
        ),
    ),
)
