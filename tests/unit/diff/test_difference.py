"""The difference of trees: folders, files that are only reworded, files that are not read or cannot be."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from tests.unit.diff.folders import STACK, between, block, database

MAIN = f"{STACK}/main.tf"
STACK_TEXT = database("compute_count = 2")


def test_equal_trees_have_no_difference() -> None:
    found, faults = between(STACK_TEXT, STACK_TEXT)

    assert (found.folders, found.unchanged, found.reworded, faults) == ((), 1, (), [])


def test_stacks_and_modules_come_go_and_change() -> None:
    old = {"stacks/a/main.tf": STACK_TEXT, "stacks/b/main.tf": STACK_TEXT, "modules/m/main.tf": block('variable "v"')}
    new = {"stacks/b/main.tf": database("compute_count = 4"), "stacks/c/main.tf": STACK_TEXT}

    found, _ = between(old, new)

    assert [(one.path, one.action.value, one.name, one.is_stack) for one in found.folders] == [
        ("stacks/a", "removed", "a", True),
        ("stacks/b", "changed", "b", True),
        ("stacks/c", "added", "c", True),
        ("modules/m", "removed", "m", False),
    ]
    assert found.unchanged == 0


def test_a_stack_without_objects_can_be_added() -> None:
    found, _ = between({}, {MAIN: "# nothing yet\n"})

    assert [(one.path, one.action.value, one.objects) for one in found.folders] == [(STACK, "added", ())]


def test_another_layout_a_comment_or_a_readme_is_reworded() -> None:
    old = {MAIN: STACK_TEXT, f"{STACK}/README.md": "a", f"{STACK}/outputs.tf": "# a\n", f"{STACK}/x/note.txt": "a"}
    new = {
        MAIN: "# why\n" + STACK_TEXT.replace(" = ", "   =   "),
        f"{STACK}/README.md": "b",
        f"{STACK}/x/note.txt": "b",
    }

    found, faults = between(old, new)

    assert (found.folders, found.unchanged, faults) == ((), 1, [])
    assert set(found.reworded) == {MAIN, f"{STACK}/README.md", f"{STACK}/outputs.tf", f"{STACK}/x/note.txt"}


def test_beside_a_change_the_files_that_say_the_same_are_reworded() -> None:
    old = {MAIN: STACK_TEXT, f"{STACK}/outputs.tf": block('output "a"', "value = 1")}
    new = {MAIN: database("compute_count = 4"), f"{STACK}/outputs.tf": "# a\n" + block('output "a"', "value = 1")}

    found, _ = between(old, new)

    assert found.reworded == (f"{STACK}/outputs.tf",)


def test_the_readme_of_a_new_stack_is_part_of_it() -> None:
    found, _ = between({}, {MAIN: STACK_TEXT, f"{STACK}/README.md": "a"})

    assert found.reworded == ()


def test_a_file_that_cannot_be_read_is_an_error_at_its_place_and_the_rest_is_compared() -> None:
    old = {MAIN: STACK_TEXT, "stacks/b/main.tf": STACK_TEXT}
    new = {MAIN: 'resource "x" {{{', "stacks/b/main.tf": database("compute_count = 4")}

    found, (fault,) = between(old, new)

    assert fault.range is not None
    assert (fault.range.filename, fault.range.start.line) == (MAIN, 1)
    assert "stacks/b" in {one.path for one in found.folders}


def test_text_that_is_not_utf8_is_an_error_at_its_place() -> None:
    _, (fault,) = between(STACK_TEXT, b"# caf\xe9\n".decode(errors="surrogateescape") + STACK_TEXT)

    assert fault.range is not None
    assert fault.range.start.column == 6


def test_equal_files_are_not_read() -> None:
    broken = "this is no Terraform {{{"

    found, faults = between({MAIN: broken}, {MAIN: broken, f"{STACK}/x.tf": block('output "a"', "value = 1")})

    assert faults == []
    assert [one.address for folder in found.folders for one in folder.objects] == ["output.a"]


@pytest.mark.parametrize("name", ["more.tf.json", "more.tofu", "terraform.tfvars", "local/main.tf", "x.tftest.json"])
def test_what_terraform_reads_and_we_do_not_is_a_change_of_its_own(name: str) -> None:
    old = {MAIN: STACK_TEXT, f"{STACK}/{name}": "a"}

    found, (warned,) = between(old, old | {f"{STACK}/{name}": "b"})

    assert [(one.action.value, one.address) for one in found.folders[0].objects] == [("changed", f"file {name}")]
    assert (warned.code, warned.severity, found.reworded) == ("DIF001", "warning", ())
    assert warned.summary == f"{STACK}/{name} differs and is not compared"
    assert between(old, old)[1] == []


def test_a_file_that_blocks_read_is_no_other_wording() -> None:
    policy = block('resource "aws_kms_key" "a"', 'policy = file("${path.module}/policy.json")')
    old = {MAIN: policy, f"{STACK}/policy.json": "{}", f"{STACK}/README.md": "a"}

    found, _ = between(old, old | {f"{STACK}/policy.json": "[]", f"{STACK}/README.md": "b"})

    assert [one.address for one in found.folders[0].objects] == ["file policy.json"]
    assert found.reworded == (f"{STACK}/README.md",)


def test_a_file_that_adbkms_did_not_write_is_part_of_the_stack() -> None:
    old = {MAIN: STACK_TEXT}

    found, _ = between(old, old | {f"{STACK}/by_hand.tf": block('resource "aws_iam_policy" "mine"', 'name = "x"')})

    assert [one.address for one in found.folders[0].objects] == ["aws_iam_policy.mine"]


def test_files_elsewhere_are_no_part_of_a_tree() -> None:
    found, faults = between({"main.tf": "a", "stacks/main.tf": "a"}, {"main.tf": "b"})

    assert (found.folders, found.unchanged, found.reworded, faults) == ((), 0, (), [])


@pytest.mark.parametrize(
    "nested",
    [
        lambda depth, value: f'output "x" {{\nvalue = {"[" * depth}{value}{"]" * depth}\n}}\n',
        lambda depth, value: f'output "x" {{\nvalue = {"f(" * depth}{value}{")" * depth}\n}}\n',
        lambda depth, value: "x {\n" * depth + f"a = {value}\n" + "}\n" * depth,
    ],
    ids=["lists", "calls", "blocks"],
)
@pytest.mark.parametrize("depth", [50, 100, 1000])
def test_what_is_nested_deeply_is_compared_or_refused(nested: Callable[[int, int], str], depth: int) -> None:
    found, faults = between(nested(depth, 1), nested(depth, 2))

    assert found.folders or faults


@pytest.mark.parametrize(
    "many",
    [
        lambda value: "".join(block('resource "a" "b"', f'x = "{value}{number}"') for number in range(3000)),
        lambda value: block(
            'data "aws_iam_policy_document" "a"',
            *(block("statement", 'actions = ["kms:Decrypt"]', f'resources = ["{value}{n}"]') for n in range(1500)),
        ),
        lambda value: f"locals {{\n  x = <<EOT\n{chr(10) * 100_000}{value}\nEOT\n}}\n",
    ],
    ids=["blocks of one address", "statements", "empty lines in a heredoc"],
)
def test_a_tree_that_is_made_to_take_long_does_not(many: Callable[[int], str]) -> None:
    begun = time.process_time()

    found, faults = between(many(1), many(2))

    assert found.folders or faults
    assert time.process_time() - begun < 20
