"""What an object is, in a word, from its address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.configuration.references import DATABASE, label

OBJECT = "object"
# The beginning of an address. Module calls are those that adbkms renders; the types are also found in the modules.
_KINDS = {
    f"{DATABASE}.": "database",
    f"module.{label('key', '')}": "key",
    f"module.{label('policy', '')}": "policy",
    f"module.{label('role', '')}": "role",
    "aws_kms_key.": "key",
    "aws_kms_alias.": "alias",
    "aws_iam_policy.": "policy",
    "aws_iam_role.": "role",
    "output.": "output",
    "variable.": "variable",
    "provider.": "provider",
    "run.": "test",
    "override_module ": "test",
    "override_resource ": "test",
    "file ": "file",
}
_ONLY_IN_TERRAFORM = frozenset({OBJECT, "output", "variable", "provider", "test", "file"})
_PLURALS = {"policy": "policies", "alias": "aliases"}


def kind_of(address: str) -> str:
    """`database`, `key`, `policy`, `role`, `alias`, `output`, `variable`, `provider`, `test`, `file`, or else
    `object`."""
    return next((kind for beginning, kind in _KINDS.items() if address.startswith(beginning)), OBJECT)


def is_in_the_clouds(kind: str) -> bool:
    """True for what can be lost."""
    return kind not in _ONLY_IN_TERRAFORM


def is_of_the_stack(address: str) -> bool:
    """True for what says of all objects of a stack where they are, and where their state is."""
    return address == "terraform" or address.startswith("provider.")


def counted(number: int, noun: str) -> str:
    """`1 policy`, `1,203 stacks`."""
    return f"{number:,} {noun if number == 1 else _PLURALS.get(noun, f'{noun}s')}"


def counted_kinds(kinds: Iterable[str]) -> str:
    """`2 databases and 1 key`; the order is that of `kinds`."""
    found = [counted(number, kind) for kind, number in Counter(kinds).items()]
    return " and ".join([", ".join(found[:-1]), found[-1]] if len(found) > 1 else found)
