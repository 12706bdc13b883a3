"""IAM policies and key policies: what widens, what a rotation does, what gets lost."""

from __future__ import annotations

from typing import Any

import pytest

from tests.unit.guard.plan_of import (
    ATTACHED,
    ATTACHMENT,
    DATABASE,
    IN_USE,
    KEY,
    KEY_1,
    KEY_2,
    POLICY,
    POLICY_ARN,
    ROLE,
    ROOT,
    Values,
    change,
    codes,
    database,
    document,
    found,
    key,
    no_op,
    policy,
    role,
    use,
)

BUCKET = {"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::reports/*"]}
EC2 = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}


def changed(*after: Values) -> list[str]:
    return codes(*IN_USE, change(POLICY, policy(), policy(*after)))


@pytest.mark.parametrize(
    "after",
    [
        use(KEY_1, KEY_2),
        use(KEY_2, KEY_1, actions=("KMS:decrypt", "kms:Encrypt", "kms:DescribeKey"), Sid="x"),
        use(KEY_1, actions=("kms:Decrypt",)),
    ],
)
def test_a_key_more_or_an_action_less(after: Values) -> None:
    assert changed(after) == []


def test_a_wildcard_is_spelled_out() -> None:
    before = policy(use(actions=("kms:Decrypt", "kms:ReEncrypt*")))
    after = policy(use(actions=("kms:Decrypt", "kms:ReEncryptTo", "kms:ReEncryptFrom")))
    assert codes(*IN_USE, change(POLICY, before, after)) == []
    assert codes(*IN_USE, change(POLICY, after, before)) == []


@pytest.mark.parametrize(
    "after",
    [
        use(actions=("kms:*",)),
        use(actions=("*",)),
        use(actions=("kms:Decrypt", "kms:CreateGrant")),
        use(KEY_1, "*"),
        use(KEY_1, "arn:aws:kms:us-east-2:111122223333:key/*"),
        use(KEY_1, "arn:aws:s3:::reports"),
        use() | {"NotAction": ["iam:*"]},
        {"Effect": "Allow", "Action": "kms:Decrypt", "NotResource": KEY_2},
    ],
)
def test_it_allows_more(after: Values) -> None:
    assert changed(after) == ["GRD401"]


def test_one_statement_more() -> None:
    assert changed(use(), BUCKET) == ["GRD401"]


def test_a_condition_is_gone() -> None:
    strict = use(Condition={"StringEquals": {"kms:ViaService": "x"}})
    assert codes(*IN_USE, change(POLICY, policy(strict), policy(use()))) == ["GRD401"]
    [one] = found(*IN_USE, change(POLICY, policy(use()), policy(strict)))
    assert (one.code, one.severity) == ("GRD405", "warning")
    assert "(kms:viaservice)" in one.summary


def test_a_new_deny_under_conditions_is_a_warning() -> None:
    denied = use(KEY_1, Effect="Deny", Condition={"StringEquals": {"aws:RequestedRegion": "us-east-2"}})
    [one] = found(*IN_USE, change(POLICY, policy(), policy(use(), denied)))
    assert (one.code, one.severity) == ("GRD405", "warning")
    assert codes(*IN_USE, change(POLICY, policy(use(), denied), policy(use(KEY_1, KEY_2), denied))) == []


def test_a_deny_becomes_an_allow_or_goes() -> None:
    denied = use(KEY_1, actions=("kms:CreateGrant",), Effect="Deny")
    assert codes(*IN_USE, change(POLICY, policy(use(), denied), policy(use(), denied | {"Effect": "Allow"}))) == [
        "GRD401"
    ]
    assert codes(*IN_USE, change(POLICY, policy(use(), denied), policy(use()))) == ["GRD401"]


@pytest.mark.parametrize("after", [use(KEY_2), use(actions=("kms:Encrypt",)), BUCKET])
def test_it_no_longer_allows_a_key(after: Values) -> None:
    assert "GRD405" in changed(after)


def test_a_new_deny_for_the_key() -> None:
    assert changed(use(), use(actions=("kms:*",), Effect="Deny")) == ["GRD405"]


def test_a_key_of_the_history_is_no_longer_covered() -> None:
    history = [{"encryption_key": [{"autonomous_database_provider": "AWS", "key_arn": KEY_2}]}]
    user = no_op(DATABASE, database(encryption_key_history_entry=history))
    others = (user, *IN_USE[1:])
    assert codes(*others, change(POLICY, policy(use("*")), policy(use(KEY_1)))) == ["GRD405"]
    assert codes(*others, change(POLICY, policy(use("*")), policy(use(KEY_1, KEY_2)))) == []


