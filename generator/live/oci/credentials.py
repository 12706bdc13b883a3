"""Ways to authenticate to OCI, and what a client of the SDK is made with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

AUTH_VARIABLE = "OCI_CLI_AUTH"
PROFILE_VARIABLE = "OCI_CLI_PROFILE"
DEFAULT_PROFILE = "DEFAULT"

API_KEY = "api_key"
SECURITY_TOKEN = "security_token"
INSTANCE_PRINCIPAL = "instance_principal"
RESOURCE_PRINCIPAL = "resource_principal"
CLOUD_SHELL = "instance_obo_user"
METHODS = (API_KEY, SECURITY_TOKEN, INSTANCE_PRINCIPAL, RESOURCE_PRINCIPAL, CLOUD_SHELL)


@dataclass(frozen=True)
class Credentials:
    """What a client of the SDK is made with. `description` is for messages: `the profile "X" of ~/.oci/config`;
    `remedy` is what to do when OCI does not accept them. Neither holds anything secret. `session_token` is that of
    `oci session authenticate`, which can be renewed in its file at any time; "" with all other ways to authenticate."""

    description: str
    tenancy_id: str
    remedy: str
    can_expire: bool = False
    settings: Mapping[str, Any] = field(default_factory=dict, repr=False, compare=False)
    signer: Any = field(default=None, repr=False, compare=False)
    session_token: str = field(default="", repr=False, compare=False)
