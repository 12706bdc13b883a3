"""Keys and aliases: what must not happen to them."""

from __future__ import annotations

from tests.terraform.guard_plans.configurations import (
    ALIAS,
    ATTACHMENT,
    AWS_HEAD,
    AWS_SIDE,
    INLINE,
    KEY,
    POLICY,
    ROLE,
    SECOND_KEY_AND_ALIAS,
)
from tests.terraform.guard_plans.scenario import Scenario, changed

from .key_good import APPLIED, counted, modules

KEY_AND_ALIAS = AWS_HEAD + KEY + ALIAS
BOTH_KEYS = KEY_AND_ALIAS + SECOND_KEY_AND_ALIAS
KEY_RESOURCE, ALIAS_RESOURCE = "aws_kms_key.orders", "aws_kms_alias.orders"

SCENARIOS = (
    Scenario(
        "bad",
        "key-block-deleted",
        "The second key's block and its alias are deleted from the configuration.",
        KEY_AND_ALIAS,
        before=(BOTH_KEYS,),
        prints=("GRD101 aws_kms_key.orders_2026", "GRD105 aws_kms_alias.orders_2026"),
    ),
    Scenario(
        "bad",
        "key-replaced",
        "An argument forces another key: the alias then leads to it, and the policy allows only that one.",
        changed(
            AWS_SIDE, ("  enable_key_rotation     = true\n", "  multi_region = true\n  enable_key_rotation = true\n")
        ),
        before=APPLIED,
        prints=(f"GRD101 {KEY_RESOURCE}", f"GRD105 {ALIAS_RESOURCE}"),
    ),
    Scenario(
        "bad",
        "key-replaced-by-option",
        "The key is replaced by -replace.",
        AWS_HEAD + KEY,
        before=(AWS_HEAD + KEY,),
        arguments=(f"-replace={KEY_RESOURCE}",),
        prints=(f"GRD101 {KEY_RESOURCE}",),
    ),
    Scenario(
        "bad",
        "key-tainted",
        "The key is tainted.",
        AWS_HEAD + KEY,
        before=(AWS_HEAD + KEY,),
        commands=(("taint", KEY_RESOURCE),),
        prints=(f"GRD101 {KEY_RESOURCE}",),
    ),
    Scenario(
        "bad",
        "key-index-beyond-count",
        "A count of keys shrinks from 2 to 1.",
        counted(1),
        before=(counted(2),),
        prints=(f"GRD101 {KEY_RESOURCE}[1]",),
    ),
    Scenario(
        "bad",
        "key-name-changed-in-for-each",
        "A name in the list that keys in nested modules are made of changes, without a moved block.",
        modules('["orders", "purchases"]'),
        before=(modules('["orders", "sales"]'),),
        prints=(
            'GRD101 module.keys.module.each.aws_kms_key.of["sales"]',
            'GRD105 module.keys.module.each.aws_kms_alias.of["sales"]',
        ),
    ),
    Scenario(
        "bad",
        "key-window-shortened",
        "The deletion window goes from 30 to 7 days.",
        changed(KEY_AND_ALIAS, ("= 30", "= 7")),
        before=(KEY_AND_ALIAS,),
        prints=(f"GRD102 {KEY_RESOURCE}",),
    ),
    Scenario(
        "bad",
        "key-disabled",
        "The key is disabled.",
        changed(KEY_AND_ALIAS, ("  enable_key_rotation     = true\n", "  is_enabled = false\n")),
        before=(KEY_AND_ALIAS,),
        prints=(f"GRD103 {KEY_RESOURCE}",),
    ),
    Scenario(
        "bad",
        "key-window-shortened-and-destroyed",
        "In one plan one key's window is shortened and another key is destroyed; its alias now leads to the first.",
        changed(KEY_AND_ALIAS, ("= 30", "= 7"))
        + changed(
            SECOND_KEY_AND_ALIAS[SECOND_KEY_AND_ALIAS.index('\nresource "aws_kms_alias"') :],
            ("orders_2026.key_id", "orders.key_id"),
        ),
        before=(BOTH_KEYS,),
        prints=(f"GRD102 {KEY_RESOURCE}", "GRD101 aws_kms_key.orders_2026", "GRD105 aws_kms_alias.orders_2026"),
    ),
    Scenario(
        "bad",
        "aws-destroyed",
        "`terraform plan -destroy` of the AWS side.",
        AWS_SIDE,
        before=APPLIED,
        arguments=("-destroy",),
        prints=(
            f"GRD101 {KEY_RESOURCE}",
            f"GRD105 {ALIAS_RESOURCE}",
            "GRD206 aws_iam_policy.orders",
            "GRD206 aws_iam_role.orders",
            "GRD206 aws_iam_role_policy_attachment.orders",
        ),
    ),
    Scenario(
        "bad",
        "key-destroyed-but-allowed",
        "The second key's destruction is allowed; the window of the first, which is shortened, is not.",
        changed(KEY_AND_ALIAS, ("= 30", "= 7")),
        before=(BOTH_KEYS,),
        allow=("GRD101=aws_kms_key.orders_2026",),
        prints=(f"GRD102 {KEY_RESOURCE}", "GRD101 aws_kms_key.orders_2026", "GRD105 aws_kms_alias.orders_2026"),
    ),
    Scenario(
        "bad",
        "key-policy-without-root",
        "The separate key policy loses the statement for the account's root.",
        changed(INLINE, (":root", ":role/admin")),
        before=(INLINE,),
        prints=("GRD402 aws_kms_key_policy.orders", "GRD403 aws_kms_key_policy.orders"),
    ),
    Scenario(
        "bad",
        "key-policy-without-root-unchecked",
        "The separate key policy loses the statement for the account's root, and AWS is not to check it.",
        changed(
            INLINE,
            (":root", ":role/admin"),
            ("  policy = <<-JSON", "  bypass_policy_lockout_safety_check = true\n\n  policy = <<-JSON"),
        ),
        before=(INLINE,),
        prints=tuple(f"{code} aws_kms_key_policy.orders" for code in ("GRD106", "GRD402", "GRD403")),
    ),
    Scenario(
        "bad",
        "key-policy-denies-everybody",
        "The separate key policy gets a Deny of kms:Decrypt for everybody.",
        changed(
            INLINE,
            (
                '        {\n          "Sid": "Audit",',
                '        {\n          "Effect": "Deny",\n          "Principal": "*",\n'
                '          "Action": "kms:Decrypt",\n          "Resource": "*"\n        },\n'
                '        {\n          "Sid": "Audit",',
            ),
        ),
        before=(INLINE,),
        prints=("GRD406 aws_kms_key_policy.orders",),
    ),
    Scenario(
        "bad",
        "key-policy-for-everybody",
        "The separate key policy lets everybody decrypt.",
        changed(
            INLINE,
            ('["kms:DescribeKey", "kms:GetKeyPolicy"]', '["kms:DescribeKey", "kms:Decrypt"]'),
            ('{"AWS": "arn:aws:iam::123456789012:role/audit"}', '{"AWS": "*"}'),
        ),
        before=(INLINE,),
        prints=("GRD403 aws_kms_key_policy.orders",),
    ),
    Scenario(
        "bad",
        "key-policy-destroyed-with-role",
        "The configuration keeps the key alone; AWS puts its default policy in the place of the separate one.",
        AWS_HEAD + KEY,
        before=(INLINE,),
        prints=("GRD206 aws_iam_role.orders", "GRD206 aws_iam_role_policy.use_key"),
    ),
    Scenario(
        "bad",
        "key-created-without-root",
        "A new key whose own policy names one administrator and not the root.",
        AWS_HEAD
        + changed(
            KEY,
            (
                "true\n}",
                'true\n  policy = jsonencode({\n    Version = "2012-10-17"\n    Statement = [{\n'
                '      Effect = "Allow"\n'
                '      Principal = { AWS = "arn:aws:iam::123456789012:role/admin" }\n      Action = "kms:*"\n'
                '      Resource = "*"\n    }]\n  })\n}',
            ),
        ),
        prints=(f"GRD402 {KEY_RESOURCE}",),
    ),
    Scenario(
        "bad",
        "key-and-its-users-moved-carelessly",
        "The key gets another name in Terraform without a moved block, so another key is made in its place.",
        changed(
            AWS_HEAD + KEY + ALIAS + POLICY + ROLE + ATTACHMENT,
            ('"aws_kms_key" "orders"', '"aws_kms_key" "master"'),
            ("aws_kms_key.orders", "aws_kms_key.master"),
        ),
        before=APPLIED,
        prints=(f"GRD101 {KEY_RESOURCE}", f"GRD105 {ALIAS_RESOURCE}", "GRD405 aws_iam_policy.orders"),
    ),
)