def test_a_new_policy() -> None:
    assert codes(*IN_USE, change(POLICY, None, policy())) == []
    assert codes(change(POLICY, None, policy(BUCKET, use()))) == []
    assert codes(change(POLICY, None, policy(use("*")))) == ["GRD401"]
    assert codes(change(POLICY, None, policy(use(actions=("kms:*",))))) == ["GRD401"]


def test_policies_of_something_else() -> None:
    wide = BUCKET | {"Action": "*", "Resource": "*"}
    assert codes(change(POLICY, policy(BUCKET), policy(BUCKET, BUCKET | {"Action": ["s3:*"]}))) == []
    assert codes(change(POLICY, None, policy(wide))) == []
    others = (no_op(ROLE, role(EC2)), no_op(ATTACHMENT, ATTACHED))
    assert codes(*others, change(POLICY, policy(use(KEY_1)), policy(use(KEY_2, actions=("kms:Decrypt",))))) == []
    assert codes(*others, change(POLICY, policy(use(KEY_1)), policy(use("*")))) == ["GRD401"]


def test_an_inline_policy() -> None:
    inline = "aws_iam_role_policy.i"
    before, after = ({"role": "oracle", "policy": document(one)} for one in (use(), use(actions=("kms:*",))))
    assert codes(*IN_USE, change(inline, before, after)) == ["GRD401"]
    assert codes(*IN_USE, change(inline, before, None)) == ["GRD206"]


def rotation(statement: Values, unknown: Any, references: list[str]) -> dict[str, Any]:
    """A policy that is a data source in a module, with a key that the plan creates, and its configuration."""
    source = "module.keys.data.aws_iam_policy_document.this"
    held = "module.keys.aws_iam_policy.this"
    after = {name: value for name, value in policy().items() if name != "policy"}
    document_reference = ["data.aws_iam_policy_document.this.json", "data.aws_iam_policy_document.this"]
    child = {
        "resources": [
            {"address": "aws_iam_policy.this", "expressions": {"policy": {"references": document_reference}}},
            {
                "address": "data.aws_iam_policy_document.this",
                "expressions": {"statement": [{"resources": {"references": ["var.key_arns"]}}]},
            },
        ]
    }
    call = {"expressions": {"key_arns": {"references": references}}, "module": child}
    return {
        "changes": (
            no_op(KEY, key()),
            change("aws_kms_key.k2", None, {"is_enabled": True}, unknown={"arn": True}),
            change(
                source,
                None,
                {"statement": [statement]},
                unknown={"json": True, "statement": [unknown]},
                actions=("read",),
            ),
            change(held, policy(), after, unknown={"policy": True}),
        ),
        "configuration": {
            "root_module": {
                "resources": [{"address": "aws_kms_key.k2", "expressions": {}}],
                "module_calls": {"keys": call},
            }
        },
    }


KNOWN_PART = {"actions": ["kms:DescribeKey", "kms:Decrypt"], "effect": "Allow", "condition": []}
KEYS = ["aws_kms_key.k.arn", "aws_kms_key.k", "aws_kms_key.k2.arn", "aws_kms_key.k2"]


@pytest.mark.parametrize(
    ("statement", "unknown", "references", "expected"),
    [
        (KNOWN_PART | {"resources": [KEY_1, None]}, {"resources": [False, True]}, KEYS, []),
        (KNOWN_PART, {"resources": True}, KEYS, ["GRD404"]),
        (KNOWN_PART | {"resources": [None]}, {"resources": [True]}, KEYS, ["GRD404"]),
        (KNOWN_PART | {"resources": [None]}, {"resources": [True]}, KEYS[2:], ["GRD405"]),
        (KNOWN_PART | {"resources": [KEY_1, None]}, {"resources": [False, True]}, KEYS[2:], []),
        (KNOWN_PART | {"resources": [KEY_1, None]}, {"resources": [False, True]}, KEYS + KEYS[2:], ["GRD404"]),
        (KNOWN_PART | {"resources": [KEY_1, "*", None]}, {"resources": [False, False, True]}, [], ["GRD401", "GRD404"]),
        (
            KNOWN_PART | {"actions": ["kms:*"], "resources": [KEY_1, None]},
            {"resources": [False, True]},
            KEYS,
            ["GRD401"],
        ),
        (KNOWN_PART | {"resources": [KEY_1, "*", None]}, {"resources": [False, False, True]}, KEYS, ["GRD401"]),
        (KNOWN_PART, {"resources": True}, ["local.arns"], ["GRD404"]),
        (KNOWN_PART | {"resources": [KEY_1]}, {"actions": True}, KEYS, ["GRD404"]),
        (KNOWN_PART, {"resources": True}, [*KEYS, "aws_s3_bucket.b.arn", "aws_s3_bucket.b"], ["GRD404"]),
    ],
)
def test_a_rotation_whose_new_key_is_not_known_yet(
    statement: Values, unknown: Any, references: list[str], expected: list[str]
) -> None:
    given = rotation(statement, unknown, references)
    assert codes(*given["changes"], configuration=given["configuration"]) == expected


