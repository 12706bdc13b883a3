"""Who keeps a database's key. A field's name is the SDK's attribute and the argument of Terraform's `encryption_key`.

Source: the subtypes of `oci.database.models.AutonomousDatabaseEncryptionKeyDetails`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from .sdk_bodies import Body, body


@dataclass(frozen=True, slots=True)
class OracleManagedKey:
    provider: ClassVar[str] = "ORACLE_MANAGED"
    sdk_model: ClassVar[str] = "OracleManagedKeyDetails"


@dataclass(frozen=True, slots=True)
class AwsKey:
    key_arn: str
    service_endpoint_uri: str = ""
    arn_role: str = ""
    external_id: str = ""
    provider: ClassVar[str] = "AWS"
    sdk_model: ClassVar[str] = "AwsKeyDetails"


@dataclass(frozen=True, slots=True)
class AzureKey:
    vault_uri: str = "https://payments.vault.azure.net"
    key_name: str = "orders"
    provider: ClassVar[str] = "AZURE"
    sdk_model: ClassVar[str] = "AzureKeyDetails"


@dataclass(frozen=True, slots=True)
class GcpKey:
    key_name: str = "orders"
    project: str = "payments"
    location: str = "us-east4"
    key_ring: str = "databases"
    kms_rest_endpoint: str = ""
    provider: ClassVar[str] = "GCP"
    sdk_model: ClassVar[str] = "GcpKeyDetails"


@dataclass(frozen=True, slots=True)
class OciKey:
    kms_key_id: str = "ocid1.key.oc1.iad.orders"
    vault_id: str = "ocid1.vault.oc1.iad.payments"
    provider: ClassVar[str] = "OCI"
    sdk_model: ClassVar[str] = "OciKeyDetails"


@dataclass(frozen=True, slots=True)
class OkvKey:
    okv_uri: str = "https://okv.example.com"
    okv_kms_key: str = "orders"
    directory_name: str = "OKV_DIR"
    certificate_directory_name: str = "OKV_CERTIFICATES"
    certificate_id: str = ""
    provider: ClassVar[str] = "OKV"
    sdk_model: ClassVar[str] = "OkvKeyDetails"


Key = OracleManagedKey | AwsKey | AzureKey | GcpKey | OciKey | OkvKey
KINDS: tuple[type[Key], ...] = (OracleManagedKey, AwsKey, AzureKey, GcpKey, OciKey, OkvKey)


def key_body(key: Key) -> Body:
    """The key as the API returns it; what is empty is null."""
    values = {name: value or None for name, value in dataclasses.asdict(key).items()}
    return body(f"database.{key.sdk_model}", provider=key.provider, **values)


def key_in_body(sent: Mapping[str, Any]) -> Key:
    """The key that an update sends. Raises ValueError for a provider that does not exist."""
    kind = _kind(sent.get("provider"))
    empty = body(f"database.{kind.sdk_model}", **{field.name: field.name for field in dataclasses.fields(kind)})
    return kind(**{name: sent.get(wire) or "" for wire, name in empty.items() if name is not None})


def key_in_block(block: Mapping[str, Any]) -> Key:
    """The key of Terraform's block `encryption_key`."""
    kind = _kind(block.get("autonomous_database_provider") or OracleManagedKey.provider)
    return kind(**{field.name: block.get(field.name) or "" for field in dataclasses.fields(kind)})


def key_block(key: Key, names: Mapping[str, Any]) -> dict[str, Any]:
    """Terraform's block with all the arguments in `names`: empty where the key has none."""
    values = {"autonomous_database_provider": key.provider, **dataclasses.asdict(key)}
    return {name: values.get(name, "") for name in {**names, **values}}


def _kind(provider: object) -> type[Key]:
    for kind in KINDS:
        if kind.provider == provider:
            return kind
    raise ValueError(f"no such provider of keys: {provider!r}")
