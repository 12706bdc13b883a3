"""What `status` says of a database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from generator.live.access import AwsAccess, OciAccess
from generator.live.answers import NotKnown
from generator.live.oci.live_database import KeySwitch
from generator.live.oci.work_requests import LiveWorkRequest

FIELDS: Mapping[str, str] = MappingProxyType(
    {
        "provider": "provider",
        "key_arn": "key",
        "role_arn": "role",
        "external_id": "external ID",
        "service_endpoint": "endpoint",
        "lifecycle_state": "state",
        "key_state": "key state",
    }
)
"""The fields of `Side` in people's words."""


@dataclass(frozen=True)
class Side:
    """What is wanted, or what is found; "" where there is nothing to say, or it is not known. `provider` is Oracle's
    word (`AWS`, `ORACLE_MANAGED`), `lifecycle_state` OCI's, `key_state` KMS's. `key_arn` is an ARN or `alias/NAME`."""

    provider: str = ""
    key_arn: str = ""
    role_arn: str = ""
    external_id: str = ""
    service_endpoint: str = ""
    lifecycle_state: str = ""
    key_state: str = ""


@dataclass(frozen=True)
class DatabaseStatus:
    """`found` is None where the database could not be looked at. `differences` are names of fields of `Side`, in their
    order. `unknown` says what could not be asked, and why. `missing` is what the spec does not say yet (`ocid`).
    `key` is what the spec selects, in its own words, `state_details` OCI's about the lifecycle state; `aws` and `oci`
    are the ways to the stack's account and tenancy. `last_work` is its last work request, known where it differs and
    was watched."""

    stack: str
    database: str
    aws: AwsAccess
    oci: OciAccess
    ocid: str | None
    wanted: Side
    found: Side | None
    differences: tuple[str, ...] = ()
    unknown: tuple[NotKnown, ...] = ()
    missing: tuple[str, ...] = ()
    history: tuple[KeySwitch, ...] = ()
    key: str = ""
    state_details: str = ""
    last_work: LiveWorkRequest | None = None

    @property
    def name(self) -> str:
        """STACK/DATABASE."""
        return f"{self.stack}/{self.database}"

    @property
    def matches(self) -> bool | None:
        """False if anything differs, or else None if something is not known."""
        if self.differences:
            return False
        return None if self.unknown or self.missing else True

    @property
    def last_switch(self) -> KeySwitch | None:
        """When the database came to the key that it has: the last line of its history, if it is about that key."""
        if self.found is None or not self.history:
            return None
        last = self.history[-1].encryption
        is_current = (last.provider, last.key_arn) == (self.found.provider, self.found.key_arn)
        return self.history[-1] if is_current else None
