"""The `encryption_key` block of a database in a plan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from generator.guard.plan import ResourceChange, Values

AWS, ORACLE_MANAGED = "AWS", "ORACLE_MANAGED"
NEEDED = ("key_arn", "service_endpoint_uri", "arn_role", "external_id")
"""What a key in AWS KMS needs, all of which the provider leaves optional."""


def encryption(values: Values) -> Mapping[str, str | None]:
    """The arguments of the block; none without a block."""
    blocks = values.get("encryption_key")
    return blocks[0] if isinstance(blocks, list) and blocks and isinstance(blocks[0], dict) else {}


def encryption_unknown(marks: object, argument: str) -> bool:
    """True if an argument of the block is known only after the apply."""
    block = marks.get("encryption_key") if isinstance(marks, dict) else marks
    if isinstance(block, list):
        block = block[0] if block else False
    return block is True or (isinstance(block, dict) and block.get(argument) is True)


def key_provider(values: Values) -> str:
    """`AWS`, `ORACLE_MANAGED`, …; "" if the block does not say."""
    return (encryption(values).get("autonomous_database_provider") or "").upper()


def is_switched(database: ResourceChange) -> bool:
    """True if a database would get another key, or the same one by another role, endpoint or name."""
    before, after = encryption(database.before), encryption(database.after)
    marks = database.change.after_unknown
    if any(encryption_unknown(marks, name) for name in ("key_arn", "kms_key_id", "key_name", "okv_kms_key")):
        return bool(after)
    return any((before.get(name) or "") != (value or "") for name, value in after.items())


def is_aws(values: Values) -> bool:
    """True if the key is in AWS KMS."""
    return key_provider(values) == AWS


def arguments_of_block(expression: object) -> dict[str, Any]:
    """The expressions in the block, from the expression that the configuration has for it."""
    block = expression[0] if isinstance(expression, list) and expression else expression
    return block if isinstance(block, dict) else {}
