"""Objects that are moved: the same ones at another address."""

from __future__ import annotations

from tests.unit.diff.folders import STACK, addresses, block, database, objects


def moved(old: str, new: str) -> str:
    return block("moved", f"from = {old}", f"to = {new}")


def key(name: str, *lines: str) -> str:
    return block(f'module "key_{name}"', 'source = "../../modules/aws-kms-key"', *lines)


def test_a_moved_object_is_one_change() -> None:
    (change,) = objects(key("A", "alias = 1"), key("B", "alias = 2") + moved("module.key_A", "module.key_B"))

    assert (change.action, change.previous_address, change.address) == ("moved", "module.key_A", "module.key_B")
    assert [(one.path, one.old, one.new) for one in change.arguments] == [("alias", "1", "2")]


def test_a_chain_of_moves_leads_to_the_last_address() -> None:
    steps = moved("module.key_B", "module.key_C") + moved("module.key_A", "module.key_B")

    (change,) = objects(key("A"), key("C") + steps)

    assert (change.action, change.previous_address, change.address) == ("moved", "module.key_A", "module.key_C")


def test_a_move_that_goes_on_from_an_earlier_one() -> None:
    first = moved("module.key_A", "module.key_B")

    (change,) = objects(key("B") + first, key("C") + first + moved("module.key_B", "module.key_C"))

    assert (change.previous_address, change.address) == ("module.key_B", "module.key_C")


def test_a_chain_of_moves_does_not_lead_over_an_object_that_is_there() -> None:
    steps = moved("module.key_A", "module.key_B") + moved("module.key_B", "module.key_C")

    changes = objects(key("A") + key("B"), key("C") + steps)

    assert [(one.action, one.previous_address, one.address) for one in changes if one.address.startswith("module")] == [
        ("removed", None, "module.key_A"),
        ("moved", "module.key_B", "module.key_C"),
    ]


def test_moves_in_a_circle_end() -> None:
    circle = moved("module.key_A", "module.key_B") + moved("module.key_B", "module.key_A")

    assert ("removed", "module.key_A") in addresses(key("A"), circle)


def test_a_move_of_what_is_not_there_is_a_block_like_any_other() -> None:
    assert addresses(key("C"), key("C") + moved("module.key_A", "module.key_B")) == [
        ("added", "moved module.key_A to module.key_B")
    ]
    assert addresses(key("C") + moved("module.key_A", "module.key_B"), key("C")) == [
        ("removed", "moved module.key_A to module.key_B")
    ]


def test_references_that_follow_a_move_are_no_change() -> None:
    def stack(name: str) -> str:
        return key(name) + database(
            f"depends_on = [module.key_{name}]",
            "encryption_key {",
            f"key_arn = module.key_{name}.arn",
            "}",
            "lifecycle {",
            f'postcondition {{\ncondition = self.x == "${{module.key_{name}.arn}}"\nerror_message = "m"\n}}',
            f'postcondition {{\ncondition = self.y == module.key_{name}.arn\nerror_message = "n"\n}}',
            "}",
        )

    assert addresses(stack("A"), stack("B") + moved("module.key_A", "module.key_B")) == [("moved", "module.key_B")]


def test_other_references_and_texts_that_look_like_one_are_changes() -> None:
    move = key("B") + moved("module.key_A", "module.key_B")
    old = key("A") + block("locals", "a = module.key_AA.arn", 'b = upper("module.key_A")', "c = x.module.key_A")
    new = move + block("locals", "a = module.key_BA.arn", 'b = upper("module.key_B")', "c = x.module.key_B")

    *_, change = objects(old, new)

    assert change.address == "locals"
    assert [one.path for one in change.arguments] == ["a", "b", "c"]


def test_a_reference_that_changes_besides_the_move_shows_the_old_text() -> None:
    old = key("A") + database("kms_key_id = module.key_A.arn")
    new = key("B") + moved("module.key_A", "module.key_B") + database("kms_key_id = module.key_C.arn")

    *_, change = objects(old, new)

    assert [(one.old, one.new) for one in change.arguments] == [("module.key_A.arn", "module.key_C.arn")]


def test_without_a_moved_block_another_name_is_another_object() -> None:
    assert addresses(key("A"), key("B")) == [("removed", "module.key_A"), ("added", "module.key_B")]


def test_a_test_that_follows_a_move_is_the_same() -> None:
    def stack(name: str, *more: str) -> dict[str, str]:
        test = block("override_module", f"target = module.key_{name}") + block(
            'run "x"', "command = plan", f"assert {{\ncondition = module.key_{name}.arn == 1\n}}"
        )
        return {f"{STACK}/main.tf": key(name) + "".join(more), f"{STACK}/tests/stage.tftest.hcl": test}

    assert addresses(stack("A"), stack("B", moved("module.key_A", "module.key_B"))) == [("moved", "module.key_B")]


def test_where_two_ways_meet_the_first_object_has_the_end() -> None:
    both = moved("module.key_A", "module.key_S") + moved("module.key_B", "module.key_S")

    changes = objects(key("A") + key("B"), key("C") + both + moved("module.key_S", "module.key_C"))

    assert [(one.action, one.previous_address, one.address) for one in changes if one.address.startswith("module")] == [
        ("moved", "module.key_A", "module.key_C"),
        ("removed", None, "module.key_B"),
    ]
