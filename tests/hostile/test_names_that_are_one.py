"""Two names that Terraform, AWS, OCI or a file system take for one are an error; those that all tell apart are not."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from tests.hostile.grammar_places import SPEC
from tests.hostile.test_every_field import rendered

_ROLE = SPEC["stacks"]["shop"]["roles"]["R"]
_DATABASE = {"admin_password": {"variable": True}}
ONE = {
    "IAM roles but for case": ({"roles": {"r": _ROLE}}, "NAM103"),
    "IAM policies but for case": ({"policies": {"p": {}}}, "NAM103"),
    "database names but for case": ({"databases": {"other": {"db_name": "Orders", **_DATABASE}}}, "NAM105"),
    "labels in Terraform": ({"policies": {"a@b": {}, "a=b": {}}}, "NAM104"),
    "ways to write an accent": ({"policies": {"caf\u00e9": {}, "cafe\u0301": {}}}, "SPEC109"),
    "tags of a role but for case": ({"roles": {"R": {**_ROLE, "tags": {"Team": "a", "team": "b"}}}}, "AWS110"),
    "free-form tags but for case": ({"oci": {"freeform_tags": {"Team": "a", "team": "b"}}}, "OCI112"),
}
# https://docs.aws.amazon.com/kms/latest/developerguide/alias-about.html and
# https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html#id_tags_rules-case-sensitivity: aliases of KMS, and tags
# of anything but users and roles, are told apart by case, and so are Terraform's labels.
TWO = {
    "aliases but for case": {"keys": {"k": {}}},
    "labels of databases but for case": {"databases": {"Orders": {"db_name": "OTHER", **_DATABASE}}},
    "tags of a key but for case": {"keys": {"K": {"tags": {"Team": "a", "team": "b"}}}},
    "tags of a policy but for case": {"policies": {"P": {"tags": {"Team": "a", "team": "b"}}}},
}


def codes_of(changes: dict[str, Any]) -> set[str]:
    spec = copy.deepcopy(SPEC)
    for section, objects in changes.items():
        spec["stacks"]["shop"][section].update(objects)
    return {one.code for one in rendered(spec)[1]}


@pytest.mark.parametrize(("changes", "code"), ONE.values(), ids=ONE.keys())
def test_what_somebody_takes_for_one_is_an_error(changes: dict[str, Any], code: str) -> None:
    assert code in codes_of(changes)


@pytest.mark.parametrize("changes", TWO.values(), ids=TWO.keys())
def test_what_everybody_tells_apart_is_none(changes: dict[str, Any]) -> None:
    assert codes_of(changes) == set()


def test_names_of_two_stacks_differ_in_more_than_case() -> None:
    spec = copy.deepcopy(SPEC)
    spec["stacks"]["Shop"] = spec["stacks"]["shop"]

    assert "SPEC207" in {one.code for one in rendered(spec)[1]}
