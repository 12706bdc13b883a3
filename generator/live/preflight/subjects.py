"""What preflight looks at: the stacks of a spec, and all that they have or refer to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.configuration.references import ORACLE_MANAGED
from generator.diagnostics import Diagnostic, did_you_mean, error
from generator.live.preflight.check import Kind, Subject
from generator.live.preflight.codes import UNKNOWN_ADDRESS
from generator.live.preflight.key_arns import key_question
from generator.spec.load import LoadedStack, Spec
from generator.spec.nodes import Path


def subjects_of(spec: Spec, only: Sequence[str] = ()) -> list[Subject]:
    """Every stack with its keys, policies, roles and databases, in the order of the spec. With `only` those with such
    an address (STACK/DATABASE, STACK/keys/NAME), and all of a stack that is named."""
    found = [subject for loaded in spec.stacks for subject in _of_stack(loaded)]
    return [one for one in found if one.address in only or one.loaded.name in only] if only else found


def unknown_addresses(spec: Spec, only: Sequence[str]) -> list[Diagnostic]:
    """An error for each of `only` that names nothing."""
    known = [one.address for one in subjects_of(spec)]
    return [
        error(UNKNOWN_ADDRESS, f'--only: the spec has no "{address}"', did_you_mean(address, known))
        for address in dict.fromkeys(only)
        if address not in known
    ]


def _of_stack(loaded: LoadedStack) -> Iterator[Subject]:
    yield Subject(loaded, "stack", loaded.name)
    yield from _declared_and_named(loaded, "key", loaded.stack.keys, _named_keys(loaded))
    yield from _declared_and_named(loaded, "policy", loaded.stack.policies, _named_policies(loaded))
    yield from _declared_and_named(loaded, "role", loaded.stack.roles, _named_roles(loaded))
    for name in loaded.stack.databases:
        yield Subject(loaded, "database", name)


def _declared_and_named(
    loaded: LoadedStack, kind: Kind, declared: Mapping[str, object], named: Iterator[tuple[str, Path]]
) -> Iterator[Subject]:
    """What has a section of its own, and what is named elsewhere only, each once. An alias that databases look for at
    endpoints of two regions is two keys."""
    for name in declared:
        yield Subject(loaded, kind, name)
    known: set[object] = set()
    for name, place in named:
        subject = Subject(loaded, kind, name, place)
        identity = key_question(subject) if kind == "key" else name
        if name not in declared and identity not in known:
            known.add(identity)
            yield subject


def _named_keys(loaded: LoadedStack) -> Iterator[tuple[str, Path]]:
    for name, policy in loaded.stack.policies.items():
        for index, key in enumerate(policy.keys if policy.keys != "all" else ()):
            yield key, ("policies", name, "keys", index)
    for name, database in loaded.stack.databases.items():
        if database.encryption.key != ORACLE_MANAGED:
            yield database.encryption.key, ("databases", name, "encryption", "key")


def _named_policies(loaded: LoadedStack) -> Iterator[tuple[str, Path]]:
    for name, role in loaded.stack.roles.items():
        for index, policy in enumerate(role.policies):
            yield policy, ("roles", name, "policies", index)


def _named_roles(loaded: LoadedStack) -> Iterator[tuple[str, Path]]:
    for name, database in loaded.stack.databases.items():
        if database.encryption.role and database.encryption.key != ORACLE_MANAGED:
            yield database.encryption.role, ("databases", name, "encryption", "role")
