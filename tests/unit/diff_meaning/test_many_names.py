"""Sentences about very many databases: each would otherwise be as long as the stack is large."""

from __future__ import annotations

from tests.unit.diff.folders import objects
from tests.unit.diff.large_stacks import encrypted, policy, role

IDS = ('"ocid1.tenancy.oc1..a", "ocid1.compartment.oc1..b", "ocid1.compartment.oc1..c"', '"ocid1.tenancy.oc1..a"')


def sentences(old: str, new: str) -> list[str]:
    return [meaning.sentence for one in objects(old, new) for meaning in one.meanings]


def databases(count: int, presents: str = "tenant_ocid") -> str:
    return "".join(encrypted(number, "module.key_A.arn", "R", presents) for number in range(count))


def test_a_hundred_databases_are_all_named() -> None:
    (sentence,) = sentences(role("R") + databases(100), databases(100))

    assert sentence.endswith("d97, d98 and d99 are locked out of the key.")


def test_of_more_the_first_hundred_are() -> None:
    (sentence,) = sentences(role("R") + databases(1334), databases(1334))

    assert sentence.endswith("d98, d99 and 1,234 others are locked out of the key.")


def test_external_ids_of_one_kind_are_one_sentence() -> None:
    old, new = (role("R", f"external_ids = [{one}]") + databases(2, "compartment_ocid") for one in IDS)

    assert sentences(old, new) == [
        "R will no longer accept the external ID ocid1.compartment.oc1..b or ocid1.compartment.oc1..c: d0 and d1 are "
        "locked out of the key."
    ]


def test_a_policy_of_very_many_databases() -> None:
    attached = role("R", "policy_arns = {", "P = module.policy_P.arn", "}") + databases(1334)

    (sentence,) = sentences(attached + policy("P", "module.key_A.arn"), attached)

    assert "d98, d99 and 1,234 others are locked out of the key unless another policy" in sentence
