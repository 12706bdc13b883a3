"""IAM policies: what they allow, before and after."""

from __future__ import annotations

from tests.terraform.guard_plans.configurations import (
    AWS_HEAD,
    AWS_SIDE,
    FIRST_KEY,
    INLINE,
    KEY,
    POLICY,
    ROLE,
    SECOND_KEY,
    SECOND_KEY_AND_ALIAS,
)
from tests.terraform.guard_plans.scenario import Scenario, changed

from .key_good import APPLIED, BOTH_ALLOWED

SMALL = AWS_HEAD + KEY + POLICY
SMALL_SECOND = SMALL + SECOND_KEY_AND_ALIAS

ACTIONS = '["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt"]'
MANAGED = "aws_iam_policy.orders"
INLINE_POLICY = "aws_iam_role_policy.use_key"

SCENARIOS = (
    Scenario(
        "good",
        "policy-narrower",
        "The policy loses an action, and another statement order and case say the same as before.",
        changed(SMALL, (ACTIONS, '["kms:decrypt", "kms:DescribeKey"]')),
        before=(SMALL,),
    ),
    Scenario(
        "good",
        "policy-allows-another-key",
        "An inline policy allows a second key beside the first, by literal ARNs.",
        changed(INLINE, (f'["{FIRST_KEY}"]', f'["{FIRST_KEY}", "{SECOND_KEY}"]')),
        before=(INLINE,),
    ),
    Scenario(
        "good",
        "policy-of-something-else",
        "A policy for a bucket, which has nothing to do with keys, gets more actions.",
        AWS_HEAD + '\nresource "aws_iam_policy" "bucket" {\n  name = "bucket"\n  policy = jsonencode({\n'
        '    Version = "2012-10-17"\n    Statement = [{\n      Effect = "Allow"\n'
        '      Action = ["s3:GetObject", "s3:PutObject"]\n      Resource = "arn:aws:s3:::reports/*"\n    }]\n  })\n}\n',
        before=(
            AWS_HEAD + '\nresource "aws_iam_policy" "bucket" {\n  name = "bucket"\n  policy = jsonencode({\n'
            '    Version = "2012-10-17"\n    Statement = [{\n      Effect = "Allow"\n'
            '      Action = "s3:GetObject"\n      Resource = "arn:aws:s3:::reports/*"\n    }]\n  })\n}\n',
        ),
    ),
    Scenario(
        "bad",
        "policy-all-actions",
        "The policy goes from three actions to kms:*.",
        changed(AWS_SIDE, (ACTIONS, '["kms:*"]')),
        before=APPLIED,
        prints=(f"GRD401 {MANAGED}",),
    ),
    Scenario(
        "bad",
        "policy-one-action-more",
        "An inline policy gets kms:CreateGrant.",
        changed(INLINE, (ACTIONS, '["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:CreateGrant"]')),
        before=(INLINE,),
        prints=(f"GRD401 {INLINE_POLICY}",),
    ),
    Scenario(
        "bad",
        "policy-all-keys",
        "The policy goes from one key to every resource.",
        changed(SMALL, ("[aws_kms_key.orders.arn]", '["*"]')),
        before=(SMALL,),
        prints=(f"GRD401 {MANAGED}",),
    ),
    Scenario(
        "bad",
        "policy-wider-with-a-new-key",
        "The policy gets a key that is not made yet, and an action more on both.",
        changed(
            SMALL_SECOND,
            BOTH_ALLOWED,
            (ACTIONS, '["kms:DescribeKey", "kms:Encrypt", "kms:Decrypt", "kms:PutKeyPolicy"]'),
        ),
        before=(SMALL,),
        prints=(f"GRD401 {MANAGED}",),
    ),
    Scenario(
        "bad",
        "policy-loses-the-old-key",
        "The policy allows the new key in the place of the old one, that backups need.",
        changed(SMALL_SECOND, ("[aws_kms_key.orders.arn]", "[aws_kms_key.orders_2026.arn]")),
        before=(changed(SMALL_SECOND, BOTH_ALLOWED),),
        prints=(f"GRD405 {MANAGED}",),
    ),
    Scenario(
        "bad",
        "policy-denies-the-key",
        "An inline policy gets a Deny for the key that it allows.",
        changed(
            INLINE,
            (
                "    Statement = [{\n      Effect   =",
                f'    Statement = [{{\n      Effect = "Deny"\n      Action = "kms:*"\n      Resource = "{FIRST_KEY}"\n'
                "    }, {\n      Effect   =",
            ),
        ),
        before=(INLINE,),
        prints=(f"GRD405 {INLINE_POLICY}",),
    ),
    Scenario(
        "bad",
        "policy-wider-beside-window",
        "The policy allows everything in AWS; the deletion window is shortened in the same plan.",
        changed(SMALL, (ACTIONS, '["*"]'), ("= 30", "= 8")),
        before=(SMALL,),
        prints=(f"GRD401 {MANAGED}", "GRD102 aws_kms_key.orders"),
    ),
    Scenario(
        "good",
        "policy-unknown",
        "The policy's text is put together from an attribute that is known only after the apply.",
        AWS_HEAD + ROLE + '\nresource "terraform_data" "text" {\n  input = jsonencode({\n    Version = "2012-10-17"\n'
        '    Statement = [{ Effect = "Allow", Action = "kms:*", Resource = "*" }]\n  })\n}\n'
        '\nresource "aws_iam_role_policy" "use_key" {\n  name = "use-key"\n  role = aws_iam_role.orders.id\n'
        "  policy = terraform_data.text.output\n}\n",
        prints=(f"GRD404 {INLINE_POLICY}", "GRD004 terraform_data.text"),
    ),
)
