"""Policy documents, statement by statement: of our modules' calls, as JSON, and as data sources."""

from __future__ import annotations

import json

import pytest

from generator.diff.changes import StatementChange, StatementText
from tests.unit.diff.folders import block, objects


def statements(old: str, new: str) -> list[StatementChange]:
    return [statement for one in objects(old, new) for statement in one.statements]


def text(
    effect: str = "Allow",
    principals: tuple[str, ...] = (),
    actions: tuple[str, ...] = (),
    resources: tuple[str, ...] = (),
    conditions: tuple[str, ...] = (),
) -> StatementText:
    return StatementText(effect, principals, actions, resources, conditions)


# Calls of our modules


def policy_call(key_arns: str, actions: str) -> str:
    return block(
        'module "policy_P"', 'source = "../../modules/aws-iam-policy"', f"key_arns = {key_arns}", f"actions = {actions}"
    )


def test_a_policy_call_is_one_statement() -> None:
    old = policy_call("[module.key_A.arn]", '["kms:Decrypt"]')
    new = policy_call('[module.key_A.arn, "arn:aws:kms:us-east-2:111122223333:key/1"]', '["kms:Decrypt"]')

    (change,) = statements(old, new)

    assert (change.document, change.action) == ("IAM policy", "changed")
    assert change.old == text(actions=("kms:Decrypt",), resources=("module.key_A.arn",))
    assert change.new == text(
        actions=("kms:Decrypt",), resources=("module.key_A.arn", "arn:aws:kms:us-east-2:111122223333:key/1")
    )


def test_a_new_policy_call_adds_its_statement_and_one_that_goes_removes_it() -> None:
    call = policy_call("[module.key_A.arn]", '["kms:Decrypt"]')

    (added,), (removed,) = statements("", call), statements(call, "")

    assert (added.action, added.old, removed.action, removed.new) == ("added", None, "removed", None)


def test_another_tag_changes_no_statement() -> None:
    old, new = (policy_call("[module.key_A.arn]", "[]").replace("}\n", f"tags = {{ a = {tag} }}\n}}\n") for tag in "12")

    assert statements(old, new) == []


def test_a_role_call_is_its_trust_policy() -> None:
    def call(user: str, ids: str) -> str:
        return block(
            'module "role_R"',
            'source = "../../modules/aws-iam-role"',
            f'oracle_user_arn = "{user}"',
            f"external_ids = {ids}",
        )

    (change,) = statements(call("arn:aws:iam::1:user/a", '["x"]'), call("arn:aws:iam::1:user/b", '["y", "x"]'))

    assert change.document == "trust policy"
    assert change.old == text(
        principals=("arn:aws:iam::1:user/a",),
        actions=("sts:AssumeRole",),
        conditions=("StringEquals sts:ExternalId x",),
    )
    assert change.new == text(
        principals=("arn:aws:iam::1:user/b",),
        actions=("sts:AssumeRole",),
        conditions=("StringEquals sts:ExternalId x, y",),
    )


def test_a_key_call_has_a_statement_for_its_administrators() -> None:
    def call(*lines: str) -> str:
        return block('module "key_K"', 'source = "../../modules/aws-kms-key"', *lines)

    (change,) = statements(call(), call('administrators = ["arn:aws:iam::1:role/a"]'))

    assert (change.document, change.action, change.old) == ("key policy", "added", None)
    assert change.new == text(
        principals=("arn:aws:iam::1:role/a",),
        actions=("the administration of the key, without its use",),
        resources=("*",),
    )


def test_of_somebody_elses_module_nothing_is_claimed() -> None:
    old, new = (block('module "policy_P"', 'source = "./theirs"', f"actions = [{one}]") for one in "12")

    assert statements(old, new) == []


# JSON


def allow(action: object, resource: str = "*", **more: object) -> dict[str, object]:
    return {"Effect": "Allow", "Action": action, "Resource": resource, **more}


def policy(*listed: object, **more: object) -> str:
    written = json.dumps({"Version": "2012-10-17", "Statement": listed, **more})
    return block('resource "aws_iam_policy" "p"', f"policy = {json.dumps(written)}")


def test_a_json_policy_is_compared_statement_by_statement() -> None:
    old = policy(allow("a:A", Sid="1"), allow("b:B", Sid="2"), allow("c:C", "x", Sid="3"))
    new = policy(allow("d:D", "y", Sid="4"), allow(["b:B", "b:C"], Sid="2"), allow("a:A", Sid="1"))

    changes = {one.action.value: one for one in statements(old, new)}

    assert changes.keys() == {"added", "changed", "removed"}
    assert changes["added"].new == text(actions=("d:D",), resources=("y",))
    assert (changes["changed"].old, changes["changed"].new) == (
        text(actions=("b:B",), resources=("*",)),
        text(actions=("b:B", "b:C"), resources=("*",)),
    )
    assert changes["removed"].old == text(actions=("c:C",), resources=("x",))


def test_the_same_policy_in_another_order_and_case_is_no_difference() -> None:
    old = policy(allow(["kms:Decrypt", "kms:Encrypt"], "a"), allow("s3:Get*", "b"))
    new = policy(allow(["S3:get*"], "b"), allow(["kms:encrypt", "kms:Decrypt"], "a"))

    assert objects(old, new) == ()


@pytest.mark.parametrize("more", [{"Version": "2008-10-17"}, {"Id": "x"}])
def test_what_a_document_says_besides_its_statements_is_a_change_without_one(more: dict[str, str]) -> None:
    (change,) = objects(policy(allow("a:A")), policy(allow("a:A"), **more))

    assert [one.path for one in change.arguments] == ["policy"]
    assert change.statements == ()


