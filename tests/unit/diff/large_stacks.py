"""A stack before and after, with as many blocks of a kind as wanted: what a comparison might look for in all others."""

from __future__ import annotations

from collections.abc import Callable

from tests.unit.diff.folders import block, database
from tests.unit.diff.test_moves import key, moved


def moves_that_change(count: int) -> tuple[str, str]:
    old, new = (
        "".join(moved(f"module.key_{n}", f"module.key_{end}{n}") for n in range(count)) for end in ("old", "new")
    )
    return old, new


def keys_that_move(count: int) -> tuple[str, str]:
    old = "".join(key(f"A{n}") for n in range(count))
    new = "".join(key(f"B{n}") + moved(f"module.key_A{n}", f"module.key_B{n}") for n in range(count))
    return old, new


def ways_that_meet(count: int) -> tuple[str, str]:
    """Every key would go the same long way, of which only the first finds the end free."""
    old = "".join(key(f"A{n}") for n in range(count))
    first = "".join(moved(f"module.key_A{n}", "module.key_S0") for n in range(count))
    way = "".join(moved(f"module.key_S{n}", f"module.key_S{n + 1}") for n in range(count))
    return old, first + way + key(f"S{count}")


def let_go(address: str) -> str:
    return block("removed", f"from = {address}", "lifecycle {", "destroy = false", "}")


def keys_that_are_let_go_of(count: int) -> tuple[str, str]:
    return "".join(key(f"A{n}") for n in range(count)), "".join(let_go(f"module.key_A{n}") for n in range(count))


def keys_that_are_taken_over(count: int) -> tuple[str, str]:
    taken = (block("import", f"to = module.key_A{n}.aws_kms_key.this", f'id = "{n}"') for n in range(count))
    return "", "".join(key(f"A{n}") for n in range(count)) + "".join(taken)


def encrypted(number: int, key_arn: str, role: str, presents: str = "tenant_ocid") -> str:
    return database(
        "encryption_key {",
        'autonomous_database_provider = "AWS"',
        f"key_arn = {key_arn}",
        f"arn_role = module.role_{role}.arn",
        f'external_id = "{presents}"',
        "}",
        name=f"d{number}",
    )


def switched(count: int, blocks: Callable[[int], str]) -> tuple[str, str]:
    """Each database leaves a key of its own, of which the new tree says something."""
    old = (key(f"A{n}") + encrypted(n, f"module.key_A{n}.arn", "R") for n in range(count))
    new = (blocks(n) + encrypted(n, "module.key_Z.arn", "R") for n in range(count))
    return "".join(old), "".join(new) + key("Z")


def databases_whose_keys_are_let_go_of(count: int) -> tuple[str, str]:
    return switched(count, lambda number: let_go(f"module.key_A{number}"))


def databases_whose_keys_move(count: int) -> tuple[str, str]:
    return switched(count, lambda n: key(f"B{n}") + moved(f"module.key_A{n}", f"module.key_B{n}"))


def databases_whose_key_goes_a_long_way(count: int) -> tuple[str, str]:
    old = (encrypted(n, "module.key_A0.arn", "R") for n in range(count))
    way = (moved(f"module.key_A{n}", f"module.key_A{n + 1}") for n in range(count))
    new = (encrypted(n, "module.key_Z.arn", "R") for n in range(count))
    return key("A0") + "".join(old), key(f"A{count}") + key("Z") + "".join((*way, *new))


def role(name: str, *lines: str) -> str:
    return block(f'module "role_{name}"', 'source = "../../modules/aws-iam-role"', f'name = "{name}"', *lines)


def policy(name: str, key_arns: str) -> str:
    return block(
        f'module "policy_{name}"',
        'source = "../../modules/aws-iam-policy"',
        f'name = "{name}"',
        f"key_arns = [{key_arns}]",
    )


def roles_that_go(count: int) -> tuple[str, str]:
    databases = "".join(encrypted(n, "module.key_A.arn", f"R{n}") for n in range(count))
    return "".join(role(f"R{n}") for n in range(count)) + databases, databases


