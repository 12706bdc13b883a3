"""Rotations in one plan, whose policy's text is not known yet, with something slipped in."""

from __future__ import annotations

from tests.terraform.guard_plans.configurations import (
    ALL,
    ALL_BY_ALIAS,
    ALL_ENCRYPTED,
    KEY,
    PROVISIONED,
    SECOND_KEY_AND_ALIAS,
    encryption_key,
)
from tests.terraform.guard_plans.scenario import Scenario, changed

POLICY = "aws_iam_policy.orders"
ONE_KEY = "    resources = [aws_kms_key.orders.arn]\n"
ROTATED = changed(ALL, ("= aws_kms_key.orders.arn", "= aws_kms_key.orders_2026.arn")) + SECOND_KEY_AND_ALIAS
DENY = (
    f"{ONE_KEY}  }}\n",
    f"""{ONE_KEY}  }}

  statement {{
    effect    = "Deny"
    actions   = ["kms:*"]
    resources = ["*"]

    condition {{
      test     = "StringNotEquals"
      variable = "aws:RequestedRegion"
      values   = ["us-east-2"]
    }}
  }}
""",
)
KEYS = """
resource "aws_kms_key" "of" {
  for_each                = toset(NAMES)
  description             = "Key of orders, ${each.key}"
  deletion_window_in_days = 30
}
"""


def allowing(resources: str) -> str:
    """A rotation whose policy allows what an expression gives."""
    return changed(ROTATED, (ONE_KEY, f"    resources = {resources}\n"))


def per_year(years: str, *, alias: str, policy: str) -> str:
    """Keys by for_each, of which the alias, by which the database names its key, and the policy have one each."""
    return changed(
        ALL_BY_ALIAS,
        (KEY, KEYS.replace("NAMES", years)),
        ("aws_kms_key.orders.key_id", f'aws_kms_key.of["{alias}"].key_id'),
        ("aws_kms_key.orders.arn", f'aws_kms_key.of["{policy}"].arn'),
    )


BY_YEAR = per_year('["2025"]', alias="2025", policy="2025")
BY_YEAR_ENCRYPTED = (
    changed(BY_YEAR, (encryption_key("aws_kms_alias.orders.name", "aws_iam_role.orders.arn"), "")),
    BY_YEAR,
)

SCENARIOS = (
    Scenario(
        "good",
        "rotated-with-a-list-that-is-not-known",
        "The policy's resources go through a function with a * in it: the plan shows nothing of the list.",
        allowing('compact([aws_kms_key.orders.arn, aws_kms_key.orders_2026.arn, "*"])'),
        before=ALL_ENCRYPTED,
        prints=(f"GRD404 {POLICY}",),
    ),
    Scenario(
        "good",
        "rotated-with-a-choice",
        "The policy's resources are a choice that is made only after the apply, for *.",
        allowing('aws_kms_key.orders_2026.arn == "" ? [aws_kms_key.orders.arn] : ["*"]'),
        before=ALL_ENCRYPTED,
        prints=(f"GRD404 {POLICY}",),
    ),
    Scenario(
        "bad",
        "rotated-with-a-wildcard",
        "The policy's resources get a * beside both keys.",
        allowing('[aws_kms_key.orders.arn, aws_kms_key.orders_2026.arn, "*"]'),
        before=ALL_ENCRYPTED,
        prints=(f"GRD401 {POLICY}",),
    ),
    Scenario(
        "bad",
        "rotated-and-a-deny-gone",
        "The policy gets the new key and loses its Deny.",
        allowing("[aws_kms_key.orders.arn, aws_kms_key.orders_2026.arn]"),
        before=(changed(PROVISIONED, DENY), changed(ALL, DENY)),
        prints=(f"GRD401 {POLICY}",),
    ),
    Scenario(
        "bad",
        "rotated-in-for-each-and-alias-moved",
        "Another key is made by for_each, and the alias by which a database names its key leads to it.",
        per_year('["2025", "2026"]', alias="2026", policy="2025"),
        before=BY_YEAR_ENCRYPTED,
        prints=("GRD105 aws_kms_alias.orders",),
    ),
    Scenario(
        "bad",
        "rotated-in-for-each-and-old-key-lost",
        "Another key is made by for_each, and the policy allows only that one.",
        per_year('["2025", "2026"]', alias="2025", policy="2026"),
        before=BY_YEAR_ENCRYPTED,
        prints=(f"GRD405 {POLICY}",),
    ),
    Scenario(
        "good",
        "two-keys-in-one-plan",
        "Two keys are made and allowed at once: neither ARN is known yet.",
        allowing("[aws_kms_key.orders.arn, aws_kms_key.orders_2026.arn]").partition('\nresource "oci_')[0]
        + SECOND_KEY_AND_ALIAS,
    ),
)
