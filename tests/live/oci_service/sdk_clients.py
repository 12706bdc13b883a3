"""The real SDK's clients, pointed at the stand-in."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import oci


@dataclass(frozen=True, slots=True)
class SdkClients:
    """Nothing is retried: a test sees the first answer."""

    database: Any
    identity: Any
    work_requests: Any
    secrets: Any


def sdk_clients(endpoint: str, config_file: Path, profile: str = "DEFAULT", timeout: float = 10) -> SdkClients:
    """`timeout` in seconds, to connect and to read."""
    config = oci.config.from_file(str(config_file), profile)
    options: dict[str, Any] = {
        "service_endpoint": endpoint,
        "retry_strategy": oci.retry.NoneRetryStrategy(),
        "circuit_breaker_strategy": oci.circuit_breaker.NoCircuitBreakerStrategy(),
        "timeout": timeout,
    }
    if "security_token_file" in config:
        token = Path(config["security_token_file"]).read_text(encoding="utf-8")
        key = oci.signer.load_private_key_from_file(config["key_file"])
        options["signer"] = oci.auth.signers.SecurityTokenSigner(token, key)
    return SdkClients(
        oci.database.DatabaseClient(config, **options),
        oci.identity.IdentityClient(config, **options),
        oci.work_requests.WorkRequestClient(config, **options),
        oci.secrets.SecretsClient(config, **options),
    )
