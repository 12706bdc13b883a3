"""KMS keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from generator.live.access import AwsAccess
from generator.live.answers import Answer
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
        raise NotImplementedError


@dataclass(frozen=True)
class KeyPolicy(Question[str]):
    """The key policy as JSON. Needs kms:GetKeyPolicy."""

    access: AwsAccess
    key_arn: str
    service: ClassVar[str] = "kms"

    def asked_of(self, connections: Connections) -> Answer[str]:
        raise NotImplementedError


@dataclass(frozen=True)
class KeyAliases(Question[tuple[str, ...]]):
    """The aliases of a key, without `alias/`, in order. Needs kms:ListAliases."""

    access: AwsAccess
    key_arn: str
    service: ClassVar[str] = "kms"

    def asked_of(self, connections: Connections) -> Answer[tuple[str, ...]]:
        raise NotImplementedError


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
        raise NotImplementedError
