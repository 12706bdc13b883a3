"""Addresses of resources in the configuration, which has no instances."""

from __future__ import annotations

from generator.guard.configuration_references import Resolution, without_instances
from generator.guard.plan import ResourceChange


def address_in_module(resource: ResourceChange) -> str:
    """`TYPE.NAME`, or `data.TYPE.NAME`."""
    return f"{'data.' if resource.mode == 'data' else ''}{resource.type}.{resource.name}"


def address_in_configuration(resource: ResourceChange) -> str:
    """The address of a resource without the keys of its instance and of its modules' instances."""
    module = without_instances(resource.module_address)
    return ".".join([*([module] if module else []), address_in_module(resource)])


def refers(resolution: Resolution, resource: ResourceChange) -> bool:
    """True if an expression is made of that resource, among others."""
    return any(target.address == address_in_configuration(resource) for target in resolution.targets)
