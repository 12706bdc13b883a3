"""Modules come from a package of a fixed version."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qs

from generator.configuration.module_source import VENDORED
from generator.rules.reading.version_constraint import is_constraint
from generator.rules.rule import Finding, Rule
from generator.spec.defaults import ModuleSource
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import quoted

# https://developer.hashicorp.com/terraform/language/modules/sources
_LOCAL = re.compile(r"\.{1,2}(?:[/\\]|$)|/|~|[A-Za-z]:[/\\]|file:")
_GIT = re.compile(r"git::|git@|ssh://|(?:https://)?(?:github\.com|bitbucket\.org|gitlab\.com)/|[^?]*\.git(?:[/?]|$)")
_REGISTRY = re.compile(r"(?:[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?(?::[0-9]+)?/)?(?:[0-9A-Za-z_-]+/){2}[0-9a-z]+")
_PASSWORD = re.compile(r"://[^/?#@\s]*@")  # not repeated in a message, see rule secret_text
_ARCHIVE = re.compile(r"(?:hg|s3|gcs|https?|oci)::\S+|https?://\S+|oci://\S+")


def check(spec: Spec) -> Iterator[Finding]:
    reported = set()
    for loaded in spec.stacks:
        wrong = None if loaded.module_source == VENDORED else _wrong(loaded.module_source)
        if wrong and (place := _place(loaded)) not in reported:
            reported.add(place)  # once for a file: all of its stacks have the same
            yield Finding(loaded, (), *wrong)


def shared(loaded: LoadedStack) -> tuple[tuple[str, str], ...]:
    """Twice where it is wrong: that is a finding in one stack alone, too, and one only in all stacks of a file."""
    return (_place(loaded),) * 2 if loaded.module_source != VENDORED and _wrong(loaded.module_source) else ()


def _place(loaded: LoadedStack) -> tuple[str, str]:
    return loaded.name_node.source.filename, str(loaded.module_source)


def _wrong(source: ModuleSource) -> tuple[str, str] | None:
    address, version = (source, None) if isinstance(source, str) else (source.source, source.version)
    address = _PASSWORD.sub("://…@", address)
    if _LOCAL.match(address):
        return (
            f"module_source {quoted(address)} is a path on this machine",
            "Write `module_source: vendored`, the default: a copy of the modules is rendered beside the stacks.",
        )
    if _GIT.match(address):
        return _wrong_git(address, version)
    if _REGISTRY.fullmatch(address):
        return _wrong_registry(address, version)
    if _ARCHIVE.fullmatch(address):
        return _no_version(address) if version is not None else None
    return (
        f"module_source {quoted(address)} is not an address of modules",
        "Expected `vendored`, a Git address with `?ref=`, or a registry's NAMESPACE/NAME/PROVIDER with a `version`.",
    )


def _wrong_git(address: str, version: str | None) -> tuple[str, str] | None:
    if version is not None:
        return _no_version(address)
    if parse_qs(address.partition("?")[2]).get("ref"):
        return None
    return (
        f"module_source {quoted(address)} has no ref",
        f"Append a tag or a commit: `{address}{'&' if '?' in address else '?'}ref=v1.0.0`.",
    )


def _wrong_registry(address: str, version: str | None) -> tuple[str, str] | None:
    if version is None:
        return (
            f"module_source {quoted(address)} has no version",
            f"Write `module_source: {{source: {address}, version: ~> 1.0}}`.",
        )
    if not is_constraint(version):
        return f"{quoted(version)} is not a version constraint", "Write one such as `~> 1.0`."
    return None


def _no_version(address: str) -> tuple[str, str]:
    return (
        f"module_source {quoted(address)} takes no `version`",
        "Only registries have versions. Write the address alone, for Git with `?ref=`.",
    )


RULE = Rule(
    code="ARG107",
    title="Modules come from a package of a fixed version",
    explanation="""\
`module_source` says where the stacks take the modules for keys, policies and roles from. The default, `vendored`,
renders a copy of them, so that a review sees every line. An address outside has to be one of a fixed version, or what
was reviewed is not what is applied:

- Git: `git::https://git.example.com/modules.git?ref=v1.0.0`. A tag or a commit, not a branch.
- A registry: `{source: registry.example.com/platform/adbkms/aws, version: ~> 1.0}`. Only registries take `version`.

A path on one machine is not there on the next one; vendor the modules instead.
""",
    source="https://developer.hashicorp.com/terraform/language/modules/sources",
    bad="module_source: git::https://git.example.com/modules.git\n",
    good="module_source: git::https://git.example.com/modules.git?ref=v1.0.0\n",
    check=check,
    shared=shared,
    at_top=True,
)