@pytest.mark.parametrize(
    "header",
    [
        'output "rules"',
        'resource "local_file" "rules"',
        'module "rules"',
        'resource "aws_iam_policy_attachment" "rules"',
    ],
)
def test_where_no_provider_compares_policies_the_order_is_a_change(header: str) -> None:
    allow, deny = (f'{{ Effect = "{effect}", Action = "kms:Decrypt", Resource = "*" }}' for effect in ("Allow", "Deny"))
    old, new = (
        block(header, f"content = jsonencode({{ Statement = [{first}, {second}] }})")
        for first, second in ((allow, deny), (deny, allow))
    )

    (change,) = objects(old, new)

    assert [one.path for one in change.arguments] == ["content"]


def test_a_heredoc_is_read_as_well() -> None:
    heredoc = block(
        'resource "aws_iam_policy" "p"',
        'policy = <<EOF\n{"Statement": {"Effect": "Allow", "Action": ["b:B", "a:A"], "Resource": "*"}}\nEOF',
    )

    assert objects(heredoc, policy(allow(["a:A", "b:B"])).replace('\\"Version\\": \\"2012-10-17\\", ', "")) == ()


def test_conditions_and_inverted_parts_are_in_words() -> None:
    statement = {
        "Effect": "Deny",
        "NotPrincipal": {"AWS": ["arn:aws:iam::1:role/b", "arn:aws:iam::1:role/a"], "Service": "x.amazonaws.com"},
        "NotAction": ["kms:B", "kms:A"],
        "Resource": "*",
        "Condition": {"StringNotEquals": {"kms:ViaService": ["b", "a"]}},
    }

    (change,) = statements(policy(allow("a:A")), policy(allow("a:A"), statement))

    assert change.new == StatementText(
        "Deny",
        ("everything but Service x.amazonaws.com, arn:aws:iam::1:role/a, arn:aws:iam::1:role/b",),
        ("everything but kms:A, kms:B",),
        ("*",),
        ("StringNotEquals kms:ViaService a, b",),
    )


def test_an_encoded_object_is_a_policy_with_its_references() -> None:
    def encoded(actions: str) -> str:
        return block(
            'resource "aws_kms_key" "k"',
            "policy = jsonencode({",
            f'Statement = [{{ Effect = "Allow", Action = {actions}, Resource = "*",',
            'Principal = { AWS = "arn:aws:iam::${data.aws_caller_identity.current.account_id}:root" } }]',
            "})",
        )

    (change,) = statements(encoded('"kms:*"'), encoded('["kms:Get*", var.action]'))

    assert (change.document, change.action) == ("key policy", "changed")
    assert change.new == text(
        principals=("arn:aws:iam::${data.aws_caller_identity.current.account_id}:root",),
        actions=("${var.action}", "kms:Get*"),
        resources=("*",),
    )


def test_a_policy_that_is_computed_is_an_argument_like_any_other() -> None:
    old = policy(allow("a:A"))
    new = block('resource "aws_iam_policy" "p"', "policy = data.aws_iam_policy_document.d.json")

    (change,) = objects(old, new)

    assert [one.path for one in change.arguments] == ["policy"]
    assert change.statements == ()


def test_a_trust_policy_is_called_one() -> None:
    role = policy(allow("a:A")).replace("aws_iam_policy", "aws_iam_role").replace("policy =", "assume_role_policy =")

    assert [one.document for one in statements("", role)] == ["trust policy"]


# Data sources


def document(*listed: str) -> str:
    return block('data "aws_iam_policy_document" "d"', *listed)


def statement(actions: str, *lines: str) -> str:
    return block("statement", f"actions = {actions}", 'resources = ["*"]', *lines)


def test_statement_blocks_are_compared_as_what_they_mean() -> None:
    old = document(statement('["a:A"]'), statement('["b:B", "b:C"]'))
    assert objects(old, document(statement('["B:c", "b:B"]'), statement('["a:A"]'))) == ()

    (change,) = statements(old, document(statement('["a:A"]'), statement('["b:B"]')))
    assert (change.document, change.action) == ("IAM policy", "changed")
    assert (change.old, change.new) == (
        text(actions=("b:B", "b:C"), resources=("*",)),
        text(actions=("b:B",), resources=("*",)),
    )


def test_principals_and_conditions_of_a_statement_block() -> None:
    trusting = statement(
        '["sts:AssumeRole"]',
        block("principals", 'type = "AWS"', "identifiers = [var.user]"),
        block("condition", 'test = "StringEquals"', 'variable = "sts:ExternalId"', 'values = ["b", "a"]'),
    )
    used = block('resource "aws_iam_role" "r"', "assume_role_policy = data.aws_iam_policy_document.d.json")

    (change,) = statements(used + document(), used + document(trusting))

    assert change.document == "trust policy"
    assert change.new == text(
        principals=("var.user",),
        actions=("sts:AssumeRole",),
        resources=("*",),
        conditions=("StringEquals sts:ExternalId a, b",),
    )


def test_the_values_of_a_condition_have_no_order() -> None:
    def with_values(values: str) -> str:
        condition = block("condition", 'test = "StringEquals"', 'variable = "k"', f"values = {values}")
        return document(statement('["a:A"]', condition))

    assert objects(with_values('["a", "b"]'), with_values('["b", "a"]')) == ()
    assert len(statements(with_values('["a", "b"]'), with_values('["a"]'))) == 1


def test_a_deny_beside_an_allow_is_another_statement() -> None:
    denied = statement('["a:A"]', 'effect = "Deny"')

    (change,) = statements(document(statement('["a:A"]')), document(statement('["a:A"]'), denied))

    assert (change.action, change.new) == ("added", text("Deny", actions=("a:A",), resources=("*",)))
