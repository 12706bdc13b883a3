"""Where a database and its key are, who may connect to it, and what its role loses by an update."""

from __future__ import annotations

from tests.terraform.guard_plans.configurations import (
    ALL_ENCRYPTED,
    ATTACHMENT,
    AWS_HEAD,
    AWS_SIDE,
    COMPARTMENT,
    DATABASE,
    ENCRYPTED,
    ENCRYPTED_DATABASE,
    FIRST_KEY,
    OCI_HEAD,
    ROLE_ARN,
    SECOND_KEY_AND_ALIAS,
    database,
    encryption_key,
)
from tests.terraform.guard_plans.scenario import Scenario, changed

from .access import ROLE
from .database_good import ORDERS
from .key_good import APPLIED
from .rendered import ENCRYPT

FOREIGN_KEY = "arn:aws:kms:eu-west-1:666677778888:key/0badcafe-c13b-4771-96cb-d4291c21bedf"
FOREIGN_ROLE = "arn:aws:iam::666677778888:role/orders-adbs"
FOREIGN = OCI_HEAD + database(encryption_key(f'"{FOREIGN_KEY}"', f'"{FOREIGN_ROLE}"', "kms.eu-west-1.amazonaws.com"))
ACCESS_LIST = '["192.0.2.0/24"]'

# The same policy, attached to a list of roles, or named in the role itself.
SHARED_ATTACHMENT = """
resource "aws_iam_policy_attachment" "orders" {
  name       = "orders-adbs"
  roles      = [aws_iam_role.orders.name]
  policy_arn = aws_iam_policy.orders.arn
}
"""
REPORTS_ROLE = """
resource "aws_iam_role" "reports" {
  name = "reports"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "ec2.amazonaws.com" } }]
  })
}
"""
SHARED = tuple(changed(one, (ATTACHMENT, SHARED_ATTACHMENT)) + REPORTS_ROLE for one in ALL_ENCRYPTED)
IN_ROLE = tuple(
    changed(
        one,
        (ATTACHMENT, ""),
        (
            '  name               = "orders-adbs"\n',
            '  name               = "orders-adbs"\n  managed_policy_arns = [aws_iam_policy.orders.arn]\n',
        ),
    )
    for one in ALL_ENCRYPTED
)

EXTERNAL_KEY = (
    AWS_HEAD
    + """
resource "aws_kms_external_key" "orders" {
  description = "Key of orders, imported"
}
"""
)

SCENARIOS = (
    Scenario(
        "good",
        "database-external-id-word-changed",
        "The database would present its own OCID to a role that demands the tenancy's.",
        changed(ENCRYPTED_DATABASE, ('"tenant_ocid"', '"database_ocid"')),
        before=ENCRYPTED,
        prints=(f"GRD212 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-key-that-the-spec-does-not-name",
        "With --spec: key, role and endpoint are of another account in another region.",
        FOREIGN,
        before=(DATABASE,),
        spec=ENCRYPT,
        prints=(f"GRD501 {ORDERS}",) * 3,
    ),
    Scenario(
        "good",
        "database-key-and-role-of-two-accounts",
        "The role is of another account than the key.",
        changed(ENCRYPTED_DATABASE, (ROLE_ARN, FOREIGN_ROLE)),
        before=(DATABASE,),
        prints=(f"GRD208 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-endpoint-of-somebody-else",
        "The endpoint only starts like one of AWS KMS.",
        OCI_HEAD + database(encryption_key(f'"{FIRST_KEY}"', f'"{ROLE_ARN}"', "kms.us-east-2.amazonaws.com.example")),
        before=(DATABASE,),
        prints=(f"GRD205 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-access-list-opened",
        "The access list lets everybody in.",
        changed(ENCRYPTED_DATABASE, (ACCESS_LIST, '["0.0.0.0/0"]')),
        before=ENCRYPTED,
        prints=(f"GRD209 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "database-access-list-opened-by-halves",
        "Two networks that together are all addresses are added to the access list.",
        changed(ENCRYPTED_DATABASE, (ACCESS_LIST, '["192.0.2.0/24", "0.0.0.0/1", "128.0.0.0/1"]')),
        before=ENCRYPTED,
        prints=(f"GRD209 {ORDERS}",),
    ),
    Scenario(
        "good",
        "database-access-list-unknown",
        "The access list gets the address of a database that is not there yet.",
        changed(
            ENCRYPTED_DATABASE,
            (ACCESS_LIST, '["192.0.2.0/24", oci_database_autonomous_database.sales.private_endpoint_ip]'),
        )
        + database(name="sales"),
        before=ENCRYPTED,
        prints=(f"GRD209 {ORDERS}",),
    ),
    Scenario(
        "good",
        "database-in-another-compartment",
        "The database is moved to another compartment.",
        changed(ENCRYPTED_DATABASE, (COMPARTMENT, COMPARTMENT + "archive")),
        before=ENCRYPTED,
        prints=(f"GRD210 {ORDERS}",),
    ),
    Scenario(
        "good",
        "database-password-changed",
        "The password of ADMIN is taken from another secret.",
        changed(ENCRYPTED_DATABASE, ("oc1.iad.aaaaaaaaorders", "oc1.iad.aaaaaaaareports")),
        before=ENCRYPTED,
        prints=(f"GRD211 {ORDERS}",),
    ),
    Scenario(
        "bad",
        "policy-detached-by-an-update",
        "The list of roles that have the policy names another role instead of that of the database.",
        changed(SHARED[-1], ("roles      = [aws_iam_role.orders.name]", "roles      = [aws_iam_role.reports.name]")),
        before=SHARED,
        prints=("GRD206 aws_iam_policy_attachment.orders",),
    ),
    Scenario(
        "bad",
        "policies-of-the-role-emptied",
        "The role's own list of policies is emptied.",
        changed(IN_ROLE[-1], ("managed_policy_arns = [aws_iam_policy.orders.arn]", "managed_policy_arns = []")),
        before=IN_ROLE,
        prints=(f"GRD206 {ROLE}",),
    ),
    Scenario(
        "good",
        "key-perhaps-disabled",
        "Whether the key is enabled, and how long its deletion takes, depends on a key that is not there yet.",
        changed(
            AWS_SIDE,
            ("= 30\n", '= length(aws_kms_key.orders_2026.arn)\n  is_enabled = aws_kms_key.orders_2026.arn != ""\n'),
        )
        + SECOND_KEY_AND_ALIAS,
        before=APPLIED,
        prints=("GRD102 aws_kms_key.orders", "GRD103 aws_kms_key.orders"),
    ),
    Scenario(
        "bad",
        "external-key-expires",
        "The material of an imported key gets an end.",
        changed(EXTERNAL_KEY, ('imported"\n', 'imported"\n  valid_to    = "2031-01-01T00:00:00Z"\n')),
        before=(EXTERNAL_KEY,),
        prints=("GRD107 aws_kms_external_key.orders",),
    ),
)
