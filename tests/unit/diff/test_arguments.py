"""Arguments: what differs, under which path, and what is the same in another form."""

from __future__ import annotations

import pytest

from generator.diff.changes import ArgumentChange
from tests.unit.diff.folders import arguments, block, database, values

POLICY_CALL = 'module "policy_P"', 'source = "../../modules/aws-iam-policy"'


def test_a_changed_argument_has_its_old_and_its_new_value() -> None:
    assert values(database("compute_count = 2"), database("compute_count = 4")) == {"compute_count": ("2", "4")}


def test_an_argument_can_come_and_go() -> None:
    assert values(database("compute_count = 2"), database()) == {"compute_count": ("2", None)}
    assert values(database(), database("compute_count = 2")) == {"compute_count": (None, "2")}


def test_null_is_not_the_same_as_nothing() -> None:
    assert values(database("compute_count = null"), database()) == {"compute_count": ("null", None)}


def test_an_argument_of_a_nested_block_has_its_names_before_it() -> None:
    old = database("lifecycle {", "prevent_destroy = true", "}")
    new = database("lifecycle {", "prevent_destroy = false", "}")

    assert values(old, new) == {"lifecycle.prevent_destroy": ("true", "false")}


def test_a_block_that_comes_is_shown_argument_by_argument() -> None:
    new = database("encryption_key {", 'autonomous_database_provider = "AWS"', "key_arn = module.key_K.arn", "}")

    assert values(database(), new) == {
        "encryption_key.autonomous_database_provider": (None, '"AWS"'),
        "encryption_key.key_arn": (None, "module.key_K.arn"),
    }


def test_an_empty_block_that_comes_is_shown_as_one() -> None:
    assert values(database(), database("lifecycle {", "}")) == {"lifecycle": (None, "{}")}


def test_a_block_with_labels_has_them_in_its_path() -> None:
    old = block("terraform", 'backend "s3" {', 'bucket = "a"', "}")
    new = block("terraform", 'backend "s3" {', 'bucket = "b"', "}")

    assert values(old, new) == {"backend.s3.bucket": ('"a"', '"b"')}


def test_maps_are_compared_key_by_key() -> None:
    old = database('freeform_tags = { team = "a", stage = "x", same = "s" }')
    new = database('freeform_tags = { team = "b", same = "s", cost = "1" }')

    assert values(old, new) == {
        'freeform_tags["team"]': ('"a"', '"b"'),
        'freeform_tags["stage"]': ('"x"', None),
        'freeform_tags["cost"]': (None, '"1"'),
    }


def test_a_map_that_comes_is_shown_key_by_key() -> None:
    assert values(database(), database('freeform_tags = { team = "a" }')) == {'freeform_tags["team"]': (None, '"a"')}
    assert values(database(), database("freeform_tags = {}")) == {"freeform_tags": (None, "{}")}


def test_maps_in_maps_are_compared_key_by_key() -> None:
    old = block("terraform", "required_providers {", 'aws = { source = "hashicorp/aws", version = "5" }', "}")
    new = block("terraform", "required_providers {", 'aws = { source = "hashicorp/aws", version = "6" }', "}")

    assert values(old, new) == {'required_providers.aws["version"]': ('"5"', '"6"')}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("1", "1.0"),
        ('{ a = 1, "b" = 2 }', "{ b = 2\n a = 1 }"),
        ('"a${ var.x }b"', '"a${var.x}b"'),
        ("var.a+1", "var.a  +  1"),
        ('"\\u0061"', '"a"'),
        ("<<EOF\na\nb\nEOF\n", '"a\\nb\\n"'),
        ("<<-EOF\n    a\n      b\n    EOF\n", '"a\\n  b\\n"'),
        ("concat(\n[1],\n [2])", "concat([1], [2])"),
    ],
)
def test_the_same_in_another_form(old: str, new: str) -> None:
    assert values(database(f"db_version = {old}"), database(f"db_version = {new}")) == {}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"1"', "1"),
        ('"true"', "true"),
        ("[1, 2]", "[2, 1]"),
        ("var.a", '"var.a"'),
        ('"${"$"}{x}"', '"${var.x}"'),
        ("null", '""'),
    ],
)
def test_what_is_not_the_same(old: str, new: str) -> None:
    assert list(values(block("locals", f"x = {old}"), block("locals", f"x = {new}"))) == ["x"]


