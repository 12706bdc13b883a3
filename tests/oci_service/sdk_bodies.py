"""JSON bodies with the names that the SDK's models give them: what is not in a model cannot be sent."""

from __future__ import annotations

import importlib
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from typing import Any

Body = dict[str, Any]


def body(model: str, **attributes: Any) -> Body:
    """The body of a model such as `database.AutonomousDatabase`; what is not given is null, as the service does.

    Values are JSON already, or times. Raises TypeError for an attribute that the model does not have.
    """
    names = attribute_map(model)
    unknown = attributes.keys() - names.keys()
    if unknown:
        raise TypeError(f"{model} has no {', '.join(sorted(unknown))}")
    return {wire: _json(attributes.get(attribute)) for attribute, wire in names.items()}


@cache
def attribute_map(model: str) -> Mapping[str, str]:
    """Attribute → name on the wire, of the SDK's own model."""
    service, name = model.split(".")
    names: dict[str, str] = getattr(importlib.import_module(f"oci.{service}.models"), name)().attribute_map
    return names


def timestamp(time: datetime) -> str:
    """RFC 3339 in UTC with milliseconds: 2026-01-01T00:00:00.000Z."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03}Z"


def _json(value: Any) -> Any:
    return timestamp(value) if isinstance(value, datetime) else value
