"""What the provider plans for a database: what is configured, and what the service decides or has decided.

Observed with the real oracle/oci 8.28.0 (Terraform 1.11.4), which is built on Terraform's older plugin SDK:
- what is set in the configuration is planned as it is;
- an argument that the service may choose (Computed) and that is not set keeps its value; when the database
  is created it is unknown;
- so does a whole block that is not there: removing `encryption_key` plans no change. Only `timeouts` goes;
- an argument that is Optional alone and not set is null: without `whitelisted_ips` the access list is wiped.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .provider_schema import Block, NestedBlock
from .values import UNKNOWN, is_unknown, same_value

Object = dict[str, Any]

# Observed to replace the database; the real provider has more of them.
REPLACING_ARGUMENTS = ("character_set", "is_dedicated", "ncharacter_set", "source")


def planned_database(schema: Block, configuration: Mapping[str, Any], prior: Mapping[str, Any] | None) -> Object:
    """The planned state of one database; `prior` is None where it is about to be created."""
    return _planned_block(schema, configuration, prior)


def replacing_arguments(planned: Mapping[str, Any], prior: Mapping[str, Any]) -> list[str]:
    """The changed arguments for which the service needs another database."""
    return [name for name in REPLACING_ARGUMENTS if not same_value(planned[name], prior[name])]


def _planned_block(schema: Block, configuration: Mapping[str, Any], prior: Mapping[str, Any] | None) -> Object:
    planned: Object = {}
    for name, attribute in schema.attributes.items():
        planned[name] = configuration[name]
        if planned[name] is None and attribute.computed:
            planned[name] = UNKNOWN if prior is None else prior[name]
    for name, nested in schema.nested_blocks.items():
        planned[name] = _planned_nested(nested, configuration[name], prior and prior[name], creating=prior is None)
    return planned


def _planned_nested(nested: NestedBlock, configured: Any, prior: Any, *, creating: bool) -> Any:
    if nested.nesting == "single" or is_unknown(configured):
        return configured
    if not configured:
        return UNKNOWN if creating else prior
    return [
        _planned_block(nested.block, item, _prior_of(nested, item, index, prior or []))
        for index, item in enumerate(configured)
    ]


def _prior_of(nested: NestedBlock, item: Mapping[str, Any], index: int, prior: list[Object]) -> Object | None:
    """The prior block that a configured one continues: by place in a list, by what is set in it in a set."""
    if nested.nesting == "list":
        return prior[index] if index < len(prior) else None
    chosen = {name: value for name, value in item.items() if value not in (None, [])}
    return next((found for found in prior if same_value(chosen, {name: found[name] for name in chosen})), None)
