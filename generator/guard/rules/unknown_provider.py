"""A provider that the guard does not know is named."""

from __future__ import annotations

from collections.abc import Iterator

from generator.diagnostics import Severity
from generator.facts import provider_schema
from generator.facts.provider_schema import provider_of
from generator.guard.case import Case
from generator.guard.judged_types import JUDGED, PROVIDERS, REGISTRIES
from generator.guard.plan import ResourceChange
from generator.guard.provider_version import KNOWN, is_known
from generator.guard.rule import Finding, Rule

_PINNED_SCHEMA_VERSION = 0  # of every type that is judged, in the pinned versions
_SHOWN = 5


def check(case: Case) -> Iterator[Finding]:
    yield from _unknown_versions(case)
    told: set[tuple[str, str]] = set()
    for resource in case.changed(*JUDGED):
        for what, detail in _unknown(case, resource):
            if (resource.type, what) not in told:
                told.add((resource.type, what))
                yield Finding(resource.address, what, detail)


def _unknown_versions(case: Case) -> Iterator[Finding]:
    """The constraint is all that a plan tells of a version; only one that no known version fits is spoken of."""
    for address, constraint in dict.fromkeys(case.configuration.provider_constraints()):
        registry, _, source = address.partition("/")
        local_name = next((name for name, known in PROVIDERS.items() if known == source), None)
        if local_name and registry in REGISTRIES and not is_known(local_name, constraint):
            lowest, highest = (".".join(map(str, version)) for version in KNOWN[local_name])
            yield Finding(
                address,
                f'The configuration asks for version "{constraint}" of {source}',
                f"The guard knows {lowest} and newer, before {highest}. It judges the plan as if it was one of them.",
            )


def _unknown(case: Case, resource: ResourceChange) -> Iterator[tuple[str, str]]:
    local_name = provider_of(resource.type)
    source = PROVIDERS[local_name]
    if resource.provider_name not in {f"{registry}/{source}" for registry in REGISTRIES}:
        yield (
            f'The provider of {resource.type} is "{resource.provider_name}"',
            f"The guard knows {source}. It judges this one as if it was the same; see whether it is.",
        )
        return
    pinned = provider_schema.provider(local_name)
    version = pinned.version if pinned else ""
    found = case.configuration.schema_version(resource.module_address, f"{resource.type}.{resource.name}")
    if found not in (None, _PINNED_SCHEMA_VERSION):
        yield (
            f"The provider has another schema of {resource.type} than the guard knows",
            f"It has schema_version {found}; that of {source} {version} is {_PINNED_SCHEMA_VERSION}. What is judged "
            "may have another meaning.",
        )
    if more := _unknown_arguments(resource):
        named = ", ".join(more[:_SHOWN]) + (", …" if len(more) > _SHOWN else "")
        yield (
            f"The provider has arguments of {resource.type} that the guard does not know: {named}",
            f"The guard knows those of {source} {version}. These are not judged: see in the plan what they do.",
        )


def _unknown_arguments(resource: ResourceChange) -> list[str]:
    schema = provider_schema.resource(resource.type)
    if schema is None:
        return []
    known = {*schema.attributes, *schema.block_types, "timeouts"}
    return sorted({*resource.before, *resource.after} - known)


RULE = Rule(
    code="GRD003",
    title="A provider or version that the guard does not know",
    explanation="""\
The rules rest on what `hashicorp/aws` and `oracle/oci` call their arguments, in the versions that adbkms has pinned.
The plan has a provider from elsewhere (a fork, a mirror with a name of its own), another version of a resource's
schema, or arguments that the pinned version does not have, such as `region` in version 6 of `hashicorp/aws`. What is
known is judged; the rest is named here, once for each type.

See in the plan what these arguments do. A newer version of adbkms may know them.
""",
    source="https://developer.hashicorp.com/terraform/cli/commands/providers/schema",
    check=check,
    severity=Severity.WARNING,
)
