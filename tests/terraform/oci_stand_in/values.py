"""Terraform's values as they travel: MessagePack, with an extension type for a value that is not known yet.

Format: https://github.com/hashicorp/terraform/blob/main/docs/plugin-protocol/object-wire-format.md
Objects and maps are `dict`, lists and sets are `list`. A set has no order: compare with `same_value`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgpack
from tf.gen import tfplugin_pb2 as protocol

# Extension code 0, any content: unknown, nothing more is said about it. Core's own unknown values arrive as
# `msgpack.ExtType` too (code 12 carries refinements) and are handed back as they came.
UNKNOWN = msgpack.ExtType(0, b"\x00")


def is_unknown(value: object) -> bool:
    """Whether Terraform will only learn this value during apply."""
    return isinstance(value, msgpack.ExtType)


def decode(value: protocol.DynamicValue) -> Any:
    """The Python value in a message; `None` for null, also for an object that does not exist."""
    return msgpack.unpackb(value.msgpack, raw=False, strict_map_key=False)


def encode(value: object) -> protocol.DynamicValue:
    return protocol.DynamicValue(msgpack=msgpack.packb(value, use_bin_type=True))


def same_value(one: object, other: object) -> bool:
    """Equality that does not mind the order of elements: right for sets, good enough for lists here."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(same_value(one[key], other[key]) for key in one)
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(any(same_value(item, found) for found in other) for item in one)
    return one == other
