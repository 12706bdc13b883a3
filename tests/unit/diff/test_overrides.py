"""Override files, which Terraform merges into the others, and blocks that are there twice."""

from __future__ import annotations

import pytest

from tests.unit.diff.folders import STACK, addresses, between, block, database, objects

MAIN = f"{STACK}/main.tf"
LIFECYCLE = "lifecycle {\nprevent_destroy = true\nignore_changes = [admin_password]\n}"


def key(arn: str) -> str:
    return f'encryption_key {{\nautonomous_database_provider = "AWS"\nkey_arn = "{arn}"\n}}'


def changed_by(override: str, base: str, name: str = "override.tf") -> dict[str, tuple[str | None, str | None]]:
    """The arguments of the one object that an override changes, by path."""
    (change,) = objects({MAIN: base}, {MAIN: base, f"{STACK}/{name}": override})
    assert change.action == "changed"
    return {one.path: (one.old, one.new) for one in change.arguments}


@pytest.mark.parametrize("name", ["override.tf", "a_override.tf", "z_override.tf"])
def test_an_override_changes_the_object_itself(name: str) -> None:
    base = database("compute_count = 2", key("arn:1"), LIFECYCLE)

    assert changed_by(database(key("arn:2")), base, name) == {"encryption_key.key_arn": ('"arn:1"', '"arn:2"')}


def test_what_an_override_means_is_said_of_the_database() -> None:
    base = database(key("arn:1"))

    (change,) = objects({MAIN: base}, {MAIN: base, f"{STACK}/override.tf": database(key("arn:2"))})

    assert [one.sentence.partition(",")[0] for one in change.meanings] == ["orders will be encrypted with arn:2"]


def test_an_override_file_that_is_changed_or_goes_changes_the_object() -> None:
    def tree(ips: str | None) -> dict[str, str]:
        override = {} if ips is None else {f"{STACK}/override.tf": database(f"whitelisted_ips = [{ips}]")}
        return {MAIN: database("compute_count = 2", 'whitelisted_ips = ["10.0.0.1"]'), **override}

    for new in ('"0.0.0.0/0"', None):
        (change,) = objects(tree('"10.0.0.2"'), tree(new))
        assert (change.address, [one.path for one in change.arguments], change.risk) == (
            "oci_database_autonomous_database.orders",
            ["whitelisted_ips"],
            "opens access",
        )


def test_an_override_that_says_the_same_is_no_change() -> None:
    base = database("compute_count = 2")

    found, _ = between({MAIN: base}, {MAIN: base, f"{STACK}/override.tf": base})

    assert (found.folders, found.reworded) == ((), (f"{STACK}/override.tf",))


def test_the_lifecycle_is_merged_argument_by_argument() -> None:
    override = database("lifecycle {\nprevent_destroy = false\n}")

    assert changed_by(override, database(LIFECYCLE)) == {"lifecycle.prevent_destroy": ("true", "false")}


def test_local_values_are_overridden_one_by_one() -> None:
    base = block("locals", "a = 1", "b = 2") + block("locals", "c = 3")

    assert changed_by(block("locals", "c = 4"), base) == {"c": ("3", "4")}


def test_a_backend_takes_the_place_of_another_one() -> None:
    base = block("terraform", 'required_version = ">= 1.9"') + block("terraform", 'backend "s3" {\nkey = "a"\n}')

    assert changed_by(block("terraform", 'backend "local" {\n}'), base) == {
        "backend.s3.key": ('"a"', None),
        "backend.local": (None, "{}"),
    }


def test_a_provider_is_overridden_by_its_alias() -> None:
    base = block('provider "aws"', 'region = "a"') + block('provider "aws"', 'alias = "w"', 'region = "b"')

    assert changed_by(block('provider "aws"', 'alias = "w"', 'region = "c"'), base) == {"region": ('"b"', '"c"')}


def test_of_several_override_files_the_last_counts() -> None:
    old = {MAIN: database("compute_count = 2")}
    new = {
        **old,
        f"{STACK}/b_override.tf": database("compute_count = 8"),
        f"{STACK}/a_override.tf": database("compute_count = 4"),
    }

    (change,) = objects(old, new)

    assert [one.new for one in change.arguments] == ["8"]


def test_an_override_of_nothing_is_an_object() -> None:
    base = {MAIN: database("compute_count = 2")}

    found = addresses(base, {**base, f"{STACK}/override.tf": database("compute_count = 4", name="other")})

    assert found == [("added", "oci_database_autonomous_database.other")]


def test_blocks_of_one_address_are_not_taken_for_harmless() -> None:
    base = {MAIN: database(key("arn:1"))}

    (change,) = objects(base, {**base, f"{STACK}/more.tf": database(key("arn:2"))})

    assert [f"{one.risk}: {one.sentence}" for one in change.meanings] == [
        "opens access: oci_database_autonomous_database.orders will be in the configuration more than once, which "
        "Terraform refuses: what becomes of it, this comparison does not say."
    ]
