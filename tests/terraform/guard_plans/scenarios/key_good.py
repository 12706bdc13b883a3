"""Keys and aliases: what may happen to them."""

from __future__ import annotations

from tests.terraform.guard_plans.clouds import key_id
from tests.terraform.guard_plans.configurations import (
    ATTACHMENT,
    AWS_HEAD,
    AWS_SIDE,
    FIRST_KEY,
    INLINE,
    KEY,
    POLICY,
    POLICY_ARN,
    ROLE,
    SECOND_KEY_AND_ALIAS,
)
from tests.terraform.guard_plans.scenario import Scenario, changed

APPLIED = (AWS_SIDE,)
SECOND = AWS_SIDE + SECOND_KEY_AND_ALIAS
BOTH_ALLOWED = ("[aws_kms_key.orders.arn]", "[aws_kms_key.orders.arn, aws_kms_key.orders_2026.arn]")

MOVED = changed(
    AWS_SIDE,
    ('"aws_kms_key" "orders"', '"aws_kms_key" "master"'),
    ('"aws_kms_alias" "orders"', '"aws_kms_alias" "master"'),
    ('"aws_iam_role" "orders"', '"aws_iam_role" "oracle"'),
    ("aws_kms_key.orders", "aws_kms_key.master"),
    ("aws_iam_role.orders", "aws_iam_role.oracle"),
) + "".join(
    f"\nmoved {{\n  from = {old}\n  to   = {new}\n}}\n"
    for old, new in (
        ("aws_kms_key.orders", "aws_kms_key.master"),
        ("aws_kms_alias.orders", "aws_kms_alias.master"),
        ("aws_iam_role.orders", "aws_iam_role.oracle"),
    )
)

IMPORTS = "".join(
    f'\nimport {{\n  to = {address}\n  id = "{id}"\n}}\n'
    for address, id in (
        ("aws_kms_key.orders", key_id("Key of orders, 2025")),
        ("aws_kms_alias.orders", "alias/orders"),
        ("aws_iam_policy.orders", POLICY_ARN),
        ("aws_iam_role.orders", "orders-adbs"),
        ("aws_iam_role_policy_attachment.orders", f"orders-adbs/{POLICY_ARN}"),
    )
)

FORGOTTEN = changed(AWS_HEAD + ROLE + POLICY + ATTACHMENT, ("aws_kms_key.orders.arn", f'"{FIRST_KEY}"')) + "".join(
    f"\nremoved {{\n  from = {address}\n\n  lifecycle {{\n    destroy = false\n  }}\n}}\n"
    for address in ("aws_kms_key.orders", "aws_kms_alias.orders")
)

PER_NAME = """
resource "aws_kms_key" "of" {
  for_each = toset(var.names)

  description             = "Key of ${each.key}"
  deletion_window_in_days = 30
}

resource "aws_kms_alias" "of" {
  for_each = toset(var.names)

  name          = "alias/${each.key}"
  target_key_id = aws_kms_key.of[each.key].key_id
}

variable "names" {
  type = list(string)
}
"""


def modules(names: str) -> dict[str, str]:
    """A module in a module, with a key for each name."""
    return {
        "main.tf": AWS_HEAD + f'\nmodule "keys" {{\n  source = "./keys"\n  names  = {names}\n}}\n',
        "keys/main.tf": 'variable "names" {\n  type = list(string)\n}\n\n'
        'module "each" {\n  source = "./each"\n  names  = var.names\n}\n',
        "keys/each/main.tf": PER_NAME,
    }


def counted(count: int) -> str:
    """Some keys in a row."""
    return AWS_HEAD + changed(
        KEY, ("  description ", f"  count = {count}\n\n  description "), ("2025", "${count.index}")
    )


SCENARIOS = (
    Scenario("good", "aws-provision", "Key, alias, policy, role and attachment are created.", AWS_SIDE),
    Scenario("good", "aws-provision-inline", "The same as JSON in the resources, with a separate key policy.", INLINE),
    Scenario("good", "aws-no-op", "Nothing changes.", AWS_SIDE, before=APPLIED),
    Scenario(
        "good",
        "aws-descriptions-and-tags",
        "Descriptions and tags of key, policy and role change.",
        changed(
            AWS_SIDE,
            (
                '  description             = "Key of orders, 2025"\n',
                '  description             = "Key of orders and of sales"\n  tags = { team = "platform" }\n',
            ),
            (
                '  name               = "orders-adbs"\n',
                '  name               = "orders-adbs"\n  description = "Oracle"\n  tags = { team = "platform" }\n',
            ),
            ('  name   = "orders-adbs"\n', '  name   = "orders-adbs"\n  tags = { team = "platform" }\n'),
        ),
        before=APPLIED,
    ),
    Scenario(
        "good",
        "aws-key-safer",
        "A key with a window of 14 days and no rotation gets 30 days and a yearly rotation.",
        AWS_SIDE,
        before=(changed(AWS_SIDE, ("= 30", "= 14"), ("  enable_key_rotation     = true\n", "")),),
    ),
    Scenario(
        "good",
        "aws-alias-renamed",
        "An alias that nothing in the plan names gets another name, the new one first.",
        changed(
            AWS_SIDE,
            ('"alias/orders"', '"alias/sales"'),
            ("orders.key_id\n", "orders.key_id\n\n  lifecycle {\n    create_before_destroy = true\n  }\n"),
        ),
        before=APPLIED,
        prints=("GRD105 aws_kms_alias.orders",),
    ),
    Scenario(
        "good",
        "aws-key-without-lockout-check",
        "AWS is told not to check the key policy for a lockout; the policy itself stays.",
        changed(INLINE, ("  policy = <<-JSON", "  bypass_policy_lockout_safety_check = true\n\n  policy = <<-JSON")),
        before=(INLINE,),
        prints=("GRD106 aws_kms_key_policy.orders",),
    ),
    Scenario(
        "good", "aws-moved", "Key, alias and role get other names in Terraform by moved blocks.", MOVED, before=APPLIED
    ),
    Scenario(
        "good",
        "aws-second-key",
        "A second key is made, and the policy allows it as well.",
        changed(SECOND, BOTH_ALLOWED),
        before=APPLIED,
    ),
    Scenario(
        "good", "aws-adopted", "All is there already and imported.", AWS_SIDE + IMPORTS, before=APPLIED, adopts=True
    ),
    Scenario(
        "good",
        "aws-key-forgotten",
        "Key and alias leave the state by removed blocks, and stay in AWS.",
        FORGOTTEN,
        before=APPLIED,
        prints=("GRD104 aws_kms_key.orders", "GRD104 aws_kms_alias.orders"),
    ),
    Scenario(
        "good",
        "aws-nested-for-each",
        "A key is added to those that a module in a module makes with for_each.",
        modules('["orders", "sales"]'),
        before=(modules('["orders"]'),),
    ),
    Scenario("good", "aws-count-grows", "A count of keys grows from 1 to 2.", counted(2), before=(counted(1),)),
    Scenario(
        "good",
        "aws-protected",
        "The key gets prevent_destroy.",
        changed(AWS_SIDE, ("= true\n}", "= true\n\n  lifecycle {\n    prevent_destroy = true\n  }\n}")),
        before=APPLIED,
    ),
)
