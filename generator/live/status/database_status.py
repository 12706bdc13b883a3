"""What `status` says of a database."""

from __future__ import annotations

from dataclasses import dataclass

from generator.live.answers import NotKnown
from generator.live.oci.databases import KeySwitch


@dataclass(frozen=True)
class Side:
    """What is wanted, or what is found; "" where there is nothing to say, or it is not known. `provider` is Oracle's
    word (`AWS`, `ORACLE_MANAGED`), `lifecycle_state` OCI's, `key_state` KMS's."""

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
    order. `unknown` says what could not be asked, and why. `missing` is what the spec does not say yet (`ocid`)."""

    stack: str
    database: str
    ocid: str | None
    wanted: Side
    found: Side | None
    differences: tuple[str, ...] = ()
    unknown: tuple[NotKnown, ...] = ()
    missing: tuple[str, ...] = ()
    history: tuple[KeySwitch, ...] = ()

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
