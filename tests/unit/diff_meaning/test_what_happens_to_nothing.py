"""Changes that Terraform does not make: what it ignores, and where something is in the way. And one that looks like
nothing: a configuration of a provider that has come from the environment."""

from __future__ import annotations

import pytest

from tests.unit.diff_meaning.changed import said

KEYS = "".join(
    f'module "key_{name}" {{\n source = "../../modules/aws-kms-key"\n alias = "{name}"\n}}\n' for name in ("A", "B")
)
AWS = 'provider "aws" {\n region = "us-east-2"\n}\n'


def database(key: str, ignored: str, settings: str = "") -> str:
    return (
        'resource "oci_database_autonomous_database" "orders" {\n'
        f'{settings}\nencryption_key {{\n autonomous_database_provider = "AWS"\n key_arn = module.key_{key}.arn\n'
        ' service_endpoint_uri = "kms.us-east-2.amazonaws.com"\n arn_role = "r"\n external_id = "tenant_ocid"\n}\n'
        f"lifecycle {{\n ignore_changes = {ignored}\n}}\n}}\n"
    )


@pytest.mark.parametrize("ignored", ["[encryption_key]", "[encryption_key[0].key_arn]", "all"])
def test_a_key_whose_changes_are_ignored_is_kept(ignored: str) -> None:
    assert said(KEYS + database("A", ignored), KEYS + database("B", ignored)) == [
        "changes nothing in the clouds: orders will keep A: Terraform ignores changes of its encryption_key."
    ]


def test_an_ignored_key_that_goes_is_lost_all_the_same() -> None:
    only_b = KEYS[KEYS.index('module "key_B"') :]

    found = said(KEYS + database("A", "all"), only_b + database("B", "all"))

    assert (
        "destroys: orders will keep A: Terraform ignores changes of its encryption_key; but A will be deleted, and its "
        "data is lost with it."
    ) in found


def test_settings_whose_changes_are_ignored_are_kept() -> None:
    old, new = (database("A", "[db_name]", f'db_name = "{name}"\n compute_count = 2') for name in ("X", "Y"))

    assert said(KEYS + old, KEYS + new) == [
        "changes nothing in the clouds: orders will keep its db_name as it is: Terraform ignores changes of it."
    ]


@pytest.mark.parametrize(("old", "new"), [(KEYS, KEYS + AWS), (KEYS + AWS, KEYS)])
def test_a_provider_that_comes_or_goes_may_make_everything_anew(old: str, new: str) -> None:
    (found,) = said(old, new)

    assert found.startswith("replaces: shop-prod will be applied with")
    assert "another account or region" in found


@pytest.mark.parametrize("both", ["locals {\n a = 1\n}\n", 'resource "oci_x" "x" {\n}\n'])
def test_a_provider_without_objects_changes_nothing(both: str) -> None:
    for old, new in ((both, both + AWS), (both + AWS, both)):
        assert [one.partition(":")[0] for one in said(old, new)] == ["changes nothing in the clouds"]


def test_a_move_to_where_something_is_moves_nothing() -> None:
    moved = "moved {\n from = module.key_A\n to = module.key_B\n}\n"

    found = said(KEYS, KEYS[KEYS.index('module "key_B"') :] + moved)

    assert found[-1] == (
        "destroys: B will not be known to Terraform as what was module.key_A: Terraform moves nothing to where "
        "something is, and destroys what is left at module.key_A."
    )
