"""What KMS answers, as far as it is used: the API's fields, as the SDK has decoded them.

https://docs.aws.amazon.com/kms/latest/APIReference/API_Operations.html
"""

from __future__ import annotations

from typing import Annotated

import msgspec

from generator.live.shapes import Document, Name, Text, Word
from generator.live.times import Time, in_utc


class KeyMetadata(msgspec.Struct, rename="pascal"):
    """`KeyMetadata` of `DescribeKey`; the time is in UTC. What CreateKey takes by default stands where the answer may
    leave something out."""

    arn: Name
    key_state: Word
    key_spec: Word
    key_manager: Word
    origin: Word
    account_id: Word = msgspec.field(name="AWSAccountId")
    key_usage: Word = "ENCRYPT_DECRYPT"
    description: Text = ""
    multi_region: bool = False
    deletion_date: Time | None = None

    def __post_init__(self) -> None:
        self.deletion_date = in_utc(self.deletion_date)


class DescribedKey(msgspec.Struct, rename="pascal"):
    """`DescribeKey`."""

    key_metadata: KeyMetadata


class PolicyOfKey(msgspec.Struct, rename="pascal"):
    """`GetKeyPolicy`."""

    policy: Document


class Alias(msgspec.Struct, rename="pascal"):
    """One of `ListAliases`."""

    alias_name: Name


class Aliases(msgspec.Struct, rename="pascal"):
    """A page of `ListAliases`."""

    aliases: list[Alias]


class KeyTag(msgspec.Struct, rename="pascal"):
    """One of `ListResourceTags`."""

    tag_key: Text
    tag_value: Text


class KeyTags(msgspec.Struct, rename="pascal"):
    """A page of `ListResourceTags`."""

    tags: list[KeyTag]


class Rotation(msgspec.Struct, rename="pascal"):
    """`GetKeyRotationStatus`. Every year is what AWS does where the answer has no period."""

    key_rotation_enabled: bool
    rotation_period_in_days: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 365
