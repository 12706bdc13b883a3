"""Whom a meaning is about: objects by their names, a stack or a module as a whole, and once."""

from __future__ import annotations

from generator.report.diff.grouped import grouped
from tests.unit.diff_meaning.changed import changes
from tests.unit.report.diff_example import difference, module, stack

MODULE = 'resource "aws_kms_key" "this" {\n}\nvariable "alias" {\n}\n'
BACKEND = 'terraform {\n backend "s3" {\n key = "a"\n }\n}\n'


def test_a_module_that_comes_is_named_once() -> None:
    objects = changes("", MODULE, "modules/aws-kms-key")

    (group,) = grouped(difference(module("aws-kms-key", *objects)))

    assert len(objects) == 2
    assert [(one.kind, one.name) for one in group.members] == [("module", "modules/aws-kms-key")]


def test_settings_of_a_stack_are_about_the_stack() -> None:
    objects = changes(BACKEND, BACKEND.replace('"a"', '"b"'), "stacks/shop-prod")

    (group,) = grouped(difference(stack("shop-prod", *objects)))

    assert [(one.kind, one.name) for one in group.members] == [("stack", "shop-prod")]


def test_a_key_that_is_destroyed_comes_before_what_can_be_made_anew() -> None:
    roles = "".join(f'module "role_{name}" {{\n source = "../../modules/aws-iam-role"\n}}\n' for name in "AB")
    key = 'module "key_A" {\n source = "../../modules/aws-kms-key"\n}\n'

    groups = grouped(difference(stack("shop-prod", *changes(roles + key, ""))))

    assert [member.kind for group in groups for member in group.members] == ["key", "role", "role"]