def test_a_deny_goes_in_a_rotation() -> None:
    given = rotation(KNOWN_PART | {"resources": [KEY_1, None]}, {"resources": [False, True]}, KEYS)
    denied = use(KEY_1, actions=("kms:CreateGrant",), Effect="Deny")
    given["changes"][-1]["change"]["before"] = policy(use(), denied)
    assert codes(*given["changes"], configuration=given["configuration"]) == ["GRD401"]


def test_a_new_key_without_a_policy_of_its_own() -> None:
    configuration = {"root_module": {"resources": [{"address": KEY, "expressions": {}}]}}
    assert codes(change(KEY, None, {}, unknown={"policy": True}), configuration=configuration) == []


def test_the_statement_for_the_root_is_lost_or_never_there() -> None:
    admin = ROOT | {"Principal": {"AWS": "arn:aws:iam::111122223333:role/admin"}}
    with_root, without = key(policy=document(ROOT, admin)), key(policy=document(admin))
    assert codes(change(KEY, with_root, without)) == ["GRD402"]
    assert codes(change(KEY, None, without)) == ["GRD402"]
    assert codes(change(KEY, without, with_root)) == []
    assert codes(change(KEY, None, key(policy=document(ROOT)))) == []


def test_a_key_policy_opens_the_key() -> None:
    before = key(policy=document(ROOT))
    for principal in ("*", "arn:aws:iam::999900001111:root", "arn:aws:iam::111122223333:user/x"):
        other = {"Effect": "Allow", "Principal": {"AWS": principal}, "Action": "kms:Decrypt", "Resource": "*"}
        assert codes(change(KEY, before, key(policy=document(ROOT, other)))) == ["GRD403"]


def test_a_key_policy_of_its_own_is_held_against_the_one_before() -> None:
    given = {"key_id": KEY_1.rpartition("/")[2], "policy": document(ROOT | {"Principal": {"AWS": "*"}})}
    kept = no_op(KEY, key(policy=document(ROOT)))
    assert codes(kept, change("aws_kms_key_policy.k", None, given)) == ["GRD402", "GRD403"]


def test_a_finding_says_what_is_new() -> None:
    [one] = found(*IN_USE, change(POLICY, policy(), policy(use(actions=("kms:Decrypt", "kms:CreateGrant")))))
    assert one.summary == "The policy would allow more than before"
    assert one.detail.startswith("kms:CreateGrant is new")


def test_the_role_itself_is_allowed_more() -> None:
    administrator = {"role": "oracle", "policy_arn": "arn:aws:iam::aws:policy/AdministratorAccess"}
    assert codes(*IN_USE, change("aws_iam_role_policy_attachment.b", None, administrator)) == ["GRD401"]
    bounded = role() | {"permissions_boundary": POLICY_ARN}
    assert codes(change(ROLE, bounded, role())) == ["GRD401"]
    assert codes(change(ROLE, role(), bounded)) == []


def test_policies_in_the_blocks_of_a_role() -> None:
    def inline(*statements: Values) -> Values:
        return role() | {"inline_policy": [{"name": "x", "policy": document(*statements)}]}

    assert codes(change(ROLE, inline(use()), inline(use(KEY_1, KEY_2)))) == []
    assert codes(change(ROLE, inline(use()), inline(use(actions=("kms:*",))))) == ["GRD401"]
    assert codes(change(ROLE, inline(use()), inline(use(KEY_2)))) == ["GRD405"]
    assert codes(change(ROLE, inline(use()), role() | {"inline_policy": []})) == ["GRD405"]


def test_a_history_of_another_type_is_no_matter() -> None:
    history = [{"encryption_key": [{"key_arn": ["x"]}]}, "x"]
    given = no_op(DATABASE, database(encryption_key_history_entry=history))
    assert codes(given, change(POLICY, policy(), policy(use(KEY_1, KEY_2)))) == []
