"""What exists in the two clouds, as far as adbkms has to know it: the seam between who reads it and who writes a spec.

`terraform_state` fills it from what Terraform knows; whoever asks the clouds themselves fills the same. Texts are as
the clouds have them, `address` is where Terraform keeps the object, "" elsewhere. `obstacles` say in whole sentences,
without the final stop, what the reader has seen that keeps the object from being taken over.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class ExistingKey:
    """A KMS key. `aliases` are without `alias/`, `policy` is JSON, `rotation_days` is None where AWS does not rotate.
    `deletion_window_days` is what Terraform has kept; AWS itself stores none."""

    arn: str
    aliases: tuple[str, ...] = ()
    description: str = ""
    policy: str = ""
    rotation_days: int | None = None
    deletion_window_days: int | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    obstacles: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class ExistingPolicy:
    """An IAM policy of the account; `document` is JSON. Name and path are in the ARN."""

    arn: str
    document: str = ""
    description: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)
    obstacles: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class ExistingRole:
    """An IAM role; `trust_policy` is JSON, `policy_arns` are the managed policies that are attached to it."""

    arn: str
    trust_policy: str = ""
    policy_arns: tuple[str, ...] = ()
    description: str = ""
    permissions_boundary: str | None = None
    max_session_seconds: int = 3600
    tags: Mapping[str, str] = field(default_factory=dict)
    obstacles: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True)
class ExistingDatabase:
    """An Autonomous AI Database Serverless. `provider` is Oracle's word for who keeps its key, "" where nobody says;
    the four texts after it are those of `encryption_key`, "" where they are not set. `former_keys` are ARNs."""

    ocid: str
    db_name: str
    compartment_id: str
    provider: str = ""
    key_arn: str = ""
    role_arn: str = ""
    service_endpoint: str = ""
    external_id: str = ""
    former_keys: tuple[str, ...] = ()
    address: str = ""


@dataclass(frozen=True, order=True)
class AwsPlace:
    """An AWS account and a region of it."""

    account_id: str
    region: str


@dataclass(frozen=True)
class Existing:
    """Everything that was found. `tenancy_id` is None where nobody has said it, as in Terraform's state."""

    databases: tuple[ExistingDatabase, ...] = ()
    keys: tuple[ExistingKey, ...] = ()
    policies: tuple[ExistingPolicy, ...] = ()
    roles: tuple[ExistingRole, ...] = ()
    tenancy_id: str | None = None
