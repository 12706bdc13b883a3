"""What the provider itself, not Terraform's core, refuses in a database's configuration.

Of the arguments of `encryption_key` it looks at `autonomous_database_provider` alone: an AWS key without
`key_arn` passes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .provider_schema import Block
from .values import is_unknown

KEY_PROVIDERS = ("AWS", "AZURE", "GCP", "OCI", "OKV", "ORACLE_MANAGED")


def configuration_mistakes(schema: Block, configuration: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """The summary and the detail of each mistake."""
    for name, attribute in schema.attributes.items():
        if configuration[name] is not None and not (attribute.required or attribute.optional):
            yield (
                "Value for unconfigurable attribute",
                f'Can\'t configure a value for "{name}": its value will be decided automatically based on '
                "the result of applying this configuration.",
            )
    blocks = configuration["encryption_key"]
    for block in [] if is_unknown(blocks) else blocks:
        provider = block["autonomous_database_provider"]
        if isinstance(provider, str) and provider.upper() not in KEY_PROVIDERS:
            argument = "encryption_key.0.autonomous_database_provider"
            yield f'expected {argument} to be one of {list(KEY_PROVIDERS)}, got "{provider}"', ""