@pytest.mark.parametrize(
    ("header", "name"),
    [
        (('resource "oci_database_autonomous_database" "orders"',), "nsg_ids"),  # a set by the provider's schema
        (('provider "aws"',), "allowed_account_ids"),
        (POLICY_CALL, "key_arns"),
        (POLICY_CALL, "actions"),
        (('module "role_R"', 'source = "../../modules/aws-iam-role"'), "external_ids"),
        (('module "key_K"', 'source = "git::https://x.example/a//modules/aws-kms-key?ref=v1"'), "administrators"),
        (('module "key_K"', 'source = "../../modules/aws-kms-key-unprotected"'), "administrators"),
        (('module "theirs"', 'source = "./theirs"'), "depends_on"),
    ],
)
def test_the_order_of_some_lists_says_nothing(header: tuple[str, ...], name: str) -> None:
    old = block(*header, f'{name} = ["a", "b"]')

    assert values(old, block(*header, f'{name} = ["b", "a"]')) == {}
    (change,) = arguments(old, block(*header, f'{name} = ["c", "b"]'))
    assert change == ArgumentChange(name, '["a", "b"]', '["c", "b"]', ('"c"',), ('"a"',))


def test_the_order_of_other_lists_counts() -> None:
    header = ('module "theirs"', 'source = "./theirs"')
    assert values(block(*header, "key_arns = [1, 2]"), block(*header, "key_arns = [2, 1]")) == {
        "key_arns": ("[1, 2]", "[2, 1]")
    }


def test_the_order_of_ignored_changes_says_nothing() -> None:
    old = database("lifecycle {", "ignore_changes = [whitelisted_ips, admin_password]", "}")
    new = database("lifecycle {", "ignore_changes = [admin_password, whitelisted_ips]", "}")

    assert values(old, new) == {}


def test_iam_does_not_tell_the_cases_of_actions_apart() -> None:
    old = block(*POLICY_CALL, 'actions = ["kms:Decrypt"]')

    assert values(old, block(*POLICY_CALL, 'actions = ["kms:DECRYPT"]')) == {}


def postcondition(condition: str, message: str = "m") -> str:
    return f'postcondition {{\ncondition = {condition}\nerror_message = "{message}"\n}}'


def test_nested_blocks_of_one_type_have_no_order() -> None:
    old = database("lifecycle {", postcondition("var.a"), postcondition("var.b"), "}")
    new = database("lifecycle {", postcondition("var.b"), postcondition("var.a"), "}")

    assert values(old, new) == {}


def test_nested_blocks_are_paired_by_what_tells_them_apart() -> None:
    old = database("lifecycle {", postcondition("var.a", "x"), postcondition("var.b", "y"), "}")
    new = database("lifecycle {", postcondition("var.b", "z"), postcondition("var.a", "x"), "}")

    assert values(old, new) == {"lifecycle.postcondition[0].error_message": ('"y"', '"z"')}


def test_nested_blocks_without_a_twin_are_paired_by_their_order() -> None:
    old = database("lifecycle {", postcondition("var.a", "x"), postcondition("var.b", "y"), "}")
    new = database("lifecycle {", postcondition("var.a", "x"), postcondition("var.c", "z"), "}")

    assert values(old, new) == {
        "lifecycle.postcondition[1].condition": ("var.b", "var.c"),
        "lifecycle.postcondition[1].error_message": ('"y"', '"z"'),
    }


def test_of_more_blocks_than_before_the_new_one_is_found() -> None:
    old = database("customer_contacts {", 'email = "a@x.example"', "}")
    new = database(
        "customer_contacts {", 'email = "b@x.example"', "}", "customer_contacts {", 'email = "a@x.example"', "}"
    )

    assert values(old, new) == {"customer_contacts[0].email": (None, '"b@x.example"')}


def test_the_order_counts_of_nested_blocks_that_are_a_list() -> None:
    def contacts(*names: str) -> str:
        return database(*(line for name in names for line in ("customer_contacts {", f'email = "{name}"', "}")))

    assert values(contacts("a", "b"), contacts("b", "a")) == {
        "customer_contacts[0].email": ('"a"', '"b"'),
        "customer_contacts[1].email": ('"b"', '"a"'),
    }
    assert values(contacts("a", "b"), contacts("a")) == {"customer_contacts[1].email": ('"b"', None)}


def test_the_order_says_nothing_of_nested_blocks_that_are_a_set() -> None:
    def tools(*names: str) -> str:
        return database(*(line for name in names for line in ("db_tools_details {", f'name = "{name}"', "}")))

    assert values(tools("APEX", "ORDS"), tools("ORDS", "APEX")) == {}
