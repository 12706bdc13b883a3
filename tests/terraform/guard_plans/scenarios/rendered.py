"""Plans of stacks that the product rendered, through the stages."""

from __future__ import annotations

from tests.terraform.guard_plans.clouds import database_ocid
from tests.terraform.guard_plans.scenario import Rendered, Scenario, changed

SPEC = """\
version: 1
stacks:
  payments-prod:
    aws: {account_id: "123456789012", region: us-east-2}
    oci:
      tenancy_id: ocid1.tenancy.oc1..aaaaaaaapayments
      compartment_id: ocid1.compartment.oc1..aaaaaaaapayments
      region: us-ashburn-1
    protect: false
    keys:
      orders-1: {description: First key of orders}
    policies:
      use-keys: {}
    roles:
      oracle:
        policies: [use-keys]
        oracle_user_arn: null
    databases:
      orders:
        db_name: ORDERS
        ocid: null
        admin_password: {secret_id: ocid1.vaultsecret.oc1.iad.aaaaaaaaorders}
        encryption: {key: oracle-managed}
"""
TRUST = changed(
    SPEC,
    ("ocid: null", f"ocid: {database_ocid('ORDERS')}"),
    ("oracle_user_arn: null", "oracle_user_arn: arn:aws:iam::999900001111:user/oracle"),
)
ENCRYPT = changed(TRUST, ("{key: oracle-managed}", "{key: orders-1, role: oracle}"))
ROTATE = changed(
    ENCRYPT,
    ("First key of orders}\n", "First key of orders}\n      orders-2: {description: Second key of orders}\n"),
    ("{key: orders-1,", "{key: orders-2,"),
)
DATABASE = "oci_database_autonomous_database.orders"
PROTECTED = ("    protect: false\n", "")

SCENARIOS = (
    Scenario(
        "good", "rendered-provision", "Rendered: key, policy and database are created.", Rendered(SPEC), spec=SPEC
    ),
    Scenario(
        "good",
        "rendered-trust",
        "Rendered: the role is created and attached.",
        Rendered(TRUST),
        before=(Rendered(SPEC),),
        spec=TRUST,
    ),
    Scenario(
        "good",
        "rendered-encrypt",
        "Rendered: the key is selected.",
        Rendered(ENCRYPT),
        before=(Rendered(SPEC), Rendered(TRUST)),
        spec=ENCRYPT,
    ),
    Scenario(
        "good",
        "rendered-rotate",
        "Rendered: a second key is made, allowed and selected.",
        Rendered(ROTATE),
        before=(Rendered(SPEC), Rendered(TRUST), Rendered(ENCRYPT)),
        spec=ROTATE,
    ),
    Scenario(
        "good",
        "rendered-renamed",
        "Rendered: key and database get other names in the spec.",
        Rendered(
            changed(
                ENCRYPT,
                ("orders-1: {description", "sales-1: {renamed_from: orders-1, alias: orders-1, description"),
                ("{key: orders-1,", "{key: sales-1,"),
                ("      orders:\n", "      sales:\n        renamed_from: orders\n"),
            )
        ),
        before=(Rendered(SPEC), Rendered(TRUST), Rendered(ENCRYPT)),
    ),
    Scenario(
        "good",
        "rendered-protected",
        "Rendered: the stack becomes protected, by which nothing changes.",
        Rendered(changed(ENCRYPT, PROTECTED)),
        before=(Rendered(SPEC), Rendered(TRUST), Rendered(ENCRYPT)),
    ),
    Scenario(
        "bad",
        "rendered-reverted",
        "Rendered: the database goes back to Oracle's key.",
        Rendered(changed(ENCRYPT, ("{key: orders-1, role: oracle}", "{key: oracle-managed}"))),
        before=(Rendered(SPEC), Rendered(TRUST), Rendered(ENCRYPT)),
        prints=(f"GRD202 {DATABASE}",),
    ),
    Scenario(
        "bad",
        "rendered-destroyed",
        "Rendered: `terraform plan -destroy` of an unprotected stack.",
        Rendered(ENCRYPT),
        before=(Rendered(SPEC), Rendered(TRUST), Rendered(ENCRYPT)),
        arguments=("-destroy",),
        prints=(
            f"GRD201 {DATABASE}",
            "GRD101 module.key_orders-1.aws_kms_key.this",
            "GRD105 module.key_orders-1.aws_kms_alias.this",
        ),
    ),
)