def roles_that_accept_less(count: int) -> tuple[str, str]:
    ids = ('"ocid1.tenancy.oc1..a", "ocid1.compartment.oc1..b"', '"ocid1.tenancy.oc1..a"')
    databases = "".join(encrypted(n, "module.key_A.arn", f"R{n}", "compartment_ocid") for n in range(count))
    old, new = ("".join(role(f"R{n}", f"external_ids = [{one}]") for n in range(count)) for one in ids)
    return old + databases, new + databases


def a_role_with_other_policies(count: int) -> tuple[str, str]:
    old, new = (
        role("R", "policy_arns = {", *(f'"{name}{n}" = module.policy_{name}{n}.arn' for n in range(count)), "}")
        + "".join(policy(f"{name}{n}", "module.key_A.arn") for n in range(count))
        for name in "PQ"
    )
    return old, new + "".join(moved(f"module.policy_P{n}", f"module.policy_Q{n}") for n in range(count))


def policies_that_go(count: int) -> tuple[str, str]:
    """Each of them of a role that all databases use."""
    attached = role("R", "policy_arns = {", *(f"P{n} = module.policy_P{n}.arn" for n in range(count)), "}")
    databases = attached + "".join(encrypted(n, "module.key_A.arn", "R") for n in range(count))
    return "".join(policy(f"P{n}", "module.key_A.arn") for n in range(count)) + databases, databases


def policies_that_allow_less(count: int) -> tuple[str, str]:
    databases = "".join(encrypted(n, f"module.key_A{n}.arn", "R") for n in range(count))
    old = "".join(policy(f"P{n}", f"module.key_A{n}.arn, module.key_B.arn") for n in range(count))
    return old + databases, "".join(policy(f"P{n}", "module.key_B.arn") for n in range(count)) + databases


def aliases_that_change(count: int) -> tuple[str, str]:
    databases = "".join(encrypted(n, f"module.key_A{n}.alias_name", "R") for n in range(count))
    old, new = ("".join(key(f"A{n}", f'alias = "{one}{n}"') for n in range(count)) for one in "ab")
    return old + databases, new + databases


def providers_for_other_regions(count: int) -> tuple[str, str]:
    databases = "".join(key(f"A{n}") + encrypted(n, f"module.key_A{n}.arn", "R") for n in range(count))
    old, new = (
        "".join(block('provider "aws"', f'alias = "a{n}"', f'region = "{one}"') for n in range(count))
        for one in ("us-east-1", "us-east-2")
    )
    return old + databases, new + databases


def defaults_that_change(count: int) -> tuple[str, str]:
    old, new = (
        "".join(
            block(f'variable "v{n}"', f'default = "{one}"') + block(f'resource "x_y" "z{n}"', f"a = var.v{n}")
            for n in range(count)
        )
        for one in "ab"
    )
    return old, new


def documents_of_policies(count: int) -> tuple[str, str]:
    def document(number: int, action: str) -> str:
        of = "data.aws_iam_policy_document"
        return block(
            f'data "aws_iam_policy_document" "z{number}"',
            "statement {",
            f'actions = ["kms:{action}"]',
            'resources = ["*"]',
            "}",
        ) + block(f'resource "aws_iam_policy" "p{number}"', f"policy = {of}.z{number}.json")

    old, new = ("".join(document(n, one) for n in range(count)) for one in ("Encrypt", "Decrypt"))
    return old, new


STACKS: tuple[Callable[[int], tuple[str, str]], ...] = (
    moves_that_change,
    keys_that_move,
    ways_that_meet,
    keys_that_are_let_go_of,
    keys_that_are_taken_over,
    databases_whose_keys_are_let_go_of,
    databases_whose_keys_move,
    databases_whose_key_goes_a_long_way,
    roles_that_go,
    roles_that_accept_less,
    a_role_with_other_policies,
    policies_that_go,
    policies_that_allow_less,
    aliases_that_change,
    providers_for_other_regions,
    defaults_that_change,
    documents_of_policies,
)
