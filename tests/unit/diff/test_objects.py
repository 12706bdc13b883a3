"""Objects: which are not the same, what they are called, and in which order they are read."""

from __future__ import annotations

from tests.unit.diff.folders import STACK, addresses, between, block, database, objects, values


def test_objects_come_and_go_and_change() -> None:
    old = database("compute_count = 2") + block('output "a"', "value = 1") + block('output "b"', "value = 1")
    new = database("compute_count = 4") + block('output "b"', "value = 1") + block('output "c"', "value = 1")

    assert addresses(old, new) == [
        ("changed", "oci_database_autonomous_database.orders"),
        ("removed", "output.a"),
        ("added", "output.c"),
    ]


def test_an_object_that_comes_or_goes_has_all_its_arguments() -> None:
    tags = 'freeform_tags = { team = "a" }'

    assert values("", database("compute_count = 2", tags)) == {
        "compute_count": (None, "2"),
        'freeform_tags["team"]': (None, '"a"'),
    }
    assert values(database("compute_count = 2"), "") == {"compute_count": ("2", None)}


def test_an_object_without_arguments_comes_as_well() -> None:
    assert addresses("", block('data "aws_partition" "current"')) == [("added", "data.aws_partition.current")]


def test_blocks_and_arguments_in_another_order_or_file_are_the_same() -> None:
    one, other = database("compute_count = 2", 'db_name = "A"'), block('output "a"', "value = 1")
    reordered = database('db_name = "A"', "compute_count    = 2")

    found, _ = between({f"{STACK}/main.tf": one + other}, {f"{STACK}/main.tf": other, f"{STACK}/x.tf": reordered})

    assert found.folders == ()
    assert found.unchanged == 1
    assert found.reworded == (f"{STACK}/main.tf", f"{STACK}/x.tf")


def test_they_are_in_the_order_in_which_people_read_them() -> None:
    call = 'module "{0}"', 'source = "../../modules/{1}"'
    texts = [
        block('provider "aws"', 'region = "r"'),
        block("terraform", 'required_version = "1"'),
        block('output "a"', "value = 1"),
        database("compute_count = 2"),
        *(
            block(*(line.format(name, module) for line in call))
            for name, module in (("role_R", "aws-iam-role"), ("policy_P", "aws-iam-policy"), ("key_K", "aws-kms-key"))
        ),
        block("moved", "from = module.a", "to = module.b"),
        block('resource "null_resource" "x"', "triggers = 1"),
    ]

    assert [address for _, address in addresses("", "".join(texts))] == [
        "terraform",
        "provider.aws",
        "module.key_K",
        "module.policy_P",
        "module.role_R",
        "oci_database_autonomous_database.orders",
        "null_resource.x",
        "output.a",
        "moved module.a to module.b",
    ]


def test_blocks_without_an_address_are_known_by_what_they_say() -> None:
    new = (
        block("import", "to = module.key_K.aws_kms_key.this", 'id = "1"')
        + block("removed", "from = module.key_L", "lifecycle {", "destroy = false", "}")
        + block('provider "aws"', 'alias = "west"', 'region = "us-west-2"')
    )

    assert addresses("", new) == [
        ("added", "provider.aws.west"),
        ("added", "removed module.key_L"),
        ("added", "import module.key_K.aws_kms_key.this"),
    ]


def test_a_changed_id_of_an_import_is_a_change_of_it() -> None:
    old, new = (block("import", "to = aws_kms_key.a", f'id = "{id}"') for id in "12")

    assert values(old, new) == {"id": ('"1"', '"2"')}


def test_blocks_that_say_together_what_one_would_say_are_one() -> None:
    old = block("locals", "a = 1", "b = 2") + block("terraform", 'required_version = "1"')
    new = (
        block("locals", "b = 2")
        + block("terraform", 'backend "s3" {', "}", 'required_version = "1"')
        + block("locals", "a = 3")
    )

    found = objects(old, new)

    assert [(one.address, [argument.path for argument in one.arguments]) for one in found] == [
        ("terraform", ["backend.s3"]),
        ("locals", ["a"]),
    ]


def test_tests_of_a_stack_are_compared_and_are_no_part_of_it() -> None:
    main = database("compute_count = 2")
    path = f"{STACK}/tests/stage.tftest.hcl"
    old = {f"{STACK}/main.tf": main, path: block('provider "aws"', 'region = "a"') + block('run "x"', "command = plan")}
    new = {f"{STACK}/main.tf": main, path: block('provider "aws"', 'region = "b"')}

    assert addresses(old, new) == [("changed", "provider.aws"), ("removed", "run.x")]


def test_two_blocks_of_one_address_are_each_compared() -> None:
    old = block('output "a"', "value = 1") + block('output "a"', "value = 2")
    new = block('output "a"', "value = 2") + block('output "a"', "value = 3")

    assert values(old, new) == {"value": ("1", "3")}
