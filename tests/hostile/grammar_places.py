"""Every place of the grammar that a text can stand in, by the types of the model: nobody has to remember one."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from msgspec.inspect import (
    AnyType,
    DictType,
    ListType,
    LiteralType,
    Metadata,
    StrType,
    StructType,
    Type,
    UnionType,
    type_info,
)

from generator.spec import model

Path: TypeAlias = tuple[str, ...]
_ENTRY = "entry"  # of a map whose keys are the user's
# What has to stand beside a text for the rest to be right: the spec that the texts are put into has these names.
_KNOWN = {
    "stacks": "shop", "keys": "K", "policies": "P", "roles": "R", "databases": "orders",
    "config": "bucket", "arguments": "private_endpoint_label",
}  # fmt: skip


@dataclass(frozen=True)
class Place:
    """Where a text goes: `form` is how, as a value, as the item of a list, or as the key of a map; `below` is what is
    under such a key."""

    path: Path
    form: str
    below: Any = field(default=None, compare=False)

    def __str__(self) -> str:
        return f"{'.'.join(self.path)}:{self.form}"

    def put(self, spec: dict[str, Any], text: str) -> dict[str, Any]:
        """The spec with the text there."""
        spec = copy.deepcopy(spec)
        *above, last = self.path
        node = spec
        for step in above:
            node = node.setdefault(step, {})
        if self.form == "value":
            node[last] = text
        elif self.form == "item":
            node[last] = [text]
        else:
            node[last] = (
                {**there, text: copy.deepcopy(self.below)}
                if isinstance(there := node.get(last), dict)
                else {text: copy.deepcopy(self.below)}
            )
        return spec


def text_places() -> list[Place]:
    """All of them."""
    return list(dict.fromkeys(_places(type_info(model.SpecFile), ())))


def _places(described: Type, path: Path) -> Iterator[Place]:
    match described:
        case Metadata(type=inner):
            yield from _places(inner, path)
        case StrType() | LiteralType():
            yield Place(path, "value")
        case AnyType():
            yield from (Place(path, "value"), Place(path, "item"), Place(path, "key", "x"))
        case ListType():  # all lists of the grammar are of texts
            yield Place(path, "item")
        case UnionType():
            for way in described.types:
                yield from _places(way, path)
        case StructType():
            for one in described.fields:
                yield from _places(one.type, (*path, one.encode_name))
        case DictType():
            yield from _places_of_map(described, path)


def _places_of_map(described: DictType, path: Path) -> Iterator[Place]:
    name = _KNOWN.get(path[-1], _ENTRY)
    yield Place(path, "key", _below(path[-1]))
    yield from _places(described.value_type, (*path, name))


def _below(map_name: str) -> Any:
    """What stands under a key that is a text: the least that is right."""
    if map_name == "stacks":
        return {side: SPEC["stacks"]["shop"][side] for side in ("aws", "oci")}
    database = {"db_name": "OTHER", "admin_password": {"variable": True}}
    return {"databases": database, "keys": {}, "policies": {}, "roles": {}}.get(map_name, "x")


SPEC: dict[str, Any] = {
    "version": 1,
    "stacks": {
        "shop": {
            "aws": {"account_id": "111122223333", "region": "us-east-2"},
            "oci": {
                "compartment_id": "ocid1.compartment.oc1..aaaaaaaashop",
                "region": "us-ashburn-1",
                "tenancy_id": "ocid1.tenancy.oc1..aaaaaaaaexample",
            },
            "backend": {"type": "s3", "config": {"bucket": "states", "key": "shop"}},
            "keys": {"K": {}},
            "policies": {"P": {}},
            "roles": {"R": {"policies": ["P"], "oracle_user_arn": "arn:aws:iam::444455556666:user/oracle-adbs"}},
            "databases": {
                "orders": {
                    "db_name": "ORDERS",
                    "ocid": "ocid1.autonomousdatabase.oc1.iad.aaaaaaaaorders",
                    "admin_password": {"secret_id": "ocid1.vaultsecret.oc1.iad.aaaaaaaaorders"},
                    "encryption": {"key": "K", "role": "R"},
                },
            },
        },
    },
}
"""A spec without a mistake that has everything once."""
