"""KMS keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from generator.live.access import AwsAccess
from generator.live.answers import Answer, NotKnown
from generator.live.aws.key_answers import Aliases, DescribedKey, KeyTags, PolicyOfKey, Rotation
from generator.live.questions import Question

if TYPE_CHECKING:
    from generator.live.connections import Connections


@dataclass(frozen=True)
class LiveKey:
    """A key as DescribeKey has it; the words are KMS's: `state` is `Enabled`, `Disabled`, `PendingDeletion`, …, `spec`
    `SYMMETRIC_DEFAULT`, `usage` `ENCRYPT_DECRYPT`, `manager` `CUSTOMER` or `AWS`, `origin` `AWS_KMS`, ….
    https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html"""

    arn: str
    account_id: str
    state: str = "Enabled"
    spec: str = "SYMMETRIC_DEFAULT"
    usage: str = "ENCRYPT_DECRYPT"
    manager: str = "CUSTOMER"
    origin: str = "AWS_KMS"
    description: str = ""
    is_multi_region: bool = False
    deletion_date: datetime | None = None


@dataclass(frozen=True)
class Key(Question[LiveKey]):
    """The key with that ARN, id or `alias/NAME`, in the region of the access. Needs kms:DescribeKey."""

    access: AwsAccess
    id: str
    service: ClassVar[str] = "kms"

    def asked_of(self, connections: Connections) -> Answer[LiveKey]:
        return connections.aws.answer(
            _key,
            self.access,
            self.service,
            "describe_key",
            shape=DescribedKey,
            permission=f"kms:DescribeKey on {f'the key of {self.id}' if self.id.startswith('alias/') else self.id}",
            KeyId=self.id,
        )


@dataclass(frozen=True)
class KeyPolicy(Question[str]):
    """The key policy as JSON. Needs kms:GetKeyPolicy."""

    access: AwsAccess
    key_arn: str
    service: ClassVar[str] = "kms"

    def asked_of(self, connections: Connections) -> Answer[str]:
        return connections.aws.answer(
            lambda found: found.policy,
            self.access,
            self.service,
            "get_key_policy",
            shape=PolicyOfKey,
            permission=f"kms:GetKeyPolicy on {self.key_arn}",
            KeyId=self.key_arn,
            PolicyName="default",  # the only one that a key can have
        )


@dataclass(frozen=True)
class KeyAliases(Question[tuple[str, ...]]):
    """The aliases of a key, without `alias/`, in order. Needs kms:ListAliases."""

    access: AwsAccess
    key_arn: str
    service: ClassVar[str] = "kms"

    def asked_of(self, connections: Connections) -> Answer[tuple[str, ...]]:
        return connections.aws.answer_in_pages(
            _aliases,
            self.access,
            self.service,
            "list_aliases",
            shape=Aliases,
            permission=f"kms:ListAliases on {self.key_arn}",
            KeyId=self.key_arn,
        )


@dataclass(frozen=True)
class LiveKeySettings:
    """What a key has beside its metadata. `rotation_days` is None where AWS does not rotate it."""

    rotation_days: int | None = None
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class KeySettings(Question[LiveKeySettings]):
    """Rotation and tags. Needs kms:GetKeyRotationStatus and kms:ListResourceTags."""

    access: AwsAccess
    key_arn: str
    service: ClassVar[str] = "kms"

    def asked_of(self, connections: Connections) -> Answer[LiveKeySettings]:
        aws = connections.aws
        tags = aws.answer_in_pages(
            _tags,
            self.access,
            self.service,
            "list_resource_tags",
            shape=KeyTags,
            permission=f"kms:ListResourceTags on {self.key_arn}",
            KeyId=self.key_arn,
        )
        if tags is None or isinstance(tags, NotKnown):
            return tags
        rotation = aws.answer(
            _rotation,
            self.access,
            self.service,
            "get_key_rotation_status",
            shape=Rotation,
            permission=f"kms:GetKeyRotationStatus on {self.key_arn}",
            none_too=("UnsupportedOperationException",),  # a key of a kind that AWS never rotates
            KeyId=self.key_arn,
        )
        if isinstance(rotation, NotKnown):
            return rotation
        return LiveKeySettings(rotation or None, tags)


def _key(found: DescribedKey) -> LiveKey:
    key = found.key_metadata
    return LiveKey(
        arn=key.arn,
        account_id=key.account_id,
        state=key.key_state,
        spec=key.key_spec,
        usage=key.key_usage,
        manager=key.key_manager,
        origin=key.origin,
        description=key.description,
        is_multi_region=key.multi_region,
        deletion_date=key.deletion_date,
    )


def _aliases(pages: list[Aliases]) -> tuple[str, ...]:
    return tuple(sorted(alias.alias_name.removeprefix("alias/") for page in pages for alias in page.aliases))


def _tags(pages: list[KeyTags]) -> Mapping[str, str]:
    return {tag.tag_key: tag.tag_value for page in pages for tag in page.tags}


def _rotation(found: Rotation) -> int:
    """In days, 0 for none."""
    return found.rotation_period_in_days if found.key_rotation_enabled else 0
